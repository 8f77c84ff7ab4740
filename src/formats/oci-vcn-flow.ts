import type { Format, JsonGrammar } from "./format.ts";

export const ociVcnFlow: Format = {
  id: "oci-vcn-flow",
  title: "Oracle Cloud VCN flow logs",
  docs: "https://docs.oracle.com/en-us/iaas/Content/Logging/Reference/details_for_vcn_flow_logs.htm",
  grammar: {
    kind: "json",
    marker: ["com.oraclecloud.vcn.flowlogs"],
    fields: {
      // As the console and the service connector export them, and as object storage keeps them.
      ...dataFields("logContent.data"),
      ...dataFields("data"),
    },
  },
  // Records without data count no traffic.
  kinds: { OK: "decision" },
  actions: { ACCEPT: "allow", REJECT: "deny" },
  needs: ["source", "destination", "protocol", "action"],
};

function dataFields(path: string): JsonGrammar["fields"] {
  return {
    [`${path}.status`]: "kind",
    [`${path}.action`]: "action",
    [`${path}.startTime`]: "epoch",
    [`${path}.sourceAddress`]: "source",
    [`${path}.destinationAddress`]: "destination",
    [`${path}.sourcePort`]: "sourcePort",
    [`${path}.destinationPort`]: "destinationPort",
    [`${path}.protocol`]: "protocol",
    [`${path}.packets`]: "packets",
  };
}

import type { Format } from "./format.ts";

export const gcpFirewall: Format = {
  id: "gcp-firewall",
  title: "Google Cloud VPC firewall rules logging",
  docs: "https://cloud.google.com/firewall/docs/firewall-rules-logging",
  grammar: {
    kind: "json",
    // Flow logs, which know no verdict, are often exported with them.
    marker: ["compute.googleapis.com%2Ffirewall", "compute.googleapis.com%2Fvpc_flows", '"rule_details"'],
    fields: {
      "jsonPayload.reporter": "kind",
      "jsonPayload.disposition": "action",
      "jsonPayload.connection.src_ip": "source",
      "jsonPayload.connection.dest_ip": "destination",
      "jsonPayload.connection.src_port": "sourcePort",
      "jsonPayload.connection.dest_port": "destinationPort",
      "jsonPayload.connection.protocol": "protocol",
      "jsonPayload.vpc.vpc_name": "device",
      timestamp: "stamp",
    },
  },
  // Whoever reports a flow decided nothing.
  kinds: {},
  actions: { DENIED: "deny", ALLOWED: "allow" },
  needs: ["source", "destination", "protocol", "action"],
};

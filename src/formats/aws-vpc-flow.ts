import type { CsvGrammar, Format, JsonGrammar, Register } from "./format.ts";

const names = {
  srcaddr: "source",
  dstaddr: "destination",
  srcport: "sourcePort",
  dstport: "destinationPort",
  protocol: "protocol",
  packets: "packets",
  start: "epoch",
  action: "action",
} as const satisfies Record<string, Register>;

const lines: CsvGrammar = {
  kind: "csv",
  separator: " ",
  names: { ...names, "log-status": "kind" },
  // A custom format may begin with any field.
  namesWithin: "srcaddr",
  orders: [
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
    // CloudWatch Logs writes its own time in front when it exports to S3.
    "exported version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
    // The custom order that the documentation shows for version 3.
    "version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport pkt-srcaddr pkt-dstaddr protocol bytes packets start end action tcp-flags log-status",
  ],
  marker: ["ACCEPT", "REJECT", "NODATA", "SKIPDATA"],
  identity: ["action", "kind"],
};

const objects: JsonGrammar = {
  kind: "json",
  marker: ['"srcaddr"'],
  fields: {
    ...names,
    log_status: "kind",
    "log-status": "kind",
  },
};

const shared = {
  docs: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html",
  actions: { ACCEPT: "allow", REJECT: "deny" },
  needs: ["source", "destination", "protocol", "action"],
} as const satisfies Partial<Format>;

export const awsVpcFlow: Format = {
  id: "aws-vpc-flow",
  title: "AWS VPC flow log, versions 2 to 5",
  ...shared,
  grammar: lines,
  // A record without data counts no traffic.
  kinds: { OK: "decision", NODATA: "none", SKIPDATA: "none" },
};

export const awsVpcFlowJson: Format = {
  id: "aws-vpc-flow-json",
  title: "AWS VPC flow log as JSON lines",
  ...shared,
  grammar: objects,
  kinds: { OK: "decision" },
};

import type { Format } from "./format.ts";

const shared = {
  docs: "https://campus.barracuda.com/product/cloudgenfirewall/doc/96026562/available-log-files-and-structure/",
  needs: ["source", "destination", "protocol", "action"],
} as const satisfies Partial<Format>;

export const barracudaCloudgen: Format = {
  id: "barracuda-cloudgen",
  title: "Barracuda CloudGen Firewall activity log",
  ...shared,
  grammar: {
    kind: "csv",
    separator: "|",
    // "Block: FWD": the action and where the traffic goes are one column.
    ends: ":",
    marker: [
      " Allow: ",
      " Block: ",
      " Drop: ",
      " Deny: ",
      " Detect: ",
      " Remove: ",
      " Fail: ",
      " LocalAllow: ",
      " LocalBlock: ",
    ],
    origin: { markerColumn: 0 },
    header: true,
    columns: {
      0: "action",
      1: "protocol",
      3: "source",
      4: "sourcePort",
      6: "destination",
      7: "destinationPort",
      15: "count",
    },
    identity: ["action"],
    filled: ["protocol", "source", "destination"],
  },
  actions: {
    Allow: "allow",
    // An application was recognised in what is let through.
    Detect: "allow",
    LocalAllow: "allow",
    Block: "deny",
    LocalBlock: "deny",
    Drop: "deny",
    Deny: "deny",
    // The end of a session, and one that the other side did not answer.
    Remove: "skip",
    Fail: "skip",
  },
};

export const barracudaCloudgenPairs: Format = {
  id: "barracuda-cloudgen-pairs",
  title: "Barracuda CloudGen Firewall activity log as key=value pairs",
  docs: shared.docs,
  grammar: {
    kind: "kv",
    marker: ["|proto="],
    // Check Point's export in pairs, and what comes in a LEEF head.
    without: ["|product=", "LEEF:"],
    fields: {
      proto: "protocol",
      srcIP: "source",
      srcPort: "sourcePort",
      dstIP: "destination",
      dstPort: "destinationPort",
      count: "count",
    },
    enough: ["protocol", "source", "sourcePort", "destination", "destinationPort", "count"],
    header: "always",
    ends: "|",
    prefix: [
      { pattern: /(?<![a-z])((?:Local)?(?:Block|Drop|Deny)): type=/i, verdict: "deny" },
      { pattern: /(?<![a-z])((?:Local)?Allow|Detect): type=/i, verdict: "allow" },
      { pattern: /: type=/, verdict: "skip" },
    ],
  },
  // The count is there for all protocols, and stands behind what else is needed.
  needs: ["source", "destination", "protocol", "count"],
};

export const barracudaCloudgenJson: Format = {
  id: "barracuda-cloudgen-json",
  title: "Barracuda CloudGen Firewall insights as JSON lines",
  ...shared,
  grammar: {
    kind: "json",
    marker: ['"fw_rule"'],
    fields: {
      timestamp: "epoch",
      action: "action",
      src_ip: "source",
      src_port: "sourcePort",
      dst_ip: "destination",
      dst_port: "destinationPort",
      ip_proto: "protocol",
    },
  },
  actions: { Begin: "allow", End: "allow", Block: "deny", Drop: "deny", Deny: "deny" },
};

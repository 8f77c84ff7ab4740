import type { Format } from "./format.ts";

export const snortCsv: Format = {
  id: "snort-csv",
  title: "Snort alerts as CSV with their disposition (alert_csv, pfSense)",
  docs: "https://docs.huihoo.com/snort/2.9/node21.html",
  grammar: {
    kind: "csv",
    separator: ",",
    quoted: true,
    // The engine names no others.
    marker: [",TCP,", ",UDP,", ",ICMP,"],
    // timestamp,generator,sid,revision,msg,proto,src,srcport,dst,dstport,id,classification,priority,action,disposition
    columns: { 0: "stamp", 5: "protocol", 6: "source", 7: "sourcePort", 8: "destination", 9: "destinationPort", 14: "action" },
    columnCount: 15,
    identity: ["action"],
    filled: ["stamp", "source", "destination"],
  },
  actions: {
    Drop: "deny",
    Reject: "deny",
    // An alert on traffic that went on, also where the engine would have dropped it.
    Allow: "skip",
    "Would Drop": "skip",
  },
  needs: ["source", "destination", "protocol"],
}; // prettier-ignore

import type { Format } from "./format.ts";

export const msIsa: Format = {
  id: "ms-isa",
  title: "Microsoft ISA Server packet filter log (W3C extended)",
  docs: "https://learn.microsoft.com/en-us/previous-versions/tn-archive/cc302534(v=technet.10)",
  grammar: {
    kind: "csv",
    separator: "\t",
    names: {
      date: "date",
      time: "time",
      "source-ip": "source",
      "destination-ip": "destination",
      protocol: "protocol",
      // Ports of TCP and UDP; type and code of ICMP.
      "param#1": "sourcePort",
      "param#2": "destinationPort",
      "filter-rule": "action",
    },
    namesMark: "#Fields: ",
    orders: [
      "date\ttime\tsource-ip\tdestination-ip\tprotocol\tparam#1\tparam#2\ttcp-flags\tfilter-rule\tinterface\tip-header\tpayload",
    ],
    comments: ["#Software:", "#Version:", "#Date:", "#Remark:"],
    identity: ["action"],
    filled: ["date", "time"],
  },
  actions: { BLOCKED: "deny", ALLOWED: "allow" },
  needs: ["source", "destination", "protocol", "action"],
  utc: true,
};

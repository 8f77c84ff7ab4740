import type { Format } from "./format.ts";

export const msIsa: Format = {
  id: "ms-isa",
  title: "Microsoft ISA Server, packet filter (2000) and firewall (2004), W3C extended",
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
      // Since 2004, with ports behind the addresses: `192.0.2.1:443`.
      computer: "device",
      "ip protocol": "protocol",
      source: "source",
      destination: "destination",
      action: "action",
    },
    endpoints: true,
    namesMark: "#Fields: ",
    orders: [
      "date\ttime\tsource-ip\tdestination-ip\tprotocol\tparam#1\tparam#2\ttcp-flags\tfilter-rule\tinterface\tip-header\tpayload",
    ],
    comments: ["#Software:", "#Version:", "#Date:", "#Remark:"],
    identity: ["action"],
    filled: ["date", "time"],
  },
  actions: {
    BLOCKED: "deny",
    ALLOWED: "allow",
    Denied: "deny",
    Established: "allow",
    Establish: "allow",
    // A connection that was told of when it began.
    Terminated: "skip",
    Terminate: "skip",
    Intermediate: "skip",
    // No policy refused it.
    Failed: "skip",
  },
  needs: ["source", "destination", "protocol", "action"],
  utc: true,
};

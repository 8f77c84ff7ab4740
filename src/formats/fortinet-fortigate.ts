import type { Format } from "./format.ts";

export const fortinetFortigate: Format = {
  id: "fortinet-fortigate",
  title: "Fortinet FortiGate traffic log (FortiOS 4 to 7)",
  docs: "https://docs.fortinet.com/document/fortigate/7.4.0/fortios-log-message-reference",
  grammar: {
    kind: "kv",
    // The one key that every release has and other products with the same key names have not.
    // FortiAnalyzer's CSV has each pair in quotes.
    marker: [" subtype=", ",subtype=", ',"subtype='],
    without: ["|Fortinet|"],
    fields: {
      date: "date",
      time: "time",
      eventtime: "epoch",
      tz: "zone",
      type: "kind",
      devname: "device",
      srcip: "source",
      src: "source",
      dstip: "destination",
      dst: "destination",
      srcport: "sourcePort",
      src_port: "sourcePort",
      dstport: "destinationPort",
      dst_port: "destinationPort",
      proto: "protocol",
      action: "action",
      status: "action",
    },
    enough: ["date", "time", "kind", "source", "destination", "sourcePort", "destinationPort", "protocol", "action"],
    // FortiOS 4 writes them behind the verdict, and more behind them.
    neverLast: ["sourcePort", "destinationPort", "protocol"],
    header: "fallback",
  },
  kinds: { traffic: "decision" },
  // A session that was accepted and then ended is no denial, however it ended.
  actions: {
    deny: "deny",
    accept: "allow",
    start: "allow",
    close: "allow",
    timeout: "allow",
    "client-rst": "allow",
    "server-rst": "allow",
    "ip-conn": "allow",
    dns: "allow",
  },
  needs: ["source", "destination", "protocol"],
};

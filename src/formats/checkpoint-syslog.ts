import type { Format } from "./format.ts";

export const checkpointSyslog: Format = {
  id: "checkpoint-syslog",
  title: "Check Point Log Exporter, syslog",
  docs: "https://support.checkpoint.com/results/sk/sk122323",
  grammar: {
    kind: "kv",
    marker: ['loguid:"', 'loguid="', "@1.3.6.1.4.1.2620 "],
    assigns: ":=",
    fields: {
      time: "epoch",
      origin: "device",
      product: "kind",
      action: "action",
      src: "source",
      dst: "destination",
      proto: "protocol",
      s_port: "sourcePort",
      service: "destinationPort",
    },
    enough: ["epoch", "device", "kind", "action", "source", "destination", "protocol", "sourcePort", "destinationPort"],
    header: "fallback",
    ends: " ;]",
  },
  // Other blades judge content, users and administrators.
  kinds: { "VPN-1 & FireWall-1": "decision", "VPN-1 \\u0026 FireWall-1": "decision", Firewall: "decision" },
  actions: {
    Accept: "allow",
    Allow: "allow",
    Decrypt: "allow",
    Encrypt: "allow",
    Drop: "deny",
    Reject: "deny",
    Block: "deny",
    "Key Install": "skip",
  },
  defaultAction: "skip",
  needs: ["source"],
};

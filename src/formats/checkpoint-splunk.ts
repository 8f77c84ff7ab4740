import type { Format } from "./format.ts";

export const checkpointSplunk: Format = {
  id: "checkpoint-splunk",
  title: "Check Point Log Exporter, Splunk and generic",
  docs: "https://support.checkpoint.com/results/sk/sk122323",
  grammar: {
    kind: "kv",
    marker: ["|loguid={", "|ifdir="],
    ends: "|",
    fields: {
      time: "epoch",
      hostname: "device",
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
    neverLast: ["sourcePort", "destinationPort"],
  },
  kinds: { "VPN-1 & FireWall-1": "decision", "FG VPN-1 & FireWall-1": "decision", Firewall: "decision" },
  actions: { Accept: "allow", Decrypt: "allow", Encrypt: "allow", Drop: "deny", Reject: "deny", "Key Install": "skip" },
  needs: ["source", "protocol"],
};

import type { Format } from "./format.ts";

export const checkpointJson: Format = {
  id: "checkpoint-json",
  title: "Check Point Log Exporter, JSON",
  docs: "https://support.checkpoint.com/results/sk/sk122323",
  grammar: {
    kind: "json",
    marker: ['"loguid"', '"originsicname"'],
    fields: {
      product: "kind",
      action: "action",
      time: "epoch",
      src: "source",
      dst: "destination",
      s_port: "sourcePort",
      service: "destinationPort",
      proto: "protocol",
      origin: "device",
    },
    identity: ["kind"],
  },
  // Of the other blades and the management, actions are not those of the rule base.
  kinds: { "VPN-1 & FireWall-1": "decision" },
  actions: {
    accept: "allow",
    encrypt: "allow",
    decrypt: "allow",
    drop: "deny",
    reject: "deny",
    block: "deny",
    // Such as address spoofing on an interface that only watches for it.
    detect: "skip",
    "key install": "skip",
  },
  needs: ["source", "destination", "protocol", "action"],
};

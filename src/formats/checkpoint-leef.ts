import type { Format } from "./format.ts";
import { cefEnough } from "./cef-fields.ts";

export const checkpointLeef: Format = {
  id: "checkpoint-leef",
  title: "Check Point Log Exporter, LEEF",
  docs: "https://support.checkpoint.com/results/sk/sk144192",
  grammar: {
    kind: "kv",
    marker: ["LEEF:2.0|Check Point|"],
    dialect: "leef",
    fields: {
      cat: "kind",
      devTime: "stamp",
      origin: "device",
      action: "action",
      proto: "protocol",
      src: "source",
      srcPort: "sourcePort",
      dst: "destination",
      service: "destinationPort",
      dstPort: "destinationPort",
    },
    enough: [...cefEnough, "kind"],
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  kinds: { "VPN-1 & FireWall-1": "decision" },
  actions: { Accept: "allow", Decrypt: "allow", Drop: "deny", Reject: "deny" },
  needs: ["source", "protocol"],
};

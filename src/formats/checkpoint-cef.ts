import type { Format } from "./format.ts";
import { cefEnough, cefFields } from "./cef-fields.ts";

export const checkpointCef: Format = {
  id: "checkpoint-cef",
  title: "Check Point Log Exporter, CEF",
  docs: "https://support.checkpoint.com/results/sk/sk144192",
  grammar: {
    kind: "kv",
    // Some relays cut off `CEF:`.
    marker: ["|Check Point|"],
    without: ["LEEF:"],
    dialect: "cef",
    fields: { ...cefFields, origin: "device", product: "kind" },
    enough: [...cefEnough, "kind"],
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  kinds: { "VPN-1 & FireWall-1": "decision" },
  actions: {
    Accept: "allow",
    Allow: "allow",
    Decrypt: "allow",
    Drop: "deny",
    Reject: "deny",
    Block: "deny",
    Redirect: "skip",
  },
  needs: ["source", "protocol"],
};

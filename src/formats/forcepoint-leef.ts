import type { Format } from "./format.ts";
import { cefEnough } from "./cef-fields.ts";

export const forcepointLeef: Format = {
  id: "forcepoint-leef",
  title: "Forcepoint NGFW, LEEF",
  docs: "https://help.forcepoint.com/",
  grammar: {
    kind: "kv",
    marker: ["LEEF:1.0|Forcepoint|Firewall|", "LEEF:1.0|FORCEPOINT|Firewall|", "LEEF:2.0|Forcepoint|Firewall|"],
    dialect: "leef",
    fields: {
      devTime: "stamp",
      sender: "device",
      action: "action",
      proto: "protocol",
      src: "source",
      srcPort: "sourcePort",
      dst: "destination",
      dstPort: "destinationPort",
    },
    enough: cefEnough,
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  actions: { Allow: "allow", Discard: "deny", Refuse: "deny" },
  defaultAction: "skip",
  needs: ["source", "destination", "protocol"],
};

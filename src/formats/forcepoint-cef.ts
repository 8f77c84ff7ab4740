import type { Format } from "./format.ts";
import { cefEnough, cefFields } from "./cef-fields.ts";

export const forcepointCef: Format = {
  id: "forcepoint-cef",
  title: "Forcepoint NGFW, CEF",
  docs: "https://help.forcepoint.com/",
  grammar: {
    kind: "kv",
    marker: ["CEF:0|FORCEPOINT|Firewall|"],
    dialect: "cef",
    fields: { ...cefFields, deviceExternalId: "device" },
    enough: cefEnough,
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  actions: { Allow: "allow", Discard: "deny", Refuse: "deny" },
  // Events that judge no connection name no action.
  defaultAction: "skip",
  needs: ["source", "destination", "protocol"],
};

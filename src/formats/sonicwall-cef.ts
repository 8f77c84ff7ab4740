import type { Format } from "./format.ts";
import { cefEnough, cefFields } from "./cef-fields.ts";
import { sonicwallSonicos } from "./sonicwall-sonicos.ts";

export const sonicwallCef: Format = {
  id: "sonicwall-cef",
  title: "SonicWall SonicOS syslog, CEF",
  docs: "https://www.sonicwall.com/techdocs/pdf/sonicos-7-1-log-events-reference-guide.pdf",
  grammar: {
    kind: "kv",
    marker: ["|SonicWall|"],
    dialect: "cef",
    head: { 4: "kind" },
    fields: { ...cefFields, fw_action: "action" },
    enough: [...cefEnough],
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  kinds: sonicwallSonicos.kinds!,
  otherKinds: "decision",
  actions: sonicwallSonicos.actions!,
  defaultAction: "skip",
  needs: ["source", "destination", "protocol"],
};

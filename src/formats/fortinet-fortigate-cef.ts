import type { Format } from "./format.ts";
import { cefEnough, cefFields } from "./cef-fields.ts";
import { fortinetFortigate } from "./fortinet-fortigate.ts";

export const fortinetFortigateCef: Format = {
  id: "fortinet-fortigate-cef",
  title: "Fortinet FortiGate traffic log, CEF",
  docs: "https://docs.fortinet.com/document/fortigate/7.4.0/fortios-log-message-reference",
  grammar: {
    kind: "kv",
    marker: ["|Fortinet|Fortigate|"],
    dialect: "cef",
    // `traffic:forward deny`
    head: { 5: "kind" },
    fields: {
      ...cefFields,
      FTNTFGTeventtime: "stamp",
      FortinetFortiGateeventtime: "stamp",
      deviceExternalId: "device",
    },
    enough: cefEnough,
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  kinds: fortinetFortigate.kinds!,
  actions: fortinetFortigate.actions!,
  needs: ["source", "destination", "protocol"],
};

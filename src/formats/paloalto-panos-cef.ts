import type { Format } from "./format.ts";
import { cefEnough, cefFields } from "./cef-fields.ts";
import { paloaltoPanos } from "./paloalto-panos.ts";

export const paloaltoPanosCef: Format = {
  id: "paloalto-panos-cef",
  title: "Palo Alto Networks traffic log, CEF (PAN-OS and Cortex Data Lake)",
  docs: "https://docs.paloaltonetworks.com/resources/cef",
  grammar: {
    kind: "kv",
    marker: ["|Palo Alto Networks|"],
    dialect: "cef",
    // Cortex writes the type here, PAN-OS the subtype.
    head: { 4: "kind" },
    fields: {
      ...cefFields,
      dtz: "zone",
      // Where these are addresses of IPv6, src and dst are empty.
      c6a2: "source",
      c6a3: "destination",
      cnt: "count",
      deviceExternalId: "device",
    },
    enough: [...cefEnough, "zone", "count"],
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  kinds: { TRAFFIC: "decision", start: "decision", end: "decision", drop: "decision", deny: "decision" },
  actions: paloaltoPanos.actions!,
  needs: ["source", "destination", "protocol"],
};

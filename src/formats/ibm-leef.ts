import type { Format } from "./format.ts";
import { cefEnough } from "./cef-fields.ts";
import { commonActions } from "./csv-headers.ts";

export const ibmLeef: Format = {
  id: "ibm-leef",
  title: "Log Event Extended Format of any other product",
  docs: "https://www.ibm.com/docs/en/dsm?topic=overview-leef-event-components",
  grammar: {
    kind: "kv",
    marker: ["LEEF:1.0|", "LEEF:2.0|"],
    // Products with formats of their own.
    without: ["|Check Point|", "|Forcepoint|Firewall|", "|FORCEPOINT|Firewall|", "|WatchGuard|"],
    dialect: "leef",
    fields: {
      devTime: "stamp",
      action: "action",
      proto: "protocol",
      src: "source",
      srcPort: "sourcePort",
      dst: "destination",
      dstPort: "destinationPort",
    },
    enough: cefEnough.filter((register) => register !== "device"),
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  actions: commonActions,
  defaultAction: "skip",
  needs: ["source", "destination", "protocol"],
};

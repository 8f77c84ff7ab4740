import type { Format } from "./format.ts";
import { cefEnough, cefFields } from "./cef-fields.ts";
import { commonActions } from "./csv-headers.ts";

export const arcsightCef: Format = {
  id: "arcsight-cef",
  title: "Common Event Format of any other product",
  docs: "https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors/",
  grammar: {
    kind: "kv",
    marker: ["CEF:0|", "CEF:1|"],
    // Products with formats of their own; UniFi's blocks are of its intrusion prevention.
    without: [
      "|Check Point|",
      "|FORCEPOINT|Firewall|",
      "|Fortinet|Fortigate|",
      "|Palo Alto Networks|",
      "|SonicWall|",
      "|Ubiquiti|",
    ],
    dialect: "cef",
    fields: { ...cefFields, c6a2: "source", c6a3: "destination", cnt: "count", dvchost: "device" },
    enough: [...cefEnough, "count"],
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  actions: commonActions,
  defaultAction: "skip",
  needs: ["source", "destination", "protocol"],
};

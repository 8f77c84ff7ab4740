import type { Format } from "./format.ts";

export const h3cSecpath: Format = {
  id: "h3c-secpath",
  title: "H3C SecPath security policy log (Comware 7)",
  docs: "https://www.h3c.com/en/Support/Resource_Center/Technical_Documents/",
  grammar: {
    kind: "kv",
    marker: ["%%10FILTER/", "%%10ATK/"],
    ends: ";",
    fields: {
      "Protocol(1001)": "protocol",
      "SrcIPAddr(1003)": "source",
      "SrcIPv6Addr(1036)": "source",
      "SrcPort(1004)": "sourcePort",
      "DstIPAddr(1007)": "destination",
      "DstIPv6Addr(1037)": "destination",
      "DstPort(1008)": "destinationPort",
      "MatchCount(1069)": "count",
      "Event(1048)": "action",
    },
    enough: ["protocol", "source", "sourcePort", "destination", "destinationPort", "count", "action"],
    header: "always",
    neverLast: ["sourcePort", "destinationPort"],
  },
  actions: { Permit: "allow", Deny: "deny" },
  // Attacks that were seen name another kind of action.
  defaultAction: "skip",
  needs: ["source", "destination", "protocol"],
};

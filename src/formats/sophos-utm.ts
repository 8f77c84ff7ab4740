import type { Format } from "./format.ts";

export const sophosUtm: Format = {
  id: "sophos-utm",
  title: "Sophos UTM packet filter (Astaro)",
  docs: "https://docs.sophos.com/nsg/sophos-utm/utm/9.7/help/en-us/",
  grammar: {
    kind: "kv",
    marker: ['sub="packetfilter"'],
    fields: {
      action: "action",
      srcip: "source",
      dstip: "destination",
      proto: "protocol",
      srcport: "sourcePort",
      dstport: "destinationPort",
    },
    enough: ["action", "source", "destination", "protocol", "sourcePort", "destinationPort"],
    header: "always",
    neverLast: ["sourcePort", "destinationPort"],
  },
  actions: { drop: "deny", reject: "deny", accept: "allow", log: "skip" },
  needs: ["source", "destination", "protocol"],
};

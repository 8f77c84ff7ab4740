import type { Format, Sentence } from "./format.ts";

/** How the log names what a filter's term did. */
const verdicts = { A: "allow", D: "deny", R: "deny" } as const;
const ends = "{~protocol} {sourceAddress} {destinationAddress} {sourcePort} {destinationPort} ({count} packet";

export const juniperFilter: Format = {
  id: "juniper-filter",
  title: "Juniper Junos stateless firewall filter",
  docs: "https://www.juniper.net/documentation/us/en/software/junos/routing-policy/topics/concept/firewall-filter-logging.html",
  grammar: {
    kind: "template",
    marker: [": FW: "],
    lead: true,
    sentences: Object.entries(verdicts).map(([letter, meaning]): Sentence => ({
      meaning,
      wording: `: FW: {} ${letter} ${ends}`,
    })),
  },
  needs: ["source", "destination", "protocol"],
};

import type { Format, Sentence } from "./format.ts";

/** Which of the two hosts began, by the direction that the line tells behind both. */
const sides = [
  { local: "destination", remote: "source", direction: "Inbound" },
  { local: "source", remote: "destination", direction: "Outbound" },
] as const;

const sentences = sides.flatMap(({ local, remote, direction }): Sentence[] =>
  ["Local Host", "Local Host IP"].flatMap((label): Sentence[] => {
    const hosts =
      `,${label}: {${local}Address},Local Port: {${local}Port},{}Remote Host IP: {${remote}Address},` +
      `Remote Host Name: {},Remote Port: {${remote}Port},`;
    return [
      // The traffic log: what a rule did, how often, from when to when.
      {
        meaning: "told",
        wording: `${hosts}Remote Host MAC: {},{protocol},${direction},Begin: {stamp},{}Occurrences: {count},{}Action: {action},`,
      },
      // The packet log, which names neither protocol nor time.
      { meaning: "told", wording: `${hosts}${direction},Application: {},Action: {action}` },
    ];
  }),
);

export const symantecSep: Format = {
  id: "symantec-sep",
  title: "Symantec Endpoint Protection, traffic and packet log of its firewall",
  docs: "https://knowledge.broadcom.com/external/article?legacyId=tech171741",
  grammar: {
    kind: "template",
    marker: [",Local Host: ", ",Local Host IP: "],
    sentences: [
      ...sentences,
      // The security log, of intrusions.
      { meaning: "skip", wording: ",Local Host IP: {},Intrusion ID: " },
      { meaning: "skip", wording: ",Local Host: {},Intrusion ID: " },
    ],
  },
  // Neither TCP nor UDP nor ICMP; which one is not told, and 255 is IANA's for none.
  protocols: { others: 255 },
  actions: { Blocked: "deny", Allowed: "allow" },
  needs: ["source", "destination", "action"],
};

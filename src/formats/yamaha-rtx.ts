import type { Format, Sentence } from "./format.ts";

/** Told by filters of both directions: `Rejected at IN(1013) filter: …`. */
function filtered(meaning: Sentence["meaning"], word: string): Sentence[] {
  return ["IN(", "OUT("].map((side) => ({
    meaning,
    wording: `${word} at ${side}{}) filter: {protocol} {source} > {destination}`,
  }));
}

export const yamahaRtx: Format = {
  id: "yamaha-rtx",
  title: "Yamaha RTX, NVR, FWX: IP filters",
  docs: "https://www.rtpro.yamaha.co.jp/RT/manual/rt-common/log/syslog_notice.html",
  grammar: {
    kind: "template",
    marker: ["Rejected at IN(", "Rejected at OUT(", "Passed at IN(", "Passed at OUT(", "[INSPECT] "],
    lead: true,
    // Of IPv6 alone: "2001:db8::7.51312".
    dottedPorts: true,
    sentences: [
      ...filtered("deny", "Rejected"),
      ...filtered("allow", "Passed"),
      // Filters of MAC addresses, whose packets have no others: `00:00:5e:00:53:01 > 00:00:5e:00:53:02 IP`.
      ...["IN(", "OUT("].map((side): Sentence => ({
        meaning: "skip",
        wording: `Rejected at ${side}{}) filter: {}:{}:{}:{}:{}:{} > `,
      })),
      // A connection that dynamic filters watched has ended.
      { meaning: "skip", wording: "[INSPECT] " },
    ],
  },
  needs: ["source", "destination", "protocol"],
};

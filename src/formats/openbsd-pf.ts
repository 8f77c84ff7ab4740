import type { Format, Sentence } from "./format.ts";

/** What stands behind the addresses tells the protocol. Of TCP, older releases write only the flags. */
const contents: Readonly<Record<string, readonly string[]>> = {
  icmp: ["icmp: ", "icmp6: ", "ICMP ", "ICMP6, "],
  igmp: ["igmp "],
  udp: [" udp ", "UDP, ", "NTPv", "{}? "],
  tcp: ["Flags [", ". ack ", "S ", "F ", "P ", "R ", "FP "],
};

export const openbsdPf: Format = {
  id: "openbsd-pf",
  title: "pf as tcpdump prints it: OpenBSD, FreeBSD",
  docs: "https://man.openbsd.org/pflogd.8",
  grammar: {
    kind: "template",
    marker: ["rule "],
    alsoHolds: ["(match)", " on ", " > "],
    dottedPorts: true,
    sentences: [
      ...Object.entries(contents).flatMap(([protocol, texts]) =>
        texts.map((text): Sentence => ({
          meaning: "told",
          wording: `rule {}(match){} {~action} {} on {}: {source} > {destination}: ${text}`,
          protocol,
        })),
      ),
      // What else tcpdump knows how to print.
      { meaning: "told", wording: "rule {}(match){} {~action} {} on {}: {source} > {destination}: {}, length " },
    ],
  },
  actions: { block: "deny", pass: "allow", rdr: "skip", nat: "skip", match: "skip" },
  needs: ["source", "destination"],
};

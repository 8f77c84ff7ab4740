import type { Format, Sentence } from "./format.ts";

/** What the engines call themselves to syslog. */
const snort = ["snort: ", "snort[{}]: "];
const suricata = ["suricata: ", "suricata[{}]: "];

export const snortSyslog: Format = {
  id: "snort-syslog",
  title: "Snort and Suricata alerts through syslog (alert_syslog)",
  docs: "https://docs.suricata.io/en/latest/configuration/suricata-yaml.html",
  grammar: {
    kind: "template",
    marker: ["snort: [", "snort[", "suricata: [", "suricata["],
    // Of the protocol: `{TCP} `. What else the engines write has none.
    alsoHolds: ["} "],
    sentences: [
      ...suricata.map((tag): Sentence => ({
        meaning: "deny",
        wording: `${tag}[Drop] [{}] {}{{protocol}} {source} -> {destination}`,
      })),
      // An alert on traffic that went on, also where the engine says that it would have dropped it.
      ...suricata.map((tag): Sentence => ({ meaning: "skip", wording: `${tag}[wDrop] ` })),
      // Rules and decoders have the numbers 1 and from 100 on.
      ...[...snort, ...suricata].map((tag): Sentence => ({ meaning: "skip", wording: `${tag}[1` })),
    ],
  },
  needs: ["source", "destination", "protocol"],
};

import type { Format } from "./format.ts";

export const snortFast: Format = {
  id: "snort-fast",
  title: "Snort and Suricata alerts as lines (alert_fast, fast.log)",
  docs: "https://docs.suricata.io/en/latest/configuration/suricata-yaml.html#line-based-alerts-log-fast-log",
  grammar: {
    kind: "template",
    marker: ["[Drop] [**] [", " [**] ["],
    alsoHolds: ["{"],
    sentences: [
      { meaning: "deny", wording: "[Drop] [**] [{} [**] {}{{protocol}} {source} -> {destination}" },
      // An alert on traffic that went on, also where the engine says `[wDrop]`: that it would have dropped it.
      { meaning: "skip", wording: " [**] [" },
    ],
  },
  needs: ["source", "destination", "protocol"],
};

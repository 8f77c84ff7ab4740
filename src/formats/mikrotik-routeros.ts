import type { Format } from "./format.ts";

export const mikrotikRouteros: Format = {
  id: "mikrotik-routeros",
  title: "MikroTik RouterOS firewall",
  docs: "https://help.mikrotik.com/docs/spaces/ROS/pages/328094/Log",
  grammar: {
    kind: "template",
    marker: [": in:"],
    alsoHolds: [" out:", "proto "],
    sentences: [{ meaning: "told", wording: ": in:{} out:{}proto {protocol}, {source}->{destination}, " }],
    // The log has no action: owners write it into the prefix of the rule.
    prefix: [
      {
        pattern: /(?<![a-z])(drop(?:ped|s)?|den(?:y|ied)|block(?:ed)?|reject(?:ed)?|tarpit)(?![a-z])/i,
        verdict: "deny",
      },
      { pattern: /(?<![a-z])(acc(?:ept(?:ed)?)?|allow(?:ed)?|permit(?:ted)?|pass(?:ed)?)(?![a-z])/i, verdict: "allow" },
    ],
  },
  needs: ["source", "destination", "protocol"],
};

import type { Format } from "./format.ts";

const pair = "{source}->{destination} ";

export const juniperSrxText: Format = {
  id: "juniper-srx-text",
  title: "Juniper SRX session log as sentences",
  docs: "https://www.juniper.net/documentation/us/en/software/junos/flow-packet-processing/topics/topic-map/security-flow-based-session-logs.html",
  grammar: {
    kind: "template",
    marker: ["session denied ", "session created ", "session closed "],
    alsoHolds: ["RT_FLOW_SESSION_"],
    sentences: [
      // Newer releases write a connection tag before the service.
      { meaning: "deny", wording: `session denied ${pair}0x{} {} {protocol}({}) ` },
      { meaning: "deny", wording: `session denied ${pair}{} {protocol}({}) ` },
      { meaning: "allow", wording: `session created ${pair}{}->{} {#protocol} ` },
      { meaning: "allow", wording: `session closed {}: ${pair}{}->{} {#protocol} ` },
    ],
  },
  needs: ["source", "destination", "protocol"],
  sharesLog: true,
};

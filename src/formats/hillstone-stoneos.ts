import type { Format } from "./format.ts";

/** What every line on a session begins with. */
const session = "@FLOW: SESSION: {source}->{destination}({protocol}),";

export const hillstoneStoneos: Format = {
  id: "hillstone-stoneos",
  title: "Hillstone StoneOS session log",
  docs: "https://docs.hillstonenet.com/",
  grammar: {
    kind: "template",
    marker: ["@FLOW: ", "@MGMT: ", "@NET: "],
    sentences: [
      // A session that was denied is told by its last words.
      { meaning: "deny", wording: `${session}{}, policy deny` },
      { meaning: "deny", wording: `${session}{},policy deny` },
      // How a session ends says nothing against it: `session end,TCP RST`.
      { meaning: "allow", wording: `${session}{}session end` },
      { meaning: "allow", wording: `${session}{}session start` },
      // What was made of addresses; the session has a line of its own.
      { meaning: "skip", wording: "@FLOW: NAT" },
      // Floods and scans are told with a count for many packets, without protocol and ports.
      { meaning: "skip", wording: "@FLOW: {} attack:" },
      { meaning: "skip", wording: "@MGMT: " },
      { meaning: "skip", wording: "@NET: " },
    ],
  },
  needs: ["source", "destination", "protocol"],
};

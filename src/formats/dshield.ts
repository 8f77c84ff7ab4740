import type { Format } from "./format.ts";

export const dshield: Format = {
  id: "dshield",
  title: "DShield submission (tab-separated)",
  docs: "https://isc.sans.edu/specs/",
  grammar: {
    kind: "csv",
    separator: "\t",
    // Protocols may be names or numbers.
    marker: ["\tTCP", "\tUDP", "\tICMP", "\ttcp", "\tudp", "\ticmp", "\t1\t", "\t6\t", "\t17\t", "\t58\t"],
    columns: {
      0: "stamp",
      2: "count",
      3: "source",
      4: "sourcePort",
      5: "destination",
      6: "destinationPort",
      7: "protocol",
    },
    identity: [],
    filled: ["stamp", "count", "source", "protocol"],
  },
  needs: ["destination"],
  // Only packets that a firewall refused are submitted.
  defaultAction: "deny",
};

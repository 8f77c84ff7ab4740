import type { Format } from "./format.ts";

export const filterlog: Format = {
  id: "filterlog",
  title: "pfSense and OPNsense filterlog",
  docs: "https://docs.netgate.com/pfsense/en/latest/monitoring/logs/raw-filter-format.html",
  grammar: {
    kind: "csv",
    separator: ",",
    marker: ["filterlog[", "filterlog:", "filterlog "],
    origin: "word",
    header: true,
    columns: { 6: "action" },
    // The IP version decides what stands behind it.
    variants: {
      column: 8,
      when: {
        "4": {
          13: "fragment",
          15: "protocol",
          18: "source",
          19: "destination",
          20: "sourcePort",
          21: "destinationPort",
        },
        "6": { 13: "protocol", 15: "source", 16: "destination", 17: "sourcePort", 18: "destinationPort" },
      },
    },
    identity: [],
    bothPorts: true,
  },
  actions: {
    block: "deny",
    reject: "deny",
    "synproxy-drop": "deny",
    pass: "allow",
    rdr: "skip",
    nat: "skip",
    binat: "skip",
    match: "skip",
    scrub: "skip",
  },
  needs: ["source", "destination", "protocol", "action"],
  sharesLog: true,
};

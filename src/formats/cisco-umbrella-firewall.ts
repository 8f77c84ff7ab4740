import type { Format } from "./format.ts";

export const ciscoUmbrellaFirewall: Format = {
  id: "cisco-umbrella-firewall",
  title: "Cisco Umbrella cloud-delivered firewall log (CSV)",
  docs: "https://docs.umbrella.com/umbrella-user-guide/docs/firewall-log-formats",
  grammar: {
    kind: "csv",
    separator: ",",
    quoted: true,
    columns: {
      0: "stamp",
      4: "kind",
      5: "protocol",
      7: "source",
      8: "sourcePort",
      9: "destination",
      10: "destinationPort",
      13: "action",
    },
    identity: ["kind"],
    filled: ["stamp"],
  },
  kinds: { INBOUND: "decision", OUTBOUND: "decision" },
  actions: { ALLOW: "allow", BLOCK: "deny" },
  needs: ["source", "destination", "protocol", "action"],
  utc: true,
};

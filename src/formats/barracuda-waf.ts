import type { Format } from "./format.ts";

export const barracudaWaf: Format = {
  id: "barracuda-waf",
  title: "Barracuda Web Application Firewall network firewall log",
  docs: "https://campus.barracuda.com/product/webapplicationfirewall/doc/92767349/exporting-log-formats/",
  grammar: {
    kind: "csv",
    separator: " ",
    // The log's type behind the header: web, access, audit and system logs have others.
    marker: [" NF "],
    origin: { markerColumn: 0 },
    header: true,
    columns: { 2: "protocol", 3: "source", 4: "sourcePort", 5: "destination", 6: "destinationPort", 7: "action" },
    identity: ["action"],
  },
  actions: { DENY: "deny", ALLOW: "allow" },
  needs: ["source", "destination", "protocol", "action"],
};

import type { Format } from "./format.ts";

export const zscalerFirewall: Format = {
  id: "zscaler-firewall",
  title: "Zscaler Internet Access firewall log (NSS feed, CSV)",
  docs: "https://help.zscaler.com/zia/nss-feed-output-format-firewall-logs",
  grammar: {
    kind: "csv",
    separator: ",",
    quoted: true,
    // The client's side of the connection: behind it the service has addresses of its own.
    columns: {
      0: "stamp",
      4: "destinationPort",
      5: "sourcePort",
      8: "source",
      9: "destination",
      15: "action",
      21: "protocol",
    },
    identity: ["action"],
    filled: ["stamp", "source", "destination"],
  },
  actions: {
    Allow: "allow",
    "Allow due to insufficient app data": "allow",
    Drop: "deny",
    Reset: "deny",
    "Block/Drop": "deny",
    "Block/Reset": "deny",
    "Block ICMP": "deny",
    "IPS Drop": "deny",
    "IPS Reset": "deny",
  },
  needs: ["source", "destination", "protocol", "action"],
};

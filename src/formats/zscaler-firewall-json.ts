import type { Format } from "./format.ts";

export const zscalerFirewallJson: Format = {
  id: "zscaler-firewall-json",
  title: "Zscaler Cloud Firewall (JSON feed of NSS)",
  docs: "https://help.zscaler.com/zia/nss-feed-output-format-firewall-logs",
  grammar: {
    kind: "json",
    marker: ['"zscalernss-'],
    fields: {
      sourcetype: "kind",
      "event.datetime": "stamp",
      "event.action": "action",
      // The client's side, which is before any translation.
      "event.csip": "source",
      "event.cdip": "destination",
      "event.csport": "sourcePort",
      "event.cdport": "destinationPort",
      "event.proto": "protocol",
      "event.numsessions": "count",
      "event.locationname": "device",
    },
    identity: ["kind"],
  },
  // Web, DNS and audit feeds come beside it.
  kinds: { "zscalernss-fw": "decision" },
  actions: {
    Allow: "allow",
    Drop: "deny",
    Reset: "deny",
    "Block/Drop": "deny",
    "Block/Reset": "deny",
    "Block/ICMP": "deny",
  },
  needs: ["source", "destination", "protocol", "action"],
};

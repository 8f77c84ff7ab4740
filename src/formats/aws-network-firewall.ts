import type { Format } from "./format.ts";

export const awsNetworkFirewall: Format = {
  id: "aws-network-firewall",
  title: "AWS Network Firewall alert logs",
  docs: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging-contents.html",
  grammar: {
    kind: "json",
    marker: ['"firewall_name"'],
    identity: ["kind"],
    fields: {
      firewall_name: "device",
      "event.event_type": "kind",
      "event.timestamp": "stamp",
      "event.src_ip": "source",
      "event.dest_ip": "destination",
      "event.src_port": "sourcePort",
      "event.dest_port": "destinationPort",
      "event.proto": "protocol",
      "event.alert.action": "action",
    },
  },
  // Netflow and TLS events decide nothing.
  kinds: { alert: "decision" },
  // An alert on traffic that went on is no decision of a rule base.
  actions: { blocked: "deny", allowed: "skip" },
  needs: ["source", "destination", "protocol", "action"],
};

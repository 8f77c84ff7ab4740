import type { Format } from "./format.ts";

export const paloaltoPanosJson: Format = {
  id: "paloalto-panos-json",
  title: "Palo Alto Networks PAN-OS and Prisma Access traffic log (JSON of Strata Logging Service)",
  docs: "https://docs.paloaltonetworks.com/strata-logging-service/log-reference/network-logs/network-traffic-log",
  grammar: {
    kind: "json",
    marker: ['"LogType"'],
    fields: {
      LogType: "kind",
      TimeGenerated: "stamp",
      SourceAddress: "source",
      DestinationAddress: "destination",
      SourcePort: "sourcePort",
      DestinationPort: "destinationPort",
      Protocol: "protocol",
      Action: "action",
      RepeatCount: "count",
      PacketsTotal: "packets",
      DeviceName: "device",
    },
    identity: ["kind"],
  },
  kinds: { TRAFFIC: "decision" },
  actions: {
    deny: "deny",
    drop: "deny",
    "drop-icmp": "deny",
    "reset-client": "deny",
    "reset-server": "deny",
    "reset-both": "deny",
    allow: "allow",
  },
  needs: ["source", "destination", "protocol", "action"],
};

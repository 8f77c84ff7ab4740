import type { Format } from "./format.ts";

export const cloudflareGatewayNetwork: Format = {
  id: "cloudflare-gateway-network",
  title: "Cloudflare Zero Trust Gateway network sessions (Logpush)",
  docs: "https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/gateway_network/",
  grammar: {
    kind: "json",
    marker: ['"DestinationIP"'],
    fields: {
      Action: "action",
      Datetime: "stamp",
      SourceIP: "source",
      DestinationIP: "destination",
      SourcePort: "sourcePort",
      DestinationPort: "destinationPort",
      Transport: "protocol",
    },
    identity: ["protocol"],
  },
  actions: { blocked: "deny", allowed: "allow", allowedOnNoRuleMatch: "allow" },
  needs: ["source", "destination", "protocol", "action"],
};

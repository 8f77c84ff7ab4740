import type { Format } from "./format.ts";

export const cloudflareNetworkAnalytics: Format = {
  id: "cloudflare-network-analytics",
  title: "Cloudflare Network Analytics: Magic Transit, Network Firewall and DDoS protection (Logpush)",
  docs: "https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/network_analytics_logs/",
  grammar: {
    kind: "json",
    marker: ['"IPSourceAddress"'],
    fields: {
      // What was done; the verdict beside it is of rules that may be switched off.
      Outcome: "action",
      Datetime: "stamp",
      IPSourceAddress: "source",
      IPDestinationAddress: "destination",
      SourcePort: "sourcePort",
      DestinationPort: "destinationPort",
      IPProtocol: "protocol",
      IPFragmentOffset: "fragment",
      // One packet in so many is logged.
      SampleInterval: "count",
      ColoName: "device",
    },
  },
  actions: { drop: "deny", pass: "allow" },
  needs: ["source", "destination", "protocol", "action"],
};

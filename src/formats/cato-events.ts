import type { Format } from "./format.ts";

export const catoEvents: Format = {
  id: "cato-events",
  title: "Cato Networks events: Internet and WAN firewall",
  docs: "https://support.catonetworks.com/hc/en-us/articles/360019839477-Cato-API-EventsFeed-Large-Scale-Event-Monitoring",
  grammar: {
    kind: "json",
    marker: ['"event_sub_type"'],
    fields: {
      event_sub_type: "kind",
      action: "action",
      time: "epoch",
      src_ip: "source",
      dest_ip: "destination",
      src_port: "sourcePort",
      dest_port: "destinationPort",
      ip_protocol: "protocol",
      event_count: "count",
      src_site: "device",
    },
    identity: ["kind"],
  },
  // What IPS and anti-malware block is no decision of a firewall rule.
  kinds: { "Internet Firewall": "decision", "WAN Firewall": "decision" },
  // To monitor is to let through and to tell of it.
  actions: { Block: "deny", Allow: "allow", Monitor: "allow" },
  needs: ["destination", "action"],
};

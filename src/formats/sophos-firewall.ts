import type { Format } from "./format.ts";

export const sophosFirewall: Format = {
  id: "sophos-firewall",
  title: "Sophos Firewall (XG, XGS) and Cyberoam syslog",
  docs: "https://docs.sophos.com/nsg/sophos-firewall/20.0/syslog/index.html",
  grammar: {
    kind: "kv",
    marker: ["log_component="],
    fields: {
      timestamp: "stamp",
      date: "date",
      time: "time",
      timezone: "zone",
      device_name: "device",
      log_type: "kind",
      log_subtype: "action",
      src_ip: "source",
      dst_ip: "destination",
      protocol: "protocol",
      src_port: "sourcePort",
      dst_port: "destinationPort",
    },
    enough: ["kind", "action", "source", "destination", "protocol", "sourcePort", "destinationPort"],
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  // What else blocks, such as web filter and IPS, is about content, not about a rule.
  kinds: { Firewall: "decision" },
  actions: { Allowed: "allow", Denied: "deny", Dropped: "deny", Detected: "skip" },
  needs: ["source", "destination"],
};

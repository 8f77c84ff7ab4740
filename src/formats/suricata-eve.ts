import type { Format } from "./format.ts";

export const suricataEve: Format = {
  id: "suricata-eve",
  title: "Suricata EVE JSON: drops and blocking alerts",
  docs: "https://docs.suricata.io/en/latest/output/eve/eve-json-format.html",
  grammar: {
    kind: "json",
    marker: ['"event_type"'],
    // AWS Network Firewall wraps such events in its own, and others have a member of the name.
    identity: ["stamp"],
    fields: {
      event_type: "kind",
      timestamp: "stamp",
      src_ip: "source",
      dest_ip: "destination",
      src_port: "sourcePort",
      dest_port: "destinationPort",
      proto: "protocol",
      host: "device",
      "alert.action": "action",
    },
  },
  kinds: { drop: "denial", alert: "decision" },
  // An alert on traffic that went on is no decision of a rule base.
  actions: { blocked: "deny", allowed: "skip" },
  needs: ["source", "destination", "protocol"],
};

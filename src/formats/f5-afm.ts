import type { Format, Register } from "./format.ts";

const fields = {
  date_time: "stamp",
  hostname: "device",
  action: "action",
  source_ip: "source",
  source_port: "sourcePort",
  dest_ip: "destination",
  dest_port: "destinationPort",
  ip_protocol: "protocol",
} as const satisfies Record<string, Register>;

const shared = {
  docs: "https://techdocs.f5.com/en-us/bigip-15-1-0/external-monitoring-of-big-ip-systems-implementations/event-messages-and-attack-types.html",
  actions: {
    Accept: "allow",
    "Accept decisively": "allow",
    Drop: "deny",
    Reject: "deny",
    // The beginning and end of a connection that was let through.
    Established: "allow",
    Closed: "skip",
  },
  needs: ["source", "destination", "protocol", "action"],
} as const satisfies Partial<Format>;

export const f5Afm: Format = {
  id: "f5-afm",
  title: "F5 BIG-IP AFM network firewall log",
  ...shared,
  grammar: {
    kind: "kv",
    marker: ["acl_policy_name="],
    fields,
    enough: ["stamp", "device", "action", "source", "sourcePort", "destination", "destinationPort", "protocol"],
    header: "fallback",
  },
  // The source port is there for all protocols, and stands behind what else is needed.
  needs: [...shared.needs, "sourcePort"],
};

export const f5AfmJson: Format = {
  id: "f5-afm-json",
  title: "F5 BIG-IP AFM network firewall log as JSON lines (Telemetry Streaming)",
  ...shared,
  grammar: { kind: "json", marker: ['"acl_policy_name"'], fields },
};

import type { Format } from "./format.ts";

export const juniperNetscreen: Format = {
  id: "juniper-netscreen",
  title: "Juniper NetScreen and SSG traffic log (ScreenOS)",
  docs: "https://www.juniper.net/documentation/software/screenos/",
  grammar: {
    kind: "kv",
    marker: ["NetScreen device_id="],
    fields: {
      device_id: "device",
      start_time: "stamp",
      proto: "protocol",
      action: "action",
      src: "source",
      dst: "destination",
      src_port: "sourcePort",
      dst_port: "destinationPort",
    },
    enough: ["device", "stamp", "protocol", "action", "source", "destination", "sourcePort", "destinationPort"],
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
    // Traffic to the device itself.
    portless: ["dst zone=self"],
  },
  actions: { Permit: "allow", Tunnel: "allow", Deny: "deny", Reject: "deny" },
  // Events of the system name no action.
  defaultAction: "skip",
  needs: ["source", "destination", "protocol"],
};

import type { Format } from "./format.ts";

export const sonicwallSonicos: Format = {
  id: "sonicwall-sonicos",
  title: "SonicWall SonicOS syslog (5 to 7, default format)",
  docs: "https://www.sonicwall.com/techdocs/pdf/sonicos-7-1-log-events-reference-guide.pdf",
  grammar: {
    kind: "kv",
    marker: [" sn="],
    markerThen: ['time="'],
    fields: {
      time: "stamp",
      fw: "device",
      m: "kind",
      src: "source",
      srcV6: "source",
      dst: "destination",
      dstV6: "destination",
      // Old releases name the protocol in the message alone: "ICMP packet dropped".
      msg: "protocol",
      proto: "protocol",
      fw_action: "action",
    },
    enough: ["stamp", "device", "kind", "source", "sourcePort", "destination", "destinationPort", "protocol", "action"],
    header: "never",
    endpoints: true,
    neverLast: ["sourcePort", "destinationPort"],
    // `dst=192.0.2.1 proto=tcp/dns`: the line goes on, so the port is missing, not cut off.
    portless: [" proto="],
  },
  // What a message says by its number alone; of others the firewall's action counts, if the line tells one.
  kinds: {
    36: "denial",
    37: "denial",
    38: "denial",
    98: "pass",
    173: "denial",
    174: "denial",
    175: "denial",
    522: "denial",
    524: "denial",
    537: "pass",
    1233: "denial",
  },
  otherKinds: "decision",
  actions: { drop: "deny", forward: "allow", mgmt: "skip", NA: "skip" },
  defaultAction: "skip",
  needs: ["source", "destination", "protocol"],
};

import type { Format } from "./format.ts";
import { servicePorts } from "./service-ports.ts";

export const checkpointFwlog: Format = {
  id: "checkpoint-fwlog",
  title: "Check Point `fw log`, as text or through syslog",
  docs: "https://sc1.checkpoint.com/documents/R81.10/WebAdminGuides/EN/CP_R81.10_CLI_ReferenceGuide/Topics-CLIG/FWG/fw-log.htm",
  grammar: {
    kind: "kv",
    // Actions are filled up to six characters; the gateway and its interface follow: `drop   gw-1 >eth0 rule: 7; …`.
    marker: [
      "drop   ",
      "reject ",
      "accept ",
      "drop ",
      "block  ",
      "block ",
      "encrypt ",
      "decrypt ",
      "ctl    ",
      "ctl ",
      "keyinst ",
      "authcrypt ",
      // Also of "deauthorize".
      "authorize ",
      "vpnroute ",
      "monitor ",
    ],
    markerThen: [">", "<"],
    markerWord: "action",
    markerNext: "device",
    assigns: ":",
    fields: {
      product: "kind",
      ProductName: "kind",
      src: "source",
      dst: "destination",
      proto: "protocol",
      service: "destinationPort",
      s_port: "sourcePort",
    },
    enough: ["kind", "source", "destination", "protocol", "destinationPort", "sourcePort"],
    header: "always",
    ends: ";",
    services: servicePorts,
    together: ["destinationPort", "sourcePort"],
    neverLast: ["protocol", "destinationPort", "sourcePort"],
  },
  // Other blades judge content, users and administrators.
  kinds: { "VPN-1 & FireWall-1": "decision" },
  actions: {
    accept: "allow",
    // Connections of a VPN, let through.
    encrypt: "allow",
    decrypt: "allow",
    vpnroute: "allow",
    drop: "deny",
    reject: "deny",
    block: "deny",
    ctl: "skip",
    keyinst: "skip",
    authcrypt: "skip",
    authorize: "skip",
    monitor: "skip",
  },
  needs: ["destination", "protocol"],
};

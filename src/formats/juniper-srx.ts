import type { Format } from "./format.ts";

export const juniperSrx: Format = {
  id: "juniper-srx",
  title: "Juniper SRX structured syslog (RT_FLOW)",
  docs: "https://www.juniper.net/documentation/us/en/software/junos/network-mgmt/topics/topic-map/system-logging-for-a-security-device.html",
  grammar: {
    kind: "kv",
    marker: ["RT_FLOW_SESSION_"],
    markerThen: ["["],
    markerWord: "kind",
    fields: {
      "source-address": "source",
      "source-port": "sourcePort",
      "destination-address": "destination",
      "destination-port": "destinationPort",
      "protocol-id": "protocol",
    },
    enough: ["source", "sourcePort", "destination", "destinationPort", "protocol"],
    header: "relayed",
    neverLast: ["sourcePort", "destinationPort"],
  },
  // `_LS`: of a logical system.
  kinds: {
    RT_FLOW_SESSION_DENY: "denial",
    RT_FLOW_SESSION_DENY_LS: "denial",
    RT_FLOW_SESSION_CREATE: "pass",
    RT_FLOW_SESSION_CREATE_LS: "pass",
    RT_FLOW_SESSION_CLOSE: "pass",
    RT_FLOW_SESSION_CLOSE_LS: "pass",
  },
  needs: ["source", "destination", "protocol"],
};

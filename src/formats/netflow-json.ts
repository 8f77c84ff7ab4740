import type { Format } from "./format.ts";

export const netflowJson: Format = {
  id: "netflow-json",
  title: "Firewall events of NetFlow and IPFIX (Cisco ASA NSEL and others) as JSON of Filebeat",
  docs: "https://www.iana.org/assignments/ipfix/ipfix.xhtml",
  grammar: {
    kind: "json",
    // Flow records without one know no verdict.
    marker: ['fw_event"', '"firewall_event"'],
    fields: {
      "netflow.firewall_event": "action",
      "netflow.asa_fw_event": "action",
      "netflow.source_ipv4_address": "source",
      "netflow.source_ipv6_address": "source",
      "netflow.destination_ipv4_address": "destination",
      "netflow.destination_ipv6_address": "destination",
      "netflow.source_transport_port": "sourcePort",
      "netflow.destination_transport_port": "destinationPort",
      "netflow.protocol_identifier": "protocol",
      "netflow.exporter.timestamp": "stamp",
    },
  },
  // Flows created, deleted and updated were let through; 4 is an alert.
  actions: { 1: "allow", 2: "allow", 3: "deny", 4: "skip", 5: "allow" },
  needs: ["source", "destination", "protocol", "action"],
};

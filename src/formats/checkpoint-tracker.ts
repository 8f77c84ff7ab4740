import type { Format } from "./format.ts";
import { servicePorts } from "./service-ports.ts";

export const checkpointTracker: Format = {
  id: "checkpoint-tracker",
  title: "Check Point SmartView Tracker and Log Viewer export",
  docs: "https://sc1.checkpoint.com/documents/R77/CP_R77_SmartViewTracker_WebAdminGuide/index.html",
  grammar: {
    kind: "csv",
    separator: " ",
    quoted: true,
    marker: ['" "'],
    // The names of the columns begin with that of the number, rows with the number itself.
    namesMark: '"N',
    names: {
      date: "date",
      time: "time",
      origin: "device",
      type: "kind",
      action: "action",
      service: "destinationPort",
      source: "source",
      destination: "destination",
      "proto.": "protocol",
      protocol: "protocol",
      s_port: "sourcePort",
      "source port": "sourcePort",
    },
    orders: [
      "No. Date Time Product Inter. Origin Type Action Service Source Destination Proto. Rule S_Port User Info.",
    ],
    services: servicePorts,
    columnCount: 16,
    identity: ["action", "kind"],
    filled: ["date", "time"],
  },
  kinds: { Log: "decision", Alert: "decision", Control: "none" },
  actions: {
    Accept: "allow",
    // Connections of a VPN, let through.
    Encrypt: "allow",
    Decrypt: "allow",
    Drop: "deny",
    Reject: "deny",
    Block: "deny",
    "Key Install": "skip",
    Detect: "skip",
  },
  needs: ["source", "destination", "protocol", "action"],
  // Services that an administrator named tell no port.
  portsOptional: true,
};

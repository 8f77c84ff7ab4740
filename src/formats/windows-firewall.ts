import type { Format } from "./format.ts";

export const windowsFirewall: Format = {
  id: "windows-firewall",
  title: "Windows Firewall (pfirewall.log)",
  docs: "https://learn.microsoft.com/en-us/windows/security/operating-system-security/network-security/windows-firewall/configure-logging",
  grammar: {
    kind: "csv",
    separator: " ",
    marker: [" DROP ", " ALLOW ", " OPEN ", " OPEN-INBOUND ", " CLOSE ", " INFO-EVENTS-LOST "],
    names: {
      date: "date",
      time: "time",
      action: "action",
      protocol: "protocol",
      "src-ip": "source",
      "dst-ip": "destination",
      "src-port": "sourcePort",
      "dst-port": "destinationPort",
    },
    namesMark: "#Fields: ",
    orders: [
      "date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path",
    ],
    comments: ["#Version:", "#Software:", "#Time Format:"],
    identity: ["action"],
    // `fw log` of Check Point has date, time and action in the same columns, blanks and the gateway behind them.
    sound: ["protocol"],
    bothPorts: true,
  },
  actions: {
    DROP: "deny",
    ALLOW: "allow",
    OPEN: "allow",
    "OPEN-INBOUND": "allow",
    CLOSE: "skip",
    "INFO-EVENTS-LOST": "skip",
  },
  needs: ["source", "destination", "protocol", "action"],
};

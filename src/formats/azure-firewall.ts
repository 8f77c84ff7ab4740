import type { Format } from "./format.ts";

export const azureFirewall: Format = {
  id: "azure-firewall",
  title: "Azure Firewall, structured logs and those before them",
  docs: "https://learn.microsoft.com/en-us/azure/firewall/monitor-firewall-reference",
  grammar: {
    kind: "json",
    marker: ['"AzureFirewall', '"AZFW'],
    fields: {
      category: "kind",
      time: "stamp",
      resourceId: "device",
      "properties.Protocol": "protocol",
      "properties.SourceIp": "source",
      "properties.SourcePort": "sourcePort",
      "properties.DestinationIp": "destination",
      "properties.DestinationPort": "destinationPort",
      "properties.Action": "action",
    },
    // Logs that are not structured say it in prose.
    sentence: {
      path: "properties.msg",
      wordings: [
        "{protocol} Type={} request from {source} to {destination}. Action: {action}.",
        "{protocol} request from {source}:{sourcePort} to {destination}:{destinationPort}. Action: {action}.",
        "{protocol} request from {source}:{sourcePort} to {destination}:{destinationPort}. Url: {}. Action: {action}.",
        "{protocol} request from {source}:{sourcePort} to {destination}:{destinationPort} was {action} to {}",
        // Refused before the name was known.
        "{protocol} request from {source}:{sourcePort}. Action: {action}.",
      ],
    },
    deviceBehind: "/",
  },
  kinds: {
    AzureFirewallNetworkRule: "decision",
    AzureFirewallApplicationRule: "decision",
    AZFWNetworkRule: "decision",
    AZFWApplicationRule: "decision",
    AZFWThreatIntel: "decision",
    AZFWIdpsSignature: "decision",
  },
  protocols: { HTTP: 6, HTTPS: 6 },
  actions: {
    Allow: "allow",
    // Translated by a rule that lets it through as well.
    "DNAT'ed": "allow",
    Deny: "deny",
    drop: "deny",
    // Intrusion detection tells of it and lets it through to the rules.
    alert: "skip",
  },
  needs: ["source", "protocol", "action"],
};

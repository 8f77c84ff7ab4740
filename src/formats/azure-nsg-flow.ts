import type { Format } from "./format.ts";

export const azureNsgFlow: Format = {
  id: "azure-nsg-flow",
  title: "Azure network security group flow logs, versions 1 and 2",
  docs: "https://learn.microsoft.com/en-us/azure/network-watcher/nsg-flow-logs-overview",
  grammar: {
    kind: "json",
    marker: ['"NetworkSecurityGroupFlowEvent'],
    fields: { resourceId: "device" },
    // Time, addresses, ports, protocol, direction, decision, state, packets and bytes of each side.
    tuple: {
      paths: ["flowTuples"],
      separator: ",",
      columns: {
        0: "epoch",
        1: "source",
        2: "destination",
        3: "sourcePort",
        4: "destinationPort",
        5: "protocol",
        7: "action",
        9: "packets",
      },
    },
    deviceBehind: "/",
  },
  protocols: { T: 6, U: 17 },
  actions: { A: "allow", D: "deny" },
  needs: ["source", "destination", "protocol", "action"],
};

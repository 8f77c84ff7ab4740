import type { Format } from "./format.ts";

export const azureVnetFlow: Format = {
  id: "azure-vnet-flow",
  title: "Azure virtual network flow logs",
  docs: "https://learn.microsoft.com/en-us/azure/network-watcher/vnet-flow-logs-overview",
  grammar: {
    kind: "json",
    marker: ['"FlowLogFlowEvent"'],
    fields: { targetResourceID: "device" },
    // Time, addresses, ports, protocol, direction, state, encryption, packets and bytes of each side.
    tuple: {
      // Exports that lie flat number the tuples.
      paths: ["flowTuples", "flow.0"],
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
  // A flow that begins, goes on or ends was let through.
  actions: { B: "allow", C: "allow", E: "allow", D: "deny" },
  needs: ["source", "destination", "protocol", "action"],
};

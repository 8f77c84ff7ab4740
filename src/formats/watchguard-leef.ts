import type { Format } from "./format.ts";
import { cefEnough } from "./cef-fields.ts";

export const watchguardLeef: Format = {
  id: "watchguard-leef",
  title: "WatchGuard Firebox (Fireware) packet filter, LEEF",
  docs: "https://www.watchguard.com/help/docs/fireware/12/en-US/log_catalog/Log-Catalog_v12_10.pdf",
  grammar: {
    kind: "kv",
    marker: ["|WatchGuard|"],
    dialect: "leef",
    fields: {
      devTime: "stamp",
      sys_name: "device",
      // The set of actions of a proxy, which judges content; the packet filter has none.
      proxy_act: "kind",
      disp: "action",
      proto: "protocol",
      src: "source",
      srcPort: "sourcePort",
      dst: "destination",
      dstPort: "destinationPort",
    },
    enough: [...cefEnough, "kind"],
    header: "fallback",
    neverLast: ["sourcePort", "destinationPort"],
  },
  kinds: {},
  actions: { Allow: "allow", Deny: "deny" },
  defaultAction: "skip",
  needs: ["source", "destination"],
};

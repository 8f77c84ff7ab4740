import type { Format, Sentence } from "./format.ts";

/** What begins the ids of proxies, VPN, management and networking. */
const others = ['msg_id="1', 'msg_id="2', 'msg_id="3D', 'msg_id="3E', 'msg_id="5'];

export const watchguardFirebox: Format = {
  id: "watchguard-firebox",
  title: "WatchGuard Firebox (Fireware) packet filter",
  docs: "https://www.watchguard.com/help/docs/fireware/12/en-US/log_catalog/Log-Catalog_v12_10.pdf",
  grammar: {
    kind: "template",
    marker: ['msg_id="3000-', ...others],
    sentences: [
      // A closed session: without the packet's length, header length and TTL.
      {
        meaning: "told",
        wording:
          'msg_id="3000-0151" {~action} {~protocol} {sourceAddress} {destinationAddress} {sourcePort} {destinationPort} ',
      },
      {
        meaning: "told",
        wording: 'msg_id="3000-0151" {~action} {~protocol} {sourceAddress} {destinationAddress} ',
      },
      {
        meaning: "told",
        wording:
          'msg_id="3000-{}" {~action} {~protocol} {} {} {sourceAddress} {destinationAddress} {sourcePort} {destinationPort} ',
      },
      {
        meaning: "told",
        wording: 'msg_id="3000-{}" {~action} {~protocol} {} {} {sourceAddress} {destinationAddress} ',
      },
      ...others.map((wording): Sentence => ({ meaning: "skip", wording })),
    ],
  },
  actions: { Allow: "allow", Deny: "deny" },
  needs: ["source", "destination", "protocol"],
};

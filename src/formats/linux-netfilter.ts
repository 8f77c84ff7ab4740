import type { Format } from "./format.ts";

export const linuxNetfilter: Format = {
  id: "linux-netfilter",
  title: "Linux netfilter: iptables, nftables, UFW, Shorewall, SuSEfirewall2, VyOS, UniFi, Proxmox VE",
  docs: "https://ipset.netfilter.org/iptables-extensions.man.html#lbDG",
  grammar: {
    kind: "kv",
    // The kernel writes both, Proxmox VE those of the two that the packet has.
    marker: ["IN=", "OUT="],
    markerThen: ["OUT=", "MAC=", "PHYSIN=", "PHYSOUT=", "SRC="],
    // `src=` is what masking addresses left in some published lines.
    fields: {
      SRC: "source",
      src: "source",
      DST: "destination",
      SPT: "sourcePort",
      DPT: "destinationPort",
      PROTO: "protocol",
    },
    enough: ["source", "destination", "protocol", "sourcePort", "destinationPort"],
    header: "always",
    portless: [" FRAG:", " INCOMPLETE ["],
    notIp: [" ARP HTYPE="],
    prefix: [
      // Written beside the line of the rule that decides: what was audited, what came to a limit.
      { pattern: /\[UFW (AUDIT|LIMIT\])/i, verdict: "skip" },
      // Vyatta, VyOS, EdgeOS, UniFi: [RULESET-default-D], [RULESET-20-A], [RULESET-D-10000]; the action by its first letter.
      { pattern: /-([DR])(?:-\d+)?\]/, verdict: "deny" },
      { pattern: /-(A)(?:-\d+)?\]/, verdict: "allow" },
      { pattern: /\[NAT-|-(?:DNAT|SNAT|MASQ)-|-([CJOQ])\]/, verdict: "skip" },
      {
        pattern:
          /(?<![a-z])(drop(?:ped|ping|s)?|den(?:y|ied)|block(?:ed)?|reject(?:ed)?|discard(?:ed)?|refused?)(?![a-z])/i,
        verdict: "deny",
      },
      { pattern: /(?<![a-z])(acc(?:ept(?:ed)?)?|allow(?:ed)?|permit(?:ted)?|pass(?:ed)?)(?![a-z])/i, verdict: "allow" },
    ],
  },
  needs: ["source", "destination", "protocol"],
  sharesLog: true,
};

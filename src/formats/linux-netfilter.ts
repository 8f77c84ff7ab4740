import type { Format } from "./format.ts";

export const linuxNetfilter: Format = {
  id: "linux-netfilter",
  title: "Linux netfilter: iptables, nftables, UFW",
  docs: "https://ipset.netfilter.org/iptables-extensions.man.html#lbDG",
  grammar: {
    kind: "kv",
    marker: ["IN="],
    markerThen: "OUT=",
    fields: { SRC: "source", DST: "destination", SPT: "sourcePort", DPT: "destinationPort", PROTO: "protocol" },
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

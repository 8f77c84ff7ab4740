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
    prefix: [
      { pattern: /\[UFW (AUDIT)/i, verdict: "skip" },
      { pattern: /\[UFW (?:LIMIT )?(BLOCK)/i, verdict: "deny" },
      // Vyatta, EdgeOS, UniFi: [RULESET-default-D], [RULESET-20-A], [RULESET-D-10000]
      { pattern: /-([DR])(?:-\d+)?\]/, verdict: "deny" },
      { pattern: /-(A)(?:-\d+)?\]/, verdict: "allow" },
      { pattern: /-(?:[MS]?DNAT|SNAT|MASQ)-|-(C)\]/, verdict: "skip" },
      {
        pattern: /(?<![a-z])(drop(?:ped|s)?|den(?:y|ied)|block(?:ed)?|reject(?:ed)?|discard(?:ed)?|refused?)(?![a-z])/i,
        verdict: "deny",
      },
      { pattern: /(?<![a-z])(acc(?:ept(?:ed)?)?|allow(?:ed)?|permit(?:ted)?|pass(?:ed)?)(?![a-z])/i, verdict: "allow" },
    ],
  },
  needs: ["source", "destination", "protocol"],
  sharesLog: true,
};

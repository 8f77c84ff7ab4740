import type { Format } from "./format.ts";

export const zyxelUsg: Format = {
  id: "zyxel-usg",
  title: "Zyxel USG, ATP and USG FLEX",
  docs: "https://support.zyxel.eu/",
  grammar: {
    kind: "kv",
    marker: [' devID="'],
    fields: { src: "source", dst: "destination", note: "action", cat: "kind", protoID: "protocol" },
    enough: ["source", "sourcePort", "destination", "destinationPort", "action", "kind", "protocol"],
    endpoints: true,
    header: "always",
    neverLast: ["protocol"],
  },
  kinds: { "Security Policy Control": "decision", Firewall: "decision", "Traffic Log": "pass" },
  actions: { "ACCESS BLOCK": "deny", "ACCESS FORWARD": "allow" },
  needs: ["source", "destination"],
};

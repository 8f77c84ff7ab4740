import type { Format, Sentence } from "./format.ts";

/** `match` for the packet that a rule decided, `TERM` for the end of a connection. */
const reasons = ["INET match ", "INET6 match ", "INET TERM ", "INET6 TERM "];
const listed = "{action}, {}, {}, {}, {protocol}, {sourceAddress}, {sourcePort}, {destinationAddress}, ";

export const vmwareNsx: Format = {
  id: "vmware-nsx",
  title: "VMware NSX distributed and gateway firewall",
  docs: "https://techdocs.broadcom.com/us/en/vmware-cis/nsx/vmware-nsx/4-2/administration-guide/security/distributed-firewall/firewall-packet-logs.html",
  grammar: {
    kind: "template",
    marker: [...reasons, "dfwpktlogs: PASS, ", "dfwpktlogs: DROP, ", "dfwpktlogs: REJECT, "],
    sentences: [
      ...reasons.flatMap((reason): Sentence[] => [
        { meaning: "told", wording: `${reason}{action} {} {~protocol} {source}->{destination}` },
        { meaning: "told", wording: `${reason}{action} {}PROTO {protocol} {source}->{destination}` },
      ]),
      { meaning: "told", wording: `dfwpktlogs: ${listed}{destinationPort},` },
      { meaning: "told", wording: `dfwpktlogs: ${listed}` },
    ],
  },
  actions: { PASS: "allow", DROP: "deny", REJECT: "deny", PUNT: "skip", COPY: "skip", NAT: "skip", RDR: "skip" },
  needs: ["source", "destination", "protocol"],
};

import type { Format, Sentence } from "./format.ts";

const ends = "SrcIP: {sourceAddress}, DstIP: {destinationAddress}, ";
const ports = "SrcPort: {sourcePort}, DstPort: {destinationPort}, Protocol: {protocol}";
const action = "{}AccessControlRuleAction: {action}, ";

export const ciscoFtd: Format = {
  id: "cisco-ftd",
  title: "Cisco Firepower Threat Defense: connection and intrusion events",
  docs: "https://www.cisco.com/c/en/us/td/docs/security/firepower/Syslogs/b_fptd_syslog_guide/security-event-syslog-messages.html",
  grammar: {
    kind: "template",
    // Connection events at the start and at the end; intrusion, file and malware events.
    marker: ["-430002: ", "-430003: ", "-430001: ", "-430004: ", "-430005: "],
    lead: true,
    colonHost: true,
    sentences: [
      ...["-430002: ", "-430003: "].flatMap((id) =>
        ["{}FirstPacketSecond: {stamp}, ", ""].flatMap((time) =>
          [ports, "Protocol: {protocol}"].map((rest): Sentence => ({
            meaning: "told",
            wording: `${id}${time}${action}{}${ends}${rest}, `,
          })),
        ),
      ),
      { meaning: "skip", wording: "-430001: " },
      { meaning: "skip", wording: "-430004: " },
      { meaning: "skip", wording: "-430005: " },
    ],
  },
  actions: {
    Allow: "allow",
    Trust: "allow",
    Fastpath: "allow",
    Monitor: "allow",
    Block: "deny",
    // The user may go on after a page of warning.
    Interactive: "deny",
  },
  needs: ["source", "destination", "protocol"],
};

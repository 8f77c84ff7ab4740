import type { Format, Sentence } from "./format.ts";

const ends = "src={sourceAddress} dst={destinationAddress} {}protocol={protocol}";
/** Other protocols than TCP and UDP have no ports, or a type instead. */
const wordings = [`${ends} sport={sourcePort} dport={destinationPort}`, ends];

/** What a rule's pattern says: a word, or a number that is 1 for what the rule denies. */
function byPattern(meaning: Sentence["meaning"], pattern: string): Sentence[] {
  return wordings.map((wording) => ({ meaning, wording: `{} ${wording} {}pattern: ${pattern}` }));
}

export const ciscoMeraki: Format = {
  id: "cisco-meraki",
  title: "Cisco Meraki MX and MR: flows and firewall rules",
  docs: "https://documentation.meraki.com/General_Administration/Monitoring_and_Reporting/Syslog_Event_Types_and_Log_Samples",
  grammar: {
    kind: "template",
    marker: [
      "flows src=", "flows allow src=", "flows deny src=", "firewall src=", "firewall allow src=", "firewall deny src=",
      "ip_flow_start src=", "ip_flow_end src=", "urls src=", "events type=",
    ], // prettier-ignore
    sentences: [
      ...wordings.map((wording): Sentence => ({ meaning: "told", wording: `{} {action} ${wording}` })),
      ...wordings.map((wording): Sentence => ({ meaning: "allow", wording: `ip_flow_start ${wording}` })),
      ...wordings.map((wording): Sentence => ({ meaning: "allow", wording: `ip_flow_end ${wording}` })),
      { meaning: "skip", wording: "urls " },
      { meaning: "skip", wording: "events " },
      ...byPattern("allow", "Group Policy Allow"),
      ...byPattern("deny", "Group Policy Deny"),
      ...byPattern("told", "{action}"),
    ],
  },
  actions: { allow: "allow", deny: "deny", 0: "allow", 1: "deny" },
  needs: ["source", "destination", "protocol"],
};

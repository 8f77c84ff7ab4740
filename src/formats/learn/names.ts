/** Which end of a connection a field's name speaks of; null where it names none. */
export function endOf(name: string): "source" | "destination" | null {
  const words = wordsOf(name);
  if (destinations.test(words)) return "destination";
  return sources.test(words) ? "source" : null;
}

const destinations =
  /dst|dest|target|server|victim|respond|(?:^| )(?:to|d|dip|daddr|dport|dpt|local|resp|toip|toport|宛先|送信先)(?: |$)|宛先|送信先/;
const sources =
  /src|source|client|attack|initiat|(?:^| )(?:from|s|c|cip|sip|saddr|sport|spt|orig|origin|remote|fromip|fromport)(?: |$)|送信元|発信元/;

/** True for an address or port after or before a translation, which is not that of the connection. */
export function isTranslated(name: string): boolean {
  return /(?:^| )nat|nat(?:ted)?(?: |$|src|dst|ip|port)|xlat|translat|mapped|forwarded|proxy/.test(wordsOf(name));
}

/** What a field's name says of its values. */
export const namePatterns = {
  action: /action|(?:^| )act(?: |$)|verdict|disposition|decision|outcome|動作|処理/,
  protocol: /proto|transport|プロトコル/,
  port: /port|(?:^| )(?:[sd]pt|[a-z]*pt)(?: |$)|ポート/,
  device:
    /(?:^| )(?:host|hostname|device|devname|devicename|dvc|dvchost|sensor|firewall|fw|gateway|gw|node|observer)(?: name)?$/,
  packets: /^(?:packets|pkts|packet count|total packets)$/,
  count: /^(?:count|repeat count|repeatcount|hits|hit count|hitcount|event count)$/,
  /** Numbers that are no ports, whatever they look like. */
  otherNumber:
    /len|size|byte|ttl|(?:^| )(?:id|pid|seq|rule|policy|prio|type|code|vlan|zone|line|duration|level|severity)(?: |$)|icmp|flag|count|packet/,
} as const satisfies Record<string, RegExp>;

/** True where a field's name says this of it. */
export function isNamed(name: string, pattern: keyof typeof namePatterns): boolean {
  return namePatterns[pattern].test(wordsOf(name));
}

/** `srcPort`, `src-port` and `id.src_port` are words parted by blanks. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, " ")
    .trim();
}

/**
 * Formats in which the last number of a line may be cut short without a trace, with the reason. A cut anywhere
 * else must not change protocol or ports.
 */
export const endsOpen: Readonly<Record<string, string>> = {
  "linux-netfilter": "what stands behind the ports varies, and exports end the line there",
  "cisco-asa": "some messages end with the destination's port",
  "cisco-meraki": "lines without a pattern end with the destination's port",
  "csv-headers": "the port may be the last column",
  "snort-fast": "the destination's port is the last thing",
  "snort-syslog": "the destination's port is the last thing",
  "vmware-nsx": "what stands behind the destination varies, and some lines have nothing",
  "yamaha-rtx": "the destination's port is the last thing",
};

/** Formats in which a whole line may name no protocol, with the reason: one that is cut off is missing, not another. */
export const protocolOptional: Readonly<Record<string, string>> = {
  "key-values": "keys may come in any order, and lines without a protocol are decisions as well",
  "watchguard-leef": "of sessions that were closed none is named",
  "zyxel-usg": "drops name no protocol, and accounting names it among the last fields",
};

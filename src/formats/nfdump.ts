import type { Format, Meaning } from "./format.ts";

const docs = "https://github.com/phaag/nfdump/blob/master/man/nfdump.1";

/** IPFIX forwardingStatus: unknown, forwarded, dropped by an access list, dropped for other reasons, consumed. */
const forwardingStatus: Readonly<Record<string, Meaning>> = {
  ...meaning("0", "skip"),
  ...meaning("64 65 66", "allow"),
  ...meaning("129 130", "deny"),
  ...meaning("128 131 132 133 134 135 136 137 138 139 140 141 142 143", "skip"),
  ...meaning("192 193 194 195", "skip"),
};

function meaning(codes: string, what: Meaning): Record<string, Meaning> {
  return Object.fromEntries(codes.split(" ").map((code) => [code, what]));
}

export const nfdumpCsv: Format = {
  id: "nfdump-csv",
  title: "nfdump -o csv",
  docs,
  grammar: {
    kind: "csv",
    separator: ",",
    marker: [",TCP", ",UDP", ",ICMP", ",GRE", ",ESP"],
    names: {
      ts: "stamp",
      sa: "source",
      da: "destination",
      sp: "sourcePort",
      dp: "destinationPort",
      pr: "protocol",
      fwd: "action",
      ipkt: "packets",
    },
    namesMark: "ts,te,td,",
    orders: ["ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt"],
    identity: ["action"],
    filled: ["stamp", "source", "destination", "protocol"],
  },
  actions: forwardingStatus,
  needs: ["action"],
};

export const nfdumpLine: Format = {
  id: "nfdump-line",
  title: "nfdump -o line, extended and long",
  docs,
  grammar: {
    kind: "csv",
    separator: " ",
    padded: true,
    marker: [" -> "],
    namesMark: "Date first seen",
    columns: { 0: "date", 1: "time", 3: "kind" },
    identity: ["kind"],
    filled: ["date", "time"],
  },
  // A flow is what went by, whether a firewall let it through or not.
  kinds: {
    TCP: "none",
    UDP: "none",
    ICMP: "none",
    ICMP6: "none",
    GRE: "none",
    ESP: "none",
    IGMP: "none",
    SCTP: "none",
  },
  needs: [],
};

export const nfdumpNsel: Format = {
  id: "nfdump-nsel",
  title: "nfdump -o nsel: events of Cisco ASA (NSEL)",
  docs,
  grammar: {
    kind: "csv",
    separator: " ",
    padded: true,
    marker: [" -> "],
    namesMark: "Date first seen          Event ",
    // What was made of addresses and ports stands behind these.
    columns: { 0: "date", 1: "time", 2: "action", 4: "protocol", 5: "source", 7: "destination" },
    endpoints: true,
    identity: ["action"],
    filled: ["date", "time"],
  },
  actions: {
    DENIED: "deny",
    CREATE: "allow",
    // A connection that was told of when it began.
    DELETE: "skip",
    UPDATE: "skip",
    ALERT: "skip",
    // A flow of which no firewall told.
    IGNORE: "skip",
    INVALID: "skip",
  },
  needs: ["source", "destination", "protocol"],
};

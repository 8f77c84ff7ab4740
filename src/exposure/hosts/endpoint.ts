/** Protocols whose ports scanners look at, in the order of their codes. */
export const portProtocols = ["tcp", "udp", "sctp"] as const;
export type PortProtocol = (typeof portProtocols)[number];

/** IANA numbers of {@link portProtocols}. */
export const protocolNumbers: Readonly<Record<PortProtocol, number>> = { tcp: 6, udp: 17, sctp: 132 };

/** What scans saw at a port, as bits: several scans may have seen it in several states. */
export const CLOSED = 1;
export const FILTERED = 2;
/** Open or filtered: no answer to a probe that an open port need not answer. */
export const UNSURE = 4;
export const OPEN = 8;

/** The bit of a scanner's word for a state; 0 for a word that is none. */
export function stateOf(word: string): number {
  switch (word) {
    case "open":
      return OPEN;
    case "closed":
    case "unfiltered":
      return CLOSED;
    case "filtered":
    case "closed|filtered":
      return FILTERED;
    case "open|filtered":
      return UNSURE;
    default:
      return 0;
  }
}

/** True for a whole number that a port can have. */
export function isPort(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 65_535;
}

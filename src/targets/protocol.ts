/** IANA number of TCP. */
export const TCP = 6;
/** IANA number of UDP. */
export const UDP = 17;
/** The protocol number that stands for "the log does not say". */
export const UNKNOWN_PROTOCOL = -1;

/** The IANA number for `tcp`, `udp`, `6` or `17` in any case; null for any other text. */
export function parseProtocol(text: string): number | null {
  const word = text.toLowerCase();
  if (word === "tcp" || word === String(TCP)) return TCP;
  if (word === "udp" || word === String(UDP)) return UDP;
  return null;
}

/** A protocol and port the way people write them: `5555/tcp`. */
export function formatPort(protocol: number, port: number): string {
  return `${port}/${protocol === TCP ? "tcp" : "udp"}`;
}

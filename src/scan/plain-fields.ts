import { type Cursor, DOT, ZERO } from "./cursor.ts";
import type { Address, LogEvent } from "./event.ts";
import { DESTINATION, DESTINATION_PORT, SOURCE, SOURCE_PORT } from "./registers.ts";

const TCP_WORD = 0x746370;
const UDP_WORD = 0x756470;

/**
 * Reads the usual forms of the five fields that nearly every line has: an IPv4 address, a port, TCP or UDP, each
 * with the end of the value directly behind it; −1 for anything else. Saves 200 of 820 ns for an iptables line.
 */
export function readPlainField(
  cursor: Cursor,
  event: LogEvent,
  register: number,
  at: number,
  ends: Uint8Array,
): number {
  const bytes = cursor.bytes;
  // Fifteen bytes hold any address; with one behind them, no read below can leave the line.
  if (at + 16 > cursor.end) return -1;
  let pos = at;
  if (register <= DESTINATION) {
    pos = readPlainIp4(bytes, at, register === SOURCE ? event.source : event.destination);
    if (pos < 0) return -1;
  } else if (register <= DESTINATION_PORT) {
    let port = 0;
    let digit = bytes[pos]! - ZERO;
    while (digit >= 0 && digit <= 9 && pos < at + 5) {
      port = port * 10 + digit;
      digit = bytes[++pos]! - ZERO;
    }
    if (pos === at || port > 65_535 || ends[bytes[pos]!] === 0) return -1;
    if (register === SOURCE_PORT) event.sourcePort = port;
    else event.destinationPort = port;
    return pos;
  } else {
    const word = ((bytes[at]! | 32) << 16) | ((bytes[at + 1]! | 32) << 8) | (bytes[at + 2]! | 32);
    pos += 3;
    if ((word !== TCP_WORD && word !== UDP_WORD) || ends[bytes[pos]!] === 0) return -1;
    event.protocol = word === TCP_WORD ? 6 : 17;
    return pos;
  }
  if (ends[bytes[pos]!] === 1) return pos;
  (register === SOURCE ? event.source : event.destination).family = 0;
  return -1;
}

/**
 * Reads an IPv4 address with digits enough for it behind `at`; the position behind it, −1 when none stands there.
 * The same as {@link readAddress} for those, without its care for line ends and for names that begin like one.
 */
export function readPlainIp4(bytes: Uint8Array, at: number, address: Address): number {
  let pos = at;
  let word = 0;
  for (let part = 0; part < 4; part++) {
    let octet = bytes[pos]! - ZERO;
    if (octet < 0 || octet > 9) return -1;
    let digit = bytes[++pos]! - ZERO;
    if (digit >= 0 && digit <= 9) {
      octet = octet * 10 + digit;
      digit = bytes[++pos]! - ZERO;
      if (digit >= 0 && digit <= 9) {
        octet = octet * 10 + digit;
        pos++;
      }
    }
    if (octet > 255 || (part < 3 && bytes[pos++] !== DOT)) return -1;
    word = (word << 8) | octet;
  }
  address.family = 4;
  address.w0 = word;
  return pos;
}

import { CLOSE_BRACKET, COLON, type Cursor, DOT, NINE, OPEN_BRACKET, ZERO } from "./cursor.ts";
import { readWithin } from "./dialect.ts";
import type { LogEvent } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import { DESTINATION_PORT, SOURCE, SOURCE_PORT } from "./registers.ts";

/** The register of the port that belongs to an address. */
export function portOf(register: number): number {
  return register === SOURCE ? SOURCE_PORT : DESTINATION_PORT;
}

/**
 * Reads the value in `[from, to)` that is an address with or without its port: `192.0.2.1`, `192.0.2.1:443`,
 * `192.0.2.1:443:X1`, `[2001:db8::1]:443`, `:443:X1`; where address and port end.
 *
 * @param isQuoted whether the value stands in quotes, which then end it.
 */
export function readAddressPort(
  cursor: Cursor,
  event: LogEvent,
  reader: FieldReader,
  register: number,
  from: number,
  to: number,
  isQuoted: boolean,
): number {
  const { bytes } = cursor;
  const colon = portColon(cursor, from, to);
  const isBracketed = bytes[from] === OPEN_BRACKET && bytes[colon - 1] === CLOSE_BRACKET;
  readWithin(cursor, event, reader, register, isBracketed ? from + 1 : from, isBracketed ? colon - 1 : colon);
  if (colon >= to) return to;
  let portEnd = colon + 1;
  while (portEnd < to && bytes[portEnd] !== COLON) portEnd++;
  readWithin(cursor, event, reader, portOf(register), colon + 1, portEnd, isQuoted);
  // No interface is called by a number: one that was in the address became a colon.
  if (portEnd < to && isNumberBefore(cursor, portEnd + 1, to)) reader.takeBackCut(event, portOf(register));
  return portEnd;
}

/** Where the colon before the port of an endpoint in `[from, to)` stands; `to` when it has none. */
function portColon({ bytes }: Cursor, from: number, to: number): number {
  let first = to;
  let colons = 0;
  let hasDot = false;
  for (let at = from; at < to; at++) {
    // Behind the bracket of an IPv6 address, what came before does not count.
    if (bytes[at] === CLOSE_BRACKET && bytes[from] === OPEN_BRACKET) return bytes[at + 1] === COLON ? at + 1 : to;
    if (bytes[at] === DOT && colons === 0) hasDot = true;
    if (bytes[at] === COLON && colons++ === 0) first = at;
  }
  // An IPv6 address without brackets has no port.
  if (first === from && bytes[from + 1] === COLON) return isHex(bytes, from + 2, to) ? to : first;
  return hasDot || first === from || colons === 1 ? first : to;
}

function isHexDigit(byte: number): boolean {
  const folded = byte | 32;
  return (byte >= ZERO && byte <= NINE) || (folded >= 97 && folded <= 102);
}

/** True for what may stand behind the `::` with which an IPv6 address begins. */
function isHex(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && (bytes[at] === COLON || isHexDigit(bytes[at]!))) at++;
  return at === to && to > from;
}

/** True where a number stands at `from`, up to a colon or `to`. */
function isNumberBefore({ bytes }: Cursor, from: number, to: number): boolean {
  let at = from;
  while (at < to && bytes[at]! >= ZERO && bytes[at]! <= NINE) at++;
  return at > from && (at === to || bytes[at] === COLON);
}

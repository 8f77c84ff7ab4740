import { BACKSLASH, CLOSE_BRACKET, COLON, type Cursor, DOT, NINE, OPEN_BRACKET, QUOTE, SPACE, ZERO } from "./cursor.ts";
import { DESTINATION_PORT, SOURCE, SOURCE_PORT } from "./registers.ts";
import { isSecondByte } from "./shown-text.ts";

/** The register of the port that belongs to an address. */
export function portOf(register: number): number {
  return register === SOURCE ? SOURCE_PORT : DESTINATION_PORT;
}

/** Where the colon before the port of an endpoint in `[from, to)` stands; `to` when it has none. */
export function portColon({ bytes }: Cursor, from: number, to: number): number {
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

/** True for the bytes of keys. */
export function isKeyByte(byte: number): boolean {
  const folded = byte | 32;
  return (folded >= 97 && folded <= 122) || (byte >= 48 && byte <= 57) || byte === 95 || byte === 46 || byte === 45;
}

/** Where the word that goes on at `at` begins. */
export function wordStart(cursor: Cursor, at: number): number {
  let start = at;
  while (start > cursor.start && cursor.bytes[start - 1]! > SPACE) start--;
  return start;
}

/** Where the key that ends before `equals` begins. */
export function keyStart(cursor: Cursor, equals: number): number {
  let at = equals;
  while (at > cursor.start && isKeyByte(cursor.bytes[at - 1]!)) at--;
  return at;
}

/**
 * Behind the quote that closes the value opened at `open`. A doubled opening quote is closed by a doubled
 * one (`""x""`), a backslash escapes. A value that never closes ends with its first word, so that one lost
 * quote does not swallow the fields behind it.
 */
export function closingQuote(cursor: Cursor, open: number): number {
  const bytes = cursor.bytes;
  const end = cursor.end;
  let at = open + 1;
  const doubled = at < end && bytes[at] === QUOTE && at + 1 < end && isKeyByte(bytes[at + 1]!);
  if (doubled) at++;
  for (; at < end; at++) {
    if (bytes[at] === BACKSLASH && !isSecondByte(bytes, at)) at++;
    else if (bytes[at] === QUOTE) return doubled && at + 1 < end && bytes[at + 1] === QUOTE ? at + 2 : at + 1;
  }
  return Math.min(open + 1, end);
}

/** True where a quote that is open ends more than the value at `valueAt`: `"dstport=445"`, or a line that stands in quotes. */
export function isWithinQuotes(cursor: Cursor, valueAt: number): boolean {
  const { bytes, start } = cursor;
  const key = keyStart(cursor, valueAt - 1);
  if (key > start && bytes[key - 1] === QUOTE) return true;
  let isOpen = false;
  for (let at = start; at < key; at++) if (bytes[at] === QUOTE) isOpen = !isOpen;
  return isOpen;
}

/** True where a number stands at `from`, up to a colon or `to`. */
export function isNumberBefore({ bytes }: Cursor, from: number, to: number): boolean {
  let at = from;
  while (at < to && bytes[at]! >= ZERO && bytes[at]! <= NINE) at++;
  return at > from && (at === to || bytes[at] === COLON);
}

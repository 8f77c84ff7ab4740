import { COLON, type Cursor, DOT, MINUS, NINE, SLASH, UNDERSCORE, ZERO } from "./cursor.ts";
import type { Address } from "./event.ts";
import { continuesName, readIp6 } from "./ip6.ts";

/** Reads decimal digits at `at`; −1 when there is none, or a number that is not exact, above 2^53 − 1. */
export function readNumber(cursor: Cursor, at: number): number {
  const bytes = cursor.bytes;
  const end = cursor.end;
  let value = 0;
  let pos = at;
  for (; pos < end; pos++) {
    const digit = bytes[pos]! - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  cursor.pos = pos;
  return pos === at || value > Number.MAX_SAFE_INTEGER ? -1 : value;
}

/** Reads a port, 0–65535; −1 when no number stands there or a larger one. */
export function readPort(cursor: Cursor, at: number): number {
  const bytes = cursor.bytes;
  const end = cursor.end;
  let value = 0;
  let pos = at;
  for (; pos < end; pos++) {
    const digit = bytes[pos]! - ZERO;
    if (digit < 0 || digit > 9) break;
    // Bounded, so that a value stays a small integer however many digits a broken line has.
    if (value < 100_000) value = value * 10 + digit;
  }
  cursor.pos = pos;
  return pos === at || value > 65_535 ? -1 : value;
}

/** Reads an IPv4 or IPv6 address into `address`; false, and family 0, when none stands there. */
export function readAddress(cursor: Cursor, at: number, address: Address): boolean {
  address.family = 0;
  const bytes = cursor.bytes;
  const end = cursor.end;
  let word = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  let pos = at;
  for (; pos < end; pos++) {
    const byte = bytes[pos]!;
    if (byte >= ZERO && byte <= NINE) {
      octet = octet * 10 + byte - ZERO;
      if (++digits > 3) break;
    } else if (byte === DOT) {
      if (digits === 0 || octet > 255 || dots === 3) break;
      word = (word << 8) | octet;
      octet = 0;
      digits = 0;
      dots++;
    } else break;
  }
  if (dots === 3 && digits > 0 && digits <= 3 && octet <= 255 && !continuesName(cursor, pos)) {
    address.family = 4;
    address.w0 = (word << 8) | octet;
    cursor.pos = pos;
    return true;
  }
  return dots === 0 && readIp6(cursor, at, address);
}

/**
 * True for what is neither an address nor a name: a number, part of an address, an address with more behind it. Four
 * numbers are none of these, though one may be too large: so addresses are masked (`222.333.192.166`).
 */
export function isOddAddress(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  let parts = 1;
  let digits = 0;
  for (; at < to; at++) {
    if (isDigit(bytes[at]!)) digits++;
    else if (bytes[at] === DOT && digits > 0 && digits <= 3 && parts < 4) {
      parts++;
      digits = 0;
    } else break;
  }
  const isWhole = parts === 4 && digits > 0 && digits <= 3;
  if (at === to) return !isWhole;
  const isEnd = bytes[at] === DOT || bytes[at] === MINUS || bytes[at] === SLASH || bytes[at] === UNDERSCORE;
  return (isWhole && !isEnd) || isPartOfIp6(bytes, from, to);
}

/** True for hexadecimal digits with colons: no name has any. */
function isPartOfIp6(bytes: Uint8Array, from: number, to: number): boolean {
  let colons = 0;
  for (let at = from; at < to; at++) {
    const folded = bytes[at]! | 32;
    if (bytes[at] === COLON) colons++;
    else if (!isDigit(bytes[at]!) && bytes[at] !== DOT && (folded < 97 || folded > 102)) return false;
  }
  return colons > 0;
}

/** True for what begins like a port and is none, because columns ran together. Five digits mask a port. */
export function isOddPort(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && isDigit(bytes[at]!)) at++;
  return at > from && (at < to || to - from > 5);
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** 1.0.0.0: a smaller number is something else, the number of a zone or of a rule. */
const smallestDecimal = 1 << 24;

/** Reads an IPv4 address written as one decimal number (`1032051418`), or in the usual form. */
export function readDecimalAddress(cursor: Cursor, at: number, address: Address): boolean {
  if (readAddress(cursor, at, address)) return true;
  const value = readNumber(cursor, at);
  if (value < smallestDecimal || value > 0xffff_ffff) return false;
  address.family = 4;
  address.w0 = value | 0;
  return true;
}

import { COLON, type Cursor, DOT, MINUS, NINE, UNDERSCORE, ZERO } from "./cursor.ts";
import type { Address } from "./event.ts";

const groups = new Int32Array(8);

function hexDigit(byte: number): number {
  if (byte >= ZERO && byte <= NINE) return byte - ZERO;
  const folded = byte | 32;
  return folded >= 97 && folded <= 102 ? folded - 87 : -1;
}

/**
 * Reads an IPv6 address (RFC 4291 §2.2: groups, one `::`, a dotted IPv4 tail) into `address`; a zone
 * (`%eth0`) is passed over. False, and family 0, when none stands there.
 */
export function readIp6(cursor: Cursor, at: number, address: Address): boolean {
  address.family = 0;
  const bytes = cursor.bytes;
  const end = cursor.end;
  let count = 0;
  let gap = -1;
  let pos = at;
  if (pos + 1 < end && bytes[pos] === COLON) {
    if (bytes[pos + 1] !== COLON) return false;
    gap = 0;
    pos += 2;
  }
  while (pos < end && count < 8) {
    const groupStart = pos;
    let value = 0;
    let digit = hexDigit(bytes[pos]!);
    while (digit >= 0 && pos - groupStart < 4) {
      value = (value << 4) | digit;
      pos++;
      digit = pos < end ? hexDigit(bytes[pos]!) : -1;
    }
    if (pos === groupStart) break;
    if (pos < end && bytes[pos] === DOT) {
      pos = readDottedTail(cursor, groupStart, count);
      if (pos < 0) return false;
      count += 2;
      break;
    }
    groups[count++] = value;
    if (pos >= end || bytes[pos] !== COLON) break;
    if (pos + 1 < end && bytes[pos + 1] === COLON) {
      if (gap >= 0) return false;
      gap = count;
      pos += 2;
    } else {
      if (count === 8 || pos + 1 >= end || hexDigit(bytes[pos + 1]!) < 0) break;
      pos++;
    }
  }
  if (gap < 0 ? count !== 8 : count > 7) return false;
  if (continuesName(cursor, pos)) return false;
  if (gap >= 0) spread(gap, count);
  address.family = 6;
  address.w0 = (groups[0]! << 16) | groups[1]!;
  address.w1 = (groups[2]! << 16) | groups[3]!;
  address.w2 = (groups[4]! << 16) | groups[5]!;
  address.w3 = (groups[6]! << 16) | groups[7]!;
  cursor.pos = passZone(cursor, pos);
  return true;
}

/** Moves the groups behind `::` to the end and fills the gap with zeros. */
function spread(gap: number, count: number): void {
  const tail = count - gap;
  for (let i = 0; i < tail; i++) groups[7 - i] = groups[count - 1 - i]!;
  for (let i = gap; i < 8 - tail; i++) groups[i] = 0;
}

/** Reads the dotted last 32 bits into two groups; the position behind them, −1 when they are none. */
function readDottedTail(cursor: Cursor, at: number, count: number): number {
  if (count > 6) return -1;
  const bytes = cursor.bytes;
  let pos = at;
  let word = 0;
  for (let part = 0; part < 4; part++) {
    let octet = 0;
    const partStart = pos;
    while (pos < cursor.end && bytes[pos]! >= ZERO && bytes[pos]! <= NINE && pos - partStart < 3) {
      octet = octet * 10 + bytes[pos++]! - ZERO;
    }
    if (pos === partStart || octet > 255) return -1;
    word = (word << 8) | octet;
    if (part < 3 && (pos >= cursor.end || bytes[pos++] !== DOT)) return -1;
  }
  groups[count] = word >>> 16;
  groups[count + 1] = word & 0xffff;
  return pos;
}

/** True when the byte at `pos` shows that what was read is only the beginning of a name such as `10.0.0.1.example`. */
export function continuesName(cursor: Cursor, pos: number): boolean {
  if (pos >= cursor.end) return false;
  const byte = cursor.bytes[pos]!;
  const next = pos + 1 < cursor.end ? cursor.bytes[pos + 1]! : 0;
  if (byte === DOT) return isLetter(next);
  if (byte === MINUS) return isLetter(next) || isDigit(next);
  return isLetter(byte) || isDigit(byte) || byte === UNDERSCORE;
}

function isLetter(byte: number): boolean {
  const folded = byte | 32;
  return folded >= 97 && folded <= 122;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function passZone(cursor: Cursor, at: number): number {
  let pos = at;
  if (pos >= cursor.end || cursor.bytes[pos] !== 37) return pos;
  pos++;
  while (pos < cursor.end && isZoneByte(cursor.bytes[pos]!)) pos++;
  return pos;
}

function isZoneByte(byte: number): boolean {
  return isLetter(byte) || isDigit(byte) || byte === DOT || byte === MINUS || byte === UNDERSCORE;
}

import { COLON, type Cursor, DOT, MINUS, NINE, SLASH, SPACE, ZERO } from "./cursor.ts";

/** What one time stamp says, before any zone or year is added from elsewhere. */
export class Stamp {
  /** −1 when the stamp has none. */
  year = -1;
  /** 1–12; 0 while the stamp is empty. */
  month = 0;
  day = 0;
  /** Seconds since local midnight; 60 in a minute's leap second counts on. −1 while no time of day is read. */
  daySec = -1;
  hasOffset = false;
  /** Seconds east of UTC, when {@link hasOffset}. */
  offsetSec = 0;
  /** Seconds east of UTC that a word behind the stamp most often means, which is not believed: see `zone-words.ts`. */
  wordOffsetSec = Number.NaN;
  /** Seconds since 1970 UTC when the stamp is an epoch number; −1 otherwise. */
  epochSec = -1;
  /** Bytes of the decimals of the seconds; empty when there are none. */
  fractionStart = 0;
  fractionEnd = 0;

  clear(): void {
    this.year = -1;
    this.month = 0;
    this.day = 0;
    this.daySec = -1;
    this.hasOffset = false;
    this.wordOffsetSec = Number.NaN;
    this.epochSec = -1;
    this.fractionStart = 0;
    this.fractionEnd = 0;
  }

  /** Takes over all that another stamp says. */
  copy(other: Stamp): void {
    this.year = other.year;
    this.month = other.month;
    this.day = other.day;
    this.daySec = other.daySec;
    this.hasOffset = other.hasOffset;
    this.offsetSec = other.offsetSec;
    this.wordOffsetSec = other.wordOffsetSec;
    this.epochSec = other.epochSec;
    this.fractionStart = other.fractionStart;
    this.fractionEnd = other.fractionEnd;
  }

  /** True when the stamp names a day and a time, or an instant. */
  get complete(): boolean {
    return this.epochSec >= 0 || (this.month > 0 && this.daySec >= 0);
  }
}

const PLUS = 43;
const ZULU = 122;
const daysInMonth = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Two digits at `at`, −1 when there are none. */
export function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - ZERO;
  const ones = bytes[at + 1]! - ZERO;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/** True for `0`–`9`. */
export function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** Sets the stamp's date; false, and nothing set, when no year has such a day. */
export function setDate(stamp: Stamp, year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth[month]!) return false;
  stamp.year = year;
  stamp.month = month;
  stamp.day = day;
  return true;
}

/** The month whose English name begins with the three letters at `at`, 0 when none does. */
export function monthAt(bytes: Uint8Array, at: number): number {
  switch (((bytes[at]! | 32) << 16) | ((bytes[at + 1]! | 32) << 8) | (bytes[at + 2]! | 32)) {
    case 0x6a616e:
      return 1;
    case 0x666562:
      return 2;
    case 0x6d6172:
      return 3;
    case 0x617072:
      return 4;
    case 0x6d6179:
      return 5;
    case 0x6a756e:
      return 6;
    case 0x6a756c:
      return 7;
    case 0x617567:
      return 8;
    case 0x736570:
      return 9;
    case 0x6f6374:
      return 10;
    case 0x6e6f76:
      return 11;
    case 0x646563:
      return 12;
    default:
      return 0;
  }
}

/** Reads `hh:mm:ss`, perhaps with decimals, or `hh:mm`, up to 24:00; false when none stands there. */
export function readTimeOfDay(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  let from = at;
  // "9:05:00": one digit for the hour, as spreadsheets write it.
  let hour: number;
  if (at + 1 < cursor.end && bytes[at + 1] === COLON) {
    hour = isDigit(bytes[at]!) ? bytes[at]! - ZERO : -1;
    from--;
  } else hour = two(bytes, at);
  if (from + 5 > cursor.end || bytes[from + 2] !== COLON) return false;
  const minute = two(bytes, from + 3);
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return false;
  let second = 0;
  let pos = from + 5;
  if (pos < cursor.end && bytes[pos] === COLON) {
    second = pos + 3 <= cursor.end ? two(bytes, pos + 1) : -1;
    if (second < 0 || second > 60) return false;
    pos += 3;
    if (pos + 1 < cursor.end && bytes[pos] === DOT && isDigit(bytes[pos + 1]!)) {
      stamp.fractionStart = ++pos;
      while (pos < cursor.end && isDigit(bytes[pos]!)) pos++;
      stamp.fractionEnd = pos;
    }
  } else if (pos < cursor.end && isDigit(bytes[pos]!)) return false;
  // 24:00:00 is the midnight with which a day ends (ISO 8601); there is no time behind it.
  if (hour === 24 && minute + second > 0) return false;
  stamp.daySec = hour * 3600 + minute * 60 + second;
  cursor.pos = pos;
  return true;
}

/** Reads a zone directly at `at`: `Z`, `z`, `+09:00`, `+0900`, `+09`, `+9:00`; nothing there is no fault. */
export function readOffset(cursor: Cursor, at: number, stamp: Stamp): void {
  if (at >= cursor.end) return;
  const bytes = cursor.bytes;
  const sign = bytes[at]!;
  if ((sign | 32) === ZULU) {
    stamp.hasOffset = true;
    stamp.offsetSec = 0;
    cursor.pos = at + 1;
    return;
  }
  if ((sign !== PLUS && sign !== MINUS) || at + 3 > cursor.end) return;
  const isShort = bytes[at + 2] === COLON && isDigit(bytes[at + 1]!);
  const hours = isShort ? bytes[at + 1]! - ZERO : two(bytes, at + 1);
  if (hours < 0 || hours > 15) return;
  let pos = at + (isShort ? 2 : 3);
  let minutes = 0;
  if (pos < cursor.end) {
    const behindColon = bytes[pos] === COLON ? pos + 1 : pos;
    if (behindColon + 2 <= cursor.end && two(bytes, behindColon) >= 0) {
      minutes = two(bytes, behindColon);
      pos = behindColon + 2;
    } else if (isShort) return;
  } else if (isShort) return;
  if (minutes > 59) return;
  stamp.hasOffset = true;
  stamp.offsetSec = (hours * 3600 + minutes * 60) * (sign === MINUS ? -1 : 1);
  cursor.pos = pos;
}

/** Reads `2017-04-01`, `2017/04/01` or `2017:04:01`; false when none stands there. */
export function readDate(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  if (at + 10 > cursor.end) return false;
  const mark = bytes[at + 4];
  if ((mark !== MINUS && mark !== SLASH && mark !== DOT && mark !== COLON) || bytes[at + 7] !== mark) return false;
  const century = two(bytes, at);
  const inCentury = two(bytes, at + 2);
  if (century < 0 || inCentury < 0) return false;
  if (!setDate(stamp, century * 100 + inCentury, two(bytes, at + 5), two(bytes, at + 8))) return false;
  cursor.pos = at + 10;
  return true;
}

/**
 * Reads `4/30/17`, `04/30/2017`, `30.04.2017`: month first unless `dayFirst`, day first behind dots. False when
 * none stands there.
 */
export function readShortDay(cursor: Cursor, at: number, stamp: Stamp, dayFirst: boolean): boolean {
  const bytes = cursor.bytes;
  let first = 0;
  let second = 0;
  let last = 0;
  let mark = 0;
  let pos = at;
  for (let part = 0; part < 3; part++) {
    const from = pos;
    let value = 0;
    while (pos < cursor.end && isDigit(bytes[pos]!) && pos - from < 4) value = value * 10 + bytes[pos++]! - ZERO;
    if (pos === from) return false;
    if (part === 2) last = pos - from === 2 ? 2000 + value : value;
    else {
      if (part === 0) {
        first = value;
        mark = pos < cursor.end ? bytes[pos]! : 0;
      } else second = value;
      if (pos >= cursor.end || (mark !== SLASH && mark !== DOT && mark !== MINUS) || bytes[pos++] !== mark)
        return false;
    }
  }
  const swapped = dayFirst || mark === DOT;
  if (last < 1970 || !setDate(stamp, last, swapped ? second : first, swapped ? first : second)) return false;
  cursor.pos = pos;
  return true;
}

/** Reads `AM` or `PM` behind a time of day, if it stands there. */
export function readHalfOfDay(cursor: Cursor, stamp: Stamp): void {
  const bytes = cursor.bytes;
  const at = cursor.pos + (cursor.pos < cursor.end && bytes[cursor.pos] === SPACE ? 1 : 0);
  const end = at + 2;
  if (end > cursor.end || (bytes[at + 1]! | 32) !== 109) return;
  const half = bytes[at]! | 32;
  const next = end < cursor.end ? bytes[end]! | 32 : SPACE;
  const isWord = (next >= 97 && next <= 122) || isDigit(next);
  const hour = Math.floor(stamp.daySec / 3600);
  if ((half !== 97 && half !== 112) || isWord || hour > 12) return;
  if (half === 97 && hour === 12) stamp.daySec -= 43_200;
  else if (half === 112 && hour < 12) stamp.daySec += 43_200;
  cursor.pos = end;
}

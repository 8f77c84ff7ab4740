import { COLON, COMMA, type Cursor, DOT, MINUS, NINE, SLASH, SPACE, ZERO } from "./cursor.ts";

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
const ZULU = 90;
const TEE = 84;
const daysInMonth = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Two digits at `at`, −1 when there are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - ZERO;
  const ones = bytes[at + 1]! - ZERO;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
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

/** Reads `hh:mm:ss`, perhaps with decimals; false when none stands there. */
export function readTimeOfDay(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  let from = at;
  // "9:05:00": one digit for the hour, as spreadsheets write it.
  let hour: number;
  if (at + 1 < cursor.end && bytes[at + 1] === COLON) {
    hour = isDigit(bytes[at]!) ? bytes[at]! - ZERO : -1;
    from--;
  } else hour = two(bytes, at);
  if (from + 8 > cursor.end || bytes[from + 2] !== COLON) return false;
  const minute = two(bytes, from + 3);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
  let second = 0;
  let pos = from + 5;
  if (bytes[pos] === COLON) {
    second = two(bytes, pos + 1);
    if (second < 0 || second > 60) return false;
    pos += 3;
    if (pos + 1 < cursor.end && bytes[pos] === DOT && isDigit(bytes[pos + 1]!)) {
      stamp.fractionStart = ++pos;
      while (pos < cursor.end && isDigit(bytes[pos]!)) pos++;
      stamp.fractionEnd = pos;
    }
  } else if (isDigit(bytes[pos]!)) return false;
  stamp.daySec = hour * 3600 + minute * 60 + second;
  cursor.pos = pos;
  return true;
}

/** Reads a zone directly at `at`: `Z`, `+09:00`, `+0900`, `+09`; nothing there is no fault. */
export function readOffset(cursor: Cursor, at: number, stamp: Stamp): void {
  if (at >= cursor.end) return;
  const bytes = cursor.bytes;
  const sign = bytes[at]!;
  if (sign === ZULU) {
    stamp.hasOffset = true;
    stamp.offsetSec = 0;
    cursor.pos = at + 1;
    return;
  }
  if ((sign !== PLUS && sign !== MINUS) || at + 3 > cursor.end) return;
  const hours = two(bytes, at + 1);
  if (hours < 0 || hours > 15) return;
  let pos = at + 3;
  let minutes = 0;
  if (pos < cursor.end) {
    const behindColon = bytes[pos] === COLON ? pos + 1 : pos;
    if (behindColon + 2 <= cursor.end && two(bytes, behindColon) >= 0) {
      minutes = two(bytes, behindColon);
      pos = behindColon + 2;
    }
  }
  stamp.hasOffset = true;
  stamp.offsetSec = (hours * 3600 + minutes * 60) * (sign === MINUS ? -1 : 1);
  cursor.pos = pos;
}

/** Reads `2017-04-01` or `2017/04/01`; false when none stands there. */
export function readDate(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  if (at + 10 > cursor.end) return false;
  const mark = bytes[at + 4];
  if ((mark !== MINUS && mark !== SLASH && mark !== DOT) || bytes[at + 7] !== mark) return false;
  const century = two(bytes, at);
  const inCentury = two(bytes, at + 2);
  const month = two(bytes, at + 5);
  const day = two(bytes, at + 8);
  if (century < 0 || inCentury < 0 || month < 1 || month > 12 || day < 1 || day > daysInMonth[month]!) return false;
  stamp.year = century * 100 + inCentury;
  stamp.month = month;
  stamp.day = day;
  cursor.pos = at + 10;
  return true;
}

/** Reads `2017-04-01T03:04:05.678+09:00` and its kin: blank, `T` or `:` between, any of the parts behind the seconds absent. */
export function readIso(cursor: Cursor, at: number, stamp: Stamp): boolean {
  if (!readDate(cursor, at, stamp)) return false;
  const gap = cursor.bytes[at + 10];
  if ((gap !== SPACE && gap !== TEE && gap !== COLON && gap !== MINUS) || !readTimeOfDay(cursor, at + 11, stamp))
    return false;
  readOffset(cursor, cursor.pos, stamp);
  // "2017-04-01 03:04:05 +0900", "… UTC"
  if (!stamp.hasOffset && cursor.pos + 1 < cursor.end && cursor.bytes[cursor.pos] === SPACE)
    readSpacedZone(cursor, stamp);
  return true;
}

/** Reads a zone behind one blank: `+0900`, `UTC`, `GMT`, `Z`; leaves the cursor alone when there is none. */
function readSpacedZone(cursor: Cursor, stamp: Stamp): void {
  const at = cursor.pos + 1;
  const byte = cursor.bytes[at]!;
  if (byte === PLUS || byte === MINUS) {
    if (at + 5 <= cursor.end && two(cursor.bytes, at + 1) >= 0) readOffset(cursor, at, stamp);
    return;
  }
  const end = zoneWordEnd(cursor, at);
  const word = end > at ? cursor.bytes.toString("latin1", at, end) : "";
  if (!zoneWords.has(word)) return;
  cursor.pos = end;
  if (!utcWords.has(word)) return;
  stamp.hasOffset = true;
  stamp.offsetSec = 0;
}

function zoneWordEnd(cursor: Cursor, at: number): number {
  let end = at;
  while (end < cursor.end && end - at < 5 && cursor.bytes[end]! >= 65 && cursor.bytes[end]! <= 90) end++;
  const next = end < cursor.end ? cursor.bytes[end]! : SPACE;
  return next === SPACE || next === COLON || next === COMMA || next === 34 ? end : at;
}

const utcWords = new Set(["UTC", "GMT", "Z"]);

/**
 * Words that stand where a zone may. Devices print whatever label their owner gave the zone (Cisco `clock
 * timezone WORD`), and the same letters mean several offsets, so only UTC is believed.
 */
const zoneWords = new Set(
  "UTC GMT Z WET WEST CET CEST MET MEST BST IST EET EEST MSK JST KST CST EST EDT CDT MST MDT PST PDT AKST AKDT HST AEST AEDT ACST AWST NZST NZDT SGT HKT BRT SAST WIB".split(
    " ",
  ),
);

/** Reads `Apr  1 03:04:05`, also with a year before or behind the time, decimals, and a zone word behind it. */
export function readBsd(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  if (at + 14 > cursor.end) return false;
  const month = monthAt(bytes, at);
  if (month === 0 || bytes[at + 3] !== SPACE) return false;
  let pos = at + 4;
  if (bytes[pos] === SPACE) pos++;
  let day = 0;
  while (pos < cursor.end && isDigit(bytes[pos]!) && day < 10) day = day * 10 + bytes[pos++]! - ZERO;
  if (day < 1 || day > daysInMonth[month]! || bytes[pos] !== SPACE) return false;
  while (pos < cursor.end && bytes[pos] === SPACE) pos++;
  let year = -1;
  if (pos + 5 < cursor.end && bytes[pos + 4] === SPACE && two(bytes, pos) >= 19 && two(bytes, pos + 2) >= 0) {
    year = two(bytes, pos) * 100 + two(bytes, pos + 2);
    pos += 5;
  }
  if (!readTimeOfDay(cursor, pos, stamp)) return false;
  stamp.month = month;
  stamp.day = day;
  readOffset(cursor, cursor.pos, stamp);
  if (cursor.pos + 1 < cursor.end && bytes[cursor.pos] === SPACE) {
    if (!stamp.hasOffset) readSpacedZone(cursor, stamp);
    if (year < 0) year = readTrailingYear(cursor);
  }
  stamp.year = year;
  return true;
}

/** The year in `Apr  1 03:04:05 2017 host`, −1 when the next word is no year. */
function readTrailingYear(cursor: Cursor): number {
  const bytes = cursor.bytes;
  const at = cursor.pos + 1;
  if (at + 4 > cursor.end) return -1;
  const behind = at + 4 < cursor.end ? bytes[at + 4]! : SPACE;
  const century = two(bytes, at);
  if ((century !== 19 && century !== 20) || two(bytes, at + 2) < 0 || (behind !== SPACE && behind !== COLON)) return -1;
  cursor.pos = at + 4;
  return century * 100 + two(bytes, at + 2);
}

/**
 * Reads an epoch number. Its unit is told by its size: up to 11 digits are seconds, then milli-, micro- and
 * nanoseconds (13, 16, 19 digits). A decimal point makes it seconds.
 */
export function readEpoch(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  let pos = at;
  while (pos < cursor.end && isDigit(bytes[pos]!)) pos++;
  const digits = pos - at;
  if (digits < 9 || digits > 19) return false;
  const whole = digits > 17 ? digits - 9 : digits > 14 ? digits - 6 : digits > 11 ? digits - 3 : digits;
  let seconds = 0;
  for (let i = at; i < at + whole; i++) seconds = seconds * 10 + bytes[i]! - ZERO;
  stamp.epochSec = seconds;
  stamp.fractionStart = at + whole;
  stamp.fractionEnd = pos;
  if (pos + 1 < cursor.end && bytes[pos] === DOT && isDigit(bytes[pos + 1]!)) {
    stamp.fractionStart = ++pos;
    while (pos < cursor.end && isDigit(bytes[pos]!)) pos++;
    stamp.fractionEnd = pos;
  }
  cursor.pos = pos;
  return true;
}

/**
 * Reads `4/30/17 9:05`, `04/30/2017 09:05:00 PM`, `30.04.2017 09:05:00`: month first behind slashes unless
 * `dayFirst`, day first behind dots.
 */
function readShortDate(cursor: Cursor, at: number, stamp: Stamp, dayFirst: boolean): boolean {
  const bytes = cursor.bytes;
  const parts = [0, 0, 0];
  let pos = at;
  let mark = 0;
  for (let part = 0; part < 3; part++) {
    const from = pos;
    let value = 0;
    while (pos < cursor.end && isDigit(bytes[pos]!) && pos - from < 4) value = value * 10 + bytes[pos++]! - ZERO;
    if (pos === from) return false;
    parts[part] = value;
    if (part < 2) {
      if (part === 0) mark = bytes[pos]!;
      if (pos >= cursor.end || (mark !== SLASH && mark !== DOT && mark !== MINUS) || bytes[pos++] !== mark)
        return false;
    }
    if (part === 2) parts[2] = pos - from === 2 ? 2000 + value : value;
  }
  const swapped = dayFirst || mark === DOT;
  const month = parts[swapped ? 1 : 0]!;
  const day = parts[swapped ? 0 : 1]!;
  const year = parts[2]!;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth[month]! || year < 1970) return false;
  if (pos < cursor.end && bytes[pos] === COMMA) pos++;
  if (pos >= cursor.end || bytes[pos] !== SPACE || !readTimeOfDay(cursor, pos + 1, stamp)) return false;
  readHalfOfDay(cursor, stamp);
  stamp.year = year;
  stamp.month = month;
  stamp.day = day;
  return true;
}

/** Reads ` AM` or ` PM` behind a time of day, if it stands there. */
function readHalfOfDay(cursor: Cursor, stamp: Stamp): void {
  const bytes = cursor.bytes;
  const at = cursor.pos;
  if (at + 3 > cursor.end || bytes[at] !== SPACE || (bytes[at + 2]! | 32) !== 109) return;
  const half = bytes[at + 1]! | 32;
  if (half !== 97 && half !== 112) return;
  const hour = Math.floor(stamp.daySec / 3600);
  if (half === 97 && hour === 12) stamp.daySec -= 43_200;
  else if (half === 112 && hour < 12) stamp.daySec += 43_200;
  cursor.pos = at + 3;
}

/** Reads whatever stamp stands at `at`: English month, ISO, US date or epoch number; false when none does. */
export function readStamp(cursor: Cursor, at: number, stamp: Stamp, dayFirst = false): boolean {
  if (at >= cursor.end) return false;
  const byte = cursor.bytes[at]!;
  if (!isDigit(byte)) return byte > 64 && readBsd(cursor, at, stamp);
  if (readIso(cursor, at, stamp)) return true;
  return readShortDate(cursor, at, stamp, dayFirst) || readEpoch(cursor, at, stamp);
}

import { CLOSE_BRACKET, COLON, COMMA, type Cursor, DOT, MINUS, QUOTE, SLASH, SPACE, ZERO } from "./cursor.ts";
import { WordTable } from "./words.ts";
import {
  isDigit,
  monthAt,
  readDate,
  readHalfOfDay,
  readOffset,
  readShortDay,
  readTimeOfDay,
  setDate,
  type Stamp,
  two,
} from "./stamp.ts";
import { zoneWord } from "./zone-words.ts";

const PLUS = 43;
const TEE = 84;
const SEMICOLON = 59;

/** Reads `2017-04-01T03:04:05.678+09:00` and its kin: blank, `T` or `:` between, any of the parts behind the seconds absent. */
export function readIso(cursor: Cursor, at: number, stamp: Stamp): boolean {
  if (!readDate(cursor, at, stamp)) return false;
  const gap = cursor.bytes[at + 10];
  if ((gap !== SPACE && gap !== TEE && gap !== COLON && gap !== MINUS) || !readTimeOfDay(cursor, at + 11, stamp))
    return false;
  if (gap === SPACE) readHalfOfDay(cursor, stamp);
  if (gap === TEE && cursor.pos < cursor.end && cursor.bytes[cursor.pos] === COMMA) readCommaDecimals(cursor, stamp);
  else readOffset(cursor, cursor.pos, stamp);
  // "2017-04-01 03:04:05 +0900", "… UTC"
  if (!stamp.hasOffset && cursor.pos + 1 < cursor.end && cursor.bytes[cursor.pos] === SPACE)
    readSpacedZone(cursor, stamp);
  return true;
}

/** Reads `,678+09:00`. Without a zone behind the digits they may be the next cell of a row. */
function readCommaDecimals(cursor: Cursor, stamp: Stamp): void {
  const from = cursor.pos + 1;
  let pos = from;
  while (pos < cursor.end && isDigit(cursor.bytes[pos]!)) pos++;
  if (pos === from || pos - from > 9) return;
  readOffset(cursor, pos, stamp);
  if (!stamp.hasOffset) return;
  stamp.fractionStart = from;
  stamp.fractionEnd = pos;
}

/** Reads a zone behind one blank: `+0900`, `UTC`, `GMT`, `Z`; leaves the cursor alone when there is none. */
function readSpacedZone(cursor: Cursor, stamp: Stamp): void {
  const at = cursor.pos + 1;
  const byte = cursor.bytes[at]!;
  if (byte === PLUS || byte === MINUS) {
    const isOffset = two(cursor.bytes, at + 1) >= 0 || cursor.bytes[at + 2] === COLON;
    if (at + 5 <= cursor.end && isOffset) readOffset(cursor, at, stamp);
    return;
  }
  const end = zoneWordEnd(cursor, at);
  const word = end > at ? cursor.bytes.toString("latin1", at, end) : "";
  const zone = zoneWord(word);
  if (zone === null) return;
  cursor.pos = end;
  stamp.wordOffsetSec = zone.offsetSec;
  if (!zone.isUtc) return;
  stamp.hasOffset = true;
  stamp.offsetSec = 0;
}

function zoneWordEnd(cursor: Cursor, at: number): number {
  let end = at;
  while (end < cursor.end && end - at < 5 && cursor.bytes[end]! >= 65 && cursor.bytes[end]! <= 90) end++;
  const next = end < cursor.end ? cursor.bytes[end]! : SPACE;
  return next === SPACE || next === COLON || next === COMMA || next === 34 ? end : at;
}

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
  if (pos >= cursor.end || bytes[pos] !== SPACE) return false;
  while (pos < cursor.end && bytes[pos] === SPACE) pos++;
  let year = -1;
  if (pos + 5 < cursor.end && bytes[pos + 4] === SPACE && two(bytes, pos) >= 19 && two(bytes, pos + 2) >= 0) {
    year = two(bytes, pos) * 100 + two(bytes, pos + 2);
    pos += 5;
  }
  if (!setDate(stamp, year, month, day) || !readTimeOfDay(cursor, pos, stamp)) return false;
  readOffset(cursor, cursor.pos, stamp);
  if (cursor.pos + 1 < cursor.end && bytes[cursor.pos] === SPACE) {
    if (!stamp.hasOffset) readSpacedZone(cursor, stamp);
    if (year < 0) year = readTrailingYear(cursor);
  }
  stamp.year = year;
  return true;
}

/** Reads `2017 Apr  1 03:04:05`, as NX-OS writes it. */
function readYearFirst(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  const century = two(bytes, at);
  const inCentury = two(bytes, at + 2);
  if ((century !== 19 && century !== 20) || inCentury < 0 || bytes[at + 4] !== SPACE) return false;
  if (!readBsd(cursor, at + 5, stamp)) return false;
  if (stamp.year < 0) stamp.year = century * 100 + inCentury;
  return true;
}

/** The year in `Apr  1 03:04:05 2017 host`, −1 when the next word is no year. */
function readTrailingYear(cursor: Cursor): number {
  const bytes = cursor.bytes;
  const at = cursor.pos + 1;
  if (at + 4 > cursor.end) return -1;
  const behind = at + 4 < cursor.end ? bytes[at + 4]! : SPACE;
  const century = two(bytes, at);
  const isColon = behind === COLON && !continuesGroups(cursor, at + 5);
  const ends = behind === SPACE || isColon || behind === CLOSE_BRACKET || behind === QUOTE || behind === COMMA;
  if ((century !== 19 && century !== 20) || two(bytes, at + 2) < 0 || !ends) return -1;
  cursor.pos = at + 4;
  return century * 100 + two(bytes, at + 2);
}

/** True where more of an IPv6 address may stand: the host `2001:db8::1`. */
function continuesGroups(cursor: Cursor, at: number): boolean {
  if (at >= cursor.end) return false;
  const byte = cursor.bytes[at]!;
  return isDigit(byte) || byte === COLON || (byte >= 97 && byte <= 102);
}

/** Digits of the seconds of an epoch number, from September 2001 to November 2286. */
const epochDigits = 10;

/**
 * Reads an epoch number. Its unit is told by its size: 10 digits are seconds, perhaps with decimals; 13, 16 and
 * 19 are milli-, micro- and nanoseconds. Numbers of other sizes are serial numbers, uptimes and the like.
 */
export function readEpoch(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  let pos = at;
  while (pos < cursor.end && isDigit(bytes[pos]!)) pos++;
  const digits = pos - at;
  if (digits < epochDigits || digits > 19 || (digits - epochDigits) % 3 !== 0 || bytes[at] === ZERO) return false;
  let seconds = 0;
  for (let i = at; i < at + epochDigits; i++) seconds = seconds * 10 + bytes[i]! - ZERO;
  stamp.epochSec = seconds;
  stamp.fractionStart = at + epochDigits;
  stamp.fractionEnd = pos;
  if (digits === epochDigits && pos + 1 < cursor.end && bytes[pos] === DOT && isDigit(bytes[pos + 1]!)) {
    stamp.fractionStart = ++pos;
    while (pos < cursor.end && isDigit(bytes[pos]!)) pos++;
    stamp.fractionEnd = pos;
  }
  cursor.pos = pos;
  return true;
}

/** Reads `4/30/17 9:05`, `04/30/2017, 09:05:00 PM`, `30.04.2017 09:05:00`. */
function readShortDate(cursor: Cursor, at: number, stamp: Stamp, dayFirst: boolean): boolean {
  if (!readShortDay(cursor, at, stamp, dayFirst)) return false;
  const bytes = cursor.bytes;
  let pos = cursor.pos;
  if (pos < cursor.end && bytes[pos] === COMMA) pos++;
  if (pos >= cursor.end || bytes[pos] !== SPACE || !readTimeOfDay(cursor, pos + 1, stamp)) return false;
  readHalfOfDay(cursor, stamp);
  return true;
}

/** Reads `04/01-03:04:05.678901`, `04/01/17-03:04:05`, `04/01/2017-03:04:05`, as Snort and Suricata write it. */
function readMonthDay(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  if (at + 14 > cursor.end || bytes[at + 2] !== SLASH) return false;
  let year = -1;
  let pos = at + 5;
  if (bytes[pos] === SLASH) {
    const first = two(bytes, pos + 1);
    const second = two(bytes, pos + 3);
    year = second < 0 ? 2000 + first : first * 100 + second;
    if (first < 0 || year < 1970) return false;
    pos += second < 0 ? 3 : 5;
  }
  if (pos >= cursor.end || bytes[pos] !== MINUS) return false;
  return setDate(stamp, year, two(bytes, at), two(bytes, at + 3)) && readTimeOfDay(cursor, pos + 1, stamp);
}

/** Reads `20170401030405` and `20170401T030405Z`. */
function readCompact(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  const time = at + 8 < cursor.end && bytes[at + 8] === TEE ? at + 9 : at + 8;
  const end = time + 6;
  if (end > cursor.end || (end < cursor.end && isDigit(bytes[end]!))) return false;
  const century = two(bytes, at);
  const inCentury = two(bytes, at + 2);
  const hour = two(bytes, time);
  const minute = two(bytes, time + 2);
  const second = two(bytes, time + 4);
  if (century < 19 || inCentury < 0 || hour < 0 || hour > 23) return false;
  if (minute < 0 || minute > 59 || second < 0 || second > 60) return false;
  if (!setDate(stamp, century * 100 + inCentury, two(bytes, at + 4), two(bytes, at + 6))) return false;
  stamp.daySec = hour * 3600 + minute * 60 + second;
  cursor.pos = end;
  readOffset(cursor, end, stamp);
  return true;
}

/** Behind `Thu ` in `Thu Apr  1 03:04:05 2017`, where a weekday stands there. */
export function passWeekday(cursor: Cursor, at: number): number {
  if (at + 4 > cursor.end || cursor.bytes[at + 3] !== SPACE) return at;
  return weekdays.find(cursor.bytes, at, at + 3) > 0 ? at + 4 : at;
}

const weekdays = new WordTable(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((day) => [day, 1]));

/** Reads `1 Apr 2017 03:04:05`, `01-Apr-2017 03:04:05`, `01/Apr/2017:03:04:05 +0900`, `1Apr2017; 03:04:05`, `1Apr2017  3:04:05`. */
function readDayMonth(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  let pos = at;
  let day = 0;
  while (pos < cursor.end && isDigit(bytes[pos]!) && pos - at < 2) day = day * 10 + bytes[pos++]! - ZERO;
  const mark = bytes[pos]!;
  const isMarked = mark === SPACE || mark === MINUS || mark === SLASH;
  if (isMarked) pos++;
  if (pos + 8 > cursor.end) return false;
  const month = monthAt(bytes, pos);
  pos += 3;
  if (month === 0 || (isMarked && bytes[pos++] !== mark) || pos + 5 > cursor.end) return false;
  const century = two(bytes, pos);
  const inCentury = two(bytes, pos + 2);
  const gap = bytes[pos + 4]!;
  if ((century !== 19 && century !== 20) || inCentury < 0) return false;
  if (gap !== SPACE && gap !== COLON && gap !== SEMICOLON) return false;
  pos += gap !== COLON && bytes[pos + 5] === SPACE ? 6 : 5;
  if (!setDate(stamp, century * 100 + inCentury, month, day) || !readTimeOfDay(cursor, pos, stamp)) return false;
  readOffset(cursor, cursor.pos, stamp);
  if (!stamp.hasOffset && cursor.pos + 1 < cursor.end && bytes[cursor.pos] === SPACE) readSpacedZone(cursor, stamp);
  return true;
}

/** Reads whatever stamp stands at `at`: English month, ISO, a short date or an epoch number; false when none does. */
export function readStamp(cursor: Cursor, at: number, stamp: Stamp, dayFirst = false): boolean {
  if (at >= cursor.end) return false;
  const byte = cursor.bytes[at]!;
  if (!isDigit(byte)) return byte > 64 && readBsd(cursor, passWeekday(cursor, at), stamp);
  if (readIso(cursor, at, stamp) || readDayMonth(cursor, at, stamp) || readYearFirst(cursor, at, stamp)) return true;
  if (readShortDate(cursor, at, stamp, dayFirst) || readCompact(cursor, at, stamp)) return true;
  if (readMonthDay(cursor, at, stamp)) return true;
  return readEpoch(cursor, at, stamp);
}

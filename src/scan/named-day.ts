import { type Cursor, MINUS, SLASH, SPACE, ZERO } from "./cursor.ts";
import { isDigit, monthAt, setDate, type Stamp, two } from "./stamp.ts";

/**
 * Reads a day whose month is a name behind it: `28May2002`, `28 May 2002`, `28-May-2002`, `20/Jun/2022`, `1Apr17`.
 * False when none stands there.
 */
export function readNamedDay(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const { bytes, end } = cursor;
  if (at + 6 > end || !isDigit(bytes[at]!)) return false;
  let pos = at;
  let day = 0;
  while (pos < at + 2 && isDigit(bytes[pos]!)) day = day * 10 + bytes[pos++]! - ZERO;
  const mark = isMark(bytes[pos]!) ? bytes[pos++]! : 0;
  if (pos + 5 > end) return false;
  const month = monthAt(bytes, pos);
  pos += 3;
  if (mark !== 0 && bytes[pos++] !== mark) return false;
  const year = readYear(cursor, pos);
  return year >= 0 && setDate(stamp, year, month, day);
}

/** Reads two or four digits of a year; −1 when others stand there. */
function readYear(cursor: Cursor, at: number): number {
  const { bytes, end } = cursor;
  let pos = at;
  while (pos < end && isDigit(bytes[pos]!)) pos++;
  cursor.pos = pos;
  if (pos - at === 2) return 2000 + two(bytes, at);
  return pos - at === 4 ? two(bytes, at) * 100 + two(bytes, at + 2) : -1;
}

function isMark(byte: number): boolean {
  return byte === SLASH || byte === MINUS || byte === SPACE;
}

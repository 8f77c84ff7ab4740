import { type Cursor, MINUS, SPACE, ZERO } from "./cursor.ts";
import { readNamedDay } from "./named-day.ts";
import { DATE, EPOCH, STAMP, TIME, ZONE } from "./registers.ts";
import { readDate, readHalfOfDay, readOffset, readShortDay, readTimeOfDay, type Stamp } from "./stamp.ts";
import { readEpoch, readStamp } from "./stamp-forms.ts";
import { WordTable } from "./words.ts";

/** Reads one of the registers of time into a stamp; false when the value is none. */
export function readTimeField(cursor: Cursor, register: number, at: number, stamp: Stamp, dayFirst: boolean): boolean {
  switch (register) {
    case DATE:
      return (
        readDate(cursor, at, stamp) || readShortDay(cursor, at, stamp, dayFirst) || readNamedDay(cursor, at, stamp)
      );
    case TIME:
      if (!readTimeOfDay(cursor, at, stamp)) return false;
      readHalfOfDay(cursor, stamp);
      return true;
    case STAMP:
      return readStamp(cursor, passWeekday(cursor, at), stamp, dayFirst);
    case EPOCH:
      return readEpoch(cursor, at, stamp);
    case ZONE: {
      // `tz="UTC+2:00"`, `tz="+0900"`
      const sign = cursor.bytes[at] === 85 || cursor.bytes[at] === 71 ? at + 3 : at;
      if (cursor.bytes[sign + 2] === 58) return readShortOffset(cursor, sign, stamp);
      readOffset(cursor, sign, stamp);
      return stamp.hasOffset;
    }
    default:
      return false;
  }
}

/** Behind the `Mon ` of `Mon Jun 20 15:35:48 2022`. */
function passWeekday(cursor: Cursor, at: number): number {
  if (at + 4 > cursor.end || cursor.bytes[at + 3] !== SPACE) return at;
  return weekdays.find(cursor.bytes, at, at + 3) > 0 ? at + 4 : at;
}

const weekdays = new WordTable(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((day) => [day, 1]));

/** Reads `+2:00` and `-5:00`: one digit for the hours. */
function readShortOffset(cursor: Cursor, at: number, stamp: Stamp): boolean {
  const bytes = cursor.bytes;
  const hours = bytes[at + 1]! - ZERO;
  const minutes = (bytes[at + 3]! - ZERO) * 10 + bytes[at + 4]! - ZERO;
  if (at + 5 > cursor.end || hours < 0 || hours > 9 || minutes < 0 || minutes > 59) return false;
  stamp.hasOffset = true;
  stamp.offsetSec = (hours * 3600 + minutes * 60) * (bytes[at] === MINUS ? -1 : 1);
  cursor.pos = at + 5;
  return true;
}

import { type Cursor, MINUS, QUOTE } from "./cursor.ts";
import { readNamedDay } from "./named-day.ts";
import { DATE, EPOCH, STAMP, TIME, ZONE } from "./registers.ts";
import { readDate, readHalfOfDay, readOffset, readShortDay, readTimeOfDay, type Stamp } from "./stamp.ts";
import { passWeekday, readEpoch, readStamp } from "./stamp-forms.ts";
import { WordTable } from "./words.ts";

const PLUS = 43;

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
      if (readZoneWord(cursor, at, stamp)) return true;
      // `tz="UTC+2:00"`, `tz="+0900"`
      const sign = cursor.bytes[at] === 85 || cursor.bytes[at] === 71 ? at + 3 : at;
      readOffset(cursor, sign, stamp);
      return stamp.hasOffset;
    }
    default:
      return false;
  }
}

/** Hours that abbreviations of the time zone database stand for, without those that mean several offsets. */
const zoneHours: ReadonlyArray<readonly [string, number]> = [
  ["UTC", 0],
  ["GMT", 0],
  ["WET", 0],
  ["WEST", 1],
  ["CET", 1],
  ["CEST", 2],
  ["EET", 2],
  ["EEST", 3],
  ["JST", 9],
  ["AEST", 10],
  ["AEDT", 11],
  ["NZST", 12],
  ["NZDT", 13],
  ["EDT", -4],
  ["CDT", -5],
  ["PDT", -7],
  ["PST", -8],
];
const leastHours = 12;
const zoneTable = new WordTable(zoneHours.map(([word, hours]) => [word, hours + leastHours]));

/** Reads `timezone="CEST"`: in a field of its own, devices write what the time zone database calls their zone. */
function readZoneWord(cursor: Cursor, at: number, stamp: Stamp): boolean {
  let end = at;
  while (end < cursor.end && cursor.bytes[end]! >= 65 && cursor.bytes[end]! <= 90) end++;
  const next = end < cursor.end ? cursor.bytes[end]! : QUOTE;
  // `UTC+2:00`
  if (next === PLUS || next === MINUS) return false;
  const found = zoneTable.find(cursor.bytes, at, end);
  if (found < 0) return false;
  stamp.hasOffset = true;
  stamp.offsetSec = (found - leastHours) * 3600;
  cursor.pos = end;
  return true;
}

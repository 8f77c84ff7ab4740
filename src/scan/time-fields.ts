import type { Cursor } from "./cursor.ts";
import { DATE, EPOCH, STAMP, TIME, ZONE } from "./registers.ts";
import { readDate, readHalfOfDay, readOffset, readShortDay, readTimeOfDay, type Stamp } from "./stamp.ts";
import { readEpoch, readStamp } from "./stamp-forms.ts";

/** Reads one of the registers of time into a stamp; false when the value is none. */
export function readTimeField(cursor: Cursor, register: number, at: number, stamp: Stamp, dayFirst: boolean): boolean {
  switch (register) {
    case DATE:
      return readDate(cursor, at, stamp) || readShortDay(cursor, at, stamp, dayFirst);
    case TIME:
      if (!readTimeOfDay(cursor, at, stamp)) return false;
      readHalfOfDay(cursor, stamp);
      return true;
    case STAMP:
      return readStamp(cursor, at, stamp, dayFirst);
    case EPOCH:
      return readEpoch(cursor, at, stamp);
    case ZONE: {
      // `tz="UTC+2:00"`, `tz="+0900"`
      const sign = cursor.bytes[at] === 85 || cursor.bytes[at] === 71 ? at + 3 : at;
      readOffset(cursor, sign, stamp);
      return stamp.hasOffset;
    }
    default:
      return false;
  }
}

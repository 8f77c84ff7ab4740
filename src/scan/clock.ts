import type { Stamp } from "./stamp.ts";
import { civilDay, type Zone } from "./zone.ts";

const NO_KEY = -1;

/**
 * Turns stamps into seconds since 1970 UTC, adding the zone and the year that stamps leave out.
 * One clock serves one stretch of one file from its first line on, because it follows year-less
 * stamps over New Year: only a backward jump of more than six months is a new year.
 */
export class Clock {
  private readonly zone: Zone;
  private year: number;
  private lastMonth = 0;
  private memoKey = NO_KEY;
  private memoMidnight = 0;
  /** True when all of the memo's day has one offset. */
  private memoIsEven = false;
  /** Stamps without a year that were met. */
  yearless = 0;
  /** Month and day of the first and the last of them; 0 while there is none. */
  firstMonth = 0;
  firstDay = 0;
  finalMonth = 0;
  finalDay = 0;

  /** @param baseYear year of the first year-less stamp. */
  constructor(zone: Zone, baseYear: number) {
    this.zone = zone;
    this.year = baseYear;
  }

  /** Seconds since 1970 UTC of a complete stamp; −1 for a date that does not exist. */
  toUtc(stamp: Stamp): number {
    if (stamp.epochSec >= 0) return stamp.epochSec;
    const year = stamp.year >= 0 ? stamp.year : this.yearOf(stamp.month, stamp.day);
    const key = (year * 16 + stamp.month) * 32 + stamp.day;
    if (stamp.hasOffset) {
      if (stamp.day === 29 && stamp.month === 2 && !isLeap(year)) return -1;
      return civilDay(year, stamp.month, stamp.day) * 86_400 + stamp.daySec - stamp.offsetSec;
    }
    if (key !== this.memoKey) {
      if (stamp.day === 29 && stamp.month === 2 && !isLeap(year)) return -1;
      const day = civilDay(year, stamp.month, stamp.day);
      this.memoKey = key;
      this.memoMidnight = this.zone.dayStart(day);
      this.memoIsEven = this.zone.dayStart(day + 1) - this.memoMidnight === 86_400;
    }
    if (this.memoIsEven) return this.memoMidnight + stamp.daySec;
    return this.zone.toUtc(civilDay(year, stamp.month, stamp.day) * 86_400 + stamp.daySec);
  }

  private yearOf(month: number, day: number): number {
    if (this.yearless++ === 0) {
      this.firstMonth = month;
      this.firstDay = day;
    }
    this.finalMonth = month;
    this.finalDay = day;
    const jump = this.lastMonth === 0 ? 0 : month - this.lastMonth;
    if (jump < -6) this.year++;
    // A stamp from before New Year that arrives late.
    else if (jump > 6) return this.year - 1;
    this.lastMonth = month;
    return this.year;
  }
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

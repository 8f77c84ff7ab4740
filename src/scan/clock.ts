import type { Stamp } from "./stamp.ts";
import { civilDay, type Zone } from "./zone.ts";

const NO_KEY = -1;

/** Places in the year are counted as month × 31 + day: a year, half of one, and a month of them. */
const yearLength = 372;
const halfYear = 186;
const monthLength = 31;
const endOfJanuary = 62;

/** Offsets of zones are whole quarters of an hour, and at most so many; stamps of one line are seconds apart. */
const quarterHour = 900;
const farthestOffset = 14 * 3600;
const slackSec = 120;

/** Gives the year of a file's first year-less stamp. */
export type FirstYear = (month: number, day: number) => number;

/** A date of the calendar. */
export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

/** Where a clock stands that has met a year-less stamp: all that the years of the next ones depend on. */
export interface ClockPlace {
  year: number;
  lastPlace: number;
  placeBeforeNewYear: number;
}

/**
 * Turns stamps into seconds since 1970 UTC, adding the zone and the year that stamps leave out.
 * One clock serves one stretch of one file from its first line on, because it follows year-less
 * stamps over New Year: only a backward jump of more than six months is a new year.
 */
export class Clock {
  private readonly zone: Zone;
  private readonly firstYear: FirstYear;
  private latest: (() => CivilDate) | null = null;
  private year = 0;
  /** Place in the year of the last year-less stamp, and of the last one of the year before. */
  private lastPlace = 0;
  private placeBeforeNewYear = -yearLength;
  /** True when a year was told by a New Year that {@link resume} said nothing of. */
  hasGuessed = false;
  private isResumed = false;
  private hasStarted = false;
  private memoKey = NO_KEY;
  private memoMidnight = 0;
  /** True when all of the memo's day has one offset. */
  private memoIsEven = false;
  /** Stamps without a year that were met. */
  yearless = 0;
  /** The year that the first of them was given; 0 while there is none. */
  baseYear = 0;
  /** Month and day of the first and the last of them; 0 while there is none. */
  firstMonth = 0;
  firstDay = 0;
  finalMonth = 0;
  finalDay = 0;
  /**
   * Seconds that the date and time of stamps were ahead of UTC where an epoch number beside them tells it, and it was
   * not what their zone says: they are of a zone that nobody named. Null where there is no such stamp.
   */
  untoldOffsetSec: number | null = null;
  /** Seconds east of UTC that a word behind stamps most often means, where that is not the zone's: the zone was believed. */
  doubtedOffsetSec: number | null = null;
  /** True when a year-less stamp was of the 29th of February; of a year that has none, it cannot be dated. */
  hasLeapDay = false;
  /** True when one was, and its year has no such day. */
  hasLostDay = false;
  /** Changes with all that decides the year of the next stamp that has none. */
  state = 0;
  /** True when the last stamp told lies on a day of 24 hours, so that its time of day may be added to midnight. */
  isEvenDay = true;

  /** @param firstYear year of the first year-less stamp. */
  constructor(zone: Zone, firstYear: number | FirstYear) {
    this.zone = zone;
    this.firstYear = typeof firstYear === "number" ? () => firstYear : firstYear;
  }

  /** Null before the first year-less stamp. */
  get place(): ClockPlace | null {
    const { year, lastPlace, placeBeforeNewYear } = this;
    return this.hasStarted ? { year, lastPlace, placeBeforeNewYear } : null;
  }

  /** The first and the last year-less stamp. */
  get first(): { month: number; day: number } {
    return { month: this.firstMonth, day: this.firstDay };
  }
  get final(): { month: number; day: number } {
    return { month: this.finalMonth, day: this.finalDay };
  }

  /** The place of the first year-less stamp. */
  get firstPlace(): number {
    return this.firstMonth * monthLength + this.firstDay;
  }

  /**
   * Goes on as if the lines before had been read; null when none of them had a year-less stamp.
   * @param isWhole false where the place before the last New Year is not known.
   */
  resume(place: ClockPlace | null, isWhole: boolean): void {
    this.hasStarted = place !== null;
    this.isResumed = !isWhole;
    this.state++;
    this.yearless = 0;
    if (place === null) return;
    this.year = this.baseYear = place.year;
    this.lastPlace = place.lastPlace;
    this.placeBeforeNewYear = place.placeBeforeNewYear;
  }

  /**
   * From here on lines are read as they are written: each year-less stamp is of the latest year in which it is no later than
   * the latest date that it may be of now, whatever the lines before were.
   */
  goLive(latest: () => CivilDate): void {
    this.latest = latest;
    this.state++;
    this.turnDay();
  }

  /** Notes that another day has begun, where lines are read as they are written: what was learnt need not hold on it. */
  turnDay(): void {
    if (this.latest === null) return;
    const { year, month, day } = this.latest();
    const place = month * monthLength + day;
    if (place === this.lastPlace && year === this.year) return;
    this.lastPlace = place;
    this.year = year;
    this.state++;
  }

  /** Seconds since 1970 UTC of a complete stamp; −1 for a date that does not exist. */
  toUtc(stamp: Stamp): number {
    this.isEvenDay = true;
    if (stamp.epochSec >= 0) {
      if (stamp.month > 0 && stamp.year >= 0 && stamp.daySec >= 0) this.compareWithEpoch(stamp);
      return stamp.epochSec;
    }
    const year = stamp.year >= 0 ? stamp.year : this.yearOf(stamp.month, stamp.day);
    const key = (year * 16 + stamp.month) * 32 + stamp.day;
    if (stamp.hasOffset) {
      if (stamp.day === 29 && stamp.month === 2 && !isLeap(year)) return -1;
      return civilDay(year, stamp.month, stamp.day) * 86_400 + stamp.daySec - stamp.offsetSec;
    }
    if (key !== this.memoKey) {
      if (stamp.day === 29 && stamp.month === 2 && !isLeap(year)) {
        this.hasLostDay ||= stamp.year < 0;
        return -1;
      }
      const day = civilDay(year, stamp.month, stamp.day);
      this.memoKey = key;
      this.memoMidnight = this.zone.dayStart(day);
      this.memoIsEven = this.zone.dayStart(day + 1) - this.memoMidnight === 86_400;
    }
    this.isEvenDay = this.memoIsEven;
    if (!Number.isNaN(stamp.wordOffsetSec)) {
      const localSec = civilDay(year, stamp.month, stamp.day) * 86_400 + stamp.daySec;
      // A word that fits the zone tells which of two equal hours is meant when the clocks are set back.
      if (this.zone.offsetAt(localSec - stamp.wordOffsetSec) === stamp.wordOffsetSec)
        return localSec - stamp.wordOffsetSec;
      this.doubtedOffsetSec ??= stamp.wordOffsetSec;
    }
    if (this.memoIsEven) return this.memoMidnight + stamp.daySec;
    return this.zone.toUtc(civilDay(year, stamp.month, stamp.day) * 86_400 + stamp.daySec);
  }

  /** An epoch number is right whatever the zone: a date and time beside it that differ by hours are of another one. */
  private compareWithEpoch(stamp: Stamp): void {
    if (this.untoldOffsetSec !== null) return;
    const localSec = civilDay(stamp.year, stamp.month, stamp.day) * 86_400 + stamp.daySec;
    const aheadSec = Math.round((localSec - stamp.epochSec) / quarterHour) * quarterHour;
    const toldSec = stamp.hasOffset ? stamp.offsetSec : this.zone.offsetAt(stamp.epochSec);
    const isOffset = Math.abs(localSec - stamp.epochSec - aheadSec) <= slackSec && Math.abs(aheadSec) <= farthestOffset;
    if (isOffset && Math.abs(aheadSec - toldSec) >= 2 * quarterHour) this.untoldOffsetSec = aheadSec;
  }

  private yearOf(month: number, day: number): number {
    const place = month * monthLength + day;
    this.yearless++;
    if (this.latest !== null) return this.yearByArrival(month, day);
    if (!this.hasStarted) {
      this.hasStarted = true;
      this.firstMonth = month;
      this.firstDay = day;
      this.baseYear = this.year = this.firstYear(month, day);
      this.lastPlace = place;
    }
    this.finalMonth = month;
    this.finalDay = day;
    if (month === 2 && day === 29) this.hasLeapDay = true;
    const jump = place - this.lastPlace;
    if (jump === 0 && this.yearless > 1) return this.year;
    this.state++;
    if (jump < -halfYear) {
      this.year++;
      this.placeBeforeNewYear = this.lastPlace;
      this.isResumed = false;
    } else if (jump > halfYear && this.isBeforeNewYear(place, jump)) this.year--;
    this.lastPlace = place;
    return this.year;
  }

  private yearByArrival(month: number, day: number): number {
    this.turnDay();
    const year = month * monthLength + day > this.lastPlace ? this.year - 1 : this.year;
    if (!this.hasStarted) {
      this.hasStarted = true;
      this.firstMonth = month;
      this.firstDay = day;
      this.baseYear = year;
    }
    this.finalMonth = month;
    this.finalDay = day;
    return year;
  }

  /**
   * Tells a stamp of the year before from one behind a long silence: it comes a few days late over New Year, or
   * goes on where the clock left off when a device without one came up again on the first of January.
   */
  private isBeforeNewYear(place: number, jump: number): boolean {
    const goesOn = Math.abs(place - this.placeBeforeNewYear) <= monthLength;
    if (jump > yearLength - monthLength) return true;
    if (this.isResumed && this.lastPlace <= endOfJanuary) this.hasGuessed = true;
    return goesOn && this.lastPlace <= endOfJanuary;
  }
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

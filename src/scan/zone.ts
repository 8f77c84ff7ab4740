/** Days from 1970-01-01 to a civil date (proleptic Gregorian). */
export function civilDay(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** Year, month and day of a day number; the inverse of {@link civilDay}. */
export function civilDate(dayNumber: number): { year: number; month: number; day: number } {
  const date = new Date(dayNumber * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/**
 * A time zone of the IANA database, asked for offsets by the day.
 * Offsets come from `Intl`, twice a day of data at the most.
 */
export class Zone {
  readonly name: string;
  /** Null for UTC, which needs none: the first use of `Intl` costs a process 10 ms. */
  private readonly format: Intl.DateTimeFormat | null;
  private readonly offsets = new Map<number, number>();

  /** @throws RangeError when `Intl` does not know the name. */
  constructor(name: string) {
    this.format = name === "UTC" ? null : openFormat(name);
    this.name = name;
  }

  /** Seconds east of UTC at an instant. */
  offsetAt(utcSec: number): number {
    if (this.format === null) return 0;
    // Zones change their offset on whole minutes: Newfoundland did at 00:01.
    const utcMinute = Math.floor(utcSec / 60);
    const known = this.offsets.get(utcMinute);
    if (known !== undefined) return known;
    const parts: Record<string, number> = {};
    for (const part of this.format.formatToParts(utcMinute * 60_000)) parts[part.type] = Number(part.value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const local = civilDay(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    const offset = local - utcMinute * 60;
    this.offsets.set(utcMinute, offset);
    return offset;
  }

  /**
   * The instant of a local time, both in seconds. A time that the clocks skipped moves on by the gap;
   * one that happened twice is the first.
   */
  toUtc(localSec: number): number {
    const before = this.offsetAt(localSec - 86_400);
    const after = this.offsetAt(localSec + 86_400);
    const early = localSec - before;
    if (before === after) return early;
    if (this.offsetAt(early) === before) return early;
    const late = localSec - after;
    return this.offsetAt(late) === after ? late : early;
  }

  /** Seconds since 1970 UTC at which a local day begins. */
  dayStart(dayNumber: number): number {
    return this.toUtc(dayNumber * 86_400);
  }
}

function openFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}

import { type Zone } from "../scan/zone.ts";
import { NO_DAY } from "./counts.ts";

/** A day, and the seconds since 1970 UTC from which and before which instants lie on it. */
export interface DaySpan {
  day: number;
  fromSec: number;
  toSec: number;
}

/** Tells the report's days: which local day an instant falls in. Remembers the last day. */
export class Calendar {
  readonly zone: Zone;
  private fromSec = 0;
  private toSec = 0;
  private day = NO_DAY;

  constructor(zone: Zone) {
    this.zone = zone;
  }

  /** The whole day that {@link dayOf} told last; null for one on which the clocks change. */
  get lastDay(): DaySpan | null {
    const { fromSec, toSec } = this;
    if (toSec === 0) return { day: NO_DAY, fromSec: -1, toSec: 0 };
    return toSec - fromSec === 86_400 ? { day: this.day, fromSec, toSec } : null;
  }

  /** The day number of an instant, {@link NO_DAY} for −1. */
  dayOf(timeSec: number): number {
    if (timeSec < 0) {
      this.fromSec = 0;
      this.toSec = 0;
      return NO_DAY;
    }
    if (timeSec >= this.fromSec && timeSec < this.toSec) return this.day;
    const day = Math.floor((timeSec + this.zone.offsetAt(timeSec)) / 86_400);
    this.day = day;
    this.fromSec = this.zone.dayStart(day);
    this.toSec = this.zone.dayStart(day + 1);
    // A day on which the clocks change may not be one stretch: set back over midnight, the day before comes again.
    if (this.toSec - this.fromSec !== 86_400) {
      this.fromSec = timeSec - (timeSec % 60);
      this.toSec = this.fromSec + 60;
    }
    return day;
  }
}

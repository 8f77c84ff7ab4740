import type { Format } from "../formats/format.ts";
import { LockOn } from "../formats/lock-on.ts";
import { Clock } from "../scan/clock.ts";
import { type Cursor, NEWLINE } from "../scan/cursor.ts";
import { EVENT, LogEvent } from "../scan/event.ts";
import type { Zone } from "../scan/zone.ts";
import { LineFeeder } from "./line-feeder.ts";

/** A log's beginning is looked at in portions, until so many stamps say whether the newest comes first. */
const portionBytes = 1 << 14;
const enoughStamps = 64;

/** Devices without a clock begin in 1970, 2000 and the like: such a stamp dates no others. */
const believedFromSec = Date.UTC(2001, 0, 1) / 1000;

/** Follows year-less stamps without caring for the year. */
export class StampFollower {
  readonly clock: Clock;
  /** Steps forward in time less steps back: below 0 for a log that shows its newest line first. */
  balance = 0;
  /** The stamp with a year that stands nearest to the first one without, in milliseconds since 1970; null for none. */
  besideMs: number | null = null;
  private lastSec = -1;
  private readonly scanner: LockOn;
  private readonly event = new LogEvent();

  constructor(formats: readonly Format[], zone: Zone) {
    // A leap year has every day.
    this.clock = new Clock(zone, 2000);
    this.scanner = new LockOn(formats, { clock: this.clock, assume: "deny" });
  }

  line(cursor: Cursor): void {
    const { yearless } = this.clock;
    if (this.scanner.scan(cursor, this.event) !== EVENT || this.event.timeSec < 0) return;
    const { timeSec } = this.event;
    if (this.clock.yearless === yearless) {
      const isNearer = yearless === 0 || this.besideMs === null;
      if (isNearer && timeSec >= believedFromSec) this.besideMs = timeSec * 1000;
      return;
    }
    if (this.lastSec >= 0) this.balance += Math.sign(timeSec - this.lastSec);
    this.lastSec = timeSec;
  }

  tooLong(): void {}
}

/** Follows the stamps of whole lines. */
export function followStamps(bytes: Buffer, formats: readonly Format[], zone: Zone): StampFollower {
  const follower = new StampFollower(formats, zone);
  const feeder = new LineFeeder(follower);
  feeder.feed(bytes);
  feeder.finish();
  return follower;
}

/** Follows the beginning of a log, or all of it. Whole lines only: half a line may be of no format, and all of them would be compiled to try it. */
export function followHead(head: Buffer, isAll: boolean, formats: readonly Format[], zone: Zone): StampFollower {
  const follower = new StampFollower(formats, zone);
  const feeder = new LineFeeder(follower);
  const enough = isAll ? Infinity : enoughStamps;
  for (let at = 0; at < head.length && follower.clock.yearless < enough;) {
    const end = head.indexOf(NEWLINE, at + portionBytes) + 1;
    const to = end > 0 ? end : isAll ? head.length : head.lastIndexOf(NEWLINE) + 1;
    if (to <= at) break;
    feeder.feed(head.subarray(at, to));
    at = to;
  }
  if (isAll) feeder.finish();
  return follower;
}

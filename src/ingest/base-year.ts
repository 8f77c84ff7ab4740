import { Clock, type FirstYear } from "../scan/clock.ts";
import { type Cursor, NEWLINE } from "../scan/cursor.ts";
import { EVENT, LogEvent } from "../scan/event.ts";
import type { Zone } from "../scan/zone.ts";
import { LockOn } from "../formats/lock-on.ts";
import type { Format } from "../formats/format.ts";
import type { InputFile } from "./discover.ts";
import { type MonthDay, tellFirstYear } from "./file-year.ts";
import { LineFeeder } from "./line-feeder.ts";

/** A log's beginning is looked at in portions, until so many stamps say whether the newest comes first. */
const portionBytes = 1 << 14;
const enoughStamps = 64;

/** Follows year-less stamps without caring for the year. */
class StampFollower {
  readonly clock: Clock;
  /** Steps forward in time less steps back: below 0 for a log that shows its newest line first. */
  balance = 0;
  private lastSec = -1;
  private readonly scanner: LockOn;
  private readonly event = new LogEvent();

  constructor(formats: readonly Format[], zone: Zone) {
    // A leap year has every day.
    this.clock = new Clock(zone, 2000);
    this.scanner = new LockOn(formats, { clock: this.clock, assume: "deny" });
  }

  line(cursor: Cursor): void {
    if (this.scanner.scan(cursor, this.event) !== EVENT || this.event.timeSec < 0) return;
    const { timeSec } = this.event;
    if (this.lastSec >= 0) this.balance += Math.sign(timeSec - this.lastSec);
    this.lastSec = timeSec;
  }

  tooLong(): void {}
}

function followStamps(bytes: Buffer, formats: readonly Format[], zone: Zone): StampFollower {
  const follower = new StampFollower(formats, zone);
  const feeder = new LineFeeder(follower);
  feeder.feed(bytes);
  feeder.finish();
  return follower;
}

/** Follows whole lines only: half a line may be of no format, and all of them would be compiled to try it. */
function followHead(head: Buffer, isAll: boolean, formats: readonly Format[], zone: Zone): StampFollower {
  const follower = new StampFollower(formats, zone);
  const feeder = new LineFeeder(follower);
  for (let at = 0; at < head.length && follower.clock.yearless < enoughStamps;) {
    const end = head.indexOf(NEWLINE, at + portionBytes) + 1;
    const to = end > 0 ? end : isAll ? head.length : head.lastIndexOf(NEWLINE) + 1;
    if (to <= at) break;
    feeder.feed(head.subarray(at, to));
    at = to;
  }
  if (isAll) feeder.finish();
  return follower;
}

/**
 * Tells the year of a file's first year-less stamp by its first and its last one. By the first one alone, when it
 * comes, where the file's beginning holds none yet or the file shows its newest line first. See {@link tellFirstYear}.
 * @param isAll whether the head is all of the file.
 * @param lastStamp finds the last stamp; null where it cannot be known before all is read.
 */
export async function inferBaseYear(
  file: InputFile,
  head: Buffer,
  isAll: boolean,
  formats: readonly Format[],
  zone: Zone,
  lastStamp: () => Promise<MonthDay | null>,
): Promise<FirstYear> {
  const { clock, balance } = followHead(head, isAll, formats, zone);
  if (clock.yearless === 0 || balance < 0) {
    return (month, day) => tellFirstYear(file, { month, day }, { month, day });
  }
  const first = { month: clock.firstMonth, day: clock.firstDay };
  const last = (await lastStamp()) ?? { month: clock.finalMonth, day: clock.finalDay };
  const year = tellFirstYear(file, first, last);
  return () => year;
}

/** The last year-less stamp in the end of a file; null when there is none. */
export function lastYearless(tail: Buffer, formats: readonly Format[], zone: Zone): MonthDay | null {
  const { clock } = followStamps(tail, formats, zone);
  return clock.yearless === 0 ? null : { month: clock.finalMonth, day: clock.finalDay };
}

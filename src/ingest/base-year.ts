import { basename } from "node:path";
import { Clock } from "../scan/clock.ts";
import { type Cursor } from "../scan/cursor.ts";
import { LogEvent } from "../scan/event.ts";
import type { Zone } from "../scan/zone.ts";
import { LockOn } from "../formats/lock-on.ts";
import type { Format } from "../formats/format.ts";
import { openSource } from "./byte-source.ts";
import { type InputFile, STDIN } from "./discover.ts";
import { LineFeeder } from "./line-feeder.ts";

const dayMs = 86_400_000;

/** Month and day, without a year. */
interface MonthDay {
  month: number;
  day: number;
}

/** Follows year-less stamps without caring for the year. */
class StampFollower {
  readonly clock: Clock;
  private readonly scanner: LockOn;
  private readonly event = new LogEvent();

  constructor(formats: readonly Format[], zone: Zone) {
    this.clock = new Clock(zone, 2000);
    this.scanner = new LockOn(formats, { clock: this.clock, assume: "deny" });
  }

  line(cursor: Cursor): void {
    this.scanner.scan(cursor, this.event);
  }

  tooLong(): void {}
}

/**
 * The year of a file's first year-less stamp, null when its beginning has none.
 *
 * The last stamp of the file is the latest one not after the file's date: the date in its name, else the time
 * it was last modified. Its first stamp lies in the same year, or in the one before when that month and day
 * come later in the year: a file without years is taken to span less than one.
 */
export async function inferBaseYear(
  file: InputFile,
  head: Buffer,
  formats: readonly Format[],
  zone: Zone,
): Promise<number | null> {
  const beginning = new StampFollower(formats, zone);
  const feeder = new LineFeeder(beginning);
  feeder.feed(head);
  const { firstMonth, firstDay, finalMonth, finalDay } = beginning.clock;
  if (firstMonth === 0) return null;
  const first: MonthDay = { month: firstMonth, day: firstDay };
  const lastOfHead: MonthDay = { month: finalMonth, day: finalDay };
  const last = file.path === STDIN || file.sizeBytes === null ? null : await readLastStamp(file, formats, zone);
  const reference = fileDateMs(file) + dayMs;
  const end = last ?? lastOfHead;
  const endYear = latestYear(end, reference);
  return isAfter(first, end) ? endYear - 1 : endYear;
}

/** Reads the whole file for its last stamp where it is compressed, the end of it where it is not. */
async function readLastStamp(file: InputFile, formats: readonly Format[], zone: Zone): Promise<MonthDay | null> {
  const follower = new StampFollower(formats, zone);
  const feeder = new LineFeeder(follower);
  const tail: Buffer[] = [];
  let tailBytes = 0;
  try {
    for await (const chunk of openSource(file, { hash: false }).chunks()) {
      tail.push(Buffer.from(chunk));
      tailBytes += chunk.length;
      while (tail.length > 1 && tailBytes - tail[0]!.length >= 1 << 16) tailBytes -= tail.shift()!.length;
    }
  } catch {
    // A damaged end is reported by the reading proper; what came before it dates the file.
  }
  for (const chunk of tail) feeder.feed(chunk.subarray(Math.max(0, chunk.length - (1 << 16))));
  feeder.finish();
  const { finalMonth, finalDay } = follower.clock;
  return finalMonth === 0 ? null : { month: finalMonth, day: finalDay };
}

/** The date in a file's name (`messages-20180401`, `fw_2017-04.log.gz`), else when it was last modified. */
function fileDateMs(file: InputFile): number {
  const match = /(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)/.exec(
    basename(file.path),
  );
  if (match === null) return file.modifiedMs;
  const [, year, month, day] = match;
  // A month alone stands for all of it.
  const named =
    day === undefined
      ? Date.UTC(Number(year), Number(month), 1) - dayMs
      : Date.UTC(Number(year), Number(month) - 1, Number(day));
  return Math.min(named, file.modifiedMs);
}

function latestYear(at: MonthDay, notAfterMs: number): number {
  const year = new Date(notAfterMs).getUTCFullYear();
  return Date.UTC(year, at.month - 1, at.day) <= notAfterMs ? year : year - 1;
}

function isAfter(a: MonthDay, b: MonthDay): boolean {
  return a.month > b.month || (a.month === b.month && a.day > b.day);
}

import { open } from "node:fs/promises";
import { Clock, type FirstYear } from "../scan/clock.ts";
import { type Cursor } from "../scan/cursor.ts";
import { EVENT, LogEvent } from "../scan/event.ts";
import type { Zone } from "../scan/zone.ts";
import { LockOn } from "../formats/lock-on.ts";
import type { Format } from "../formats/format.ts";
import { openSource } from "./byte-source.ts";
import { codecOf } from "./codecs.ts";
import { type InputFile, STDIN } from "./discover.ts";
import { tellFirstYear } from "./file-year.ts";
import { LineFeeder } from "./line-feeder.ts";

/** How much of a file's end is searched for its last stamp. */
const tailBytes = 1 << 18;

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

/**
 * Tells the year of a file's first year-less stamp by its first and its last one. By the first one alone, when it
 * comes, where the file's beginning holds none yet or the file shows its newest line first. See {@link tellFirstYear}.
 */
export async function inferBaseYear(
  file: InputFile,
  head: Buffer,
  formats: readonly Format[],
  zone: Zone,
): Promise<FirstYear> {
  const { clock, balance } = followStamps(head, formats, zone);
  if (clock.yearless === 0 || balance < 0) {
    return (month, day) => tellFirstYear(file, { month, day }, { month, day });
  }
  const { clock: ending } = followStamps(await readTail(file), formats, zone);
  const { finalMonth, finalDay } = ending.yearless > 0 ? ending : clock;
  const first = { month: clock.firstMonth, day: clock.firstDay };
  const year = tellFirstYear(file, first, { month: finalMonth, day: finalDay });
  return () => year;
}

/** The end of a file, unpacked; of a pipe or of a file that cannot be read, nothing. */
async function readTail(file: InputFile): Promise<Buffer> {
  if (file.path === STDIN || file.sizeBytes === null) return Buffer.alloc(0);
  try {
    return (await readPlainTail(file.path)) ?? (await unpackTail(file));
  } catch {
    // The reading proper will tell.
    return Buffer.alloc(0);
  }
}

/** Null when the file is packed. */
async function readPlainTail(path: string): Promise<Buffer | null> {
  const handle = await open(path);
  try {
    const { buffer: magic, bytesRead: magicBytes } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    if (codecOf(magic.subarray(0, magicBytes)) !== null) return null;
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(tailBytes),
      0,
      tailBytes,
      Math.max(0, size - tailBytes),
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Unpacks the whole file. Of a damaged one, the end is what comes before the damage. */
async function unpackTail(file: InputFile): Promise<Buffer> {
  let tail: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of openSource(file, { hash: false }).chunks()) {
      tail = chunk.length >= tailBytes ? chunk : Buffer.concat([tail, chunk]);
      tail = tail.subarray(Math.max(0, tail.length - tailBytes));
    }
  } catch {
    return tail;
  }
  return tail;
}

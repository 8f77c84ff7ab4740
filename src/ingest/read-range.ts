import { closeSync, openSync, readSync } from "node:fs";
import { UserError } from "../errors.ts";
import type { ClockPlace } from "../scan/clock.ts";
import type { Cursor } from "../scan/cursor.ts";
import { LogEvent } from "../scan/event.ts";
import { LONGEST_LINE } from "../scan/kernel/layout.ts";
import { findBinary } from "./binary.ts";
import { headBytes } from "./detect.ts";
import type { InputFile } from "./discover.ts";
import { LastStamps } from "./last-stamps.ts";
import { LineFeeder } from "./line-feeder.ts";
import type { EventSink } from "./line-scanner.ts";
import { closeLog, openLog, type OpenLog } from "./open-log.ts";
import { type InputResult, newResult, type ReadOptions, type ReadProgress } from "./read-input.ts";
import { becameShorter, unreadable } from "./unreadable.ts";

/** A stretch of a plain file. It owns the lines that begin in it. */
export interface ByteRange {
  from: number;
  to: number;
}

/** What the lines before a place of a log decide about those behind it. */
export interface Carry {
  clock: ClockPlace | null;
  columns: string;
}

/** What reading a stretch found, and what it took for granted. */
export interface RangeResult {
  result: InputResult;
  /** What was taken to hold at its beginning; of a file's first stretch, what does. */
  before: Carry;
  after: Carry;
  /** True when a year was told by a New Year before the stretch, of which nothing is known, or turned out wrong. */
  hasGuessed: boolean;
}

/** How much before a stretch is looked at to tell what it takes over. */
const primingBytes = 1 << 18;

const newline = 0x0a;

/** How many readings are scanned before other work gets its turn. */
const readsPerTurn = 4;

/**
 * Reads one stretch of a plain file by itself. What it takes over from the lines before, it tells by those right before
 * it: whether that was right, the end of the stretch before tells. Faults of the file are in the result.
 */
export async function readRange(
  file: InputFile,
  range: ByteRange,
  options: ReadOptions,
  sink: EventSink,
  progress: (now: ReadProgress) => void,
  isStopped: () => boolean,
): Promise<RangeResult> {
  const result = newResult(file);
  const nothing: Carry = { clock: null, columns: "" };
  const read: RangeResult = { result, before: nothing, after: nothing, hasGuessed: false };
  let log: OpenLog | null = null;
  let stretch: Stretch | null = null;
  let isInRecord = false;
  try {
    stretch = new Stretch(file, range);
    const head = stretch.readAt(0, headBytes);
    const fault = findBinary(file.path, head, headBytes);
    if (fault !== null) throw fault;
    log = await openLog(head, options, sink, result, (formats) => new LastStamps(file, options).of(0, formats));
    if (range.from > 0) prime(log, stretch);
    read.before = carryOf(log);
    let turn = 0;
    while (stretch.readInto(log.feeder)) {
      result.storedBytes = stretch.at - range.from;
      progress({ storedBytes: result.storedBytes, lines: result.lines.total, denials: result.lines.denials });
      if (isStopped()) break;
      if (++turn % readsPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    isInRecord = log.feeder.isInRecord;
    if (!isStopped()) log.feeder.finish();
    result.storedBytes = Math.min(stretch.at, range.to) - range.from;
  } catch (cause) {
    // A fault of the program itself is none of the input's.
    if (!(cause instanceof UserError)) throw cause;
    result.error = cause;
  } finally {
    stretch?.close();
  }
  if (log === null) return read;
  read.after = carryOf(log);
  // No stretch takes for granted that it begins inside of a record.
  if (isInRecord) read.after.columns += "\n";
  read.hasGuessed = log.clock.hasGuessed || log.clock.hasLostDay;
  closeLog(result, log);
  return read;
}

function carryOf({ clock, formats }: OpenLog): Carry {
  return { clock: clock.place, columns: formats.columnsInUse };
}

/** Brings a log that was just opened to where the lines before a stretch would have left it, as far as can be told. */
function prime({ clock, formats, feeder }: OpenLog, stretch: Stretch): void {
  const event = new LogEvent();
  const follow = (bytes: Buffer): void => {
    const lines = new LineFeeder({
      line: (cursor: Cursor) => void (cursor.end > cursor.start && formats.scan(cursor, event)),
      tooLong() {},
    });
    lines.feed(bytes);
  };
  stretch.findLine();
  follow(stretch.readAt(0, Math.min(headBytes, stretch.at)));
  const isWhole = stretch.at <= headBytes;
  if (!isWhole) {
    const from = Math.max(headBytes, stretch.at - primingBytes);
    const before = stretch.readAt(from, stretch.at - from);
    follow(before.subarray(before.indexOf(newline) + 1));
  }
  const { place } = clock;
  if (place !== null && !isWhole) {
    // A file without years spans less than one: what comes earlier in the year than its beginning is of the next.
    place.year = clock.baseYear + (place.lastPlace < clock.firstPlace ? 1 : 0);
  }
  clock.resume(place, isWhole);
  feeder.startInside();
}

/** A plain file that is read from one place to another. */
class Stretch {
  readonly range: ByteRange;
  /** Where the next byte is read. */
  at: number;
  private readonly path: string;
  private readonly descriptor: number;
  private isOver = false;

  constructor(file: InputFile, range: ByteRange) {
    this.path = file.path;
    this.range = range;
    this.at = range.from;
    this.descriptor = this.guard(() => openSync(file.path, "r"));
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** As many bytes as there are at a place, but no more than asked for. */
  readAt(at: number, count: number): Buffer {
    const buffer = Buffer.allocUnsafe(count);
    return buffer.subarray(
      0,
      this.guard(() => readSync(this.descriptor, buffer, 0, count, at)),
    );
  }

  /** Goes to the first line that begins in the stretch. */
  findLine(): void {
    let at = this.range.from - 1;
    while (at < this.range.to) {
      const bytes = this.readAt(at, LONGEST_LINE);
      if (bytes.length === 0) throw becameShorter(this.path, at, this.range.to);
      const place = bytes.indexOf(newline);
      if (place >= 0) {
        this.at = at + place + 1;
        return;
      }
      at += bytes.length;
    }
    this.at = this.range.to;
  }

  /** Feeds the next bytes; false when all lines of the stretch are read. */
  readInto(feeder: LineFeeder): boolean {
    const left = this.range.to - this.at;
    if (left > 0) {
      const space = feeder.takeSpace();
      const count = this.guard(() => readSync(this.descriptor, space, 0, Math.min(space.length, left), this.at));
      if (count === 0) throw becameShorter(this.path, this.at, this.range.to);
      this.at += count;
      feeder.feed(space.subarray(0, count));
      return true;
    }
    if (this.isOver || !feeder.isInLine) return false;
    // The last line goes on behind the stretch; one that does not end so soon is too long, but for NUL bytes before it.
    const rest = this.readAt(this.at, LONGEST_LINE + 2);
    const end = rest.indexOf(newline);
    this.isOver = end >= 0 || rest.length === 0 || rest.some((byte) => byte !== 0);
    if (!this.isOver) this.at += rest.length;
    feeder.feed(end < 0 ? rest : rest.subarray(0, end + 1));
    return true;
  }

  private guard<T>(action: () => T): T {
    try {
      return action();
    } catch (cause) {
      throw unreadable(this.path, cause);
    }
  }
}

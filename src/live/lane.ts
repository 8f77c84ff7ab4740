import { recordsOf } from "../formats/compile.ts";
import { LockOn } from "../formats/lock-on.ts";
import { type Detection, detectFormats, headBytes } from "../ingest/detect.ts";
import { bufferBytes, LineFeeder } from "../ingest/line-feeder.ts";
import { type EventSink, LineScanner } from "../ingest/line-scanner.ts";
import type { ReadOptions } from "../ingest/read-input.ts";
import { timesOf } from "../ingest/told-times.ts";
import { type LineCounts, noLines } from "../rollup/lines.ts";
import { Clock, type FirstYear } from "../scan/clock.ts";
import { NEWLINE } from "../scan/cursor.ts";
import { LogEvent } from "../scan/event.ts";
import { latestDates } from "./arrival.ts";
import type { LineTaker } from "./line-gatherer.ts";

/** The formats of a source are told by so many lines, or by those of its first second. */
const headLines = 256;
const patienceMs = 1000;

/** Lanes hand over whole lines, of which their feeders keep nothing: one buffer serves all of them. */
const sharedBuffer = Buffer.allocUnsafeSlow(bufferBytes(1, 1 << 18));

/** What a lane found that the reading of a file would tell of. */
export interface LaneTimes {
  yearless: number;
  baseYear: number;
  zone: string;
  untoldOffsetSec: number | null;
  doubtedOffsetSec: number | null;
}

interface OpenLane {
  feeder: LineFeeder;
  scanner: LineScanner;
  formats: LockOn;
  clock: Clock;
}

/**
 * The lines of one source: a file until it is rotated, a connection, a sender of datagrams. Its formats are told by its first
 * lines, which wait for that a second at most.
 */
export class Lane implements LineTaker {
  detection: Detection | null = null;
  private readonly path: string;
  private readonly options: ReadOptions;
  private readonly sink: EventSink;
  private readonly now: () => number;
  private head: Buffer[] = [];
  private heldBytes = 0;
  private heldLines = 0;
  private heldSinceMs = 0;
  private heldTooLong = 0;
  private open: OpenLane | null = null;
  private zone = "";
  /** While lines are read that were written long before, of which the years follow each other. */
  private firstYear: FirstYear | null = null;
  private beginning: Buffer | null = null;

  /** @param path for which `--tz` and `--year` may have been told. */
  constructor(path: string, options: ReadOptions, sink: EventSink, now: () => number) {
    this.path = path;
    this.options = options;
    this.sink = sink;
    this.now = now;
  }

  /** True while lines wait for more to tell their format by. */
  get isWaiting(): boolean {
    return this.heldBytes + this.heldTooLong > 0;
  }

  get lines(): LineCounts {
    return this.open?.scanner.lines ?? noLines();
  }

  get times(): LaneTimes {
    const { clock, scanner } = this.open ?? { clock: null, scanner: null };
    return {
      yearless: (clock?.yearless ?? 0) + (scanner?.yearless ?? 0),
      baseYear: clock?.baseYear ?? 0,
      zone: this.zone,
      untoldOffsetSec: clock?.untoldOffsetSec ?? null,
      doubtedOffsetSec: clock?.doubtedOffsetSec ?? null,
    };
  }

  /** Says how the source begins, of which only later lines come: its formats and columns are told by that. */
  startBehind(beginning: Buffer): void {
    this.beginning = beginning;
  }

  /** Says that lines come first that were written before, the first year-less stamp among which is of this year. */
  startBefore(firstYear: FirstYear): void {
    this.firstYear = firstYear;
  }

  /** Says that lines come as they are written from here on. */
  goLive(): void {
    if (this.firstYear === null) return;
    // What still waits was written before.
    if (this.isWaiting) this.begin();
    this.firstYear = null;
    const { zone, year } = timesOf(this.path, this.options);
    if (year === null) this.open?.clock.goLive(latestDates(zone, this.now));
  }

  take(block: Buffer): void {
    if (this.open !== null) {
      this.scan(this.open, block);
      return;
    }
    if (!this.isWaiting) this.heldSinceMs = this.now();
    this.head.push(Buffer.from(block));
    this.heldBytes += block.length;
    this.heldLines += countLines(block, headLines - this.heldLines);
    if (this.heldBytes >= headBytes || this.heldLines >= headLines) this.begin();
  }

  tooLong(): void {
    if (this.open !== null) this.open.scanner.tooLong();
    else {
      if (!this.isWaiting) this.heldSinceMs = this.now();
      this.heldTooLong++;
    }
  }

  /** Reads lines that have waited for long enough. */
  look(): void {
    if (this.isWaiting && Math.abs(this.now() - this.heldSinceMs) >= patienceMs) this.begin();
  }

  /** Reads what still waits, and ends the lane. */
  close(): void {
    if (this.isWaiting) this.begin();
    this.open?.feeder.finish();
    this.open?.scanner.close();
  }

  private begin(): void {
    const held = this.head.length === 1 ? this.head[0]! : Buffer.concat(this.head);
    const { zone, year } = timesOf(this.path, this.options);
    this.zone = zone.name;
    const head = this.beginning ?? held;
    const detection = detectFormats(head.subarray(0, headBytes), this.options, zone);
    const clock = new Clock(zone, year ?? this.firstYear ?? 0);
    if (year === null && this.firstYear === null) clock.goLive(latestDates(zone, this.now));
    const formats = new LockOn(detection.formats, { clock, assume: this.options.assume });
    if (this.beginning !== null) passOver(this.beginning, formats, clock);
    const sharesLog = detection.scores.some((score) => score.format.sharesLog === true);
    const scanner = new LineScanner(formats, sharesLog, this.sink);
    const records = recordsOf(detection.formats);
    const { bytes, rooms } = scanner.buffer ?? {
      // A record that goes on is kept from one block to the next.
      bytes: records === null ? sharedBuffer : Buffer.allocUnsafeSlow(sharedBuffer.length),
      rooms: 1,
    };
    this.detection = detection;
    this.open = { feeder: new LineFeeder(scanner, bytes, rooms, records), scanner, formats, clock };
    if (held.length > 0) this.scan(this.open, held);
    for (; this.heldTooLong > 0; this.heldTooLong--) scanner.tooLong();
    this.head = [];
    this.heldBytes = this.heldLines = 0;
  }

  private scan({ feeder, scanner, formats, clock }: OpenLane, block: Buffer): void {
    clock.turnDay();
    scanner.followClock();
    feeder.feed(block);
    // A relay may begin with lines of other programs, which say nothing of the firewall's.
    const { denials, allowed } = scanner.lines;
    if (!scanner.sharesLog && denials + allowed > 0 && formats.format.sharesLog === true) scanner.sharesLog = true;
  }
}

/** Lets scanners take the names of columns from lines that do not count. */
function passOver(beginning: Buffer, formats: LockOn, clock: Clock): void {
  const event = new LogEvent();
  const feeder = new LineFeeder({ line: (cursor) => void formats.scan(cursor, event), tooLong: () => undefined });
  feeder.feed(beginning.subarray(0, beginning.lastIndexOf(NEWLINE) + 1));
  clock.yearless = 0;
}

/** How many lines a block has, counted up to `most`. */
function countLines(block: Buffer, most: number): number {
  let lines = 0;
  for (let at = block.indexOf(NEWLINE); at >= 0 && lines < most; at = block.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}

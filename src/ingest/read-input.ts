import { LockOn } from "../formats/lock-on.ts";
import { Clock } from "../scan/clock.ts";
import type { Cursor } from "../scan/cursor.ts";
import { ALLOW, EVENT, FOREIGN, LogEvent, MALFORMED, type Verdict } from "../scan/event.ts";
import type { Zone } from "../scan/zone.ts";
import { type LineCounts, noLines } from "../rollup/lines.ts";
import { UserError } from "../errors.ts";
import { inferBaseYear } from "./base-year.ts";
import { openSource } from "./byte-source.ts";
import { type Detection, detectFormats, type FormatWishes, headBytes } from "./detect.ts";
import type { InputFile } from "./discover.ts";
import { LineFeeder, type LineSink } from "./line-feeder.ts";

/** What is made of the lines of an input. Each line is given to exactly one of the methods. */
export interface EventSink {
  /** A decision: a denial or an allowed connection. */
  event(event: LogEvent, cursor: Cursor, scanner: LockOn, line: number): void;
  /** A line that is none, is broken, or is of no known format (verdict FOREIGN). */
  other(verdict: Verdict, cursor: Cursor, scanner: LockOn, line: number): void;
  tooLong(line: number): void;
  /** Awaited now and then between lines, for sinks that write. */
  flush?(): Promise<void>;
}

/** What reading is told. */
export interface ReadOptions extends FormatWishes {
  zone: Zone;
  /** `--year`; null infers it. */
  year: number | null;
  /** Whether to hash the bytes as stored. */
  hash: boolean;
}

/** What reading one input found. */
export interface InputResult {
  file: InputFile;
  detection: Detection;
  lines: LineCounts;
  storedBytes: number;
  sha256: string | null;
  /** Stamps without a year among those read, and the year the first of them was given. */
  yearless: number;
  baseYear: number;
  /** Why reading stopped early; null when the input was read to its end. */
  error: UserError | null;
}

/** Numbers of a reading that goes on. */
export interface ReadProgress {
  storedBytes: number;
  lines: number;
  denials: number;
}

/** Scans lines, counts their fates, and hands them on. */
class LineScanner implements LineSink {
  readonly lines: LineCounts = noLines();
  private readonly scanner: LockOn;
  private readonly sink: EventSink;
  private readonly event = new LogEvent();

  constructor(scanner: LockOn, sink: EventSink) {
    this.scanner = scanner;
    this.sink = sink;
  }

  line(cursor: Cursor): void {
    const lines = this.lines;
    const number = ++lines.total;
    if (cursor.end === cursor.start) {
      lines.skipped++;
      return;
    }
    const event = this.event;
    const verdict = this.scanner.scan(cursor, event);
    if (verdict === EVENT) {
      if (event.action === ALLOW) lines.allowed++;
      else lines.denials++;
      this.sink.event(event, cursor, this.scanner, number);
      return;
    }
    if (verdict === MALFORMED || (verdict === FOREIGN && !this.isOtherProgram(cursor))) lines.unparsed++;
    else lines.skipped++;
    this.sink.other(verdict, cursor, this.scanner, number);
  }

  tooLong(): void {
    this.lines.tooLong++;
    this.sink.tooLong(++this.lines.total);
  }

  /** A syslog line of another program in a log that programs share is known to be no decision. */
  private isOtherProgram(cursor: Cursor): boolean {
    return (
      this.scanner.format.sharesLog === true &&
      otherProgram.test(cursor.bytes.toString("latin1", cursor.start, Math.min(cursor.end, cursor.start + 200)))
    );
  }
}

const otherProgram =
  /^(?:\d+ )?(?:<\d{1,3}>)?(?:1 )?(?:[A-Z][a-z]{2} [ \d]?\d (?:\d{4} )?\d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^ ]*)(?: [^ ]+){0,2} (?:[\w./()-]+(?:\[\d+\])?:|last message repeated|message repeated|-- MARK --|[\w./-]+ (?:\d+|-) )/;

/** How many chunks are scanned before other work gets its turn. */
const chunksPerTurn = 4;

/** Reads one input to its end, or as far as it can be read. Faults of the input are in the result, never thrown. */
export async function readInput(
  file: InputFile,
  options: ReadOptions,
  sink: EventSink,
  progress: (now: ReadProgress) => void = () => {},
  isStopped: () => boolean = () => false,
): Promise<InputResult> {
  const result: InputResult = {
    file,
    detection: { formats: [], scores: [], looked: 0, binary: false },
    lines: noLines(),
    storedBytes: 0,
    sha256: null,
    yearless: 0,
    baseYear: 0,
    error: null,
  };
  let open: OpenReading | null = null;
  const head: Buffer[] = [];
  try {
    const source = openSource(file, { hash: options.hash });
    let headSize = 0;
    let turn = 0;
    for await (const chunk of source.chunks()) {
      if (open === null) {
        head.push(Buffer.from(chunk));
        headSize += chunk.length;
        if (headSize < headBytes) continue;
        open = await openReading(file, Buffer.concat(head), options, sink, result);
      } else open.feeder.feed(chunk);
      result.storedBytes = source.storedBytes;
      progress({ storedBytes: source.storedBytes, lines: result.lines.total, denials: result.lines.denials });
      await sink.flush?.();
      if (isStopped()) return close(result, open);
      if (++turn % chunksPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    open ??= await openReading(file, Buffer.concat(head), options, sink, result);
    open.feeder.finish();
    result.storedBytes = source.storedBytes;
    result.sha256 = source.sha256();
    await sink.flush?.();
  } catch (cause) {
    // A fault of the program itself is none of the input's.
    if (!(cause instanceof UserError)) throw cause;
    result.error = cause;
    // What was unpacked before the fault counts.
    if (open === null && head.length > 0) open = await openReading(file, Buffer.concat(head), options, sink, result);
    open?.feeder.finish();
  }
  return close(result, open);
}

interface OpenReading {
  feeder: LineFeeder;
  clock: Clock;
}

async function openReading(
  file: InputFile,
  head: Buffer,
  options: ReadOptions,
  sink: EventSink,
  result: InputResult,
): Promise<OpenReading> {
  result.detection = detectFormats(head.subarray(0, headBytes), options, options.zone);
  const { formats } = result.detection;
  result.baseYear =
    options.year ??
    (await inferBaseYear(file, head.subarray(0, headBytes), formats, options.zone)) ??
    new Date(file.modifiedMs).getUTCFullYear();
  const clock = new Clock(options.zone, result.baseYear);
  const scanner = new LineScanner(new LockOn(formats, { clock, assume: options.assume }), sink);
  result.lines = scanner.lines;
  const feeder = new LineFeeder(scanner);
  feeder.feed(head);
  return { feeder, clock };
}

function close(result: InputResult, open: OpenReading | null): InputResult {
  result.yearless = open?.clock.yearless ?? 0;
  return result;
}

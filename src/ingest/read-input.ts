import { UserError } from "../errors.ts";
import { LockOn } from "../formats/lock-on.ts";
import { type LineCounts, noLines } from "../rollup/lines.ts";
import { Clock } from "../scan/clock.ts";
import type { Zone } from "../scan/zone.ts";
import { inferBaseYear } from "./base-year.ts";
import { openSource } from "./byte-source.ts";
import { type Detection, detectFormats, type FormatWishes, headBytes } from "./detect.ts";
import type { InputFile } from "./discover.ts";
import { LineFeeder } from "./line-feeder.ts";
import { type EventSink, LineScanner } from "./line-scanner.ts";

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
  /** Stamps without a year among those read, and the year the first of them was given; 0 when there is none. */
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
    // What was unpacked before the fault counts, but for a line it cuts: half a port is another port.
    if (open === null && head.length > 0) open = await openReading(file, Buffer.concat(head), options, sink, result);
  }
  return close(result, open);
}

interface OpenReading {
  feeder: LineFeeder;
  clock: Clock;
  scanner: LineScanner;
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
  const firstYear = options.year ?? (await inferBaseYear(file, head.subarray(0, headBytes), formats, options.zone));
  const clock = new Clock(options.zone, firstYear);
  const sharesLog = result.detection.scores.some((score) => score.format.sharesLog === true);
  const scanner = new LineScanner(new LockOn(formats, { clock, assume: options.assume }), sharesLog, sink);
  result.lines = scanner.lines;
  const feeder = new LineFeeder(scanner, scanner.buffer);
  feeder.feed(head);
  return { feeder, clock, scanner };
}

function close(result: InputResult, open: OpenReading | null): InputResult {
  if (open === null) return result;
  result.yearless = open.clock.yearless + open.scanner.yearless;
  result.baseYear = open.clock.baseYear;
  open.scanner.close();
  return result;
}

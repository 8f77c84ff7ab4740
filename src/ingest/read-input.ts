import { UserError } from "../errors.ts";
import { type LineCounts, noLines } from "../rollup/lines.ts";
import type { Zone } from "../scan/zone.ts";
import { findBinary } from "./binary.ts";
import { type ChunkPlace, openSource } from "./byte-source.ts";
import { type Detection, type FormatWishes, headBytes } from "./detect.ts";
import { type InputFile, STDIN } from "./discover.ts";
import { Fingerprinter, type FoundPrint, type Fingerprint } from "./fingerprint.ts";
import type { LastStamp } from "./base-year.ts";
import { LastStamps } from "./last-stamps.ts";
import type { EventSink } from "./line-scanner.ts";
import { closeLog, type FindLastStamp, openLog, type OpenLog } from "./open-log.ts";
import type { Member } from "./packed/members.ts";
import type { ToldTimes } from "./told-times.ts";

/** What reading is told. */
export interface ReadOptions extends FormatWishes {
  zone: Zone;
  /** `--year`; null infers it. */
  year: number | null;
  /** `--tz` and `--year` for some logs. */
  told?: ToldTimes;
  /** All inputs, where rotation may have made several of one log. */
  files?: readonly InputFile[];
  /** Whether to hash the bytes as stored. */
  hash: boolean;
  /** Fingerprints to be looked for where those of inputs are taken. */
  prints?: readonly Fingerprint[];
  /** `--max-expansion`: how many times its stored size an input may unpack to. */
  maxExpansion: number;
}

/** What reading one log found: an input of its own, or a file in an archive. */
export interface InputResult {
  /** Of a file in an archive, `export.zip/fw01.log`. */
  file: InputFile;
  detection: Detection;
  lines: LineCounts;
  /** Its part of the input's bytes; the parts of an archive add up to the whole. */
  storedBytes: number;
  /** Of the input as stored, whichever part of it this is; null when it was not read whole. */
  sha256: string | null;
  /** Stamps without a year among those read, and the year the first of them was given; 0 when there is none. */
  yearless: number;
  baseYear: number;
  /** The zone of its stamps that name none. */
  zone: string;
  /** See {@link Clock.untoldOffsetSec}. */
  untoldOffsetSec: number | null;
  /** See {@link Clock.doubtedOffsetSec}. */
  doubtedOffsetSec: number | null;
  /** Of its content, as far as it was read; null where it was not taken. */
  print: FoundPrint | null;
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

/**
 * Reads one input to its end, or as far as it can be read: one result, or one for each log of an archive. Faults of the
 * input are in the results, never thrown.
 * @param openSink gives the sink of each log, by its path.
 */
export async function readInput(
  file: InputFile,
  options: ReadOptions,
  openSink: (path: string) => EventSink,
  progress: (now: ReadProgress) => void = () => {},
  isStopped: () => boolean = () => false,
): Promise<InputResult[]> {
  const read = await readOnce(file, options, openSink, progress, isStopped, null);
  if (read.last === null) return read.results;
  return (await readOnce(file, options, openSink, progress, isStopped, read.last)).results;
}

/** What reading found, and the last stamp of a log that has to be read again because another was guessed. */
interface OneReading {
  results: InputResult[];
  last: LastStamp | null;
}

/** @param known the last year-less stamp, where it was found before. */
async function readOnce(
  file: InputFile,
  options: ReadOptions,
  openSink: (path: string) => EventSink,
  progress: (now: ReadProgress) => void,
  isStopped: () => boolean,
  known: LastStamp | null,
): Promise<OneReading> {
  const results: InputResult[] = [];
  let last: LastStamp | null = null;
  const place: ChunkPlace = { space: null };
  const source = openSource(file, { ...options, place });
  const lastStamps = new LastStamps(file, options);
  const isRepeatable = file.path !== STDIN && file.sizeBytes !== null;
  const done: ReadProgress = { storedBytes: 0, lines: 0, denials: 0 };
  const finish = (result: InputResult): void => {
    result.storedBytes = source.storedBytes - done.storedBytes;
    done.storedBytes = source.storedBytes;
    done.lines += result.lines.total;
    done.denials += result.lines.denials;
    results.push(result);
  };
  try {
    for await (const member of source.members()) {
      const index = results.length;
      const report = (lines: LineCounts): void =>
        progress({
          storedBytes: source.storedBytes,
          lines: done.lines + lines.total,
          denials: done.denials + lines.denials,
        });
      const sink = openSink(member.file.path);
      let isGuess = false;
      const lastStamp: FindLastStamp = async (formats) => {
        if (known !== null) return known;
        // Unpacking all to find the last stamp takes longer than reading: the file's own time is most often that.
        isGuess = member.file === file && lastStamps.isPacked() && sink.hold?.() === true;
        return isGuess ? monthDayOf(file.modifiedMs) : lastStamps.of(index, formats);
      };
      // What is read now may have to be dropped. Of an archive, all would have to be read again.
      const doubt = (): void => {
        if (known === null && member.file === file && !isGuess) isGuess = isRepeatable && sink.hold?.() === true;
      };
      const { result, log } = await readMember(
        member,
        options,
        sink,
        { lastStamp, doubt },
        place,
        report,
        isStopped,
        file.isPrinted === true ? new Fingerprinter(options.prints ?? []) : null,
      );
      finish(result);
      if (isGuess && log !== null) {
        const { first, final, hasLeapDay } = log.clock;
        const year = isStopped() ? result.baseYear : log.tellYear(first, final, hasLeapDay);
        const { lines, yearless } = result;
        // Stamps that have a year stay where they are, and days of the report are not those of another zone's stamps.
        const isAlike = yearless === lines.denials + lines.allowed && result.zone === options.zone.name;
        const canMove = year === result.baseYear || (isAlike && !hasLeapDay);
        if (sink.settle?.(canMove ? year - result.baseYear : null) === true) result.baseYear = year;
        else last = { ...final, hasLeapDay };
      }
      if (isStopped()) break;
    }
  } catch (cause) {
    // A fault of the program itself is none of the input's.
    if (!(cause instanceof UserError)) throw cause;
    // A fault of the archive may have met one of its files first.
    if (results.at(-1)?.error !== cause) finish({ ...newResult(file), error: cause });
  }
  if (results.length === 0) finish(newResult(file));
  results.at(-1)!.storedBytes += source.storedBytes - done.storedBytes;
  for (const result of results) result.sha256 = source.sha256();
  return { results, last };
}

/** The result of an input of which nothing has been read. */
export function newResult(file: InputFile): InputResult {
  return {
    file,
    detection: { formats: [], scores: [], looked: 0, binary: false },
    lines: noLines(),
    storedBytes: 0,
    sha256: null,
    yearless: 0,
    baseYear: 0,
    zone: "",
    untoldOffsetSec: null,
    doubtedOffsetSec: null,
    print: null,
    error: null,
  };
}

async function readMember(
  member: Member,
  options: ReadOptions,
  sink: EventSink,
  { lastStamp, doubt }: { lastStamp: FindLastStamp; doubt: () => void },
  place: ChunkPlace,
  progress: (lines: LineCounts) => void,
  isStopped: () => boolean,
  printer: Fingerprinter | null,
): Promise<{ result: InputResult; log: OpenLog | null }> {
  const result = newResult(member.file);
  let open: OpenLog | null = null;
  const head: Buffer[] = [];
  const begin = async (): Promise<OpenLog | null> => {
    const bytes = head.length === 1 ? head[0]! : Buffer.concat(head);
    const fault = findBinary(result.file.path, bytes.subarray(0, headBytes), headBytes);
    if (fault === null) {
      const log = await openLog(bytes, options, sink, result, lastStamp, doubt);
      log.feeder.feed(bytes);
      return log;
    }
    result.error ??= fault;
    return null;
  };
  try {
    let headSize = 0;
    let turn = 0;
    for await (const chunk of member.chunks()) {
      printer?.take(chunk);
      if (open === null) {
        headSize += chunk.length;
        // What is asked for after a chunk may overwrite it.
        head.push(headSize < headBytes ? Buffer.from(chunk) : chunk);
        if (headSize < headBytes) continue;
        open = await begin();
        if (open === null) return { result, log: null };
        const { feeder } = open;
        place.space = () => feeder.takeSpace();
      } else open.feeder.feed(chunk);
      progress(result.lines);
      await sink.flush?.();
      if (isStopped()) return close(result, open);
      if (++turn % chunksPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    place.space = null;
    open ??= await begin();
    open?.feeder.finish();
    await sink.flush?.();
  } catch (cause) {
    // A fault of the program itself is none of the input's.
    if (!(cause instanceof UserError)) throw cause;
    result.error = cause;
    // What was unpacked before the fault counts, but for a line it cuts: half a port is another port.
    if (open === null && head.length > 0) open = await begin();
  }
  // Of what was read before a fault, too: it is known again when more of it comes.
  result.print = printer?.finish() ?? null;
  return close(result, open);
}

function close(result: InputResult, open: OpenLog | null): { result: InputResult; log: OpenLog | null } {
  return { result: closeLog(result, open), log: open };
}

function monthDayOf(ms: number): LastStamp {
  const date = new Date(ms);
  return { month: date.getUTCMonth() + 1, day: date.getUTCDate(), hasLeapDay: false };
}

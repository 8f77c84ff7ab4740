import type { Format } from "../formats/format.ts";
import { LockOn } from "../formats/lock-on.ts";
import { recordsOf } from "../formats/compile.ts";
import { Clock } from "../scan/clock.ts";
import type { CsvRecords } from "../scan/csv-records.ts";
import { inferBaseYear, type LastStamp } from "./base-year.ts";
import { detectFormats, headBytes } from "./detect.ts";
import type { MonthDay } from "./file-year.ts";
import { bufferBytes, LineFeeder } from "./line-feeder.ts";
import { type EventSink, LineScanner } from "./line-scanner.ts";
import type { InputResult, ReadOptions } from "./read-input.ts";
import { nextBeginning } from "./rotation.ts";
import { timesOf } from "./told-times.ts";

/** Finds the last year-less stamp of a log of these formats. */
export type FindLastStamp = (formats: readonly Format[]) => Promise<LastStamp | null>;

/** A log that is being read. */
export interface OpenLog {
  /** Takes the bytes. */
  feeder: LineFeeder;
  clock: Clock;
  formats: LockOn;
  scanner: LineScanner;
  /** The year of the first year-less stamp, now that these are known to be the first and the last. */
  tellYear: (first: MonthDay, last: MonthDay, hasLeapDay: boolean) => number;
}

/**
 * Tells by its beginning how a log is to be read; the result gets the detection and the counts of lines.
 * @param doubt called where reading may show that the year told is wrong.
 */
export async function openLog(
  head: Buffer,
  options: ReadOptions,
  sink: EventSink,
  result: InputResult,
  lastStamp: FindLastStamp,
  doubt: () => void = () => {},
): Promise<OpenLog> {
  const begins = head.subarray(0, headBytes);
  const { zone, year } = timesOf(result.file.path, options);
  result.zone = zone.name;
  result.detection = detectFormats(begins, options, zone);
  const found = result.detection.formats;
  const isAll = head.length < headBytes;
  const findLast = (): Promise<LastStamp | null> => (isAll ? Promise.resolve(null) : lastStamp(found));
  const told =
    year === null
      ? await inferBaseYear(result.file, begins, isAll, found, zone, {
          lastStamp: findLast,
          nextBeginning: () => nextBeginning(result.file, options),
          doubt,
        })
      : { firstYear: () => year, tell: () => year };
  const clock = new Clock(zone, told.firstYear);
  const sharesLog = result.detection.scores.some((score) => score.format.sharesLog === true);
  const formats = new LockOn(found, { clock, assume: options.assume });
  const scanner = new LineScanner(formats, sharesLog, sink);
  result.lines = scanner.lines;
  return { feeder: feederOf(scanner, recordsOf(found)), clock, formats, scanner, tellYear: told.tell };
}

function feederOf(scanner: LineScanner, records: CsvRecords | null): LineFeeder {
  const { buffer } = scanner;
  const { bytes, rooms } = buffer ?? { bytes: Buffer.allocUnsafeSlow(bufferBytes(4, 1 << 18)), rooms: 4 };
  return new LineFeeder(scanner, bytes, rooms, records);
}

/** Ends the reading of a log. */
export function closeLog(result: InputResult, open: OpenLog | null): InputResult {
  if (open === null) return result;
  result.yearless = open.clock.yearless + open.scanner.yearless;
  result.baseYear = open.clock.baseYear;
  result.untoldOffsetSec = open.clock.untoldOffsetSec;
  result.doubtedOffsetSec = open.clock.doubtedOffsetSec;
  open.scanner.close();
  return result;
}

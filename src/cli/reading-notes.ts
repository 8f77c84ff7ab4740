import type { Collection } from "../ingest/collect.ts";
import type { ReadOptions } from "../ingest/read-input.ts";
import type { Side } from "../ingest/rollup-sink.ts";
import { untakenOf } from "../ingest/told-times.ts";
import type { Report } from "../analysis/report.ts";
import { UserError } from "../errors.ts";
import { warnOfTimes } from "./time-notes.ts";
import { formatBytes, formatCount, formatDuration } from "../report/numbers.ts";

interface GivenSides {
  period: Side;
  baseline: Side | null;
  options: Pick<ReadOptions, "told">;
}

/** One line on how reading went: files, bytes, lines, speed, first and last denial, zone. */
export function describeReading(collection: Collection, sides: GivenSides, zone: string, elapsedMs: number): string {
  const files = collection.results.length;
  const kind = collection.isLive === true ? "input" : "file";
  const bytes = collection.results.reduce((sum, { result }) => sum + result.storedBytes, 0);
  const perSec = elapsedMs > 0 ? (collection.lines.total * 1000) / elapsedMs : 0;
  const read = `read ${formatCount(files)} ${files === 1 ? kind : `${kind}s`}, ${formatBytes(bytes)}, ${formatCount(collection.lines.total)} lines in ${formatDuration(elapsedMs)}`;
  const speed = elapsedMs >= 100 ? ` (${formatCount(Math.round(perSec))} lines/s)` : "";
  const { first, last } = spanOf(sides);
  const untold = untimedOf(sides).some === 0 ? "no denial counted" : "no denial carries a time";
  const span = first < 0 ? untold : `denials from ${isoAt(first)} to ${isoAt(last)}`;
  return `${read}${speed} · ${span} · zone ${zone}`;
}

/** What a reader of the figures must know of how they were read, one sentence each. */
export function warnOfReading(collection: Collection, sides: GivenSides, nowMs: number): string[] {
  const warnings: string[] = [];
  const yearless = collection.results.reduce((sum, { result }) => sum + result.yearless, 0);
  const { first, last } = spanOf(sides);
  if (yearless > 0) {
    const span =
      first < 0 ? "" : `, which puts the denials between ${isoAt(first).slice(0, 10)} and ${isoAt(last).slice(0, 10)}`;
    const isLive = collection.isLive === true;
    const how = isLive ? "by when they came, or when their files were written" : "from the files' names and times";
    warnings.push(
      `${formatCount(yearless)} stamps carry no year and were dated ${how}${span}; --year sets the year of the first.`,
    );
  }
  warnings.push(
    ...warnOfTimes(collection, sides.baseline === null ? [sides.period] : [sides.period, sides.baseline], nowMs),
  );
  const paths = collection.results.map(({ result }) => result.file.path);
  warnings.push(...warnOfUntaken(paths, sides.options));
  const untimed = untimedOf(sides);
  if (untimed.some > 0 && first < 0) warnings.push("No denial carries a time, so no period can be told.");
  else if (untimed.some > 0)
    warnings.push(`${formatCount(untimed.some)} denials carry no time; they are counted, but in no day.`);
  for (const { result } of collection.results) {
    if (result.detection.binary) warnings.push(`${result.file.path} holds NUL bytes: it is not all text.`);
  }
  return warnings;
}

/** Says which zones and years were told of no log that was read. */
export function warnOfUntaken(paths: readonly string[], { told }: Pick<ReadOptions, "told">): string[] {
  const untaken = told === undefined ? [] : untakenOf(paths, told);
  return untaken.map(
    ({ pattern, option }) =>
      `${pattern} of ${option} fits no input: it names files, folders and files in archives, not devices, and may hold * and ?.`,
  );
}

/** What went wrong with the inputs, as errors that the reading itself outlives. */
export function faultsOfReading(report: Report, collection: Collection, maxUnparsed: number): UserError[] {
  const faults = collection.results.flatMap(({ result }) => result.error ?? []);
  const { denials, total } = collection.lines;
  if (denials === 0) {
    faults.push(
      new UserError(`no denial found in ${formatCount(total)} lines`, {
        hint: "fwtrend formats PATH says what a file is taken for; --rejects FILE keeps the lines that could not be read",
      }),
    );
  } else if (countedDenials(report) === 0) {
    faults.push(noneCounted(collection));
  }
  if (isMostlyUnparsed(collection, maxUnparsed)) {
    faults.push(
      new UserError(`more than ${maxUnparsed} % of the lines could not be read`, {
        hint: "--rejects FILE keeps them with the reasons; --max-unparsed changes the limit",
      }),
    );
  }
  return faults;
}

/** Why denials were read and none counts. */
function noneCounted({ lines, leftOut }: Collection): UserError {
  const { outsideDays, withoutTime, filtered } = leftOut;
  const what = `none of the ${formatCount(lines.denials)} denials read`;
  const [days, filters] = ["check --period and --baseline, --tz and --year", "check --include, --exclude and --scope"];
  if (filtered === 0) {
    return new UserError(`${what} is of the days asked for`, { hint: `${days}; without a period all denials count` });
  }
  if (outsideDays + withoutTime === 0) {
    return new UserError(`${what} is of those asked for`, { hint: `${filters}; without them all denials count` });
  }
  return new UserError(`${what} is both of the days and of those asked for`, { hint: `${days}; ${filters}` });
}

/** Denials on either side of a report. */
export function countedDenials({ totals }: Report): number {
  return totals.denials + (totals.baselineDenials ?? 0);
}

/** Whether more lines than allowed, in percent, could not be read. */
export function isMostlyUnparsed({ lines }: Collection, maxUnparsed: number): boolean {
  return (lines.unparsed + lines.tooLong) * 100 > lines.total * maxUnparsed;
}

function spanOf({ period, baseline }: GivenSides): { first: number; last: number } {
  const rollups = [period.rollup, ...(baseline === null ? [] : [baseline.rollup])].filter(
    (rollup) => rollup.firstSec >= 0,
  );
  if (rollups.length === 0) return { first: -1, last: -1 };
  return {
    first: Math.min(...rollups.map((rollup) => rollup.firstSec)),
    last: Math.max(...rollups.map((rollup) => rollup.lastSec)),
  };
}

function untimedOf({ period, baseline }: GivenSides): { some: number } {
  return { some: period.rollup.totals().untimed + (baseline?.rollup.totals().untimed ?? 0) };
}

function isoAt(timeSec: number): string {
  return `${new Date(timeSec * 1000).toISOString().slice(0, 19)}Z`;
}

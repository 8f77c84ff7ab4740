import type { Collection, Side } from "../ingest/collect.ts";
import { formatBytes, formatCount, formatDuration } from "../report/numbers.ts";

const daySec = 86_400;

interface GivenSides {
  period: Side;
  baseline: Side | null;
}

/** One line on how reading went: files, bytes, lines, speed, first and last denial, zone. */
export function describeReading(collection: Collection, sides: GivenSides, zone: string, elapsedMs: number): string {
  const files = collection.results.length;
  const bytes = collection.results.reduce((sum, { result }) => sum + result.storedBytes, 0);
  const perSec = elapsedMs > 0 ? (collection.lines.total * 1000) / elapsedMs : 0;
  const read = `read ${formatCount(files)} ${files === 1 ? "file" : "files"}, ${formatBytes(bytes)}, ${formatCount(collection.lines.total)} lines in ${formatDuration(elapsedMs)}`;
  const speed = elapsedMs >= 100 ? ` (${formatCount(Math.round(perSec))} lines/s)` : "";
  const { first, last } = spanOf(sides);
  const span = first < 0 ? "no denial carries a time" : `denials from ${isoAt(first)} to ${isoAt(last)}`;
  return `${read}${speed} · ${span} · zone ${zone}`;
}

/** What a reader of the figures must know of how they were read, one sentence each. */
export function warnOfReading(collection: Collection, sides: GivenSides, nowMs: number): string[] {
  const warnings: string[] = [];
  const yearless = collection.results.reduce((sum, { result }) => sum + result.yearless, 0);
  const { first, last } = spanOf(sides);
  if (yearless > 0) {
    const span = first < 0 ? "" : `, which puts the denials between ${isoAt(first).slice(0, 10)} and ${isoAt(last).slice(0, 10)}`;
    warnings.push(`${formatCount(yearless)} stamps carry no year and were dated from the files' names and times${span}; --year sets the year of the first.`);
  }
  if (last > nowMs / 1000 + daySec) {
    warnings.push(`The last denial is dated ${isoAt(last)}, which is in the future: check --year and --tz.`);
  }
  const untimed = untimedOf(sides);
  if (untimed.some > 0 && first < 0) warnings.push("No denial carries a time, so no period can be told.");
  else if (untimed.some > 0) warnings.push(`${formatCount(untimed.some)} denials carry no time; they are counted, but in no day.`);
  for (const { result } of collection.results) {
    if (result.detection.binary) warnings.push(`${result.file.path} holds NUL bytes: it is binary, or text in UTF-16.`);
  }
  return warnings;
}

function spanOf({ period, baseline }: GivenSides): { first: number; last: number } {
  const rollups = [period.rollup, ...(baseline === null ? [] : [baseline.rollup])].filter((rollup) => rollup.firstSec >= 0);
  if (rollups.length === 0) return { first: -1, last: -1 };
  return {
    first: Math.min(...rollups.map((rollup) => rollup.firstSec)),
    last: Math.max(...rollups.map((rollup) => rollup.lastSec)),
  };
}

function untimedOf({ period, baseline }: GivenSides): { some: number } {
  let some = 0;
  for (const side of [period, baseline]) {
    side?.rollup.eachCell((day, _device, _protocol, _port, denials) => {
      if (day < 0) some += denials;
    });
  }
  return { some };
}

function isoAt(timeSec: number): string {
  return `${new Date(timeSec * 1000).toISOString().slice(0, 19)}Z`;
}

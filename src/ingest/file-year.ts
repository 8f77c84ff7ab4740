import { basename } from "node:path";
import type { InputFile } from "./discover.ts";

export const dayMs = 86_400_000;

/** A time of modification, in milliseconds since 1970, before this one was set by a tool that knew none. */
export const believedFromMs = Date.UTC(1990, 0, 2);

/** Month and day, without a year. */
export interface MonthDay {
  month: number;
  day: number;
}

/** What else speaks for a year than the name and the time of a file. */
export interface YearHints {
  /** A stamp with a year beside those without, in milliseconds since 1970; null for none. */
  besideMs: number | null;
  /** When the next file of the same log begins: no stamp of this one is later; null for none. */
  nextMs: number | null;
  /** Whether one of the stamps is of the 29th of February. */
  hasLeapDay: boolean;
}

export const noHints: YearHints = { besideMs: null, nextMs: null, hasLeapDay: false };

/** The days that the date in a file's name stands for, as milliseconds since 1970. */
interface NamedDays {
  fromMs: number;
  toMs: number;
}

/**
 * The year of a file's first stamp, told by the month and day of its first and its last stamp.
 *
 * A file without years is taken to span less than one, and none of its stamps to be later than the file. That
 * leaves the latest such year, unless the file's name holds a date: then the year that brings the first or the
 * last stamp nearest to it, because some name files by the day they begin, others by the day they end. A stamp with a
 * year in the file itself counts before its name, and a file does not go on behind the beginning of the next one.
 */
export function tellFirstYear(file: InputFile, first: MonthDay, last: MonthDay, hints: YearHints = noHints): number {
  const span = isAfter(first, last) ? 1 : 0;
  const bound = file.modifiedMs < believedFromMs ? Infinity : file.modifiedMs + dayMs;
  const { besideMs, nextMs, hasLeapDay } = hints;
  const isBeside = besideMs !== null && besideMs <= bound;
  const named = isBeside ? { fromMs: besideMs, toMs: besideMs } : namedDays(file.path, bound);
  const latestYear = new Date(
    bound === Infinity ? (named?.toMs ?? file.modifiedMs) + 366 * dayMs : bound,
  ).getUTCFullYear();
  let best: number | null = null;
  let bestDistance = Infinity;
  for (let year = latestYear; year >= 1970; year--) {
    const lastMs = msOf(year, last);
    const firstMs = msOf(year - span, first);
    if (lastMs === null || firstMs === null || lastMs > bound) continue;
    if (nextMs !== null && firstMs > nextMs + dayMs) continue;
    if (hasLeapDay && !holdsLeapDay(year - span, firstMs, lastMs)) continue;
    if (named === null) return year - span;
    const distance = Math.min(distanceTo(named, firstMs), distanceTo(named, lastMs));
    if (distance <= bestDistance) [best, bestDistance] = [year, distance];
  }
  return (best ?? latestYear) - span;
}

/**
 * The days named by `messages-20180401`, `fw_2017-04.log.gz` or `2017.log`; null when the name holds no date, or
 * one to come.
 */
function namedDays(path: string, boundMs: number): NamedDays | null {
  const name = basename(path);
  const match =
    /(?<!\d)(199\d|20\d\d)[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01])(?:\d\d){0,3})?(?!\d)/.exec(name) ??
    /(?<![\da-z])(199\d|20\d\d)(?![\da-z])/i.exec(name);
  if (match === null) return null;
  const [, year, month, day] = match.map(Number);
  const fromMs = Date.UTC(year!, (month || 1) - 1, day || 1);
  const nextMs = day ? fromMs + dayMs : month ? Date.UTC(year!, month, 1) : Date.UTC(year! + 1, 0, 1);
  return fromMs > boundMs ? null : { fromMs, toMs: nextMs - dayMs };
}

function distanceTo({ fromMs, toMs }: NamedDays, atMs: number): number {
  return Math.max(0, fromMs - atMs, atMs - toMs);
}

/** Whether a span that begins in a year, and is no longer than one, has a 29th of February. */
function holdsLeapDay(firstYear: number, firstMs: number, lastMs: number): boolean {
  return [firstYear, firstYear + 1].some((year) => {
    const ms = msOf(year, { month: 2, day: 29 });
    return ms !== null && ms >= firstMs && ms <= lastMs;
  });
}

/** Whether the end of February comes between two days of less than a year. */
export function passesEndOfFebruary(first: MonthDay, last: MonthDay): boolean {
  const [from, to] = [first.month, last.month];
  return isAfter(first, last) ? from <= 2 || to > 2 : from <= 2 && to > 2;
}

/** Whether a 29th of February comes between two days of less than a year, the first of which is of this year. */
export function hasLeapDayBetween(firstYear: number, first: MonthDay, last: MonthDay): boolean {
  const [firstMs, lastMs] = [msOf(firstYear, first), msOf(firstYear + (isAfter(first, last) ? 1 : 0), last)];
  return firstMs !== null && lastMs !== null && holdsLeapDay(firstYear, firstMs, lastMs);
}

/** Null for the 29th of February of a year that has none. */
function msOf(year: number, { month, day }: MonthDay): number | null {
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCDate() === day ? ms : null;
}

function isAfter(a: MonthDay, b: MonthDay): boolean {
  return a.month > b.month || (a.month === b.month && a.day > b.day);
}

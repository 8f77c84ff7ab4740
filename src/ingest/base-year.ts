import type { FirstYear } from "../scan/clock.ts";
import type { Zone } from "../scan/zone.ts";
import type { Format } from "../formats/format.ts";
import type { InputFile } from "./discover.ts";
import {
  hasLeapDayBetween,
  type MonthDay,
  noHints,
  passesEndOfFebruary,
  tellFirstYear,
  type YearHints,
} from "./file-year.ts";
import { followHead, followStamps } from "./follow-stamps.ts";

/** How the years of a log are told. */
export interface BaseYear {
  firstYear: FirstYear;
  /** The year of the first year-less stamp, if these are the first and the last. */
  tell: (first: MonthDay, last: MonthDay, hasLeapDay: boolean) => number;
}

/** What is asked only where stamps have no year. */
export interface YearQuestions {
  /** The last year-less stamp; null where it cannot be known before all is read. */
  lastStamp: () => Promise<LastStamp | null>;
  /** When the next file of the same log begins, in milliseconds since 1970; null for none. */
  nextBeginning: () => Promise<number | null>;
  /** Called where a 29th of February, if the log has one, would show that the year told is wrong. */
  doubt: () => void;
}

/** The last year-less stamp, and whether a 29th of February was met near it. */
export interface LastStamp extends MonthDay {
  hasLeapDay: boolean;
}

/**
 * Tells the year of a file's first year-less stamp by its first and its last one. By the first one alone, when it
 * comes, where the file's beginning holds none yet or the file shows its newest line first. See {@link tellFirstYear}.
 * @param isAll whether the head is all of the file.
 */
export async function inferBaseYear(
  file: InputFile,
  head: Buffer,
  isAll: boolean,
  formats: readonly Format[],
  zone: Zone,
  { lastStamp, nextBeginning, doubt }: YearQuestions,
): Promise<BaseYear> {
  const { clock, balance, besideMs } = followHead(head, isAll, formats, zone);
  const hints: YearHints = { ...noHints, besideMs };
  const tell = (first: MonthDay, last: MonthDay, hasLeapDay: boolean): number =>
    tellFirstYear(file, first, last, { ...hints, hasLeapDay });
  if (clock.yearless === 0 || balance < 0) {
    return { firstYear: (month, day) => tell({ month, day }, { month, day }, clock.hasLeapDay), tell };
  }
  hints.nextMs = await nextBeginning();
  const last = await lastStamp();
  const end = last ?? clock.final;
  const year = tell(clock.first, end, clock.hasLeapDay || last?.hasLeapDay === true);
  if (!isAll && passesEndOfFebruary(clock.first, end) && !hasLeapDayBetween(year, clock.first, end)) doubt();
  return { firstYear: () => year, tell };
}

/** The last year-less stamp in the end of a file; null when there is none. */
export function lastYearless(tail: Buffer, formats: readonly Format[], zone: Zone): LastStamp | null {
  const { clock } = followStamps(tail, formats, zone);
  return clock.yearless === 0 ? null : { ...clock.final, hasLeapDay: clock.hasLeapDay };
}

import { millisecondsInDay } from "date-fns/constants";
import { parseISO } from "date-fns/parseISO";
import { UserError } from "../errors.ts";
import { quoteText } from "../targets/clean-text.ts";
import { dayToIso } from "./iso-day.ts";

export { dayToIso };

/** A span of whole civil days. Days are counted from 1970-01-01 without a zone; both ends belong to it. */
export interface Period {
  /** What the user called it, in upper case: `FY2017`, `2017-Q2`, `2017-04..2018-03`. */
  label: string;
  fromDay: number;
  toDay: number;
}

type Span = Omit<Period, "label">;

const firstYear = 1970;
const lastYear = 9999;

const periodForms =
  "a period is FY2017, 2017, 2017-Q2, 2017-04, 2017-04-01, or two of these joined by two dots: 2017-04..2018-03";

/**
 * The period that a text names: a fiscal year (`FY2017` starts in 2017), a year, a calendar quarter, a month,
 * a day, or a range from any of these to any other. Fiscal years start in the given month, 1–12.
 * @throws UserError when the text has no accepted form, names a date that does not exist or lies outside the
 * years 1970–9999, or ends before it starts.
 */
export function parsePeriod(text: string, fiscalYearStartMonth = 4): Period {
  if (!Number.isInteger(fiscalYearStartMonth) || fiscalYearStartMonth < 1 || fiscalYearStartMonth > 12) {
    throw new UserError(`a fiscal year cannot start in month ${fiscalYearStartMonth}`, { hint: "use a month 1–12" });
  }
  const label = text.trim().toUpperCase();
  if (label === "") throw wrongPeriod(text, "it is empty");
  const dots = label.indexOf("..");
  const from = dots < 0 ? label : label.slice(0, dots);
  const to = dots < 0 ? label : label.slice(dots + 2);
  if (from === "") throw wrongPeriod(text, "its start is missing");
  if (to === "") throw wrongPeriod(text, "its end is missing");

  const { fromDay } = parseSpan(text, from, fiscalYearStartMonth);
  const { toDay } = parseSpan(text, to, fiscalYearStartMonth);
  if (toDay < fromDay) {
    throw wrongPeriod(text, `it ends on ${dayToIso(toDay)}, before it starts on ${dayToIso(fromDay)}`);
  }
  return { label, fromDay, toDay };
}

/**
 * The day of an ISO date: `1970-01-01` is 0.
 * @throws UserError when the text is not `YYYY-MM-DD`, no date of the calendar, or outside the years 1970–9999.
 */
export function isoToDay(text: string): number {
  const hint = "a date is YYYY-MM-DD, like 2017-04-01";
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new UserError(`${quoteText(text)} is not a date`, { hint });
  const fault = faultOfYear(Number(text.slice(0, 4)));
  if (fault !== null) throw new UserError(`date "${text}": ${fault}`, { hint });
  const day = dayOfDate(text);
  if (day === null) throw new UserError(`date "${text}": there is no such day`, { hint });
  return day;
}

/** The days of a text without `..`; `text` is the whole period, for the message. */
function parseSpan(text: string, part: string, fiscalYearStartMonth: number): Span {
  const fields = /^(FY)?(\d{4})(?:-Q(\d)|-(\d{2})(-\d{2})?)?$/.exec(part);
  const [, fiscal, yearDigits, quarterDigit, monthDigits, dayOfMonth] = fields ?? [];
  if (yearDigits === undefined || (fiscal !== undefined && part.length > "FY2017".length)) {
    throw wrongPeriod(text, `${quoteText(part)} has none of the known forms`);
  }
  const year = Number(yearDigits);
  const fault = faultOfYear(year);
  if (fault !== null) throw wrongPeriod(text, fault);

  if (fiscal !== undefined) {
    const span = spanOfMonths(year, fiscalYearStartMonth, 12);
    if (span.toDay > lastDayOf(lastYear, 12)) throw wrongPeriod(text, `it ends after the year ${lastYear}`);
    return span;
  }
  if (quarterDigit !== undefined) {
    const quarter = Number(quarterDigit);
    if (quarter < 1 || quarter > 4) throw wrongPeriod(text, `there is no quarter ${quarter}`);
    return spanOfMonths(year, quarter * 3 - 2, 3);
  }
  if (monthDigits === undefined) return spanOfMonths(year, 1, 12);
  const month = Number(monthDigits);
  if (month < 1 || month > 12) throw wrongPeriod(text, `there is no month ${month}`);
  if (dayOfMonth === undefined) return spanOfMonths(year, month, 1);
  const day = dayOfDate(part);
  if (day === null) throw wrongPeriod(text, `there is no day ${part}`);
  return { fromDay: day, toDay: day };
}

/** Months are 1–12 and may run on past the year's end. */
function spanOfMonths(year: number, firstMonth: number, months: number): Span {
  return {
    fromDay: lastDayOf(year, firstMonth - 1) + 1,
    toDay: lastDayOf(year, firstMonth + months - 1),
  };
}

/** The last day of a month counted from 1; 0 is the December before. */
function lastDayOf(year: number, month: number): number {
  return Date.UTC(year, month, 0) / millisecondsInDay;
}

/**
 * Null when the calendar has no such date. With the `Z`, parseISO never asks for the machine's zone, as most of
 * date-fns does: in Apia 2011-12-30 does not exist, and in São Paulo some days have no midnight.
 */
function dayOfDate(isoDate: string): number | null {
  const timeMs = parseISO(`${isoDate}T00:00:00Z`).getTime();
  return Number.isNaN(timeMs) ? null : timeMs / millisecondsInDay;
}

function faultOfYear(year: number): string | null {
  return year < firstYear ? `years run from ${firstYear} to ${lastYear}` : null;
}

function wrongPeriod(text: string, fault: string): UserError {
  return new UserError(`period ${quoteText(text)}: ${fault}`, { hint: periodForms });
}

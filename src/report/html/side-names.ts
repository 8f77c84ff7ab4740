import type { Report, ReportPeriod } from "../../analysis/report.ts";
import { printable } from "../escape.ts";
import type { PageWords } from "../messages/page.en.ts";

type Names = PageWords["names"];

/** What the sides of a report are called, safe to print. */
export interface SideNames {
  period: string;
  /** Null without a baseline. */
  baseline: string | null;
}

const widestName = 40;

/** Names the sides by what the user called them, else by their dates; two that are called alike are told apart. */
export function nameSides({ period, baseline }: Report, names: Names): SideNames {
  const now = nameSide(period, names) ?? names.sides.period;
  if (baseline === null) return { period: now, baseline: null };
  const before = nameSide(baseline, names) ?? names.sides.baseline;
  if (now !== before) return { period: now, baseline: before };
  return { period: names.distinct(now, names.sides.period), baseline: names.distinct(before, names.sides.baseline) };
}

function nameSide({ label, from, to }: ReportPeriod, names: Names): string | null {
  if (from === null || to === null) return null;
  const fiscalYear = /^FY(\d{4})$/.exec(label)?.[1];
  if (fiscalYear !== undefined) return names.fiscalYear(fiscalYear);
  const isOnlyDates = label === "" || label === from || label === `${from}..${to}`;
  return isOnlyDates ? nameSpan(from, to, names) : printable(label, widestName);
}

/** Days from and to, ISO: in years and months where they are whole. */
export function nameSpan(from: string, to: string, names: Names): string {
  if (from === to) return from;
  const [start, end] = [readDate(from), readDate(to)];
  const isWholeMonths = start.day === 1 && end.day === lastDayOf(end.year, end.month);
  if (!isWholeMonths) return names.span(from, to);
  if (start.year === end.year && start.month === 1 && end.month === 12) return names.year(start.year);
  const [first, last] = [names.month(start.year, start.month), names.month(end.year, end.month)];
  return first === last ? first : names.span(first, last);
}

/** The parts of an ISO date. The year stays text. */
export function readDate(iso: string): { year: string; month: number; day: number } {
  const [year = "", month = "", day = ""] = iso.split("-");
  return { year, month: Number(month), day: Number(day) };
}

function lastDayOf(year: string, month: number): number {
  return new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
}

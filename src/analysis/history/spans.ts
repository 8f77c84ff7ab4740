import { civilDate, civilDay } from "../../scan/zone.ts";

/** How a history is cut. */
export const histories = ["month", "quarter", "year", "fiscal-year"] as const;
export type HistoryBy = (typeof histories)[number];

/** A period of a history; its days from 1970-01-01, both included. */
export interface HistorySpan {
  /** As `--period` takes it: `2017-04`, `2017-Q2`, `2017`, `FY2017`. */
  label: string;
  fromDay: number;
  toDay: number;
}

/**
 * The whole months, quarters or years that have a day between two days, in order. Fiscal years begin in a month, 1–12,
 * and have the name of the year they begin in.
 */
export function listSpans(firstDay: number, lastDay: number, by: HistoryBy, fiscalYearStart: number): HistorySpan[] {
  const length = { month: 1, quarter: 3, year: 12, "fiscal-year": 12 }[by];
  const offset = by === "fiscal-year" ? fiscalYearStart - 1 : 0;
  const { year, month } = civilDate(firstDay);
  let first = year * 12 + month - 1;
  first -= (((first - offset) % length) + length) % length;
  const spans: HistorySpan[] = [];
  for (let at = first; startOf(at) <= lastDay; at += length) {
    spans.push({ label: nameOf(at, by), fromDay: startOf(at), toDay: startOf(at + length) - 1 });
  }
  return spans;
}

/** The first day of a month, in months since the year 0. */
function startOf(month: number): number {
  return civilDay(Math.floor(month / 12), (month % 12) + 1, 1);
}

function nameOf(month: number, by: HistoryBy): string {
  const year = String(Math.floor(month / 12));
  if (by === "year") return year;
  if (by === "fiscal-year") return `FY${year}`;
  if (by === "quarter") return `${year}-Q${Math.floor((month % 12) / 3) + 1}`;
  return `${year}-${String((month % 12) + 1).padStart(2, "0")}`;
}

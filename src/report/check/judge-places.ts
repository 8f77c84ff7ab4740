import type { Report, ReportPeriod } from "../../analysis/report.ts";
import type { Fault } from "./check-draft.ts";
import type { FigureIndex } from "./figures.ts";
import type { DateToken, PortToken } from "./places.ts";

/** What is wrong with a port; null where the report names it. */
export function judgePort({ port, protocol }: PortToken, { ports }: FigureIndex): Fault | null {
  const named = ports.filter((one) => one.port === port);
  if (named.some((one) => protocol === null || one.protocol === protocol)) return null;
  const nearest = named[0] ?? ports.find((one) => areMistakable(one.port, port));
  if (nearest === undefined) return { problem: "no-such-port", nearest: null };
  const value = `${nearest.port}/${nearest.protocol}`;
  return { problem: "no-such-port", nearest: { kind: "port", value, path: nearest.path, was: null } };
}

/** Whether two ports differ by two digits that changed places, or by one digit that is another, missing or too many. */
function areMistakable(one: number, other: number): boolean {
  const [a, b] = [String(one), String(other)];
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  if (a.length !== b.length) return restA.slice(1) === restB || restB.slice(1) === restA;
  const isSwapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return isSwapped || restA.slice(1) === restB.slice(1);
}

/** What is wrong with a date or a fiscal year; null where the report is on it, or knows no dates. */
export function judgeDate(token: DateToken, report: Report, { dates }: FigureIndex): Fault | null {
  const spans = [report.period, ...(report.baseline === null ? [] : [report.baseline])].filter(isDated);
  if (spans.length === 0) return null;
  if (token.kind === "fiscal-year") return judgeFiscalYear(Number(token.value), report, spans);
  const { value } = token;
  if (dates.has(value) || spans.some(({ from, to }) => from <= value && value <= to)) return null;
  const ends = spans.flatMap(({ from, to }) => [from, to]).sort();
  // Drafts are dated, too; what they report on lies behind.
  if (!token.isOfSpan && value > ends.at(-1)!) return null;
  const nearest = ends.reduce((best, end) => (distance(end, value) < distance(best, value) ? end : best));
  return {
    problem: "no-such-date",
    nearest: { kind: "date", value: nearest, path: pathOf(report, nearest), was: null },
  };
}

interface DatedPeriod extends ReportPeriod {
  from: string;
  to: string;
}

function isDated(period: ReportPeriod): period is DatedPeriod {
  return period.from !== null && period.to !== null;
}

function judgeFiscalYear(year: number, report: Report, spans: readonly DatedPeriod[]): Fault | null {
  const start = Number(/^--fiscal-year-start=(\d+)$/m.exec((report.provenance.arguments ?? []).join("\n"))?.[1] ?? 4);
  const years = spans.flatMap(({ label, from, to }) => {
    const [, named] = /^FY(\d{4})$/.exec(label) ?? [];
    if (named !== undefined) return [Number(named)];
    const [first, last] = [fiscalYearOf(from, start), fiscalYearOf(to, start)];
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
  if (years.includes(year)) return null;
  const nearest = years.reduce((best, one) => (Math.abs(one - year) < Math.abs(best - year) ? one : best));
  return {
    problem: "no-such-fiscal-year",
    nearest: { kind: "date", value: `FY${nearest}`, path: "period, baseline", was: null },
  };
}

function fiscalYearOf(isoDay: string, start: number): number {
  return Number(isoDay.slice(0, 4)) - (Number(isoDay.slice(5, 7)) < start ? 1 : 0);
}

/** In days, near enough to compare. */
function distance(a: string, b: string): number {
  const days = (text: string): number => {
    const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
    return year * 372 + month * 31 + day;
  };
  return Math.abs(days(a) - days(b));
}

function pathOf({ period, baseline }: Report, day: string): string {
  if (day === period.from) return "period.from";
  if (day === period.to) return "period.to";
  return day === baseline?.from ? "baseline.from" : "baseline.to";
}

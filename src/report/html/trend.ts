import type { ReportDay, ReportPeriod } from "../../analysis/report.ts";

/** One step of the trend: a day, or a month as far as it lies in the span. */
export interface TrendStep {
  /** ISO: the day, or `2017-04`. */
  key: string;
  /** Days from the start of the span to this step's start, and days in it. */
  offset: number;
  days: number;
  daysWithData: number;
  /** Sums over the step's days. */
  denials: number;
  telnet: number;
  iot: number;
}

/** A run of days without data. */
export interface Silence {
  from: string;
  to: string;
  /** Days from the start of the span, and how many. */
  offset: number;
  days: number;
}

/** One side over time, every day of its span in a step and in order. */
export interface Trend {
  /** Days in the span. */
  days: number;
  steps: TrendStep[];
  silences: Silence[];
}

const dayMs = 86_400_000;
/** Beyond so many days a line by day is noise. */
const mostDays = 120;

/** Whether the sides are drawn by day or by month: alike, so that they can be compared. */
export function chooseStep(spans: readonly (ReportPeriod | null)[]): "day" | "month" {
  return spans.some((span) => (span?.days ?? 0) > mostDays) ? "month" : "day";
}

/** Puts the days of a side into steps; null for a side without dates. */
export function traceTrend(daily: readonly ReportDay[], span: ReportPeriod, by: "day" | "month"): Trend | null {
  if (span.from === null || span.to === null) return null;
  const first = Math.round(Date.parse(span.from) / dayMs);
  const days = Math.round(Date.parse(span.to) / dayMs) - first + 1;
  if (!(days > 0)) return null;
  const byDay = new Map(daily.map((day) => [day.day, day]));
  const trend: Trend = { days, steps: [], silences: [] };
  for (let offset = 0; offset < days; offset++) {
    const iso = new Date((first + offset) * dayMs).toISOString().slice(0, 10);
    const found = byDay.get(iso) ?? null;
    const isSilent = found === null || found.denials === 0;
    addDay(trend.steps, by === "day" ? iso : iso.slice(0, 7), offset, isSilent ? null : found);
    if (isSilent) addSilence(trend.silences, iso, offset);
  }
  return trend;
}

function addDay(steps: TrendStep[], key: string, offset: number, day: ReportDay | null): void {
  let step = steps.at(-1);
  if (step === undefined || step.key !== key) {
    step = { key, offset, days: 0, daysWithData: 0, denials: 0, telnet: 0, iot: 0 };
    steps.push(step);
  }
  step.days += 1;
  if (day === null) return;
  step.daysWithData += 1;
  step.denials += day.denials;
  step.telnet += day.telnet;
  step.iot += day.telnet + day.iotOther;
}

function addSilence(silences: Silence[], iso: string, offset: number): void {
  const last = silences.at(-1);
  if (last !== undefined && last.offset + last.days === offset) {
    last.days += 1;
    last.to = iso;
  } else {
    silences.push({ from: iso, to: iso, offset, days: 1 });
  }
}

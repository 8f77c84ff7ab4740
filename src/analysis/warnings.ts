import { quoteText } from "../targets/clean-text.ts";
import type { Method, ReportPeriod } from "./report.ts";
import type { Tally } from "./tally.ts";

/** One side as the warnings see it. */
export interface WarningSide {
  /** All denials. */
  tally: Tally;
  span: ReportPeriod;
  method: Method;
  /** What the method has shares of. */
  denominator: number;
}

/** Beyond this the lengths of two sides differ too much to compare counts; leap years and months stay below. */
const toleratedDifference = 0.1;
const namesShown = 5;

/**
 * What a reader has to know about the figures, one English sentence each: sides without denials or with none that the
 * method counts, sides of different lengths, devices on one side only, and denials that no period could take because they carry no time.
 */
export function warn(period: WarningSide, baseline: WarningSide | null, withoutTime: number): string[] {
  return [
    warnOfNothing("period", period),
    baseline && warnOfNothing("baseline", baseline),
    baseline && warnOfDays(period, baseline),
    baseline && warnOfDevices(period.tally, baseline.tally),
    warnOfNoTime(withoutTime),
  ].filter((sentence) => sentence !== null);
}

function warnOfNothing(name: string, { tally, method, denominator }: WarningSide): string | null {
  if (denominator > 0) return null;
  if (tally.denials === 0) return `The ${name} has no denial, so all its shares are 0.`;
  return method === "unique-sources"
    ? `No denial of the ${name} names its source, so all its shares of sources are 0.`
    : `All denials of the ${name} are of survey scanners, so all its shares are 0.`;
}

function warnOfDays(period: WarningSide, baseline: WarningSide): string | null {
  if (period.tally.denials === 0 || baseline.tally.denials === 0) return null;
  const [now, before] = [period.span, baseline.span];
  if (now.days === null && before.days === null) return null;
  if (now.days === null || before.days === null) {
    const name = now.days === null ? "period" : "baseline";
    return `No denial of the ${name} carries a time, so the lengths of the two sides cannot be compared.`;
  }
  if (!farApart(now.days, before.days) && !farApart(now.daysWithData, before.daysWithData)) return null;
  return (
    `The sides cover different numbers of days: the period has denials on ${formatCount(now.daysWithData)} of ${formatDays(now.days)}, ` +
    `the baseline on ${formatCount(before.daysWithData)} of ${formatDays(before.days)}; compare shares rather than counts.`
  );
}

function warnOfDevices(period: Tally, baseline: Tally): string | null {
  if (period.denials === 0 || baseline.denials === 0) return null;
  const sides = [
    [pickMissing(period.devices, baseline.devices), "in the period"],
    [pickMissing(baseline.devices, period.devices), "in the baseline"],
  ] as const;
  const parts = sides
    .filter(([names]) => names.length > 0)
    .map(([names, where]) => `only ${where}: ${formatNames(names)}`);
  if (parts.length === 0) return null;
  const isShared = [...period.devices].some((name) => baseline.devices.has(name));
  const advice = isShared ? "; --like-for-like compares the others" : "";
  return `Some devices logged denials on one side only; ${parts.join("; ")}${advice}.`;
}

function warnOfNoTime(withoutTime: number): string | null {
  if (withoutTime === 0) return null;
  const subject = withoutTime === 1 ? "1 denial carries" : `${formatCount(withoutTime)} denials carry`;
  return `${subject} no time and cannot be placed in a period cut by dates, so no share includes them.`;
}

function farApart(a: number, b: number): boolean {
  return Math.abs(a - b) > toleratedDifference * Math.max(a, b);
}

function pickMissing(names: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...names].filter((name) => !others.has(name)).sort();
}

function formatNames(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => (name === "" ? "a device without a name" : quoteText(name)));
  const hidden = names.length - shown.length;
  return hidden === 0 ? shown.join(", ") : `${shown.join(", ")} and ${formatCount(hidden)} more`;
}

function formatDays(count: number): string {
  return count === 1 ? "1 day" : `${formatCount(count)} days`;
}

function formatCount(value: number): string {
  return value.toLocaleString("en-US");
}

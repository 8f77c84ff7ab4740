import { quoteText } from "../targets/clean-text.ts";
import { compareDevices, type LikeForLike, type LikeSide } from "./coverage/like-for-like.ts";
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

const namesShown = 5;

/**
 * What a reader has to know about the figures, one English sentence each: sides without denials or with none that the
 * method counts, sides of different lengths, devices on one side only, and denials that no period could take because they carry no time.
 */
export function warn(period: WarningSide, baseline: WarningSide | null, withoutTime: number): string[] {
  return [
    warnOfNothing("period", period),
    baseline && warnOfNothing("baseline", baseline),
    ...(baseline === null ? [] : warnOfCoverage(period, baseline)),
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

function warnOfCoverage(period: WarningSide, baseline: WarningSide): (string | null)[] {
  if (period.tally.denials === 0 || baseline.tally.denials === 0) return [];
  const likeOf = ({ tally, span }: WarningSide): LikeSide => ({ ...span, devices: tally.devices });
  const like = compareDevices(likeOf(period), likeOf(baseline));
  return [warnOfDays(period, baseline, like), warnOfDevices(like)];
}

function warnOfDays(period: WarningSide, baseline: WarningSide, { daysDiffer }: LikeForLike): string | null {
  const [now, before] = [period.span, baseline.span];
  if (now.days === null && before.days === null) return null;
  if (now.days === null || before.days === null) {
    const name = now.days === null ? "period" : "baseline";
    return `No denial of the ${name} carries a time, so the lengths of the two sides cannot be compared.`;
  }
  if (daysDiffer !== true) return null;
  return (
    `The sides cover different numbers of days: the period has denials on ${formatCount(now.daysWithData)} of ${formatDays(now.days)}, ` +
    `the baseline on ${formatCount(before.daysWithData)} of ${formatDays(before.days)}; compare shares rather than counts.`
  );
}

function warnOfDevices({ inBoth, onlyPeriod, onlyBaseline }: LikeForLike): string | null {
  const sides = [
    [onlyPeriod, "in the period"],
    [onlyBaseline, "in the baseline"],
  ] as const;
  const parts = sides
    .filter(([names]) => names.length > 0)
    .map(([names, where]) => `only ${where}: ${formatNames(names)}`);
  if (parts.length === 0) return null;
  const advice = inBoth.length > 0 ? "; --like-for-like compares the others" : "";
  return `Some devices logged denials on one side only; ${parts.join("; ")}${advice}.`;
}

function warnOfNoTime(withoutTime: number): string | null {
  if (withoutTime === 0) return null;
  const subject = withoutTime === 1 ? "1 denial carries" : `${formatCount(withoutTime)} denials carry`;
  return `${subject} no time and cannot be placed in a period cut by dates, so no share includes them.`;
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

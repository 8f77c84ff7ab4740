import type { GroupId } from "../report.ts";
import type { DailySeries } from "./daily-series.ts";
import { createRandom } from "./random.ts";
import type { RandomBelow } from "./random.ts";
import { studentBound } from "./student.ts";

/** The lower and the upper end of a 95 % interval. */
export type Interval = [number, number];

/** How sure the figures of a group are. */
export interface GroupIntervals {
  /** Of the period's share, a fraction. */
  share: Interval | null;
  /** Of the baseline's share. */
  baselineShare: Interval | null;
  /** Of the change in percentage points. */
  points: Interval | null;
}

/** 95 % intervals for the share of each group on each side and for its change. */
export interface ReportSignificance extends Record<GroupId, GroupIntervals> {
  /** Denials without a time, by side: they are in the shares, but no day has them, so the intervals do without. */
  untimed: number;
  baselineUntimed: number | null;
  /** Why intervals are missing, in words; null when none is that could be there. */
  reason: string | null;
}

/** Days in a block: whole weeks stay together, as do most of the waves that last for days. */
const blockDays = 7;
const drawCount = 1000;
const leastDays = 14;
/** 95 % of a normal distribution lie within so many standard deviations. */
const normalBound = 1.959_963_985;

/** Different for each side, so that they are drawn independently. */
const seeds = { period: 1, baseline: 2 };

/**
 * The intervals of both sides by a moving-block bootstrap (Künsch 1989) over the days with data: from the blocks of 7
 * such days in a row, whichever day they begin with, as many are drawn as make up the side's days (the last one cut),
 * and the shares of all their denials are taken; of 1,000 draws the interval runs from the 2.5th to the 97.5th
 * percentile, linear between the two draws next to it. For the change the draws of one side are subtracted from those
 * of the other, which are independent. Days without data have no part in a share and are passed over. A side needs 14
 * days with data. The same series give the same intervals.
 *
 * A few blocks understate how far a share may stray, so the draws are stretched about the share (see `stretchFor`). In
 * simulations with a correlation of 0 to 0.5 from one day to the next, the intervals of 14, 30, 60 and 365 days hold the
 * true share in 85–92, 89–95, 90–95 and 92–95 % of the cases; plain percentiles in 50–62, 77–84, 84–90 and 90–93 %.
 */
export function reportSignificance(period: DailySeries, baseline: DailySeries | null): ReportSignificance {
  const now = drawShares(period, createRandom(seeds.period));
  const before = baseline && drawShares(baseline, createRandom(seeds.baseline));
  const describe = (id: GroupId): GroupIntervals => ({
    share: now && intervalOf(now[id]),
    baselineShare: before && intervalOf(before[id]),
    points: now && before && intervalOf(now[id].map((share, draw) => (share - before[id][draw]!) * 100)),
  });
  return {
    telnet: describe("telnet"),
    iot: describe("iot"),
    "iot-other": describe("iot-other"),
    other: describe("other"),
    untimed: period.untimed,
    baselineUntimed: baseline?.untimed ?? null,
    reason: findReason(period, baseline),
  };
}

/** No intervals at all, and why. */
export function noSignificance(reason: string): ReportSignificance {
  const none: GroupIntervals = { share: null, baselineShare: null, points: null };
  return { telnet: none, iot: none, "iot-other": none, other: none, untimed: 0, baselineUntimed: null, reason };
}

function findReason(period: DailySeries, baseline: DailySeries | null): string | null {
  const short = [
    period.days.length < leastDays && `the period has ${period.days.length}`,
    baseline !== null && baseline.days.length < leastDays && `the baseline has ${baseline.days.length}`,
  ].filter((part) => part !== false);
  return short.length === 0 ? null : `An interval needs ${leastDays} days with data; ${short.join(" and ")}.`;
}

/** The shares of the groups in every draw; null for too few days. */
function drawShares(series: DailySeries, random: RandomBelow): Record<GroupId, Float64Array> | null {
  const dayCount = series.days.length;
  if (dayCount < leastDays) return null;
  const [telnet, iotOther, all] = [runUp(series.telnet), runUp(series.iotOther), runUp(series.all)];
  const stretch = stretchFor(dayCount);
  const shares = {
    telnet: new Float64Array(drawCount),
    iot: new Float64Array(drawCount),
    "iot-other": new Float64Array(drawCount),
    other: new Float64Array(drawCount),
  };
  for (let draw = 0; draw < drawCount; draw++) {
    let [telnetSum, iotOtherSum, sum] = [0, 0, 0];
    for (let left = dayCount; left > 0; left -= blockDays) {
      const from = random(dayCount - blockDays + 1);
      const to = from + Math.min(blockDays, left);
      telnetSum += telnet[to]! - telnet[from]!;
      iotOtherSum += iotOther[to]! - iotOther[from]!;
      sum += all[to]! - all[from]!;
    }
    shares.telnet[draw] = telnetSum / sum;
    shares.iot[draw] = (telnetSum + iotOtherSum) / sum;
    shares["iot-other"][draw] = iotOtherSum / sum;
    shares.other[draw] = (sum - telnetSum - iotOtherSum) / sum;
  }
  const [telnetSum, iotOtherSum, sum] = [telnet[dayCount]!, iotOther[dayCount]!, all[dayCount]!];
  stretchAbout(telnetSum / sum, shares.telnet, stretch);
  stretchAbout((telnetSum + iotOtherSum) / sum, shares.iot, stretch);
  stretchAbout(iotOtherSum / sum, shares["iot-other"], stretch);
  stretchAbout((sum - telnetSum - iotOtherSum) / sum, shares.other, stretch);
  return shares;
}

/**
 * How far the draws of so many days are stretched. The n − 6 blocks of 7 in n days hold their own mean, not the true
 * one: √(n / (n − 7)) makes up for that. And overlapping blocks tell the error with some 1.5 · (n / 7 − 1) degrees of
 * freedom, for which Student's t takes the place of 1.96. 4.3 for 14 days, 1.5 for 30, 1.03 for 365.
 */
function stretchFor(dayCount: number): number {
  const blocks = dayCount / blockDays;
  return Math.sqrt(blocks / (blocks - 1)) * (studentBound(1.5 * (blocks - 1)) / normalBound);
}

/** Shares stay between 0 and 1. */
function stretchAbout(share: number, draws: Float64Array, stretch: number): void {
  for (let i = 0; i < draws.length; i++) {
    draws[i] = Math.min(1, Math.max(0, share + (draws[i]! - share) * stretch));
  }
}

/** The sums up to each place, so that a block's sum is one difference. */
function runUp(numbers: Float64Array): Float64Array {
  const sums = new Float64Array(numbers.length + 1);
  for (let i = 0; i < numbers.length; i++) sums[i + 1] = sums[i]! + numbers[i]!;
  return sums;
}

function intervalOf(draws: Float64Array): Interval {
  const sorted = draws.toSorted();
  return [percentile(sorted, 0.025), percentile(sorted, 0.975)];
}

function percentile(sorted: Float64Array, fraction: number): number {
  const place = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}

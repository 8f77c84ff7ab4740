import { describe, expect, test } from "vitest";
import { reportSignificance } from "../../../src/analysis/certainty/bootstrap.ts";
import type { DailySeries } from "../../../src/analysis/certainty/daily-series.ts";
import { createRandom } from "../../../src/analysis/certainty/random.ts";
import type { RandomBelow } from "../../../src/analysis/certainty/random.ts";

/** Days with so many denials of telnet, of the rest of IoT and in all. */
function seriesOf(days: readonly (readonly [telnet: number, iotOther: number, all: number])[]): DailySeries {
  return {
    days: Int32Array.from(days, (_, i) => 17_000 + i),
    telnet: Float64Array.from(days, ([telnet]) => telnet),
    iotOther: Float64Array.from(days, ([, iotOther]) => iotOther),
    all: Float64Array.from(days, ([, , all]) => all),
    untimed: 0,
  };
}

function constant(dayCount: number, telnet: number, iotOther: number, all: number): DailySeries {
  return seriesOf(Array.from({ length: dayCount }, () => [telnet, iotOther, all] as const));
}

function normal(random: RandomBelow): number {
  const fraction = (): number => (random(2 ** 32) + 0.5) / 2 ** 32;
  return Math.sqrt(-2 * Math.log(fraction())) * Math.cos(2 * Math.PI * fraction());
}

/** Telnet and the rest each with a level that wanders, with that correlation from one day to the next. */
function wander(dayCount: number, random: RandomBelow, correlation = 0.5): DailySeries {
  const fresh = Math.sqrt(1 - correlation ** 2);
  let [telnet, rest] = [normal(random), normal(random)];
  return seriesOf(
    Array.from({ length: dayCount }, () => {
      telnet = correlation * telnet + fresh * normal(random);
      rest = correlation * rest + fresh * normal(random);
      const counts = [Math.round(3000 * Math.exp(0.3 * telnet)), Math.round(7000 * Math.exp(0.3 * rest))] as const;
      return [counts[0], 0, counts[0] + counts[1]] as const;
    }),
  );
}

describe("intervals", () => {
  test("days that are all alike leave no doubt", () => {
    // Telnet 3/10, the rest of IoT 1/10; before 5/10 and none: −20 and +10 points.
    const report = reportSignificance(constant(20, 3, 1, 10), constant(30, 5, 0, 10));
    expect(report).toEqual({
      telnet: { share: [0.3, 0.3], baselineShare: [0.5, 0.5], points: [-20, -20] },
      iot: { share: [0.4, 0.4], baselineShare: [0.5, 0.5], points: [expect.closeTo(-10, 12), expect.closeTo(-10, 12)] },
      "iot-other": { share: [0.1, 0.1], baselineShare: [0, 0], points: [10, 10] },
      other: { share: [0.6, 0.6], baselineShare: [0.5, 0.5], points: [expect.closeTo(10, 12), expect.closeTo(10, 12)] },
      untimed: 0,
      baselineUntimed: 0,
      reason: null,
    });
  });

  test("two halves that differ: blocks keep them together, and shares stay shares", () => {
    // 7 days without telnet, then 7 with nothing else. Two of 8 blocks are drawn, each with 0–7 days of the second half:
    // at most 3 of 64 draws are below 1/10, so the percentiles are near 0 and 1, and stretched they end there.
    const halves = seriesOf(Array.from({ length: 14 }, (_, i) => [i < 7 ? 0 : 10, 0, 10] as const));
    expect(reportSignificance(halves, null).telnet.share).toEqual([0, 1]);
  });

  test("days that take turns: blocks of seven keep three or four of each", () => {
    // 56 days, telnet 4 and 6 of 10 in turn: a block has 7 days, so 34 or 36 of 70; of 8 blocks, b with 36 make
    // (272 + 2 b) / 560. All draws lie between 0.4857 and 0.5143; single days would stray between 0.474 and 0.526.
    const turns = seriesOf(Array.from({ length: 56 }, (_, i) => [i % 2 === 0 ? 4 : 6, 0, 10] as const));
    const [low, high] = reportSignificance(turns, null).telnet.share!;
    // 95 % of b lie within 1 to 7 or 2 to 6, that is 0.5 ± 0.0107 or 0.0071, stretched by 1.21 at most.
    expect(low).toBeGreaterThan(0.5 - 0.0107 * 1.22);
    expect(low).toBeLessThan(0.5 - 0.0071);
    expect(high).toBeLessThan(0.5 + 0.0107 * 1.22);
    expect(high).toBeGreaterThan(0.5 + 0.0071);
  });

  test("the true share lies inside in nine of ten simulated years at least", () => {
    const random = createRandom(2017);
    // Both levels stray alike, so the means of the counts are as 3 to 7.
    let inside = 0;
    for (let i = 0; i < 200; i++) {
      const [low, high] = reportSignificance(wander(365, random), null).telnet.share!;
      if (low <= 0.3 && 0.3 <= high) inside++;
    }
    expect(inside).toBeGreaterThanOrEqual(180);
    // An interval that is always right would say nothing.
    expect(inside).toBeLessThan(200);
  });

  test("of a month too, though only four weeks fit into it", () => {
    const random = createRandom(2019);
    let inside = 0;
    for (let i = 0; i < 200; i++) {
      const [low, high] = reportSignificance(wander(30, random, 0.3), null).telnet.share!;
      if (low <= 0.3 && 0.3 <= high) inside++;
    }
    expect(inside).toBeGreaterThanOrEqual(176);
    expect(inside).toBeLessThan(200);
  });

  test("two sides of the same kind: the change is 0 within the interval in nine of ten cases at least", () => {
    const random = createRandom(2018);
    let inside = 0;
    for (let i = 0; i < 100; i++) {
      const [low, high] = reportSignificance(wander(180, random), wander(120, random)).telnet.points!;
      if (low <= 0 && 0 <= high) inside++;
    }
    expect(inside).toBeGreaterThanOrEqual(90);
    expect(inside).toBeLessThan(100);
  });

  test("a side compared with itself: the change contains 0, and the sides are drawn apart", () => {
    const side = wander(60, createRandom(5));
    const { telnet } = reportSignificance(side, side);
    expect(telnet.points![0]).toBeLessThan(0);
    expect(telnet.points![1]).toBeGreaterThan(0);
    expect(telnet.share).not.toEqual(telnet.baselineShare);
  });

  test("the same days give the same intervals", () => {
    const side = wander(60, createRandom(6));
    const other = wander(90, createRandom(7));
    expect(reportSignificance(side, other)).toEqual(reportSignificance(side, other));
    expect(JSON.parse(JSON.stringify(reportSignificance(side, other)))).toEqual(reportSignificance(side, other));
  });

  test("gaps between the days do not matter", () => {
    const side = wander(60, createRandom(8));
    const gaps = { ...side, days: side.days.map((day, i) => day + i * 3) };
    expect(reportSignificance(gaps, null)).toEqual(reportSignificance(side, null));
  });
});

describe("too few days", () => {
  const none = { share: null, baselineShare: null, points: null };

  test.each([
    [13, 14, "An interval needs 14 days with data; the period has 13."],
    [14, 1, "An interval needs 14 days with data; the baseline has 1."],
    [0, 13, "An interval needs 14 days with data; the period has 0 and the baseline has 13."],
  ])("%i days and %i", (days, baselineDays, reason) => {
    const report = reportSignificance(constant(days, 1, 1, 4), constant(baselineDays, 1, 1, 4));
    expect(report.reason).toBe(reason);
    expect(report.iot).toEqual({
      ...none,
      share: days < 14 ? null : [0.5, 0.5],
      baselineShare: baselineDays < 14 ? null : [0.5, 0.5],
    });
  });

  test("one side alone has no change, and needs no reason for that", () => {
    const report = reportSignificance(constant(14, 1, 1, 4), null);
    expect(report).toMatchObject({ iot: { ...none, share: [0.5, 0.5] }, baselineUntimed: null, reason: null });
  });
});

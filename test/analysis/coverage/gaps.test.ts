import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findGaps } from "../../../src/analysis/coverage/gaps.ts";
import { createRandom, monday, patternNames, perDay, rates, simulateSlots } from "./traffic.ts";

/** Quarters in `[0, days)` that are kept. */
function slotsWhere(days: number, keeps: (quarter: number) => boolean): Int32Array {
  const quarters = Array.from({ length: days * perDay }, (_, quarter) => quarter).filter(keeps);
  return Int32Array.from(quarters, (quarter) => monday + quarter);
}

function outage(fromQuarter: number, quarters: number): (quarter: number) => boolean {
  return (quarter) => quarter < fromQuarter || quarter >= fromQuarter + quarters;
}

/** Gaps in quarters since the first. */
function gapsIn(slots: Int32Array): [number, number][] | null {
  return findGaps(slots).gaps?.map(({ fromSlot, toSlot }) => [fromSlot - monday, toSlot - monday]) ?? null;
}

describe("findGaps", () => {
  test("lines in every quarter: an hour is a gap, three quarters are none", () => {
    // No window has a silence, so the usual gap is 0 + 1 quarter: more than 3 quarters are a gap.
    expect(findGaps(slotsWhere(10, () => true))).toEqual({ usualSlots: 1, gaps: [], reason: null });
    expect(gapsIn(slotsWhere(10, outage(100, 4)))).toEqual([[100, 104]]);
    expect(gapsIn(slotsWhere(10, outage(100, 3)))).toEqual([]);
  });

  test("lines every second hour: seven silent quarters are usual, so more than 24 are a gap", () => {
    // One line in 8 quarters: silences of 7, usual gap 8 quarters. Without the lines at 800, 808 and 816 the silence
    // from 793 to 823 is 31 quarters; without 800 and 808 it is 23, no gap.
    const every = (quarter: number): boolean => quarter % 8 === 0;
    expect(findGaps(slotsWhere(20, every)).usualSlots).toBe(8);
    expect(gapsIn(slotsWhere(20, (quarter) => every(quarter) && outage(800, 17)(quarter)))).toEqual([[793, 824]]);
    expect(gapsIn(slotsWhere(20, (quarter) => every(quarter) && outage(800, 9)(quarter)))).toEqual([]);
  });

  test("a device that is off at weekends: from 8 weeks on that is usual, a week off is no gap, nine days are", () => {
    // From Saturday to Monday 2 · 96 = 192 quarters are silent in every week, so more than 3 · 193 = 579 are a gap. Off
    // from Monday of week 4 to Friday: 2 + 5 + 2 days = 864 quarters. Off from Monday to Tuesday: 2 + 2 days = 384.
    const works = (quarter: number): boolean => Math.floor(quarter / perDay) % 7 < 5;
    const weekFour = 4 * 7 * perDay;
    const without = (days: number): Int32Array =>
      slotsWhere(70, (quarter) => works(quarter) && outage(weekFour, days * perDay)(quarter));
    expect(gapsIn(without(0))).toEqual([]);
    expect(gapsIn(without(2))).toEqual([]);
    expect(gapsIn(without(5))).toEqual([[weekFour - 2 * perDay, weekFour + 7 * perDay]]);
  });

  test("outages in a quarter of the weeks are told, in more of them they are usual", () => {
    // 12 weeks: the 9th smallest longest silence is 0 while 3 weeks have an outage, 96 when 4 have one.
    const outages = (weeks: number): Int32Array =>
      slotsWhere(84, (quarter) => quarter % 672 < 300 || quarter % 672 >= 396 || quarter >= weeks * 672);
    expect(gapsIn(outages(3))).toHaveLength(3);
    expect(gapsIn(outages(4))).toHaveLength(0);
  });

  test("a span of 3 days is told", () => {
    // Every second quarter, the last one of 289 too: one silent quarter is usual, so more than 3 · 2 are a gap.
    const slots = slotsWhere(4, (quarter) => quarter % 2 === 0 && quarter <= 288);
    expect(findGaps(slots)).toEqual({ usualSlots: 2, gaps: [], reason: null });
  });

  test("an outage on a single day of a device that is never silent", () => {
    // 16 windows of 6 quarters; the silence of 20 from quarter 40 begins in one and covers three.
    expect(gapsIn(slotsWhere(1, outage(40, 20)))).toEqual([[40, 60]]);
  });

  test("in a short span, silences in three of 16 windows are usual, and only the one that is much longer is a gap", () => {
    // 16 days in windows of one day. Silences of 8 quarters on days 2, 5 and 9, of 28 on day 12: by rank 12 zeros, 8, 8, 8,
    // 28. The upper tenth is rank 15: 8 + 1 quarters are usual, more than 27 a gap. The upper quartile would be 0.
    const silences = [2, 5, 9].map((day) => outage(day * perDay + 30, 8));
    const keeps = (quarter: number): boolean => silences.every((keep) => keep(quarter));
    const slots = slotsWhere(16, (quarter) => keeps(quarter) && outage(12 * perDay, 28)(quarter));
    expect(findGaps(slots).usualSlots).toBe(9);
    expect(gapsIn(slots)).toEqual([[12 * perDay, 12 * perDay + 28]]);
    expect(gapsIn(slotsWhere(16, (quarter) => keeps(quarter) && outage(12 * perDay, 27)(quarter)))).toEqual([]);
  });

  test("windows that are silent throughout do not make silence usual", () => {
    // 16 days in windows of one day: one long outage of 9 days covers 8 windows; 8 are left, of which one has a silence.
    expect(gapsIn(slotsWhere(16, outage(300, 9 * perDay)))).toEqual([[300, 300 + 9 * perDay]]);
  });

  test.each([
    ["no line", slotsWhere(0, () => true), "few-lines"],
    ["a span under 3 days with silences", slotsWhere(3, (quarter) => quarter % 2 === 0), "short-span"],
    ["49 quarters with lines", slotsWhere(5, (quarter) => quarter < 48 || quarter === 479), "few-lines"],
    // 16 windows of 6 days, but 30 quarters at both ends: 14 windows are covered by the silence of the first.
    ["too few windows", slotsWhere(55, (quarter) => quarter < 30 || quarter >= 5250), "few-windows"],
  ])("%s: nothing is told", (_, slots, reason) => {
    expect(findGaps(slots)).toEqual({ usualSlots: null, gaps: null, reason });
  });
});

describe("simulated traffic", () => {
  test.each(patternNames)("%s: fewer than 1 in 20 years has a false gap", (pattern) => {
    const random = createRandom(11);
    let alarms = 0;
    const years = 10;
    for (const rate of rates) {
      for (let year = 0; year < years; year++) {
        if (findGaps(simulateSlots(pattern, rate, 365, random)).gaps!.length > 0) alarms++;
      }
    }
    expect(alarms).toBeLessThan((rates.length * years) / 20);
  });

  test.each([1, 2, 7, 14, 30])("over %i days fewer than 1 in 20, where weekends have as much as 0.3", (days) => {
    const random = createRandom(days);
    let alarms = 0;
    const perRate = 30;
    for (const pattern of patternNames.slice(0, 7)) {
      for (const rate of rates) {
        for (let i = 0; i < perRate; i++) {
          if ((findGaps(simulateSlots(pattern, rate, days, random)).gaps ?? []).length > 0) alarms++;
        }
      }
    }
    expect(alarms).toBeLessThan((7 * rates.length * perRate) / 20);
  });

  test("an outage of a day is found where 20 lines or more come an hour", () => {
    const cases = fc.record({
      pattern: fc.constantFrom(...patternNames.slice(0, 7).filter((name) => name !== "nights at a fiftieth")),
      rate: fc.constantFrom(20, 50, 200, 1000),
      days: fc.integer({ min: 5, max: 200 }),
      place: fc.double({ min: 0, max: 1, noNaN: true }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(cases, ({ pattern, rate, days, place, seed }) => {
        const slots = simulateSlots(pattern, rate, days, createRandom(seed));
        const from = monday + Math.round(perDay + place * (days - 3) * perDay);
        const cut = slots.filter((slot) => slot < from || slot >= from + perDay);
        const found = findGaps(cut).gaps!;
        expect(found.some(({ fromSlot, toSlot }) => fromSlot <= from && toSlot >= from + perDay)).toBe(true);
      }),
      { seed: 5, numRuns: 400 },
    );
  });
});

import { describe, expect, test } from "vitest";
import { findRateLimit } from "../../../src/analysis/coverage/rate-limit.ts";
import { createRandom, drawPoisson, monday, timelineOf } from "./traffic.ts";

function repeat(count: number, times: number): number[] {
  return Array.from({ length: times }, () => count);
}

describe("findRateLimit", () => {
  test("16 quarters of 45 lines are UFW's 3 a minute, 15 are none", () => {
    // 45 / 15 = 3.
    expect(findRateLimit(timelineOf([7, ...repeat(45, 16), 80]))).toEqual({
      perMinute: 3,
      quarters: 16,
      firstSlot: monday + 1,
      lastSlot: monday + 16,
      counted: "lines",
    });
    expect(findRateLimit(timelineOf([7, ...repeat(45, 15), 80]))).toBeNull();
  });

  test("counts may differ from the median by a quarter of its root, below 16 by one", () => {
    // ¼·√45 = 1.68: 44 and 46 are within, 43 and 47 are not. ¼·√400 = 5: 395 and 405 are within, 406 is not.
    const around = (level: number, off: number): number[] => [...repeat(level, 8), level + off, ...repeat(level, 7)];
    expect(findRateLimit(timelineOf(around(45, 1)))?.quarters).toBe(16);
    expect(findRateLimit(timelineOf(around(45, -1)))?.quarters).toBe(16);
    expect(findRateLimit(timelineOf(around(45, 2)))).toBeNull();
    expect(findRateLimit(timelineOf(around(400, -5)))?.perMinute).toBe(400 / 15);
    expect(findRateLimit(timelineOf(around(400, 6)))).toBeNull();
  });

  test("a median of 20 is enough, 19 is not", () => {
    expect(findRateLimit(timelineOf(repeat(20, 40)))?.perMinute).toBe(20 / 15);
    expect(findRateLimit(timelineOf(repeat(19, 40)))).toBeNull();
  });

  test("a silent quarter breaks a plateau", () => {
    expect(findRateLimit(timelineOf([...repeat(45, 15), 0, ...repeat(45, 15)]))).toBeNull();
    expect(findRateLimit(timelineOf([...repeat(45, 20), 0, ...repeat(45, 10)]))?.quarters).toBe(20);
  });

  test("plateaus at one level are added up, those at another are left out", () => {
    // 20 quarters at 45, 18 at 44 (within 1.68 of 45), 17 at 90: 38 quarters, their median 45 as 20 of 38 are 45.
    const counts = [...repeat(90, 17), 5, ...repeat(45, 20), 5, ...repeat(44, 18)];
    expect(findRateLimit(timelineOf(counts))).toEqual({
      perMinute: 3,
      quarters: 38,
      firstSlot: monday + 18,
      lastSlot: monday + 56,
      counted: "lines",
    });
  });

  test("denials at a limit beside allowed connections without one", () => {
    const denied = repeat(45, 20);
    const lines = denied.map((count, i) => count + (i % 2) * 30);
    expect(findRateLimit(timelineOf(lines, { denied }))).toMatchObject({ perMinute: 3, counted: "denials" });
  });
});

/** The chances of a Poisson number with this mean, from 0 until they vanish. */
function poissonChances(mean: number): Float64Array {
  const top = Math.ceil(mean + 12 * Math.sqrt(mean) + 12);
  const chances = new Float64Array(top + 1);
  const mode = Math.floor(mean);
  let logFactorial = 0;
  for (let k = 2; k <= mode; k++) logFactorial += Math.log(k);
  chances[mode] = Math.exp(mode * Math.log(mean) - mean - logFactorial);
  for (let k = mode + 1; k <= top; k++) chances[k] = (chances[k - 1]! * mean) / k;
  for (let k = mode - 1; k >= 0; k--) chances[k] = (chances[k + 1]! * (k + 1)) / mean;
  return chances;
}

/**
 * At most so many plateaus begin in a year of Poisson counts, on average. Counts within t of one median lie within 2t
 * of each other: with F the chance of a count, the least of 16 is x and none is above x + 2t with the chance
 * F(x … x + 2t)^16 − F(x + 1 … x + 2t)^16, and 35,040 quarters begin in a year. No median is above x + t.
 */
function boundAlarmsPerYear(mean: number): number {
  const chances = poissonChances(mean);
  const below = new Float64Array(chances.length + 1);
  chances.forEach((chance, k) => {
    below[k + 1] = below[k]! + chance;
  });
  let sum = 0;
  for (let least = 18; least < chances.length; least++) {
    let most = least + 2;
    while (most + 1 - least <= 2 * Math.max(1, 0.25 * Math.sqrt((least + most + 1) / 2 + 1))) most++;
    const end = Math.min(chances.length, most + 1);
    sum += (below[end]! - below[least]!) ** 16 - (below[end]! - below[least + 1]!) ** 16;
  }
  return 35_040 * sum;
}

describe("false alarms of Poisson traffic", () => {
  test("no rate from 5 to 10,000 a quarter gives more than 1 in 10,000 device-years", () => {
    for (let mean = 5; mean <= 10_000; mean = mean < 200 ? mean + 0.5 : mean * 1.02) {
      expect(boundAlarmsPerYear(mean)).toBeLessThan(1e-4);
    }
  });

  test.each([20, 36, 45, 64, 200])("none in simulated years of %i a quarter", (mean) => {
    const random = createRandom(mean);
    for (let year = 0; year < 2; year++) {
      const counts = Array.from({ length: 35_040 }, () => drawPoisson(mean, random));
      expect(findRateLimit(timelineOf(counts))).toBeNull();
    }
  });
});

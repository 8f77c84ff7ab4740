import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measureSpread, reportSpread } from "../../../src/analysis/change/spread.ts";
import { tally } from "../../../src/analysis/tally.ts";
import type { Tally } from "../../../src/analysis/tally.ts";
import { countsOf } from "../../support/counts.ts";
import { ICMP } from "../source.ts";

/** Ports 1, 2, 3 … with so many denials. */
function sideOf(...denials: number[]): Tally {
  return tally(countsOf(denials.map((count, i) => ({ port: i + 1, denials: count }))));
}

describe("measureSpread", () => {
  test("four ports with equal shares", () => {
    // H = ln 4, so 4 ports; HHI 4 · 1/16; two are 50 %, four are needed for 80 % as three are 75.
    expect(measureSpread(sideOf(5, 5, 5, 5))).toEqual({
      effectivePorts: expect.closeTo(4, 12),
      hhi: 0.25,
      top10Share: 1,
      portsFor50: 2,
      portsFor80: 4,
      portsFor90: 4,
    });
  });

  test("one busy port and a tail", () => {
    // 100 denials: 80, and 20 ports of 1. HHI 0.64 + 20 · 0.0001. The top ten are 89. H = −0.8 ln 0.8 − 0.2 ln 0.01
    // = 0.17851 + 0.92103 = 1.09955; e^H = 3.0028. Exactly 80 % takes one port, 90 % ten more.
    expect(measureSpread(sideOf(80, ...Array.from({ length: 20 }, () => 1)))).toEqual({
      effectivePorts: expect.closeTo(3.0028, 4),
      hhi: expect.closeTo(0.642, 12),
      top10Share: 0.89,
      portsFor50: 1,
      portsFor80: 1,
      portsFor90: 11,
    });
  });

  test("one port", () => {
    const one = { effectivePorts: 1, hhi: 1, top10Share: 1, portsFor50: 1, portsFor80: 1, portsFor90: 1 };
    expect(measureSpread(sideOf(7))).toEqual(one);
  });

  test("denials without a port are not in the denominator, and alone they have no spread", () => {
    const icmp = { protocol: ICMP, denials: 1000 };
    expect(measureSpread(tally(countsOf([{ port: 1, denials: 3 }, icmp])))).toEqual(measureSpread(sideOf(3)));
    expect(measureSpread(tally(countsOf([icmp])))).toBeNull();
    expect(measureSpread(tally(countsOf([])))).toBeNull();
  });

  test("as many ports as there are bound it, scaling does not change it, and half the denials take half the ports", () => {
    const counts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 1000 }), (denials, factor) => {
        const spread = measureSpread(sideOf(...denials))!;
        expect(spread.effectivePorts).toBeGreaterThan(1 - 1e-9);
        expect(spread.effectivePorts).toBeLessThan(denials.length + 1e-9);
        // The entropy of order 2 is at most that of order 1.
        expect(1 / spread.hhi).toBeLessThan(spread.effectivePorts + 1e-9);
        expect(spread.portsFor50).toBeLessThanOrEqual(Math.ceil(denials.length / 2));
        expect(spread.portsFor50 <= spread.portsFor80 && spread.portsFor80 <= spread.portsFor90).toBe(true);
        const scaled = measureSpread(sideOf(...denials.map((count) => count * factor)))!;
        expect(scaled.effectivePorts).toBeCloseTo(spread.effectivePorts, 9);
        expect([scaled.portsFor50, scaled.portsFor80, scaled.portsFor90]).toEqual([
          spread.portsFor50,
          spread.portsFor80,
          spread.portsFor90,
        ]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe("reportSpread", () => {
  test("both sides and what changed", () => {
    // From one port to four equal ones: HHI 1 → 0.25, ports for 90 % 1 → 4.
    const report = reportSpread(sideOf(5, 5, 5, 5), sideOf(9));
    expect(report?.baseline?.hhi).toBe(1);
    expect(report?.change).toEqual({
      effectivePorts: expect.closeTo(3, 12),
      hhi: -0.75,
      top10Share: 0,
      portsFor50: 1,
      portsFor80: 3,
      portsFor90: 3,
    });
  });

  test("null where nothing can be told", () => {
    expect(reportSpread(sideOf(1), null)).toMatchObject({ baseline: null, change: null });
    expect(reportSpread(sideOf(1), sideOf())).toMatchObject({ baseline: null, change: null });
    expect(reportSpread(sideOf(), sideOf(1))).toBeNull();
  });
});

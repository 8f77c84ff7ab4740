import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  directionOf,
  formatAmount,
  formatBytes,
  formatCount,
  formatDaily,
  formatDuration,
  formatPoints,
  formatRatio,
  formatShare,
  formatTenths,
  roundGroups,
  tenthsOf,
} from "../../src/report/numbers.ts";

const cases: [format: (value: number) => string, value: number, text: string][] = [
  [formatCount, 0, "0"],
  [formatCount, -0, "0"],
  [formatCount, 22_600, "22,600"],
  [formatCount, 2_260_000_000, "2,260,000,000"],
  [formatShare, 0, "0.0 %"],
  [formatShare, -0, "0.0 %"],
  [formatShare, 0.38, "38.0 %"],
  [formatShare, 0.4810177, "48.1 %"],
  [formatShare, 0.99951, "100.0 %"],
  [formatShare, 1, "100.0 %"],
  [formatPoints, -18.9018, "−18.9"],
  [formatPoints, 2, "+2.0"],
  [formatPoints, 0, "0.0"],
  [formatPoints, -0, "0.0"],
  [formatPoints, -0.04, "0.0"],
  [formatPoints, -0.05, "−0.1"],
  [formatPoints, 0.05, "+0.1"],
  [formatRatio, 1.106, "×1.11"],
  [formatRatio, 0.5, "×0.50"],
  [formatRatio, 0.004, "×<0.01"],
  [formatRatio, 0, "×0.00"],
  [formatRatio, 9.996, "×10.0"],
  [formatRatio, 25.31, "×25.3"],
  [formatRatio, 1_234.4, "×1,234"],
  [formatDaily, 68.49, "68.5"],
  [formatDaily, 99.96, "100"],
  [formatDaily, 6_849_315.1, "6,849,315"],
  [formatBytes, 0, "0 B"],
  [formatBytes, 1, "1 B"],
  [formatBytes, 999, "999 B"],
  [formatBytes, 1_000, "1.0 kB"],
  [formatBytes, 999_950, "1.0 MB"],
  [formatBytes, 12_400_000, "12.4 MB"],
  [formatBytes, 3.2e15, "3.2 PB"],
  [formatBytes, 3.2e19, "32000.0 PB"],
  [formatAmount, 950, "950"],
  [formatAmount, 999.6, "1.0 k"],
  [formatAmount, 12_345, "12.3 k"],
  [formatAmount, 6_140_000, "6.1 M"],
  [formatDuration, 0, "0.0 s"],
  [formatDuration, 420, "0.4 s"],
  [formatDuration, 949, "0.9 s"],
  [formatDuration, 960, "1 s"],
  [formatDuration, 14_200, "14 s"],
  [formatDuration, 59_600, "1 min 00 s"],
  [formatDuration, 125_000, "2 min 05 s"],
  [formatDuration, 3_599_600, "1 h 00 min"],
  [formatDuration, 3_725_000, "1 h 02 min"],
];

test.each(cases.map(([format, value, text]) => ({ name: format.name, format, value, text })))(
  "$name($value) is $text",
  ({ format, value, text }) => {
    expect(format(value)).toBe(text);
  },
);

test("points say the direction, and nothing is ever -0.0", () => {
  fc.assert(
    fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (points) => {
      const sign = { rising: /^\+(?!0\.0$)/, falling: /^−(?!0\.0$)/, same: /^0\.0$/ }[directionOf(points)];
      expect(formatPoints(points)).toMatch(sign);
    }),
  );
});

type Three = [number, number, number];

function sharesOf([telnet, iotOther, other]: Three): Three {
  const total = telnet + iotOther + other;
  return [telnet / total, iotOther / total, other / total];
}

describe("the shares of the three groups", () => {
  const counts = fc.tuple(fc.nat(100_000), fc.nat(100_000), fc.nat(100_000)).filter((all) => all.some((n) => n > 0));

  test("are shown as 100.0 % together", () => {
    fc.assert(
      fc.property(counts, (all) => {
        const { telnet, iotOther, other } = roundGroups(...sharesOf(all));
        expect(telnet + iotOther + other).toBe(1000);
        expect(Math.min(telnet, iotOther, other)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test("stay as rounded alone where that adds up; telnet always does", () => {
    fc.assert(
      fc.property(counts, (all) => {
        const shares = sharesOf(all);
        const [telnet, iotOther, other] = shares.map(tenthsOf) as Three;
        const addsUp = telnet + iotOther + other === 1000;
        expect(roundGroups(...shares)).toMatchObject(addsUp ? { telnet, iotOther, other } : { telnet });
      }),
      { numRuns: 2_000 },
    );
  });

  test("where they do not add up, telnet and the rest of IoT add up to IoT as the headline has it", () => {
    const rounded = roundGroups(0.2924, 0.0884, 0.6192);
    expect(rounded).toEqual({ telnet: 292, iotOther: 89, other: 619 });
    expect(formatShare(0.2924 + 0.0884)).toBe(`${formatTenths(rounded.telnet + rounded.iotOther)} %`);
  });

  test("are never further than a tenth of a point from the exact share", () => {
    fc.assert(
      fc.property(counts, (all) => {
        const shares = sharesOf(all);
        const { telnet, iotOther, other } = roundGroups(...shares);
        [telnet, iotOther, other].forEach((tenths, at) => {
          expect(Math.abs(tenths - (shares[at] ?? 0) * 1000)).toBeLessThanOrEqual(1.000001);
        });
      }),
    );
  });

  test("are all 0 where there is nothing to share", () => {
    expect(roundGroups(0, 0, 0)).toEqual({ telnet: 0, iotOther: 0, other: 0 });
  });
});

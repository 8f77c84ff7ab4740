import * as fc from "fast-check";
import { expect, test } from "vitest";
import { wilsonInterval } from "../../../src/analysis/certainty/wilson.ts";

// Newcombe (1998), table I, method 3, gives the intervals of 81 of 263, 15 of 148, 0 of 20 and 1 of 29.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("%i of %i", (count, total, low, high) => {
  const interval = wilsonInterval(count, total);
  expect(interval?.[0]).toBeCloseTo(low, 4);
  expect(interval?.[1]).toBeCloseTo(high, 4);
});

test("of nothing there is none", () => {
  expect(wilsonInterval(0, 0)).toBeNull();
});

test("it holds the rate, stays between 0 and 1, and mirrors", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (total, part) => {
      const count = Math.round(part * total);
      const [low, high] = wilsonInterval(count, total)!;
      const [mirrorLow, mirrorHigh] = wilsonInterval(total - count, total)!;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(count / total + 1e-12);
      expect(high).toBeGreaterThanOrEqual(count / total - 1e-12);
      expect(mirrorLow).toBeCloseTo(1 - high, 10);
      expect(mirrorHigh).toBeCloseTo(1 - low, 10);
    }),
  );
});

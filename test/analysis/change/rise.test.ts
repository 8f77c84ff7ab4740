import { expect, test } from "vitest";
import { isRise } from "../../../src/analysis/change/rise.ts";

// Against 0 the deviance is 2 n ln((a + b) / a), for equal a and b 2 n ln 2 = 1.386 n: 25 takes 18.03, 16 takes 11.5,
// 4 takes 2.9. Against 5: n = 35 gives 2 (35 ln 1.75 + 5 ln 0.25) = 25.31, n = 34 gives 24.27.
test.each([
  [19, 0, 5, true],
  [18, 0, 5, false],
  [12, 0, 4, true],
  [11, 0, 4, false],
  [3, 0, 2, true],
  [2, 0, 2, false],
  [35, 5, 5, true],
  [34, 5, 5, false],
  [0, 19, 5, false],
  [0, 0, 5, false],
])("%i against %i, by %i deviations: %s", (more, less, deviations, expected) => {
  expect(isRise({ count: more, per: 30 }, { count: less, per: 30 }, deviations)).toBe(expected);
});

test("what each is measured by counts", () => {
  // 300 in 30 days against 100 in 10: the same pace. 300 against 100 in 30 days: 2 (300 ln 1.5 + 100 ln 0.5) = 104.6.
  expect(isRise({ count: 300, per: 30 }, { count: 100, per: 10 }, 1)).toBe(false);
  expect(isRise({ count: 300, per: 30 }, { count: 100, per: 30 }, 10)).toBe(true);
  expect(isRise({ count: 1, per: 0 }, { count: 1, per: 0 }, 1)).toBe(false);
});

import { expect, test } from "vitest";
import { studentBound } from "../../../src/analysis/certainty/student.ts";

// From the printed tables of Student's t; with 1 degree it is tan(0.475 π).
test.each([
  [1, 12.706],
  [2, 4.3027],
  [3, 3.1824],
  [10, 2.2281],
  [30, 2.0423],
  [120, 1.9799],
  [1000, 1.9623],
])("%i degrees of freedom: %f", (degrees, bound) => {
  expect(studentBound(degrees)).toBeCloseTo(bound, degrees === 1 ? 3 : 4);
});

test("between two whole numbers of degrees it lies between their bounds", () => {
  expect(studentBound(1.5)).toBeLessThan(studentBound(1));
  expect(studentBound(1.5)).toBeGreaterThan(studentBound(2));
});

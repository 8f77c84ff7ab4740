import { expect, test } from "vitest";
import { sumWeekHours } from "../../../src/analysis/coverage/week-hours.ts";
import type { Activity } from "../../../src/rollup/counts.ts";

// 2018-03-01 is a Thursday; 16:45 UTC is quarter 67 of the day.
const slot = Date.UTC(2018, 2, 1) / 1000 / 900 + 67;
const activity: Activity = {
  each(visit) {
    visit(0, slot, 9, 4);
    visit(1, slot, 1, 1);
    visit(0, slot + 1, 3, 2);
  },
};

test("in UTC, Thursday at 16 and 17", () => {
  const rows = sumWeekHours(activity, () => 0);
  expect(rows).toHaveLength(7);
  expect(rows.every((row) => row.length === 24)).toBe(true);
  expect([rows[3]?.[16], rows[3]?.[17]]).toEqual([5, 2]);
  expect(rows.flat().reduce((sum, count) => sum + count, 0)).toBe(7);
});

test("nine hours ahead, Friday at 1 and 2; half an hour more, both at 2", () => {
  const tokyo = sumWeekHours(activity, () => 9 * 3600);
  expect([tokyo[4]?.[1], tokyo[4]?.[2]]).toEqual([5, 2]);
  const adelaide = sumWeekHours(activity, () => 9.5 * 3600);
  expect(adelaide[4]?.[2]).toBe(7);
});

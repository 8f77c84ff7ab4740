import { expect, test } from "vitest";
import { sumWeekHours } from "../../../src/analysis/coverage/week-hours.ts";
import type { Timeline } from "../../../src/analysis/coverage/timeline.ts";

// 2018-03-01 is a Thursday; 16:45 UTC is quarter 67 of the day.
const slot = Date.UTC(2018, 2, 1) / 1000 / 900 + 67;
const timelines = new Map<string, Timeline>([
  ["a", { slots: Int32Array.of(slot, slot + 1), lines: Float64Array.of(9, 3), denied: Float64Array.of(4, 2) }],
  ["b", { slots: Int32Array.of(slot), lines: Float64Array.of(1), denied: Float64Array.of(1) }],
]);

test("in UTC, Thursday at 16 and 17", () => {
  const rows = sumWeekHours(timelines, () => 0);
  expect(rows).toHaveLength(7);
  expect(rows.every((row) => row.length === 24)).toBe(true);
  expect([rows[3]?.[16], rows[3]?.[17]]).toEqual([5, 2]);
  expect(rows.flat().reduce((sum, count) => sum + count, 0)).toBe(7);
});

test("nine hours ahead, Friday at 1 and 2; half an hour more, both at 2", () => {
  const tokyo = sumWeekHours(timelines, () => 9 * 3600);
  expect([tokyo[4]?.[1], tokyo[4]?.[2]]).toEqual([5, 2]);
  const adelaide = sumWeekHours(timelines, () => 9.5 * 3600);
  expect(adelaide[4]?.[2]).toBe(7);
});

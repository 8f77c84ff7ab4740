import { describe, expect, test } from "vitest";
import { partClockResets } from "../../../src/analysis/coverage/clock-reset.ts";
import type { Timeline } from "../../../src/analysis/coverage/timeline.ts";
import { perDay } from "./traffic.ts";

function timelineOf(rows: readonly (readonly [slot: number, lines: number])[]): Timeline {
  return {
    slots: Int32Array.from(rows, ([slot]) => slot),
    lines: Float64Array.from(rows, ([, lines]) => lines),
    denied: Float64Array.from(rows, ([, lines]) => lines),
  };
}

/** Days from 1970 to 2000-01-01 and to 2017-01-01: 6,210 days lie between. */
const [y2000, y2017] = [10_957, 17_167];

describe("partClockResets", () => {
  test("lines of 2000 before those of 2017", () => {
    const rows = [
      [y2000 * perDay + 3, 100],
      [y2000 * perDay + 4, 20],
      [y2017 * perDay, 20_000],
    ] as const;
    const { resets, rest } = partClockResets(timelineOf(rows));
    expect(resets).toEqual([{ lines: 120, firstDay: y2000, lastDay: y2000, daysBefore: 6210 }]);
    expect([...rest.slots]).toEqual([y2017 * perDay]);
    expect([...rest.lines]).toEqual([20_000]);
  });

  test("two wrong dates", () => {
    const rows = [
      [5, 10],
      [y2000 * perDay, 20],
      [y2000 * perDay + perDay, 1],
      [y2017 * perDay, 9000],
    ] as const;
    const { resets, rest } = partClockResets(timelineOf(rows));
    expect(resets).toEqual([
      { lines: 10, firstDay: 0, lastDay: 0, daysBefore: y2017 },
      { lines: 21, firstDay: y2000, lastDay: y2000 + 1, daysBefore: 6209 },
    ]);
    expect(rest.slots).toHaveLength(1);
  });

  test.each([
    // 99 of 10,000 lines are under 1 %, 100 are not; 90 silent days are no more than 90, a quarter more is.
    ["under 1 %", 99, 90 * perDay + 1, 1],
    ["1 %", 100, 90 * perDay + 1, 0],
    ["90 silent days", 99, 90 * perDay, 0],
  ])("%s before a silence", (_, lines, silentSlots, resets) => {
    const rows = [
      [1000, lines],
      [1000 + silentSlots + 1, 10_000 - lines],
    ] as const;
    const parted = partClockResets(timelineOf(rows));
    expect(parted.resets).toHaveLength(resets);
    expect(parted.rest.slots).toHaveLength(2 - resets);
  });

  test("lines far behind the others stay", () => {
    const rows = [
      [1000, 10_000],
      [100_000, 1],
    ] as const;
    expect(partClockResets(timelineOf(rows)).resets).toEqual([]);
  });

  test("no line", () => {
    expect(partClockResets(timelineOf([])).resets).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { compareDevices } from "../../../src/analysis/coverage/like-for-like.ts";
import type { LikeSide } from "../../../src/analysis/coverage/like-for-like.ts";

function sideOf(devices: readonly string[], days: number | null = 365, daysWithData = days ?? 0): LikeSide {
  return { devices: new Set(devices), days, daysWithData };
}

describe("compareDevices", () => {
  test("devices of both sides and of one", () => {
    expect(compareDevices(sideOf(["fw3", "fw1", ""]), sideOf(["fw2", "fw1", "fw0", ""]))).toEqual({
      inBoth: ["", "fw1"],
      onlyPeriod: ["fw3"],
      onlyBaseline: ["fw0", "fw2"],
      devicesDiffer: true,
      daysDiffer: false,
      differs: true,
      canRestrict: true,
    });
  });

  test("the same devices: nothing to leave out", () => {
    expect(compareDevices(sideOf(["a", "b"]), sideOf(["b", "a"]))).toMatchObject({
      devicesDiffer: false,
      differs: false,
      canRestrict: false,
    });
  });

  test("no device in common: nothing to keep", () => {
    expect(compareDevices(sideOf(["a"]), sideOf(["b"]))).toMatchObject({ devicesDiffer: true, canRestrict: false });
  });

  test.each([
    // 9 of 10 is a tenth of the longer side, no more; 8 of 9 is more.
    [10, 10, 9, 9, false],
    [9, 9, 8, 8, true],
    [366, 366, 365, 365, false],
    [365, 365, 365, 300, true],
    [365, 300, 365, 300, false],
    [null, 3, 365, 365, null],
  ])("days %o with data %o beside %o with data %o: %o", (days, withData, before, withDataBefore, differ) => {
    const like = compareDevices(sideOf(["a"], days, withData), sideOf(["a"], before, withDataBefore));
    expect([like.daysDiffer, like.differs]).toEqual([differ, differ === true]);
  });
});

import { describe, expect, test } from "vitest";
import { readDevice } from "../../../src/analysis/coverage/device-coverage.ts";
import { monday, perDay, timelineOf } from "./traffic.ts";

function busyDays(days: number): number[] {
  // 30 and 60 lines in turn: nothing that stands still.
  return Array.from({ length: days * perDay }, (_, quarter) => 30 + (quarter % 2) * 30);
}

describe("readDevice", () => {
  test("ten days with a gap of six hours and a quarter", () => {
    const lines = busyDays(10);
    lines.fill(0, 102, 127);
    // Gap: quarters 102–126, from 25:30 after Monday 0:00 to 31:45, 25 quarters = 6.25 h. Span 960 quarters:
    // coverage 1 − 25/960. Hours: 240, of which 26–30 are silent; 25 and 31 are so in part.
    expect(readDevice("fw01", timelineOf(lines), []).report).toEqual({
      device: "fw01",
      first: "2024-01-01T00:00:00Z",
      last: "2024-01-10T23:45:00Z",
      hours: 240,
      hoursWithLines: 235,
      coverage: 1 - 25 / 960,
      gaps: [{ from: "2024-01-02T01:30:00Z", to: "2024-01-02T07:45:00Z" }],
      gapCount: 1,
      gapHours: 6.25,
      usualGapHours: 0.25,
      gapsReason: null,
      notes: [],
      findings: [],
    });
  });

  test("hours are those of the clock", () => {
    // From 0:45 to 1:00: two quarters, in two hours.
    const { report } = readDevice("fw01", timelineOf([1, 1], { from: monday + 3 }), []);
    expect([report.hours, report.hoursWithLines]).toEqual([2, 2]);
    expect([report.first, report.last]).toEqual(["2024-01-01T00:45:00Z", "2024-01-01T01:00:00Z"]);
  });

  test("the longest 20 of 22 gaps, the longest first, then the earliest; all count", () => {
    // 92 weeks, 22 of them with a gap: 20 of 5 quarters, one of 4 and one of 6, together 110 quarters = 27.5 h. The 6
    // comes first, then 19 of the 5.
    const lines = busyDays(7 * 92);
    const lengths = [5, 4, 6, ...Array.from({ length: 19 }, () => 5)];
    lengths.forEach((length, week) => lines.fill(0, week * 672 + 10, week * 672 + 10 + length));
    const { report } = readDevice("fw01", timelineOf(lines), []);
    expect([report.gapCount, report.gapHours]).toEqual([22, 27.5]);
    expect(report.gaps).toHaveLength(20);
    expect(report.gaps!.slice(0, 3)).toEqual([
      { from: "2024-01-15T02:30:00Z", to: "2024-01-15T04:00:00Z" },
      { from: "2024-01-01T02:30:00Z", to: "2024-01-01T03:45:00Z" },
      { from: "2024-01-22T02:30:00Z", to: "2024-01-22T03:45:00Z" },
    ]);
  });

  test("too short a span has no coverage", () => {
    // Every second quarter has lines.
    const lines = busyDays(2).map((count, quarter) => (quarter % 2 === 0 ? count + quarter : 0));
    expect(readDevice("fw01", timelineOf(lines), []).report).toMatchObject({
      hours: 48,
      hoursWithLines: 48,
      coverage: null,
      gaps: null,
      gapCount: null,
      gapHours: null,
      usualGapHours: null,
      gapsReason: "short-span",
    });
  });

  test("no line with a time: nothing but its notes", () => {
    const { report, time } = readDevice("fw01", null, [{ kind: "clock-set-back", times: 2 }]);
    expect(time).toBeNull();
    expect(report).toMatchObject({ first: null, last: null, hours: null, coverage: null, gapsReason: "no-times" });
    expect(report.notes).toEqual(["clock set back 2 times by more than an hour"]);
  });

  test("lines dated while the clock stood wrong are in the notes alone", () => {
    const right = timelineOf(busyDays(10));
    const slots = Int32Array.from([10_957 * perDay, ...right.slots]);
    const lines = Float64Array.from([120, ...right.lines]);
    const { report } = readDevice("fw01", { slots, lines, denied: lines }, []);
    // From 2000-01-01 to 2024-01-01 are 8,766 days.
    expect(report).toMatchObject({
      first: "2024-01-01T00:00:00Z",
      hours: 240,
      coverage: 1,
      notes: ["120 lines dated 2000-01-01, 8,766 days before the others"],
      findings: [{ kind: "clock-reset", lines: 120, from: "2000-01-01", to: "2000-01-01", daysBefore: 8766 }],
    });
  });

  test("what was found comes before or after what the device says, by kind", () => {
    const lines = [...busyDays(5), ...Array.from({ length: 20 }, () => 45)];
    const { report } = readDevice("fw01", timelineOf(lines), [
      { kind: "skipped", lines: 1, messages: null },
      { kind: "clock-set-back", times: 1 },
    ]);
    expect(report.notes).toEqual([
      "rate limit about 3/min",
      "clock set back once by more than an hour",
      "messages skipped, not told how many, in 1 line",
    ]);
    expect(report.findings.map(({ kind }) => kind)).toEqual(["rate-limit", "clock-set-back", "skipped"]);
  });
});

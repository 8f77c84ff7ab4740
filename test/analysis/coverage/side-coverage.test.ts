import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reportCoverage } from "../../../src/analysis/coverage/side-coverage.ts";
import type { ReportCoverage } from "../../../src/analysis/coverage/side-coverage.ts";
import { readTimelines } from "../../../src/analysis/coverage/timeline.ts";
import { type Counts, omissionKinds } from "../../../src/rollup/counts.ts";
import { countsOf } from "../../support/counts.ts";
import { monday, perDay } from "./traffic.ts";

type Busy = { device: string; slot: number; lines: number };

/** Lines in every quarter of some days, 30 and 60 in turn, save those from `silentFrom` on. */
function busy(device: string, days: number, silentFrom = 0, silent = 0): Busy[] {
  const quarters = Array.from({ length: days * perDay }, (_, quarter) => quarter);
  return quarters
    .filter((quarter) => quarter < silentFrom || quarter >= silentFrom + silent)
    .map((quarter) => ({ device, slot: monday + quarter, lines: 30 + (quarter % 2) * 30 }));
}

function coverageOf(counts: Counts): ReportCoverage {
  return reportCoverage(counts, readTimelines(counts));
}

function namesIn(coverage: ReportCoverage): string[] {
  return coverage.devices.map(({ device }) => device);
}

describe("reportCoverage", () => {
  test("coverage is weighted by the devices' spans", () => {
    const short = busy("short", 1).filter(({ slot }) => slot % 3 > 0);
    const activity = [...busy("b", 10, 100, 96), ...busy("a", 30), ...short];
    const { total, devices, moreDevices } = coverageOf(countsOf([], { activity }));
    // a: 2,880 quarters without a gap; b: 960, of which 96 in a gap; short cannot be told. 1 − 96/3,840 = 0.975.
    expect(total).toEqual({
      coverage: 0.975,
      devices: 3,
      devicesTold: 2,
      devicesWithGaps: 1,
      floor: [{ kind: "gaps", devices: 1, hours: 24 }],
    });
    expect(devices.map(({ device, coverage }) => [device, coverage])).toEqual([
      ["a", 1],
      ["b", 0.9],
      ["short", null],
    ]);
    expect(moreDevices).toBe(0);
  });

  test("reasons why totals are a floor", () => {
    const still = (device: string, quarters: number): Busy[] =>
      Array.from({ length: quarters }, (_, quarter) => ({ device, slot: monday + quarter, lines: 45 }));
    const counts = countsOf([{ device: "undated", port: 23, denials: 1 }], {
      activity: [...still("a", 20), ...still("b", 24)],
      clockJumps: new Map([[0, 3]]),
      omissions: [
        { device: 1, kind: "suppressed", lines: 1, messages: 40 },
        { device: 2, kind: "suppressed", lines: 1, messages: 2 },
        { device: 2, kind: "skipped", lines: 1, messages: 0 },
      ],
    });
    // 20 + 24 quarters at the limit are 11 h; 40 + 2 messages; a clock that was set back loses no line.
    expect(coverageOf(counts).total).toEqual({
      coverage: null,
      devices: 3,
      devicesTold: 0,
      devicesWithGaps: 0,
      floor: [
        { kind: "rate-limit", devices: 2, hours: 11 },
        { kind: "suppressed", devices: 2, messages: 42 },
        { kind: "skipped", devices: 1, messages: null },
      ],
    });
    expect(namesIn(coverageOf(counts))).toEqual(["a", "b", "undated"]);
  });

  test("of 202 devices, one without a gap and one that cannot be told are left out", () => {
    const names = Array.from({ length: 200 }, (_, i) => `fw${i}`);
    const short = busy("b", 1).filter(({ slot }) => slot % 3 > 0);
    const activity = [...names.flatMap((name) => busy(name, 3, 100, 8)), ...busy("a", 3), ...short];
    const coverage = coverageOf(countsOf([], { activity }));
    expect(namesIn(coverage)).toEqual([...names].sort());
    expect([coverage.total.devices, coverage.moreDevices]).toEqual([202, 2]);
  });

  test("no device", () => {
    const total = { coverage: null, devices: 0, devicesTold: 0, devicesWithGaps: 0, floor: [] };
    expect(coverageOf(countsOf([]))).toEqual({ total, devices: [], moreDevices: 0 });
  });

  test("plain JSON, whatever the order of devices, quarters and parts; coverage is a fraction", () => {
    const device = fc.constantFrom("", "a", "b", "c");
    const span = fc.tuple(device, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 300 }), fc.nat(60));
    const omission = fc.record({
      device: fc.integer({ min: 0, max: 1 }),
      kind: fc.constantFrom(...omissionKinds),
      lines: fc.nat(9),
      messages: fc.nat(9),
    });
    const cases = fc.array(span, { minLength: 2, maxLength: 8 }).chain((spans) => {
      const rows = spans.flatMap(([name, from, length, lines]) =>
        Array.from({ length }, (_, i) => ({ device: name, slot: monday + from + i, lines: lines + 1 })),
      );
      return fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }));
    });
    fc.assert(
      fc.property(cases, fc.array(omission, { maxLength: 6 }), ([activity, shuffled], omissions) => {
        // One row for each device comes first, so that their numbers are the same.
        const names = ["", "a", "b", "c"].map((name) => ({ device: name, slot: 0, lines: 0 }));
        const coverage = coverageOf(countsOf([], { activity: [...names, ...activity], omissions }));
        const reversed = [...omissions].reverse();
        const again = countsOf([], { activity: [...names, ...shuffled], omissions: reversed });
        expect(coverageOf(again)).toEqual(coverage);
        expect(JSON.parse(JSON.stringify(coverage))).toEqual(coverage);
        for (const report of [coverage.total, ...coverage.devices]) {
          if (report.coverage !== null) expect(report.coverage > 0 && report.coverage <= 1).toBe(true);
        }
        for (const { hours, hoursWithLines } of coverage.devices) {
          expect((hoursWithLines ?? 0) <= (hours ?? 0)).toBe(true);
        }
      }),
      { seed: 2, numRuns: 100 },
    );
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitMapping } from "../../../src/analysis/change/mapping-split.ts";
import type { MappedShares, ReportMapping } from "../../../src/analysis/change/mapping-split.ts";
import { countGroups } from "../../../src/analysis/groups.ts";
import type { Method } from "../../../src/analysis/report.ts";
import { shareOf } from "../../../src/analysis/share.ts";
import { tally } from "../../../src/analysis/tally.ts";
import type { TargetTable } from "../../../src/targets/target-table.ts";
import { countsOf } from "../../support/counts.ts";
import { TCP, targetsOf } from "../source.ts";

type Denials = Readonly<Record<number, number>>;

function split(
  sides: Record<"period" | "baseline", Denials>,
  tables: Record<"period" | "baseline", TargetTable>,
  method: Method = "all-ports",
  top = 100,
): ReportMapping {
  return splitMapping(tables.period, tables.baseline, (name, table): MappedShares => {
    const side = tally(
      countsOf(Object.entries(sides[name]).map(([port, denials]) => ({ port: Number(port), denials }))),
    );
    const { iot, telnet } = countGroups(side, table, { method, top }, "default");
    return {
      iot: shareOf({ denials: iot, total: side.denials }),
      telnet: shareOf({ denials: telnet, total: side.denials }),
    };
  });
}

// Telnet is in both; 5358 only in the baseline's table, 8291 and 52869 only in the period's.
const baselineTable = targetsOf([
  [TCP, 23, "telnet", "high"],
  [TCP, 5358, "telnet", "high"],
]);
const periodTable = targetsOf([
  [TCP, 23, "telnet", "high"],
  [TCP, 8291, "iot-router", "high"],
  [TCP, 52_869, "iot-router", "high"],
]);
const tables = { period: periodTable, baseline: baselineTable };

describe("splitMapping", () => {
  test("constant set, added rows and removed rows, worked by hand", () => {
    // Baseline of 100: 23 is 50 %, 5358 10 %. Period of 200: 23 is 40 %, 8291 5 %, 52869 10 %, 5358 1 %.
    // Constant: 40 − 50. Added: 5 + 10. Removed: −10. Sum: 55 − 60 = −5.
    const sides = {
      period: { 23: 80, 8291: 10, 52_869: 20, 5358: 2, 80: 88 },
      baseline: { 23: 50, 5358: 10, 8291: 15, 80: 25 },
    };
    const report = split(sides, tables);
    expect(report.iot).toEqual({
      constant: expect.closeTo(-10, 10),
      added: expect.closeTo(15, 10),
      removed: expect.closeTo(-10, 10),
      points: expect.closeTo(-5, 10),
    });
    // Telnet: 40 − 50, nothing added, 5358 removed.
    expect(report.telnet).toEqual({
      constant: expect.closeTo(-10, 10),
      added: 0,
      removed: expect.closeTo(-10, 10),
      points: expect.closeTo(-20, 10),
    });
    expect([report.constantRows, report.addedRows, report.removedRows]).toEqual([1, 2, 1]);
  });

  test("a row of another class is removed and added", () => {
    const report = split(
      { period: { 23: 1, 80: 1 }, baseline: { 23: 1, 80: 3 } },
      { period: targetsOf([[TCP, 23, "iot-router", "high"]]), baseline: targetsOf([[TCP, 23, "telnet", "high"]]) },
    );
    // Nothing is constant; IoT: +50 − 25; telnet: −25 alone.
    expect(report.iot).toEqual({ constant: 0, added: 50, removed: -25, points: 25 });
    expect(report.telnet).toEqual({ constant: 0, added: 0, removed: -25, points: -25 });
    expect([report.constantRows, report.addedRows, report.removedRows]).toEqual([0, 1, 1]);
  });

  test("with one table for both sides all of the change is of the constant set", () => {
    const one = { period: periodTable, baseline: periodTable };
    const report = split({ period: { 23: 1, 80: 1 }, baseline: { 23: 1, 80: 3 } }, one);
    expect(report.iot).toEqual({ constant: 25, added: 0, removed: 0, points: 25 });
    expect([report.addedRows, report.removedRows]).toEqual([0, 0]);
  });

  test("the three sum to the points, whatever the method and the top", () => {
    const ports = [22, 23, 80, 5358, 8291, 52_869];
    const side = fc.dictionary(fc.constantFrom(...ports.map(String)), fc.integer({ min: 0, max: 1_000_000 }));
    fc.assert(
      fc.property(
        side,
        side,
        fc.constantFrom<Method>("top100", "all-ports"),
        fc.nat(5),
        (period, baseline, method, n) => {
          const report = split({ period, baseline }, tables, method, n + 1);
          for (const { constant, added, removed, points } of [report.iot, report.telnet]) {
            expect(Math.abs(constant + added + removed - points)).toBeLessThan(1e-9);
            expect(added).toBeGreaterThanOrEqual(0);
            expect(removed).toBeLessThanOrEqual(0);
          }
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});

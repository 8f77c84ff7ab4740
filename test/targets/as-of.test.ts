import { describe, expect, test } from "vitest";
import { targetsAsOf } from "../../src/targets/as-of.ts";
import { builtinTargets, createTargetTable, isIot } from "../../src/targets/target-table.ts";
import type { TargetTable } from "../../src/targets/target-table.ts";
import type { Target } from "../../src/targets/target.ts";

function row(protocol: number, port: number, validFrom: number | null, validTo: number | null): Target {
  const texts = { service: "", devices: "", campaigns: "", evidence: [] };
  return { protocol, port, class: "iot-router", confidence: "high", validFrom, validTo, ...texts };
}

function tableOf(...rows: Target[]): TargetTable {
  return createTargetTable({ version: "test", sha256: "00", rows, dualUse: [80] });
}

describe("targetsAsOf", () => {
  test.each([
    // A span of 2017 to 2018, as a fiscal year has.
    ["undated", null, null, true],
    ["since before", 2011, null, true],
    ["since the last year", 2018, null, true],
    ["since the year after", 2019, null, false],
    ["until the first year", null, 2017, true],
    ["until the year before", null, 2016, false],
    ["within", 2017, 2017, true],
    ["around", 2010, 2030, true],
    ["over before", 2010, 2016, false],
  ])("a row %s", (_, validFrom, validTo, expected) => {
    const table = targetsAsOf(tableOf(row(6, 7547, validFrom, validTo)), 2017, 2018);
    expect(table.rows).toHaveLength(expected ? 1 : 0);
    expect(isIot(table, 6, 7547, "default")).toBe(expected);
  });

  test("a port of unknown protocol is looked up among the rows that hold", () => {
    const table = tableOf(row(6, 5060, 2020, null), row(17, 5060, null, null));
    expect(table.find(-1, 5060)?.protocol).toBe(6);
    expect(targetsAsOf(table, 2017, 2017).find(-1, 5060)?.protocol).toBe(17);
  });

  test("version, hash and dual-use ports stay", () => {
    const table = targetsAsOf(tableOf(row(6, 80, 2020, null)), 2017, 2017);
    expect([table.version, table.sha256, table.rows.length]).toEqual(["test", "00", 0]);
    expect(isIot(table, 6, 80, "wide")).toBe(true);
    expect(table.isDualUse(6, 81)).toBe(false);
  });

  test("the bundled table: Winbox is no target before 2018, telnet always since 2011", () => {
    const table = builtinTargets();
    expect(targetsAsOf(table, 2016, 2017).find(6, 8291)).toBeNull();
    expect(targetsAsOf(table, 2017, 2018).find(6, 8291)).toBe(table.find(6, 8291));
    expect(targetsAsOf(table, 2010, 2010).find(6, 23)).toBeNull();
    expect(targetsAsOf(table, 2011, 2011).find(6, 23)).toBe(table.find(6, 23));
  });
});

import { describe, expect, test } from "vitest";
import type { Side } from "../../src/analysis/build-report.ts";
import { parsePeriod } from "../../src/analysis/period.ts";
import { countsOf } from "../support/counts.ts";
import type { CountRow } from "../support/counts.ts";
import { reportOn } from "./source.ts";

function onDays(count: number, device = "fw01"): CountRow[] {
  return Array.from({ length: count }, (_, day) => ({ day, device, port: 23, denials: 1 }));
}

function warningsOf(rows: readonly CountRow[], baseline: readonly CountRow[] | null = null): string[] {
  return reportOn(rows, baseline).warnings;
}

function noTimes(name: string): string {
  return `No denial of the ${name} carries a time, so the lengths of the two sides cannot be compared.`;
}

function cut(rows: readonly CountRow[], text: string): Side {
  return { counts: countsOf(rows), period: parsePeriod(text) };
}

describe("length", () => {
  test.each([
    // 9 of 10 days is a difference of exactly a tenth of the longer side; 8 of 9 is more.
    [10, 10, false],
    [9, 10, false],
    [10, 9, false],
    [8, 9, true],
    [9, 8, true],
    [366, 365, false],
  ])("%i and %i days: %s", (now, before, warned) => {
    expect(warningsOf(onDays(now), onDays(before)).length > 0).toBe(warned);
  });

  test("says both sides", () => {
    expect(warningsOf(onDays(1), onDays(1200))).toEqual([
      "The sides cover different numbers of days: the period has denials on 1 of 1 day, the baseline on 1,200 of " +
        "1,200 days; compare shares rather than counts.",
    ]);
  });

  test("the same span with days missing", () => {
    const report = reportOn([], null, {
      period: cut(onDays(20), "1970-01"),
      baseline: cut(onDays(31), "1970-01"),
    });
    expect(report.warnings).toEqual([
      "The sides cover different numbers of days: the period has denials on 20 of 31 days, the baseline on 31 of 31 " +
        "days; compare shares rather than counts.",
    ]);
  });

  test("one side without times", () => {
    const undated = [{ device: "fw01", port: 23, denials: 1 }];
    expect(warningsOf(undated, onDays(3))).toEqual([noTimes("period")]);
    expect(warningsOf(onDays(3), undated)).toEqual([noTimes("baseline")]);
    expect(warningsOf(undated, undated)).toEqual([]);
  });
});

describe("devices", () => {
  test("on one side only", () => {
    expect(
      warningsOf([...onDays(1), ...onDays(1, "fw03"), ...onDays(1, "")], [...onDays(1), ...onDays(1, "fw02")]),
    ).toEqual([
      'Some devices logged denials on one side only; only in the period: a device without a name, "fw03"; only in the ' +
        'baseline: "fw02"; --like-for-like compares the others.',
    ]);
  });

  test("many are cut short, and a name cannot steer the terminal", () => {
    const many = ["\u001B[2Jfw", ...Array.from({ length: 7 }, (_, index) => `gw${index}`)];
    expect(warningsOf([...onDays(1), ...many.flatMap((name) => onDays(1, name))], onDays(1))).toEqual([
      'Some devices logged denials on one side only; only in the period: "[2Jfw", "gw0", "gw1", "gw2", "gw3" and 3 more; --like-for-like compares the others.',
    ]);
  });

  test("a device known to a side but without denials there is not on it", () => {
    const idle = { day: 0, device: "fw02", port: 23, denials: 0 };
    expect(warningsOf([...onDays(1), idle], onDays(1))).toEqual([]);
  });
});

describe("no denial", () => {
  test("on either side, and nothing else about it", () => {
    expect(warningsOf([])).toEqual(["The period has no denial, so all its shares are 0."]);
    expect(warningsOf(onDays(9), [])).toEqual(["The baseline has no denial, so all its shares are 0."]);
    expect(warningsOf([], [])).toHaveLength(2);
  });
});

describe("nothing that the method counts", () => {
  const nameless = onDays(1);
  const named = [{ day: 0, device: "fw01", port: 23, denials: 1, sources: ["198.51.100.7"] }];
  // 100 ports in one day, the published threshold of a wide scan.
  const scan = Array.from({ length: 100 }, (_, at) => ({ ...named[0]!, port: 40_001 + at }));

  test("no source is known", () => {
    const sentence = "No denial of the period names its source, so all its shares of sources are 0.";
    expect(reportOn(nameless, named, { method: "unique-sources" }).warnings).toEqual([sentence]);
    expect(reportOn(named, nameless, { method: "unique-sources" }).warnings).toEqual([
      sentence.replace("period", "baseline"),
    ]);
    expect(reportOn(nameless, nameless).warnings).toEqual([]);
  });

  test("survey scanners alone", () => {
    const sentence = "All denials of the baseline are of survey scanners, so all its shares are 0.";
    expect(reportOn(named, scan, { method: "survey-excluded" }).warnings).toEqual([sentence]);
    expect(reportOn(scan, null, { method: "survey-excluded" }).warnings).toEqual([
      sentence.replace("baseline", "period"),
    ]);
    expect(reportOn(scan, scan).warnings).toEqual([]);
  });
});

describe("no time", () => {
  test.each([
    [1, "1 denial carries no time and cannot be placed in a period cut by dates, so no share includes them."],
    [1234, "1,234 denials carry no time and cannot be placed in a period cut by dates, so no share includes them."],
  ])("%i denials while a side is cut by dates", (withoutTime, sentence) => {
    const period = cut(onDays(31), "1970-01");
    expect(reportOn([], null, { period, withoutTime }).warnings).toEqual([sentence]);
  });

  test("says nothing while no side is cut", () => {
    expect(reportOn(onDays(3), null, { withoutTime: 5 }).warnings).toEqual([]);
  });
});

test("what was found while reading comes first", () => {
  expect(reportOn([], null, { warnings: ["b.gz ends early."] }).warnings).toEqual([
    "b.gz ends early.",
    "The period has no denial, so all its shares are 0.",
  ]);
});

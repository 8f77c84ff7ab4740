import { describe, expect, test } from "vitest";
import type { ReportSource } from "../../src/analysis/build-report.ts";
import type { CountRow } from "../support/counts.ts";
import { ICMP, TCP, UDP, fewTargets, groupIn, reportOn, targetsOf } from "./source.ts";

// 1,000 denials. By rank: 23 (400), 445 (200), 80 (100), 2323 (90), 9000 (80), 7547 (50), 22 (30), 82 (20), and
// 30 of ICMP that have no rank. IoT by confidence: high 23 and 7547; medium 2323 and 9000; low 82; dual use 80, 22.
const rows: CountRow[] = [
  { port: 23, denials: 400 },
  { port: 445, denials: 200 },
  { port: 80, denials: 100 },
  { port: 2323, denials: 90 },
  { port: 9000, denials: 80 },
  { port: 7547, denials: 50 },
  { port: 22, denials: 30 },
  { port: 82, denials: 20 },
  { protocol: ICMP, denials: 30 },
];

function denialsOf(more: Partial<ReportSource>): number[] {
  return reportOn(rows, null, more).groups.map((group) => group.denials);
}

describe("numerators", () => {
  test.each([
    // telnet, iot, iot-other, other. With all ranks: 400 is 23/tcp; 400 + 90 + 80 + 50 = 620; 82 is low, so not IoT.
    ["top100", 100, [400, 620, 220, 380]],
    // The five busiest end with 9000: 7547 is below, so 620 − 50 = 570.
    ["top100", 5, [400, 570, 170, 430]],
    // The four busiest end with 2323: 400 + 90.
    ["top100", 4, [400, 490, 90, 510]],
    ["top100", 1, [400, 400, 0, 600]],
    // Telnet is now the whole class: 400 + 90; N changes nothing.
    ["all-ports", 100, [490, 620, 130, 380]],
    ["all-ports", 1, [490, 620, 130, 380]],
  ] as const)("%s, top %i", (method, top, expected) => {
    expect(denialsOf({ method, top })).toEqual(expected);
  });

  test("ports below the top are in the denominator only", () => {
    const report = reportOn(rows, null, { top: 1 });
    expect(groupIn(report, "iot").share).toBe(0.4);
    expect(report.totals.denials).toBe(1000);
  });

  test("2323/tcp is IoT without telnet by top100, and telnet over all ports", () => {
    const only = [{ port: 2323, denials: 10 }];
    const byTop = reportOn(only);
    const byAll = reportOn(only, null, { method: "all-ports" });
    expect([groupIn(byTop, "telnet").share, groupIn(byTop, "iot-other").share]).toEqual([0, 1]);
    expect([groupIn(byAll, "telnet").share, groupIn(byAll, "iot-other").share]).toEqual([1, 0]);
  });

  test("23/udp is not telnet; port 23 of a log that names no protocol is", () => {
    const both = targetsOf([
      [TCP, 23, "telnet", "high"],
      [UDP, 23, "telnet", "high"],
    ]);
    const report = reportOn(
      [
        { protocol: UDP, port: 23, denials: 3 },
        { protocol: -1, port: 23, denials: 5 },
      ],
      null,
      {
        targets: both,
      },
    );
    expect(report.groups.map((group) => group.denials)).toEqual([5, 8, 3, 0]);
  });

  test("a table that takes telnet from 23/tcp is obeyed, and IoT is never less than telnet", () => {
    const web = targetsOf([[TCP, 23, "web", "high"]]);
    expect(denialsOf({ targets: web })).toEqual([0, 0, 0, 1000]);
  });

  test("a tie at the border goes to the lower port", () => {
    // 445/tcp and 9000/tcp tie for rank 2: with two ports in the top, 445 is in and 9000 is out.
    const tied = [
      { port: 23, denials: 9 },
      { port: 9000, denials: 5 },
      { port: 445, denials: 5 },
    ];
    expect(groupIn(reportOn(tied, null, { top: 2 }), "iot").denials).toBe(9);
    expect(groupIn(reportOn(tied, null, { top: 3 }), "iot").denials).toBe(14);
  });
});

describe("portsInTop", () => {
  test.each([
    // All 8 ports are in the top 100: 23; 23, 2323, 9000, 7547; the last three of these; 445, 80, 22, 82.
    ["top100", 100, [1, 4, 3, 4]],
    ["top100", 5, [1, 3, 2, 2]],
    // Over all ports the top still counts, but 2323 goes with telnet.
    ["all-ports", 100, [2, 4, 2, 4]],
    ["all-ports", 5, [2, 3, 1, 2]],
    ["all-ports", 1, [1, 1, 0, 0]],
  ] as const)("%s, top %i", (method, top, expected) => {
    expect(reportOn(rows, null, { method, top }).groups.map((group) => group.portsInTop)).toEqual(expected);
  });
});

describe("range", () => {
  test("by top100", () => {
    const report = reportOn(rows);
    // strict: 400 + 50; default: + 90 + 80; wide: + 20 (low) + 100 + 30 (dual use).
    expect(groupIn(report, "iot").range).toEqual({ strict: 0.45, default: 0.62, wide: 0.77 });
    expect(groupIn(report, "telnet").range).toEqual({ strict: 0.4, default: 0.4, wide: 0.4 });
    expect(groupIn(report, "iot-other").range).toEqual({ strict: 0.05, default: 0.22, wide: 0.37 });
    expect(groupIn(report, "other").range).toEqual({ strict: 0.55, default: 0.38, wide: 0.23 });
  });

  test("over all ports telnet has a range too: 2323/tcp is of medium confidence", () => {
    const report = reportOn(rows, null, { method: "all-ports" });
    expect(groupIn(report, "telnet").range).toEqual({ strict: 0.4, default: 0.49, wide: 0.49 });
    expect(groupIn(report, "iot-other").range).toEqual({ strict: 0.05, default: 0.13, wide: 0.28 });
  });

  test("within the five busiest: strict loses 7547, wide gains 80 alone", () => {
    const report = reportOn(rows, null, { top: 5 });
    expect(groupIn(report, "iot").range).toEqual({ strict: 0.4, default: 0.57, wide: 0.67 });
  });

  test("the baseline has its own", () => {
    const report = reportOn(rows, [
      { port: 9000, denials: 1 },
      { port: 445, denials: 1 },
    ]);
    expect(groupIn(report, "iot").baselineRange).toEqual({ strict: 0, default: 0.5, wide: 0.5 });
    expect(groupIn(reportOn(rows), "iot").baselineRange).toBeNull();
  });
});

describe("change", () => {
  test("each side is ranked by itself", () => {
    // Top 1: 23/tcp has rank 1 now; before it had rank 2, so its 40 denials were in no numerator.
    const before = [
      { port: 445, denials: 60 },
      { port: 23, denials: 40 },
    ];
    const report = reportOn(rows, before, { top: 1 });
    expect(groupIn(report, "telnet")).toMatchObject({
      denials: 400,
      share: 0.4,
      baselineDenials: 0,
      baselineShare: 0,
      points: 40,
      ratio: null,
    });
  });

  test("points and ratio", () => {
    // 40 % now, 80 of 100 before: −40 points; 400 denials for 80: 5 times as many.
    const report = reportOn(rows, [
      { port: 23, denials: 80 },
      { port: 445, denials: 20 },
    ]);
    expect(groupIn(report, "telnet")).toMatchObject({ baselineDenials: 80, baselineShare: 0.8, points: -40, ratio: 5 });
  });

  test("without a baseline nothing is compared", () => {
    expect(groupIn(reportOn(rows), "iot")).toEqual({
      id: "iot",
      denials: 620,
      share: 0.62,
      sources: 0,
      baselineSources: null,
      portsInTop: 4,
      range: { strict: 0.45, default: 0.62, wide: 0.77 },
      baselineRange: null,
      baselineDenials: null,
      baselineShare: null,
      points: null,
      ratio: null,
    });
  });
});

test("the groups come in a fixed order", () => {
  const ids = reportOn([], null, { targets: fewTargets }).groups.map((group) => group.id);
  expect(ids).toEqual(["telnet", "iot", "iot-other", "other"]);
});

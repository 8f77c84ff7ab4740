import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decompose } from "../../../src/analysis/change/decomposition.ts";
import type { ReportDecomposition } from "../../../src/analysis/change/decomposition.ts";
import type { CountRow } from "../../support/counts.ts";
import { ICMP, TCP, UDP, reportOn } from "../source.ts";

function decomposeRows(rows: readonly CountRow[], baselineRows: readonly CountRow[]): ReportDecomposition {
  const report = reportOn(rows, baselineRows).decomposition;
  if (report === null) throw new Error("there is a baseline");
  return report;
}

function sumOf(numbers: readonly (number | null)[]): number {
  return numbers.reduce<number>((sum, more) => sum + (more ?? Number.NaN), 0);
}

describe("decompose", () => {
  test("telnet less, all else more: both pull the share down", () => {
    // s0 = 500/1000 = 0.5, s1 = 250/2000 = 0.125; L = (0.125 − 0.5) / ln(0.25) = 0.375 / (2 ln 2).
    // own: L · ln(1/2) = −0.1875; rest: −L · ln 2 = −0.1875. Together −37.5 points.
    const effects = decompose({ now: 250, before: 500 }, { now: 2000, before: 1000 });
    expect(effects.countChange).toBe(-250);
    expect(effects.contribution).toBe(-0.25);
    expect(effects.points).toBeCloseTo(-37.5, 12);
    expect(effects.ownPoints).toBeCloseTo(-18.75, 12);
    expect(effects.restPoints).toBeCloseTo(-18.75, 12);
  });

  test("as many as before among twice as many: all of the change is the rest's", () => {
    // s0 = 0.4, s1 = 0.2; own count unchanged, so own is 0 and the rest −20 points.
    const effects = decompose({ now: 400, before: 400 }, { now: 2000, before: 1000 });
    expect(effects.ownPoints).toBe(0);
    expect(effects.restPoints).toBeCloseTo(-20, 12);
  });

  test("the same share of twice as many: own and rest cancel out", () => {
    // s is 0.25 on both sides, so L = 0.25: own 25 · ln 2 = 17.33, rest −17.33.
    const effects = decompose({ now: 500, before: 250 }, { now: 2000, before: 1000 });
    expect(effects.points).toBe(0);
    expect(effects.ownPoints).toBeCloseTo(25 * Math.LN2, 12);
    expect(effects.restPoints).toBeCloseTo(-25 * Math.LN2, 12);
  });

  test.each([
    // 0 → 30 of 300: +10 points; 20 of 200 → 0: −10 points; the total's growth has no part in it.
    ["appeared", { now: 30, before: 0 }, { now: 300, before: 200 }, 10],
    ["gone", { now: 0, before: 20 }, { now: 300, before: 200 }, -10],
    ["on neither side", { now: 0, before: 0 }, { now: 300, before: 200 }, 0],
  ])("%s: all of the change is its own", (_, part, total, points) => {
    const effects = decompose(part, total);
    expect(effects.points).toBeCloseTo(points, 12);
    expect([effects.ownPoints, effects.restPoints]).toEqual([effects.points, 0]);
  });

  test("a side without denials has no share, so no points; without a baseline's no contribution", () => {
    expect(decompose({ now: 5, before: 0 }, { now: 9, before: 0 })).toEqual({
      countChange: 5,
      contribution: null,
      points: null,
      ownPoints: null,
      restPoints: null,
    });
    expect(decompose({ now: 0, before: 5 }, { now: 0, before: 10 })).toMatchObject({
      contribution: -0.5,
      points: null,
      ownPoints: null,
    });
  });

  const count = fc.oneof(
    fc.constantFrom(0, 1, 2, 1e12, 1e12 - 1, 1e-9),
    fc.integer({ min: 0, max: 100 }),
    fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
  );

  test("own and rest sum to the points, whatever the counts", () => {
    fc.assert(
      fc.property(count, count, count, count, (now, before, nowRest, beforeRest) => {
        const total = { now: now + nowRest, before: before + beforeRest };
        const { points, ownPoints, restPoints } = decompose({ now, before }, total);
        if (total.now === 0 || total.before === 0) {
          expect([points, ownPoints, restPoints]).toEqual([null, null, null]);
          return;
        }
        expect(points).toBe((now / total.now - before / total.before) * 100);
        expect(Math.abs(sumOf([ownPoints, restPoints]) - points!)).toBeLessThan(1e-9);
        // Each has the sign of what it is about.
        if (now > 0 && before > 0) {
          expect(Math.sign(ownPoints!)).toBe(Math.sign(Math.log(now / before)));
          expect(Math.sign(restPoints!)).toBe(Math.sign(Math.log(total.before / total.now)));
        }
      }),
      { seed: 1, numRuns: 5000 },
    );
  });

  test("the sides exchanged, each effect has the other sign", () => {
    fc.assert(
      fc.property(count, count, count, count, (now, before, nowRest, beforeRest) => {
        const there = decompose({ now, before }, { now: now + nowRest, before: before + beforeRest });
        const back = decompose({ now: before, before: now }, { now: before + beforeRest, before: now + nowRest });
        if (there.ownPoints === null || back.ownPoints === null) return;
        expect(there.ownPoints + back.ownPoints).toBeCloseTo(0, 9);
        expect(sumOf([there.restPoints, back.restPoints])).toBeCloseTo(0, 9);
      }),
      { seed: 2, numRuns: 1000 },
    );
  });
});

describe("reportDecomposition", () => {
  test("there is none without a baseline", () => {
    expect(reportOn([{ port: 23, denials: 1 }]).decomposition).toBeNull();
  });

  test("groups, classes and ports of a change worked by hand", () => {
    // Baseline 100: 23 (50), 80 (30), 445 (20). Period 150: 23 (40), 80 (30), 7547 (60), 445 (10), ICMP 10.
    // Changes: 7547 +60, 23 −10, 445 −10, ICMP +10, 80 none. The total grows by 50: 0.6 − 0.1 − 0.1 + 0.1 = 0.5.
    const report = decomposeRows(
      [
        { port: 23, denials: 40 },
        { port: 80, denials: 30 },
        { port: 7547, denials: 60 },
        { port: 445, denials: 10 },
        { protocol: ICMP, denials: 10 },
      ],
      [
        { port: 23, denials: 50 },
        { port: 80, denials: 30 },
        { port: 445, denials: 20 },
      ],
    );
    expect(report.totalRatio).toBe(1.5);
    expect(
      report.ports.map(({ protocol, port, countChange, contribution }) => [protocol, port, countChange, contribution]),
    )
      // A tie goes to the lower port; 80 did not change.
      .toEqual([
        ["tcp", 7547, 60, 0.6],
        ["tcp", 23, -10, -0.1],
        ["tcp", 445, -10, -0.1],
      ]);
    expect(report.otherPorts).toMatchObject({ countChange: 10, contribution: 0.1 });
    expect(report.groups.map(({ id, countChange, contribution }) => [id, countChange, contribution])).toEqual([
      ["telnet", -10, -0.1],
      ["iot", 50, 0.5],
      ["iot-other", 60, 0.6],
      ["other", 0, 0],
    ]);
    // Telnet: s0 = 0.5, s1 = 4/15; L = (4/15 − 0.5) / ln(8/15) = 0.371189; own L · ln 0.8 = −8.2829 points, rest
    // −L · ln 1.5 = −15.0505; sum −23.3333.
    const [telnet] = report.groups;
    expect(telnet?.ownPoints).toBeCloseTo(-8.2829, 4);
    expect(telnet?.restPoints).toBeCloseTo(-15.0505, 4);
    expect(report.classes).toHaveLength(21);
  });

  test("20 ports at most; the others are one row", () => {
    // 30 ports, of which port 1000 + k changes by k from 0: the ten least, 1 + … + 10 = 55, are the others.
    const rows = Array.from({ length: 30 }, (_, k) => ({ port: 1001 + k, denials: k + 1 }));
    const report = decomposeRows(rows, [{ port: 80, denials: 10 }]);
    // 80 fell by 10 and ties with 1010 for rank 21: both are others, 55 − 10 = 45.
    expect(report.ports.map(({ port }) => port)).toEqual(Array.from({ length: 20 }, (_, k) => 1030 - k));
    expect(report.otherPorts.countChange).toBe(45);
  });

  const row: fc.Arbitrary<CountRow> = fc.record({
    protocol: fc.constantFrom(-1, ICMP, TCP, UDP),
    port: fc.oneof(fc.constantFrom(-1, 22, 23, 80, 7547, 9000), fc.integer({ min: -1, max: 65_535 })),
    denials: fc.integer({ min: 0, max: 1_000_000_000_000 }),
  });
  const rows = fc.array(row, { maxLength: 60 });

  test("groups, classes and ports each sum to the change of the total", () => {
    fc.assert(
      fc.property(rows, rows, (side, baselineSide) => {
        const report = decomposeRows(side, baselineSide);
        const change = sumOf(side.map(({ denials }) => denials)) - sumOf(baselineSide.map(({ denials }) => denials));
        const parts = [
          report.groups.filter(({ id }) => id !== "iot"),
          report.classes,
          [...report.ports, report.otherPorts],
        ];
        for (const part of parts) {
          expect(sumOf(part.map(({ countChange }) => countChange))).toBe(change);
          if (report.totalRatio === null) continue;
          const contributions = sumOf(part.map(({ contribution }) => contribution));
          expect(Math.abs(contributions - (report.totalRatio - 1))).toBeLessThan(1e-9 * Math.max(1, report.totalRatio));
          if (report.totalRatio > 0) expect(sumOf(part.map(({ points }) => points))).toBeCloseTo(0, 9);
        }
        expect(JSON.parse(JSON.stringify(report))).toEqual(report);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test("compared with itself all is 0 and no port is listed", () => {
    fc.assert(
      fc.property(rows, (side) => {
        const report = decomposeRows(side, side);
        expect(report.ports).toEqual([]);
        const empty = report.totalRatio === null;
        const nothing = {
          countChange: 0,
          contribution: empty ? null : 0,
          points: empty ? null : 0,
          ownPoints: empty ? null : 0,
          restPoints: empty ? null : 0,
        };
        for (const part of [...report.groups, ...report.classes, report.otherPorts])
          expect(part).toMatchObject(nothing);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  test("the order of the cells does not matter", () => {
    fc.assert(
      fc.property(rows, rows, (side, baselineSide) => {
        expect(decomposeRows(side.toReversed(), baselineSide.toReversed())).toEqual(decomposeRows(side, baselineSide));
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});

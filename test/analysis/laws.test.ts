import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { methods, type Report } from "../../src/analysis/report.ts";
import { builtinTargets } from "../../src/targets/target-table.ts";
import type { CountRow } from "../support/counts.ts";
import { ICMP, TCP, UDP, groupIn, reportOn } from "./source.ts";

const knownPorts = builtinTargets().rows.map((row) => row.port);

const row: fc.Arbitrary<CountRow> = fc.record({
  day: fc.integer({ min: -1, max: 40 }),
  device: fc.constantFrom("", "fw01", "fw02"),
  protocol: fc.constantFrom(-1, ICMP, TCP, TCP, TCP, UDP),
  port: fc.oneof(fc.constantFrom(...knownPorts), fc.integer({ min: -1, max: 65_535 })),
  denials: fc.integer({ min: 0, max: 3_000_000_000 }),
  packets: fc.integer({ min: 0, max: 100 }),
  sources: fc.subarray(["a", "b", "c"], { maxLength: 1 }),
});
const rows = fc.array(row, { maxLength: 60 });
const options = fc.record({
  method: fc.constantFrom(...methods),
  top: fc.integer({ min: 1, max: 70 }),
  targets: fc.constant(builtinTargets()),
});

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, more) => sum + more, 0);
}

/** The three groups that make up all denials. */
function partsOf(report: Report): Report["groups"] {
  return ["telnet", "iot-other", "other"].map((id) => groupIn(report, id));
}

function leaveOutPackets(report: Report): unknown {
  return { ...report, totals: { ...report.totals, packets: null } };
}

describe("laws", () => {
  test("telnet, iot-other and other are all denials; telnet and iot-other are IoT; the three shares sum to 1", () => {
    fc.assert(
      fc.property(rows, options, (side, more) => {
        const report = reportOn(side, null, more);
        const [telnet = 0, iotOther = 0, other = 0] = partsOf(report).map(({ denials }) => denials);
        expect(telnet + iotOther + other).toBe(
          report.totals.denials - (more.method === "survey-excluded" ? report.totals.surveyDenials : 0),
        );
        expect(telnet + iotOther).toBe(groupIn(report, "iot").denials);
        expect(Math.min(telnet, iotOther, other)).toBeGreaterThanOrEqual(0);
        expect(sumOf(partsOf(report).map(({ share }) => share))).toBeCloseTo(
          report.totals.denominator === 0 ? 0 : 1,
          12,
        );
      }),
    );
  });

  test("the same holds in every range, a wider range never counts less IoT, and default is the share", () => {
    fc.assert(
      fc.property(rows, options, (side, more) => {
        const report = reportOn(side, null, more);
        const whole = report.totals.denominator === 0 ? 0 : 1;
        for (const range of ["strict", "default", "wide"] as const) {
          expect(sumOf(partsOf(report).map((group) => group.range[range]))).toBeCloseTo(whole, 12);
        }
        const { strict, default: medium, wide } = groupIn(report, "iot").range;
        expect(strict <= medium && medium <= wide).toBe(true);
        expect(report.groups.every((group) => group.range.default === group.share)).toBe(true);
      }),
    );
  });

  test("the classes sum to all denials and their shares to 1", () => {
    fc.assert(
      fc.property(rows, options, (side, more) => {
        const { classes, totals } = reportOn(side, null, more);
        expect(sumOf(classes.map(({ denials }) => denials))).toBe(totals.denials);
        expect(sumOf(classes.map(({ share }) => share))).toBeCloseTo(totals.denials === 0 ? 0 : 1, 12);
      }),
    );
  });

  test("top100 is a lower bound: more ports in the top never count less IoT, and all ports count most", () => {
    fc.assert(
      fc.property(rows, options, (side, more) => {
        const byDenials = reportOn(side, null, more).sensitivity.slice(0, -2);
        const shares = byDenials.map(({ iotShare }) => iotShare ?? 0);
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
      }),
    );
  });

  test("compared with itself every change is 0 points, every ratio 1 and no side is warned about", () => {
    fc.assert(
      fc.property(rows, options, (side, more) => {
        const report = reportOn(side, side, more);
        const pointsOf = (total: number): number | null => (total === 0 ? null : 0);
        for (const { share, points, ratio } of report.groups) {
          expect([points, ratio]).toEqual([pointsOf(report.totals.denominator), share === 0 ? null : 1]);
        }
        for (const { share, points, ratio } of report.classes) {
          const { denials, surveyDenials } = report.totals;
          const counted = denials - (more.method === "survey-excluded" ? surveyDenials : 0);
          expect([points, ratio]).toEqual([pointsOf(counted), share === 0 ? null : 1]);
        }
        for (const { rank, baselineRank, points } of report.ports) expect([baselineRank, points]).toEqual([rank, 0]);
        expect(report.baseline).toEqual(report.period);
        expect(report.totals.baselineDenials).toBe(report.totals.denials);
        expect(report.warnings).toHaveLength(report.totals.denominator === 0 ? 2 : 0);
      }),
    );
  });

  test("the order of cells does not matter, nor whether a cell is split", () => {
    const shuffled = rows.chain((side) =>
      fc.tuple(
        fc.constant(side),
        fc.shuffledSubarray(
          side.flatMap((cell) => {
            const half = Math.floor(cell.denials / 2);
            return [
              { ...cell, denials: half },
              { ...cell, denials: cell.denials - half, packets: 0 },
            ];
          }),
          { minLength: side.length * 2 },
        ),
      ),
    );
    fc.assert(
      fc.property(shuffled, rows, options, ([side, mixed], baseline, more) => {
        expect(leaveOutPackets(reportOn(mixed, baseline, more))).toEqual(
          leaveOutPackets(reportOn(side, baseline, more)),
        );
      }),
    );
  });

  test("a report holds no number that JSON cannot", () => {
    fc.assert(
      fc.property(rows, rows, options, (side, baseline, more) => {
        const report = reportOn(side, baseline, more);
        expect(JSON.parse(JSON.stringify(report))).toEqual(report);
      }),
    );
  });
});

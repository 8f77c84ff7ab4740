import { describe, expect, test } from "vitest";
import { parsePeriod } from "../../src/analysis/period.ts";
import type { LineCounts } from "../../src/rollup/lines.ts";
import { countsOf } from "../support/counts.ts";
import { ICMP, reportOn, countedAll } from "./source.ts";

const rows = [
  { day: 17_257, port: 23, denials: 6, packets: 9, sources: ["a", "b"] },
  { day: 17_258, port: 445, denials: 2, packets: 2, sources: ["b", "c"] },
  { day: 17_258, protocol: ICMP, denials: 2, packets: 4, sources: ["d"] },
];

describe("buildReport", () => {
  test("carries what it was given", () => {
    const lines: LineCounts = {
      total: 9,
      denials: 3,
      allowed: 2,
      skipped: 1,
      duplicate: 1,
      unparsed: 1,
      tooLong: 1,
    };
    const report = reportOn(rows, null, { lines, partial: true, outsidePeriods: 7, withoutTime: 8, top: 20 });
    expect(report).toMatchObject({ schema: "fwtrend/report/1", partial: true, lines, baseline: null });
    expect(report.totals).toMatchObject({ outsidePeriods: 7, withoutTime: 8 });
    expect(report.provenance).toEqual({
      tool: "fwtrend test",
      command: ["analyze"],
      zone: "UTC",
      method: "top100",
      top: 20,
      targets: { version: "test", sha256: "00", mapping: "fixed" },
      counted: countedAll,
      inputs: [],
    });
  });

  test("totals of one side", () => {
    expect(reportOn(rows).totals).toEqual({
      denials: 10,
      denominator: 10,
      baselineDenominator: null,
      packets: 15,
      sources: 4,
      sourcesError: 0,
      portless: { denials: 2, share: 0.2 },
      baselineDenials: null,
      baselineSources: null,
      outsidePeriods: 0,
      withoutTime: 0,
      filtered: 0,
      surveyDenials: 0,
      surveyDenialsError: 0,
      baselineSurveyDenials: null,
      assumed: 0,
    });
  });

  test("totals of two sides", () => {
    const report = reportOn([], null, {
      period: { counts: countsOf(rows, { assumed: 3 }), period: null },
      baseline: { counts: countsOf(rows.slice(0, 1), { assumed: 4 }), period: parsePeriod("FY2017") },
    });
    expect(report.totals).toMatchObject({ denials: 10, baselineDenials: 6, baselineSources: 2, assumed: 7 });
    expect(report.period.label).toBe("2017-04-01..2017-04-02");
    expect(report.baseline?.label).toBe("FY2017");
  });

  test("packets are told only when every denial logged them", () => {
    expect(reportOn([...rows, { port: 80, denials: 1 }]).totals.packets).toBeNull();
  });

  test("sides without denials have shares of 0, and the report is the same after a round trip through JSON", () => {
    const report = reportOn([], []);
    expect(report.groups.map(({ share, points, ratio, range }) => [share, points, ratio, range.wide])).toEqual(
      Array.from({ length: 4 }, () => [0, null, null, 0]),
    );
    expect(report.classes.every(({ share, points }) => share === 0 && points === null)).toBe(true);
    expect(report.sensitivity.every(({ iotShare, telnetShare }) => iotShare === null && telnetShare === null)).toBe(
      true,
    );
    expect(report.ports).toEqual([]);
    expect(report.totals.portless).toEqual({ denials: 0, share: 0 });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test("a baseline without denials has no share, so there are no points and no ratio", () => {
    const [telnet] = reportOn(rows, []).groups;
    expect(telnet).toMatchObject({ share: 0.6, baselineShare: null, points: null, ratio: null });
  });

  test("a side without dates has no years to hold rows against", () => {
    const [undated] = reportOn([{ port: 23, denials: 1 }], null, { mapping: "as-of" }).warnings;
    expect(undated).toBe("The period has no dates, so it is counted by all rows of the targets table.");
    expect(reportOn([{ day: 9, port: 23, denials: 1 }], null, { mapping: "as-of" }).warnings).toEqual([]);
  });
});

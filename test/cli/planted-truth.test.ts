import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { type PlantedTruth, plantedLogs } from "../support/planted-log.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

describe.each([1, 2, 3])("what was planted into logs of seed %i is found, and nothing else is told", (seed) => {
  let truth: PlantedTruth;
  let report: Report;
  let text = "";

  beforeAll(async () => {
    const logs = plantedLogs(seed);
    truth = logs.truth;
    const folder = scratchFolder({ "before.log": logs.baseline, "after.log": logs.period });
    const args = [
      "compare",
      join(folder, "before.log"),
      join(folder, "after.log"),
      "--home",
      "203.0.113.0/24",
      "--tz",
      "UTC",
    ];
    report = readReport((await fwtrend([...args, "--json"])).stdout);
    text = (await fwtrend([...args, "--method", "all-ports"])).stdout;
  });

  test("every line is a denial and all of them count", () => {
    expect(report.totals).toMatchObject({
      denials: truth.denials.period,
      baselineDenials: truth.denials.baseline,
      outsidePeriods: 0,
      withoutTime: 0,
    });
    expect(report.warnings).toEqual([]);
  });

  test("scanners of each kind", () => {
    const { scans } = report;
    const found = (kind: string): Set<string | null> =>
      new Set(scans.top.filter((scanner) => scanner.kind === kind).map(({ source }) => source));
    expect(found("wide")).toEqual(new Set(truth.wide));
    expect(found("vertical")).toEqual(new Set(truth.vertical));
    expect(found("horizontal")).toEqual(new Set(truth.horizontal));
    expect(scans.byKind).toEqual({ wide: 2, vertical: 3, horizontal: 4, survey: 2 });
    expect(scans.baseline?.byKind).toEqual({ wide: 0, vertical: 0, horizontal: 0, survey: 0 });
    // Two wide ones with 130 denials each.
    expect(report.totals).toMatchObject({ surveyDenials: 260, surveyDenialsError: 0, baselineSurveyDenials: 0 });
  });

  test("the emerging port", () => {
    expect(report.emerging.map(({ port, label, daysActive }) => [port, label, daysActive])).toEqual([
      [truth.emergingPort, "spread", 37],
    ]);
    expect(report.vanished).toEqual([]);
  });

  test("the gap and the rate limit, each on its device", () => {
    const told = report.coverage.map(({ device, gaps, notes }) => ({ device, gaps, notes }));
    // A gap ends with the quarter of an hour in which the next line comes.
    const near = { from: expect.stringContaining(truth.gap.from.slice(0, 13)) as string };
    expect(told).toEqual([
      { device: "fw01", gaps: [], notes: [] },
      { device: truth.gap.device, gaps: [expect.objectContaining(near)], notes: [] },
      { device: truth.rateLimit.device, gaps: [], notes: [`rate limit about ${truth.rateLimit.perMinute}/min`] },
    ]);
    expect(report.coverageTotal.floor.map(({ kind, devices }) => [kind, devices])).toEqual([
      ["gaps", 1],
      ["rate-limit", 1],
    ]);
    expect(report.baselineCoverage?.flatMap(({ gaps, notes }) => [...(gaps ?? []), ...notes])).toEqual([]);
    expect(report.baselineCoverageTotal).toMatchObject({ coverage: 1, floor: [] });
  });

  test("the loud source", () => {
    const { leaveOneOut, groups } = report;
    expect(leaveOneOut?.period?.source).toBe(truth.loudSource);
    expect(leaveOneOut?.change?.source).toBe(truth.loudSource);
    const iot = groups.find(({ id }) => id === "iot")!;
    expect(leaveOneOut!.period!.iotShareWithout! - iot.share).toBeCloseTo(leaveOneOut!.period!.movesPoints! / 100, 12);
  });

  test("own devices that knock elsewhere", () => {
    expect(report.ownInfected.map(({ source, port, denials }) => [source, port, denials])).toEqual(
      truth.bots.map((bot) => [bot, 23, 30]),
    );
    expect(report.scope).toMatchObject({ outbound: 60, internal: 0, multicast: 0, unknown: 0 });
    expect(report.scope.baseline).toMatchObject({ inbound: truth.denials.baseline, outbound: 0 });
    expect(report.backscatter.denials).toBe(0);
  });

  test("the summary names them", () => {
    const plain = text.replace(/\s+/g, " ");
    for (const name of [`without ${truth.loudSource}`, `${truth.emergingPort}/tcp`, ...truth.bots, "fw02 silent for"]) {
      expect(plain).toContain(name);
    }
    expect(plain).toContain("fw03: rate limit about 3/min");
  });
});

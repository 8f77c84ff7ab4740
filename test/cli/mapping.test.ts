import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { repeatedLog } from "../support/firewall-lines.ts";
import { groupOf, readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const [early, late] = ["2015-06-01T12:00:00Z", "2018-06-01T12:00:00Z"];

// The rows of 2323/tcp (from 2016) and 9100/tcp (from 2017) did not hold in 2015; 23/tcp did.
const cwd = scratchFolder({
  // 10 denials: 4 of 23, 2 of 2323, 1 of 7777, 3 of 80.
  "2015.log": repeatedLog(
    { time: early, times: 4 },
    { time: early, port: 2323, times: 2 },
    { time: early, port: 7777 },
    { time: early, port: 80, times: 3 },
  ),
  // 20 denials: 6 of 23, 6 of 2323, 2 of 9100, 1 of 7777, 5 of 80.
  "2018.log": repeatedLog(
    { time: late, times: 6 },
    { time: late, port: 2323, times: 6 },
    { time: late, port: 9100, times: 2 },
    { time: late, port: 7777 },
    { time: late, port: 80, times: 5 },
  ),
  "own.csv": "proto,port,target_class,valid_from,valid_to\ntcp,7777,iot-router,2010,2016\n",
});

async function reportOf(...args: string[]): Promise<Report> {
  const run = await fwtrend([...args, "--json", "-q"], { cwd });
  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  return readReport(run.stdout);
}

describe.concurrent("--mapping", () => {
  test("fixed: one table for both sides", async () => {
    const report = await reportOf("compare", "2015.log", "2018.log");
    // 14 of 20 now, 6 of 10 before.
    expect(groupOf(report, "iot")).toMatchObject({ share: 0.7, baselineShare: 0.6 });
    expect(report.mapping).toBeNull();
    expect(report.provenance.targets.mapping).toBe("fixed");
  });

  test("as-of: each side by the rows of its years, and the change split", async () => {
    const report = await reportOf("compare", "2015.log", "2018.log", "--mapping", "as-of");
    // 14 of 20 now, but 4 of 10 before: 30 points. By the rows of both, 6 of 20 and 4 of 10: −10. Added: 8 of 20.
    expect(groupOf(report, "iot")).toMatchObject({ share: 0.7, baselineShare: 0.4 });
    const { iot, telnet, constantRows, addedRows, removedRows } = report.mapping!;
    expect([iot.constant, iot.added, iot.removed, iot.points].map(rounded)).toEqual([-10, 40, 0, 30]);
    // 23/tcp alone is the headline's telnet.
    expect([telnet.constant, telnet.added, telnet.removed, telnet.points].map(rounded)).toEqual([-10, 0, 0, -10]);
    expect(constantRows).toBeGreaterThan(100);
    expect(addedRows).toBeGreaterThan(2);
    expect(removedRows).toBe(0);
    expect(report.provenance.targets.mapping).toBe("as-of");
  });

  test("as-of: a row that no longer holds is removed", async () => {
    const [fixed, report] = await Promise.all([
      reportOf("compare", "2015.log", "2018.log", "--targets", "own.csv"),
      reportOf("compare", "2015.log", "2018.log", "--targets", "own.csv", "--mapping", "as-of"),
    ]);
    expect(groupOf(fixed, "iot")).toMatchObject({ share: 15 / 20, baselineShare: 7 / 10 });
    // 14 of 20 now, 4 + 1 of 10 before: 20 points. Constant 30 % − 40 %, added 40 %, removed 40 % − 50 %.
    expect(groupOf(report, "iot")).toMatchObject({ share: 0.7, baselineShare: 0.5 });
    const { iot, removedRows } = report.mapping!;
    expect([iot.constant, iot.added, iot.removed, iot.points].map(rounded)).toEqual([-10, 40, -10, 20]);
    expect(removedRows).toBe(1);
    // The class of a port is that of the period.
    expect(report.ports.find(({ port }) => port === 7777)?.class).toBe("other");
  });

  test.each(["all-ports", "unique-sources", "survey-excluded"])("as-of splits the change of %s too", async (method) => {
    const report = await reportOf("compare", "2015.log", "2018.log", "--mapping", "as-of", "--method", method);
    const { iot, telnet } = report.mapping!;
    for (const { constant, added, removed, points } of [iot, telnet]) {
      expect(constant + added + removed).toBeCloseTo(points, 9);
    }
    expect(iot.points).toBeCloseTo(groupOf(report, "iot").points!, 9);
  });

  test("as-of on one period: its rows, and nothing to split", async () => {
    const report = await reportOf("analyze", "2015.log", "--mapping", "as-of");
    expect(groupOf(report, "iot").share).toBe(0.4);
    expect(report.mapping).toBeNull();
  });

  test("as-of in words", async () => {
    const run = await fwtrend(["compare", "2015.log", "2018.log", "--mapping", "as-of", "-q"], { cwd });
    expect(run.stdout.replaceAll(/\s+/g, " ")).toMatch(
      /IoT change = −10\.0 points by rows of both periods, \+40\.0 by [\d,]+ rows added, 0\.0 by 0 removed/,
    );
  });
});

function rounded(points: number): number {
  return Number(points.toFixed(9));
}

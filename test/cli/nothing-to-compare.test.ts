import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { allowedLine, netfilterLog, repeatedLog } from "../support/firewall-lines.ts";
import { groupOf, readReport } from "../support/report-contract.ts";
import { fwtrend, type Run } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

/** Twenty days, so that all parts of a report have something to tell. */
const days = Array.from({ length: 20 }, (_, at) => `2018-03-${String(at + 1).padStart(2, "0")}T12:00:00Z`);
const cwd = scratchFolder({
  "fw.log": days.map((time) => netfilterLog(25, { time })).join(""),
  "allowed.log": `${allowedLine()}\n`.repeat(7),
  "years.log": repeatedLog({ time: "2016-05-01T12:00:00Z", times: 3 }, { time: "2018-05-01T12:00:00Z", times: 5 }),
});
const methods = ["top100", "all-ports", "unique-sources", "survey-excluded"];

function compare(...args: string[]): Promise<Run> {
  return fwtrend(["compare", ...args, "-q"], { cwd });
}

async function reportOf(...args: string[]): Promise<Report> {
  return readReport((await compare(...args, "--json")).stdout);
}

describe.concurrent("a file compared with itself", () => {
  test.each(methods)("by %s: nothing changed", async (method) => {
    const report = await reportOf("fw.log", "fw.log", "--method", method);
    for (const { points, ratio, denials, share } of [...report.groups, ...report.classes]) {
      expect([points, ratio]).toEqual([0, denials === 0 && share === 0 ? null : 1]);
    }
    expect(report.ports.every(({ points, rank, baselineRank }) => points === 0 && rank === baselineRank)).toBe(true);
    expect([report.emerging, report.vanished, report.emergingReason]).toEqual([[], [], null]);
    const { decomposition, devices, rates, scans, spread } = report;
    for (const effects of [...decomposition!.groups, ...decomposition!.classes, decomposition!.otherPorts]) {
      expect(effects).toMatchObject({ countChange: 0, contribution: 0, points: 0, ownPoints: 0 });
      expect(effects.restPoints).toBeCloseTo(0, 12);
    }
    expect(decomposition).toMatchObject({ totalRatio: 1, ports: [] });
    expect(new Set(Object.values(spread!.change!))).toEqual(new Set([0]));
    expect(scans.change?.shareOfDenialsPoints).toBe(0);
    expect(rates.ratio?.onDaysWithData.denialsPerDay).toBe(1);
    expect(devices).toMatchObject({ inBoth: ["fw1"], differs: false });
    expect(report.baselineSensitivity).toEqual(report.sensitivity);
    if (report.leaveOneOut !== null) expect(report.leaveOneOut.change?.movesPoints).toBe(0);
    // An interval of no change holds 0.
    for (const id of ["iot", "telnet"] as const) {
      const points = report.significance[id].points;
      if (points === null) continue;
      expect(points[0]).toBeLessThanOrEqual(0);
      expect(points[1]).toBeGreaterThanOrEqual(0);
    }
  });

  test("in a sentence", async () => {
    const { stdout } = await compare("fw.log", "fw.log");
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("; telnet (23/tcp) was unchanged at 20.0 %.");
  });
});

describe.concurrent("a baseline without a denial", () => {
  const cases = [
    ["a log without one", ["allowed.log", "fw.log"]],
    ["a span before the data", ["fw.log", "--baseline", "2016", "--period", "2018"]],
  ] as const;

  test.each(cases)("%s: what cannot be told is null, and what stands for nothing is said", async (_name, args) => {
    const report = await reportOf(...args);
    expect(report.totals).toMatchObject({ denials: 500, baselineDenials: 0, baselineDenominator: 0 });
    expect(report.warnings).toContain("The baseline has no denial, so all its shares are 0.");
    expect(new Set([...report.groups, ...report.classes].map(({ ratio }) => ratio))).toEqual(new Set([null]));
    expect(
      report.baselineSensitivity!.every(({ iotShare, telnetShare }) => iotShare === null && telnetShare === null),
    ).toBe(true);
    expect(report.decomposition).toMatchObject({ totalRatio: null });
    expect(
      report.decomposition!.groups.every(({ points, contribution }) => points === null && contribution === null),
    ).toBe(true);
    expect(report.spread).toMatchObject({ baseline: null, change: null });
    expect(report).toMatchObject({ emerging: [], vanished: [], emergingReason: "The baseline has no denial." });
    expect(report.scans.baseline).toMatchObject({ shareOfDenials: null, reason: "no-denials" });
    expect(report.scans.change).toEqual({ scannersPerDayRatio: null, shareOfDenialsPoints: null });
    expect(report.backscatter.baseline?.share).toBeNull();
    expect(report.rates.ratio?.onDaysWithData.denialsPerDay).toBeNull();
    expect(report.leaveOneOut).toMatchObject({ baseline: null, change: null });
    expect(report.significance.reason).toContain("the baseline has 0");
  });

  test.each(cases)("%s, in a sentence", async (_name, args) => {
    const run = await compare(...args);
    expect(run.exitCode).toBe(0);
    const [headline = ""] = run.stdout.replaceAll(/\s+/g, " ").split(" What ");
    expect(headline).toMatch(
      /, 20\.0 % at telnet \(23\/tcp\) alone; there were no blocked connections in .* to compare with\.$/,
    );
    expect(run.stdout).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  test.each(methods)("by %s, no number is made up", async (method) => {
    const run = await compare("allowed.log", "fw.log", "--method", method);
    expect(run.stdout).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(run.stdout).not.toMatch(/\bfrom 0\.0 %/);
  });
});

describe.concurrent("a period without a denial", () => {
  test.each(methods)("by %s: it says so", async (method) => {
    const run = await compare("fw.log", "allowed.log", "--method", method);
    expect(run.exitCode).toBe(0);
    expect(run.stdout.replaceAll(/\s+/g, " ")).toMatch(
      /^No blocked connections were found; there were 500 from 2018-03-01 to 2018-03-20\./,
    );
    expect(run.stdout).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  test("what cannot be told is null", async () => {
    const report = await reportOf("fw.log", "allowed.log");
    expect(report.totals).toMatchObject({ denials: 0, denominator: 0, baselineDenials: 500 });
    expect(report.sensitivity.every(({ iotShare }) => iotShare === null)).toBe(true);
    expect(report.spread).toBeNull();
    expect(report.ports).toEqual([]);
    expect(report).toMatchObject({ emergingReason: "The period has no denial.", emerging: [], vanished: [] });
    expect(report.decomposition!.groups.every(({ points }) => points === null)).toBe(true);
    expect(groupOf(report, "telnet").ratio).toBe(0);
    expect(report.warnings).toContain("The period has no denial, so all its shares are 0.");
  });
});

describe.concurrent("periods", () => {
  test.each([
    ["2018-03-01..2018-03-12", "2018-03-12..2018-03-20", "2018-03-12"],
    ["2018-03", "2018", "2018-03-01 to 2018-03-31"],
  ])("that overlap: %s and %s, exit code 2", async (baseline, period, shared) => {
    const run = await compare("fw.log", "--baseline", baseline, "--period", period);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toBe(
      `fwtrend: --baseline ${baseline} and --period ${period} overlap: ${shared} would count twice\n  choose periods without a day in common\n`,
    );
  });

  test("that touch share no day", async () => {
    const spans = ["--baseline", "2018-03-01..2018-03-12", "--period", "2018-03-13..2018-03-20"];
    const report = await reportOf("fw.log", ...spans);
    // 25 a day.
    expect(report.totals).toMatchObject({ denials: 200, baselineDenials: 300, outsidePeriods: 0 });
    expect(report.groups.map(({ points }) => points)).toEqual([0, 0, 0, 0]);
    expect(report.lines.denials).toBe(500);
  });

  test("that leave a gap tell what is outside of them", async () => {
    const report = await reportOf("fw.log", "--baseline", "2018-03-01..2018-03-04", "--period", "2018-03-10");
    expect(report.totals).toMatchObject({ denials: 25, baselineDenials: 100, outsidePeriods: 375 });
  });

  test("that reach beyond the data tell the days with denials", async () => {
    const report = await reportOf("years.log", "--baseline", "FY2016", "--period", "FY2018");
    expect(report.baseline).toMatchObject({ label: "FY2016", days: 365, daysWithData: 1 });
    expect(report.period).toMatchObject({ label: "FY2018", days: 365, daysWithData: 1 });
    expect(report.totals).toMatchObject({ denials: 5, baselineDenials: 3 });
    expect(report.rates.onDaysOfPeriod.denialsPerDay).toBeCloseTo(5 / 365, 12);
  });

  test("that meet no data: exit code 3, and why", async () => {
    const run = await fwtrend(["compare", "fw.log", "--baseline", "2015", "--period", "2016", "--json"], { cwd });
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("\nfwtrend: none of the 500 denials read is of the days asked for\n");
    const report = readReport(run.stdout);
    expect(report.totals).toMatchObject({ denials: 0, baselineDenials: 0, outsidePeriods: 500 });
    expect(report.groups.map(({ ratio }) => ratio)).toEqual([null, null, null, null]);
  });
});

import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { repeatedLog } from "../support/firewall-lines.ts";
import { groupOf, readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const camera = "198.51.100.1";
const gateway = "198.51.100.2";
const router = "198.51.100.3";
const server = "198.51.100.4";
const scanner = "198.51.100.5";

/**
 * 113 denials of 5 sources: 3 of 23 and 1 of 80; 2 of 2323; 1 of 7547 and 1 of 22; 5 of 80; and 100 ports of no class,
 * once each, which is a wide scan.
 */
const log = repeatedLog(
  { source: camera, times: 3 },
  { source: camera, port: 80 },
  { source: gateway, port: 2323, times: 2 },
  { source: router, port: 7547 },
  { source: router, port: 22 },
  { source: server, port: 80, times: 5 },
  ...Array.from({ length: 100 }, (_, at) => ({ source: scanner, port: 40_001 + at })),
);
/** 4 denials of 3 sources: 1 of 23, 3 of 80 of two sources. */
const before = repeatedLog(
  { source: camera, time: "2017-03-01T12:00:00Z" },
  { source: camera, time: "2017-03-01T12:00:00Z", port: 80 },
  { source: server, time: "2017-03-01T12:00:00Z", port: 80 },
  { source: router, time: "2017-03-01T12:00:00Z", port: 80 },
);
const cwd = scratchFolder({
  "now.log": log,
  "before.log": before,
  "scan.log": repeatedLog(...Array.from({ length: 100 }, (_, at) => ({ source: scanner, port: 40_001 + at }))),
  "telnet.log": repeatedLog({ source: camera }),
  "nobody.csv": "datetime,proto,dport,action\n2018-03-01 12:00:00,tcp,23,deny\n2018-03-01 12:00:01,tcp,80,deny\n",
});

function run(...args: string[]): ReturnType<typeof fwtrend> {
  return fwtrend([...args, "-q"], { cwd });
}

async function reportOf(...args: string[]): Promise<Report> {
  return readReport((await run(...args, "--json")).stdout);
}

describe.concurrent("--method unique-sources", () => {
  test("is of sources: each counts once, in the first of telnet, IoT and other that it touched", async () => {
    const report = await reportOf("analyze", "now.log", "--method", "unique-sources");
    // Telnet: 2 of 5. IoT without telnet: 7547 alone. Other: the server and the scanner.
    expect(report.totals).toMatchObject({ denials: 113, denominator: 5, sources: 5 });
    expect(groupOf(report, "telnet")).toMatchObject({ sources: 2, share: 0.4, denials: 5 });
    expect(groupOf(report, "iot")).toMatchObject({ sources: 3, share: 0.6, denials: 6 });
    expect(groupOf(report, "iot-other")).toMatchObject({ sources: 1, share: 0.2, denials: 1 });
    expect(groupOf(report, "other")).toMatchObject({ sources: 2, share: 0.4, denials: 107 });
    expect(report.provenance.method).toBe("unique-sources");
    expect(report.significance).toMatchObject({
      reason: "Intervals are told of shares of denials only.",
      iot: { share: null, points: null },
    });
  });

  test("compares shares of sources", async () => {
    const report = await reportOf("compare", "before.log", "now.log", "--method", "unique-sources");
    // Before: 1 of 3 for telnet and for IoT. So telnet 40 % − 33.3 %, IoT 60 % − 33.3 %.
    expect(report.totals).toMatchObject({ denominator: 5, baselineDenominator: 3 });
    const [telnet, iot] = [groupOf(report, "telnet"), groupOf(report, "iot")];
    expect(telnet).toMatchObject({ baselineSources: 1, baselineShare: 1 / 3, ratio: 2 });
    expect(telnet.points).toBeCloseTo(20 / 3, 9);
    expect(iot).toMatchObject({ baselineShare: 1 / 3, ratio: 3 });
    expect(iot.points).toBeCloseTo(80 / 3, 9);
  });

  test("in a sentence", async () => {
    const [alone, compared] = await Promise.all([
      run("analyze", "now.log", "--method", "unique-sources"),
      run("compare", "before.log", "now.log", "--method", "unique-sources"),
    ]);
    expect(headlineOf(alone.stdout)).toBe(
      "Of 5 sources of blocked connections on 2018-03-01, 60.0 % aimed at IoT devices, 40.0 % at telnet alone.",
    );
    expect(headlineOf(compared.stdout)).toBe(
      "Of 5 sources of blocked connections on 2018-03-01, 60.0 % aimed at IoT devices; telnet rose from 33.3 % to 40.0 % (+6.7 points).",
    );
  });

  test("where no denial names its source, nothing is counted, and no share made of it", async () => {
    const report = await reportOf("analyze", "nobody.csv", "--method", "unique-sources");
    expect(report.totals).toMatchObject({ denials: 2, denominator: 0, sources: 0 });
    expect(report.sensitivity.at(-1)).toEqual({ method: "unique-sources", iotShare: null, telnetShare: null });
    expect(report.warnings).toEqual(["No denial of the period names its source, so all its shares of sources are 0."]);
  });
});

describe.concurrent("--method survey-excluded", () => {
  test("leaves out the denials of survey scanners", async () => {
    const report = await reportOf("analyze", "now.log", "--method", "survey-excluded");
    // 113 − 100: telnet 3 + 2, IoT without telnet 1, other 7.
    expect(report.totals).toMatchObject({ denials: 113, denominator: 13, surveyDenials: 100, surveyDenialsError: 0 });
    expect(groupOf(report, "telnet")).toMatchObject({ denials: 5, share: 5 / 13 });
    expect(groupOf(report, "iot")).toMatchObject({ denials: 6, share: 6 / 13 });
    expect(groupOf(report, "other")).toMatchObject({ denials: 7, share: 7 / 13 });
    expect(report.ports.map(({ port, denials }) => [port, denials])).toEqual([
      [80, 6],
      [23, 3],
      [2323, 2],
      [22, 1],
      [7547, 1],
    ]);
    expect(report.spread).toMatchObject({ portsFor50: 2 });
  });

  test("on both sides", async () => {
    const report = await reportOf("compare", "now.log", "before.log", "--method", "survey-excluded");
    // 1 of 4 now, 5 and 6 of 13 before.
    expect(report.totals).toMatchObject({ denials: 4, denominator: 4, surveyDenials: 0 });
    expect(report.totals).toMatchObject({
      baselineDenials: 113,
      baselineDenominator: 13,
      baselineSurveyDenials: 100,
    });
    const telnet = groupOf(report, "telnet");
    expect(telnet).toMatchObject({ denials: 1, baselineDenials: 5, baselineShare: 5 / 13, ratio: 1 / 5 });
    expect(telnet.points).toBeCloseTo(25 - 500 / 13, 9);
    expect(report.decomposition?.totalRatio).toBeCloseTo(4 / 13, 12);
  });

  test("in a sentence", async () => {
    const { stdout } = await run("analyze", "now.log", "--method", "survey-excluded");
    expect(headlineOf(stdout)).toBe(
      "Of 13 blocked connections on 2018-03-01 (survey scanners left out), 46.2 % were aimed at IoT devices, 38.5 % at telnet alone.",
    );
  });

  test("of a log that scanners filled alone nothing is left, and no share is made of it", async () => {
    const report = await reportOf("analyze", "scan.log", "--method", "survey-excluded");
    expect(report.totals).toMatchObject({ denials: 100, denominator: 0, surveyDenials: 100 });
    expect(report.sensitivity.find(({ method }) => method === "survey-excluded")?.iotShare).toBeNull();
    expect(report).toMatchObject({ ports: [], spread: null });
    expect(report.warnings).toEqual(["All denials of the period are of survey scanners, so all its shares are 0."]);
  });

  test("a condition on a share of nothing cannot be told", async () => {
    for (const method of ["survey-excluded", "unique-sources"]) {
      const path = method === "survey-excluded" ? "scan.log" : "nobody.csv";
      const { exitCode, stderr } = await run("analyze", path, "--method", method, "--fail-on", "iot.share<0.5");
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(/^--fail-on iot\.share < 0\.5: could not be told because [^\n]*\n$/);
    }
  });
});

test.each([
  [
    "unique-sources",
    "nobody.csv",
    "No source is known of 2 blocked connections on 2018-03-01, so no share of sources can be told.",
    "100.0 % at telnet alone; no source is known on 2018-03-01 to compare with.",
  ],
  [
    "survey-excluded",
    "scan.log",
    "Survey scanners alone caused the blocked connections on 2018-03-01 (100), so no share can be told without them.",
    "100.0 % at telnet alone; there were but survey scanners on 2018-03-01 to compare with.",
  ],
])("a side of which %s counts nothing has no share and no change: %s", async (method, path, alone, compared) => {
  const [analyzed, after, earlier] = await Promise.all([
    run("analyze", path, "--method", method),
    run("compare", "telnet.log", path, "--method", method),
    run("compare", path, "telnet.log", "--method", method),
  ]);
  expect(headlineOf(analyzed.stdout)).toBe(alone);
  expect(headlineOf(after.stdout)).toBe(alone);
  expect(headlineOf(earlier.stdout)).toContain(compared);
  const shares = [after, earlier].map(({ stdout }) => stdout.slice(0, stdout.indexOf("How to read it")));
  for (const text of shares) expect(text).not.toContain("points");
  for (const text of shares) expect(text.match(/ –$/gm)?.length).toBe(4);
});

test("every report has the headline by every method", async () => {
  const reports = await Promise.all(
    ["top100", "all-ports", "survey-excluded", "unique-sources"].map((method) =>
      reportOf("analyze", "now.log", "--method", method),
    ),
  );
  for (const { sensitivity } of reports) {
    expect(sensitivity).toEqual([
      // Below the busiest three, ports with one denial: 22, 7547, and the scan's from 40001 on.
      { method: "top50", iotShare: 6 / 113, telnetShare: 3 / 113 },
      { method: "top100", iotShare: 6 / 113, telnetShare: 3 / 113 },
      { method: "all-ports", iotShare: 6 / 113, telnetShare: 5 / 113 },
      { method: "survey-excluded", iotShare: 6 / 13, telnetShare: 5 / 13 },
      { method: "unique-sources", iotShare: 3 / 5, telnetShare: 2 / 5 },
    ]);
  }
});

/** The first paragraph, in one line. */
function headlineOf(text: string): string {
  return (text.split("\n\n")[0] ?? "").replaceAll(/\s+/g, " ");
}

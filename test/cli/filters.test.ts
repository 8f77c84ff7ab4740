import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { allowedLine, repeatedLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const cwd = scratchFolder({
  // 7 denials, 2 lines let through, 1 that is no log line.
  "fw.log": `${repeatedLog(
    { source: "198.51.100.1" },
    { source: "198.51.100.1", protocol: "UDP" },
    { source: "198.51.100.2", host: "fw2", destination: "203.0.113.7" },
    { source: "198.51.100.2", host: "fw2", port: 80 },
    { source: "198.51.100.130", host: "fw2", protocol: "UDP", port: 1900 },
    { source: "198.51.100.130", port: 445 },
    { source: "198.51.100.130", port: 445, time: "2017-03-01T12:00:00Z" },
  )}${allowedLine()}\n${allowedLine()}\nno log line\n`,
});

/** The filters, and the denials that they leave: port, protocol, device and source of each are in the log above. */
const cases: readonly (readonly [args: readonly string[], denials: number])[] = [
  [["--include", "port:23"], 3],
  [["--include", "port:20-80"], 4],
  [["--include", "port:80,445"], 3],
  [["--include", "proto:udp"], 2],
  [["--include", "port:23 proto:tcp"], 2],
  [["--include", "port:23", "--include", "port:80"], 4],
  [["--include", "src:198.51.100.128/25"], 3],
  [["--include", "src:198.51.100.2-198.51.100.130"], 5],
  [["--include", "dst:203.0.113.7"], 1],
  [["--include", "device:FW?"], 7],
  [["--include", "device:fw1"], 4],
  [["--exclude", "device:fw2"], 4],
  [["--exclude", "port:23", "--exclude", "proto:udp"], 3],
  [["--include", "proto:tcp", "--exclude", "port:23"], 3],
  [["--include", "device:fw2 proto:tcp", "--exclude", "src:198.51.100.1"], 2],
  [["--include", "sport:51312"], 7],
  [["--exclude", "port:9"], 7],
];

async function analyze(...args: readonly string[]): Promise<Report> {
  const run = await fwtrend(["analyze", "fw.log", ...args, "--json", "-q"], { cwd });
  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  return readReport(run.stdout);
}

describe.concurrent("--include and --exclude", () => {
  test.each(cases)("%j: %i denials", async (args, denials) => {
    const report = await analyze(...args);
    expect(report.totals).toMatchObject({ denials, filtered: 7 - denials, outsidePeriods: 0, withoutTime: 0 });
    // What is read is not what is counted: the lines are those of the file.
    expect(report.lines).toMatchObject({ total: 10, denials: 7, allowed: 2, unparsed: 1 });
    const valuesOf = (option: string): string[] => args.filter((_, at) => args[at - 1] === option);
    expect(report.provenance.counted).toMatchObject({
      include: valuesOf("--include"),
      exclude: valuesOf("--exclude"),
    });
  });

  test("no part of the report knows what was left out", async () => {
    const report = await analyze("--exclude", "device:fw2", "--exclude", "src:198.51.100.130");
    expect(report.totals).toMatchObject({ denials: 2, sources: 1 });
    expect(report.ports.map(({ protocol, port, sources }) => [protocol, port, sources])).toEqual([
      ["tcp", 23, 1],
      ["udp", 23, 1],
    ]);
    expect(report.coverage.map(({ device }) => device)).toEqual(["fw1"]);
    expect(report.period).toMatchObject({ from: "2018-03-01", to: "2018-03-01", daysWithData: 1 });
    expect(report.leaveOneOut?.period).toMatchObject({ source: "198.51.100.1", share: 1 });
  });

  test("what is outside the period is that, wanted or not; each denial has one fate", async () => {
    const { lines, totals } = await analyze("--period", "2018", "--include", "proto:tcp");
    expect(totals).toMatchObject({ denials: 4, filtered: 2, outsidePeriods: 1, withoutTime: 0 });
    expect(lines.denials).toBe(totals.denials + totals.filtered + totals.outsidePeriods);
  });

  test("filter both sides of a comparison", async () => {
    const args = ["--baseline", "2017", "--period", "2018", "--include", "port:445"];
    const run = await fwtrend(["compare", "fw.log", ...args, "--json", "-q"], { cwd });
    expect(readReport(run.stdout).totals).toMatchObject({ denials: 1, baselineDenials: 1, filtered: 5 });
  });

  test("are told", async () => {
    const run = await fwtrend(["analyze", "fw.log", "--include", "port:23", "--exclude", "proto:udp", "-q"], { cwd });
    const text = run.stdout.replaceAll(/\s+/g, " ");
    expect(text).toContain(" chosen only port:23 not proto:udp ");
    expect(text).toContain("5 not chosen");
  });

  test.each([
    [["--include", "port:9999"], "none of the 7 denials read is of those asked for"],
    [["--exclude", "proto:tcp,udp"], "none of the 7 denials read is of those asked for"],
    [["--period", "2016", "--include", "port:23"], "none of the 7 denials read is of the days asked for"],
    [["--period", "2017", "--include", "port:23"], "none of the 7 denials read is both of the days and of those asked"],
  ])("%j: none is left, exit code 3, and why", async (args, said) => {
    const run = await fwtrend(["analyze", "fw.log", "--json", ...args], { cwd });
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain(`\nfwtrend: ${said}`);
    expect(readReport(run.stdout).totals.denials).toBe(0);
  });

  test.each([
    ["port:70000", '"70000" is no port\n'],
    ["23", '"23" has no key\n'],
    ["", '"" holds no word\n'],
    ["port:23 proto:tpc", '"tpc" is no protocol\n'],
    ["src:198.51.100.0/40", '"198.51.100.0/40" needs a number from 0 to 32 behind the slash\n'],
    ["prot:23", '"prot" is no key\n'],
  ])("%j is no expression: exit code 2", async (expression, said) => {
    for (const option of ["--include", "--exclude"]) {
      const run = await fwtrend(["analyze", "fw.log", option, expression], { cwd });
      expect(run).toMatchObject({ exitCode: 2, stdout: "" });
      expect(run.stderr).toMatch(new RegExp(`^fwtrend: ${option} "`));
      expect(run.stderr).toContain(said);
    }
  });
});

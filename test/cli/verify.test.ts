import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend, type Run } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const files = {
  "logs/a.log": netfilterLog(40),
  "logs/b.log.gz": gzipSync(netfilterLog(30, { time: "2018-03-02T12:00:00Z" })),
  "before.log": netfilterLog(25, { time: "2017-03-01T12:00:00Z" }),
};

/** Writes a report and returns its folder; the report is `r.json`. */
async function reported(args: string, more: Record<string, string | Uint8Array> = {}): Promise<string> {
  const cwd = scratchFolder({ ...files, ...more });
  const run = await fwtrend([...args.split(" "), "-o", "r.json"], { cwd });
  expect(run.exitCode).toBeLessThan(2);
  return cwd;
}

function verify(cwd: string, ...options: string[]): Promise<Run> {
  return fwtrend(["verify", "r.json", ...options], { cwd });
}

function edit(cwd: string, change: (report: Report) => void): void {
  const path = join(cwd, "r.json");
  const report = JSON.parse(readFileSync(path, "utf8")) as Report;
  change(report);
  writeFileSync(path, JSON.stringify(report));
}

describe.concurrent("verify: all figures hold, exit code 0", () => {
  test.each([
    "analyze logs",
    "analyze logs/*.gz logs/a.log --method all-ports --top 3 --scope all --include port:23,2323 --exclude device:x*",
    "compare before.log logs --tz Asia/Tokyo --home 203.0.113.0/24 --scan-wide 3",
    "compare before.log logs --baseline 2017-03 --period 2018-03 --fiscal-year-start 7 --like-for-like",
    "analyze logs --targets own.csv --known-scanners known.txt",
  ])("%s", async (args) => {
    const more = {
      "own.csv": "protocol,port,class,confidence,service\ntcp,2323,web,high,mine\n",
      "known.txt": "198.51.100.7\n",
    };
    const cwd = await reported(args, more);
    const run = await verify(cwd);
    expect(run.stdout).toMatch(/^all [\d,]+ figures hold\n\d inputs?, [^\n]* with the same bytes as then; fwtrend /);
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("whatever the outputs, threads and the machine's zone were", async () => {
    const cwd = scratchFolder(files);
    const options = ["--jobs", "2", "--json", "-q", "--ascii"];
    const env = { TZ: "America/New_York" };
    writeFileSync(join(cwd, "r.json"), (await fwtrend(["analyze", "logs", ...options], { cwd, env })).stdout);
    expect((await verify(cwd)).exitCode).toBe(0);
  });

  test("from another folder, with --base", async () => {
    const cwd = await reported("analyze logs");
    const run = await fwtrend(["verify", "r/r.json", "--base", "."], { cwd });
    expect(run.exitCode).toBe(2);
    mkdirSync(join(cwd, "elsewhere"));
    renameSync(join(cwd, "r.json"), join(cwd, "elsewhere/r.json"));
    const there = { cwd: join(cwd, "elsewhere") };
    expect((await fwtrend(["verify", "r.json"], there)).exitCode).toBe(4);
    expect((await fwtrend(["verify", "r.json", "--base", ".."], there)).exitCode).toBe(0);
  });
});

describe.concurrent("verify: figures that moved, exit code 1", () => {
  test("a report that was edited", async () => {
    const cwd = await reported("analyze logs");
    edit(cwd, (report) => (report.groups[1]!.share = 0.99));
    const run = await verify(cwd);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(
      /^1 of [\d,]+ figures moved\n {2}figure +report {2}now\n {2}groups\[1\]\.share +0\.99 {2}0\.\d+\n/,
    );
    expect(run.stdout).toContain("was it changed after it was written?");
  });

  test("one more file in a folder", async () => {
    const cwd = await reported("analyze logs");
    writeFileSync(join(cwd, "logs/c.log"), netfilterLog(3, { time: "2018-04-01T12:00:00Z" }));
    const run = await verify(cwd);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain("! logs/c.log: is one more input\n");
  });

  test("another table of targets; more than 40 figures are counted", async () => {
    const own = "protocol,port,class,confidence,service\ntcp,23,web,high,mine\n";
    const cwd = await reported("compare before.log logs --targets own.csv", { "own.csv": own });
    writeFileSync(join(cwd, "own.csv"), own.replace("23,web", "22,voip"));
    const run = await verify(cwd);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/\n {2}and [\d,]+ more\n/);
    expect(run.stdout).toContain("! the table of targets is another one: ");
    const { moved, figures } = JSON.parse((await verify(cwd, "--json")).stdout) as {
      moved: unknown[];
      figures: number;
    };
    expect(moved.length).toBeGreaterThan(40);
    expect(figures).toBeGreaterThan(moved.length);
  });

  test("another year, because the file's time changed", async () => {
    const yearless = netfilterLog(9).replaceAll("2018-03-01T12:00:00Z", "Mar  1 12:00:00");
    const cwd = scratchFolder({ "y.log": yearless });
    utimesSync(join(cwd, "y.log"), new Date("2018-05-01"), new Date("2018-05-01"));
    await fwtrend(["analyze", "y.log", "-o", "r.json"], { cwd });
    expect(readReport(readFileSync(join(cwd, "r.json"), "utf8")).provenance.inputs[0]?.baseYear).toBe(2018);
    expect((await verify(cwd)).exitCode).toBe(0);
    utimesSync(join(cwd, "y.log"), new Date("2021-05-01"), new Date("2021-05-01"));
    const run = await verify(cwd);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain(
      "! y.log: its first stamp without a year was of 2018, now of 2021; its file time changed",
    );
  });

  test("another version of the tool is named", async () => {
    const cwd = await reported("analyze logs");
    edit(cwd, (report) => {
      report.provenance.tool = "fwtrend 0.0.1";
      report.totals.sources = 1;
      Reflect.deleteProperty(report, "rates");
    });
    const run = await verify(cwd);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/^1 of .*\n.*\n {2}totals\.sources .*\n/);
    expect(run.stdout).toMatch(/! the report is by fwtrend 0\.0\.1, this is fwtrend \d/);
  });
});

describe.concurrent("verify: inputs that are not what they were, exit code 4", () => {
  test("changed bytes, and what follows from them", async () => {
    const cwd = await reported("analyze logs");
    appendFileSync(join(cwd, "logs/a.log"), netfilterLog(1));
    const run = await verify(cwd);
    expect(run.exitCode).toBe(4);
    expect(run.stdout).toMatch(/^\d+ of [\d,]+ figures moved\n/);
    expect(run.stdout).toMatch(
      /! logs\/a\.log: its bytes changed \([\d,]+ bytes, sha256 [0-9a-f]{12}…, then [\d,]+ bytes, sha256/,
    );
  });

  test("a missing file among several; the rest is compared", async () => {
    const cwd = await reported("analyze logs before.log");
    rmSync(join(cwd, "before.log"));
    rmSync(join(cwd, "logs/b.log.gz"));
    const run = await verify(cwd, "--json");
    expect(run.exitCode).toBe(4);
    const verdict = JSON.parse(run.stdout) as {
      holds: boolean;
      figures: number;
      inputs: { path: string; state: string }[];
    };
    expect(verdict).toMatchObject({ schema: "fwtrend/verify/1", holds: false });
    expect(verdict.inputs.map(({ path, state }) => [path, state])).toEqual([
      ["logs/a.log", "same"],
      ["logs/b.log.gz", "missing"],
      ["before.log", "missing"],
    ]);
    expect(verdict.figures).toBeGreaterThan(100);
  });

  test("a missing side of a comparison: the other is held against its hash", async () => {
    const cwd = await reported("compare before.log logs");
    rmSync(join(cwd, "before.log"));
    appendFileSync(join(cwd, "logs/a.log"), "\n");
    const run = await verify(cwd);
    expect(run.exitCode).toBe(4);
    expect(run.stdout).toBe(
      "the figures could not be compared\n! before.log: is missing\n! logs/a.log: its bytes changed\n! no figure was compared: a side of the comparison is missing\n",
    );
  });

  test("standard input cannot be read again", async () => {
    const cwd = scratchFolder(files);
    const { stdout } = await fwtrend(["analyze", "-", "before.log", "--json"], { cwd, input: netfilterLog(5) });
    writeFileSync(join(cwd, "r.json"), stdout);
    const run = await verify(cwd);
    expect(run.exitCode).toBe(4);
    expect(run.stdout).toContain("! -: standard input cannot be read again\n");
  });

  test("an anonymised report does not tell its inputs", async () => {
    const cwd = await reported("analyze logs --anonymize");
    const run = await verify(cwd);
    expect(run.exitCode).toBe(4);
    expect(run.stdout).toContain("! the report is anonymised: it does not tell the paths of its inputs");
  });

  test("a report marked partial is named as such", async () => {
    const cwd = scratchFolder({ "cut.log.gz": gzipSync(netfilterLog(900)).subarray(0, 900) });
    await fwtrend(["analyze", "cut.log.gz", "-o", "r.json"], { cwd });
    const run = await verify(cwd);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain("! the report is marked partial");
  });
});

describe("verify: wrong use, exit code 2", () => {
  let cwd = "";
  beforeAll(async () => {
    cwd = await reported("analyze logs");
    const report = readFileSync(join(cwd, "r.json"), "utf8");
    const parsed = JSON.parse(report) as Report & { provenance: { arguments?: string[] } };
    writeFileSync(join(cwd, "other.json"), '{"a":1}');
    writeFileSync(join(cwd, "new.json"), report.replace("fwtrend/report/1", "fwtrend/report/7"));
    writeFileSync(join(cwd, "cut.json"), '{"schema":"fwtrend/report/1","provenance":{}}');
    parsed.provenance.arguments = ["analyze", "--output=stolen.txt", "logs"];
    writeFileSync(join(cwd, "evil.json"), JSON.stringify(parsed));
    Reflect.deleteProperty(parsed.provenance, "arguments");
    writeFileSync(join(cwd, "old.json"), JSON.stringify(parsed));
  });

  test.each([
    ["missing.json", "fwtrend: missing.json: no such file\n"],
    ["logs", "fwtrend: logs: is a directory, no report\n"],
    ["logs/a.log", "fwtrend: logs/a.log: is no JSON\n"],
    ["other.json", "fwtrend: other.json: is JSON, but no report of fwtrend"],
    ["new.json", 'fwtrend: new.json: is of the schema "fwtrend/report/7", which this fwtrend does not know\n'],
    ["cut.json", "fwtrend: cut.json: is no whole report: period is missing or of another kind\n"],
    ["old.json", "fwtrend: old.json: does not tell the arguments that its figures depend on\n"],
    ["evil.json", 'fwtrend: evil.json: its arguments hold "--output=stolen.txt", which no figure depends on\n'],
    ["r.json --base nowhere", "fwtrend: --base nowhere: no such directory\n"],
  ])("%s", async (args, said) => {
    const run = await fwtrend(["verify", ...args.split(" ")], { cwd });
    expect(run.stderr).toContain(said);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  });
});

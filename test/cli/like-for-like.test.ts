import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { netfilterLog, repeatedLog } from "../support/firewall-lines.ts";
import { makeNamedPipe } from "../support/named-pipe.ts";
import { groupOf, readReport } from "../support/report-contract.ts";
import { fwtrend, type Run } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const time = "2017-03-01T12:00:00Z";
const before = repeatedLog({ time, times: 2 }, { time, port: 80, times: 2 }, { time, host: "old", port: 22 });
const ofBoth = repeatedLog({}, { source: "198.51.100.8", port: 80, times: 3 });
const added = repeatedLog(
  { host: "fw9", source: "198.51.100.9", port: 445, times: 6 },
  { host: "fw9", source: "192.168.0.9", port: 2323 },
);
const cwd = scratchFolder({
  "before.log": before,
  "before-fw1.log": repeatedLog({ time, times: 2 }, { time, port: 80, times: 2 }),
  "now.log": `${ofBoth}${added}no log line\n`,
  "now-fw1.log": ofBoth,
  "fw1.log": netfilterLog(30),
  "fw2.log": netfilterLog(30, { host: "fw2" }),
});
makeNamedPipe(join(cwd, "pipe"));

function compare(...args: string[]): Promise<Run> {
  return fwtrend(["compare", ...args, "-q"], { cwd });
}

/** All but what tells how many lines were read, and of which files. */
function figuresOf(report: Report): unknown {
  return { ...report, provenance: null, lines: null, warnings: null, totals: { ...report.totals, filtered: 0 } };
}

describe.concurrent("--like-for-like", () => {
  test("a device of one side alone is left out of everything", async () => {
    const [run, other] = await Promise.all([
      compare("before.log", "now.log", "--like-for-like", "--json"),
      compare("before-fw1.log", "now-fw1.log", "--json"),
    ]);
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const report = readReport(run.stdout);
    // Of fw1 1 of 23 and 3 of 80 now, 2 and 2 before; 7 of fw9 and 1 of old are left out.
    expect(report.totals).toMatchObject({ denials: 4, baselineDenials: 4, filtered: 8, sources: 2 });
    expect(groupOf(report, "iot")).toMatchObject({ share: 0.25, baselineShare: 0.5, points: -25 });
    expect(report.lines).toMatchObject({ total: 17, denials: 16, unparsed: 1 });
    expect(report.provenance.counted.likeForLike).toBe(true);
    expect(report.coverage.map(({ device }) => device)).toEqual(["fw1"]);
    // In every part as if the logs had never had them.
    expect(figuresOf(report)).toEqual(figuresOf(readReport(other.stdout)));
  });

  test("without it the devices of one side are named", async () => {
    const report = readReport((await compare("before.log", "now.log", "--json")).stdout);
    expect(report.devices).toMatchObject({ inBoth: ["fw1"], onlyPeriod: ["fw9"], onlyBaseline: ["old"] });
    expect(report.totals).toMatchObject({ denials: 11, filtered: 0 });
    expect(report.provenance.counted.likeForLike).toBe(false);
  });

  test("where the devices are the same, nothing changes", async () => {
    const [plain, like] = await Promise.all([
      compare("fw1.log", "now-fw1.log", "--json"),
      compare("fw1.log", "now-fw1.log", "--json", "--like-for-like"),
    ]);
    expect(like).toEqual(plain);
  });

  test("cut by dates, too", async () => {
    const dates = ["--baseline", "2017", "--period", "2018", "--like-for-like", "--json"];
    const report = readReport((await compare("before.log", "now.log", ...dates)).stdout);
    expect(report.totals).toMatchObject({ denials: 4, baselineDenials: 4, filtered: 8 });
  });

  test("keeps lines that could not be read once", async () => {
    const folder = scratchFolder({ "before.log": before, "now.log": `${ofBoth}${added}no log line\n` });
    const args = ["compare", "before.log", "now.log", "--like-for-like", "--rejects", "rejects.txt", "--json", "-q"];
    const run = await fwtrend(args, { cwd: folder });
    expect(readReport(run.stdout).lines.unparsed).toBe(1);
    const shown = await fwtrend(["formats", "rejects.txt"], { cwd: folder });
    expect(shown.stdout).toContain("first 1 lines");
  });

  test("no device on both sides: an error, and nothing counted", async () => {
    const run = await compare("fw1.log", "fw2.log", "--like-for-like");
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toMatch(/^fwtrend: --like-for-like: no device has denials on both sides\n {2}\S/);
  });

  test.each([
    ["-", "standard input"],
    ["pipe", "pipe"],
  ])("%s cannot be read twice: exit code 2", async (path, name) => {
    const run = await compare("fw1.log", path, "--like-for-like");
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toBe(
      `fwtrend: --like-for-like may have to read twice, which ${name} cannot be\n  give files, or choose devices with --include\n`,
    );
  });
});

import { describe, expect, test } from "vitest";
import { netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend, type Run } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const cwd = scratchFolder({
  // A fifth of the denials each at 23, 22, 80, 2323 and 445.
  "fw.log": netfilterLog(50),
  "before.log": netfilterLog(40, { port: 23 }),
  "cut.gz": Buffer.from([0x1f, 0x8b, 8, 0, 0]),
  "empty.log": "",
});

function analyze(...conditions: string[]): Promise<Run> {
  return fwtrend(["analyze", "fw.log", "-q", ...conditions.flatMap((text) => ["--fail-on", text])], { cwd });
}

describe.concurrent("--fail-on", () => {
  test.each([
    ["iot.share>0.3", "iot.share > 0.3: holds, it is 0.4"],
    ["iot.share>=40%", "iot.share >= 40%: holds, it is 40%"],
    ["telnet.denials==10", "telnet.denials == 10: holds, it is 10"],
    ["port:22/tcp.share>10%", "port:22/tcp.share > 10%: holds, it is 20%"],
    ["totals.denials>=50", "totals.denials >= 50: holds, it is 50"],
  ])("%s: exit code 5, and why, even with -q", async (condition, line) => {
    const [plain, run] = await Promise.all([analyze(), analyze(condition)]);
    expect(run).toEqual({ exitCode: 5, stdout: plain.stdout, stderr: `--fail-on ${line}\n` });
  });

  test.each([["iot.share>0.4"], ["port:9/tcp.denials>0"], ["totals.denials>50"]])(
    "%s does not hold: exit code 0, and not a word",
    async (condition) => {
      expect(await analyze(condition)).toMatchObject({ exitCode: 0, stderr: "" });
    },
  );

  test("without -q the line stands below the notes", async () => {
    const run = await fwtrend(["analyze", "fw.log", "--fail-on", "iot.share>0"], { cwd });
    expect(run.stderr).toMatch(/^read 1 file, [^\n]*\n--fail-on iot\.share > 0: holds, it is 0\.4\n$/);
  });

  test("of several, one that holds is enough, and those that hold are told", async () => {
    expect(await analyze("iot.share>0.9", "telnet.share<0.5", "iot.denials==20")).toMatchObject({
      exitCode: 5,
      stderr: "--fail-on telnet.share < 0.5: holds, it is 0.2\n--fail-on iot.denials == 20: holds, it is 20\n",
    });
    expect(await analyze("iot.share>0.9", "telnet.share>0.5")).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("JSON on standard output stays whole", async () => {
    const run = await fwtrend(["analyze", "fw.log", "--json", "-q", "--fail-on", "iot.share>0"], { cwd });
    expect(run.exitCode).toBe(5);
    expect(readReport(run.stdout).totals.denials).toBe(50);
  });

  test("on a comparison", async () => {
    const compare = (condition: string): Promise<Run> =>
      fwtrend(["compare", "before.log", "fw.log", "-q", "--fail-on", condition], { cwd });
    // Telnet was all, and is a fifth.
    expect(await compare("telnet.points<-50")).toMatchObject({
      exitCode: 5,
      stderr: "--fail-on telnet.points < -50: holds, it is -80\n",
    });
    expect(await compare("totals.ratio>1.25")).toMatchObject({ exitCode: 0, stderr: "" });
    // What cannot be told fails nothing, but is no silence.
    expect(await compare("port:445/tcp.ratio>1")).toMatchObject({
      exitCode: 0,
      stderr: "--fail-on port:445/tcp.ratio > 1: could not be told because the baseline has no such denial\n",
    });
  });

  test.each([
    ["iot.points>5", "points needs a baseline, and there is none"],
    ["totals.baselineDenials>5", "baselineDenials needs a baseline, and there is none"],
    ["iot.shar>5", '"shar" is no figure of iot'],
    ["iot.share", "compares with nothing"],
  ])("%s with analyze: exit code 2, before a line is read", async (condition, said) => {
    const run = await analyze("iot.share>0", condition);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain(`fwtrend: --fail-on "${condition}": ${said}\n`);
  });

  test("a reading that is not whole or finds nothing has its own exit code", async () => {
    const condition = ["--fail-on", "totals.denials>=0", "-q"];
    const partial = await fwtrend(["analyze", "cut.gz", "fw.log", ...condition], { cwd });
    expect(partial.exitCode).toBe(4);
    expect(partial.stderr).toContain("\n--fail-on totals.denials >= 0: holds, it is 50\n");
    expect((await fwtrend(["analyze", "empty.log", ...condition], { cwd })).exitCode).toBe(3);
  });
});

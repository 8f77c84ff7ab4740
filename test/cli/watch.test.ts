import { appendFileSync, copyFileSync, globSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { projectFolder } from "../support/built-program.ts";
import { netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { makeNamedPipe } from "../support/named-pipe.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend, type Run, type Started, startFwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

interface Tick {
  schema: string;
  time: string;
  elapsedSec: number;
  final: boolean;
  lines: Record<string, number> & { total: number };
  denials: number;
  delta: Record<string, number>;
  rates: Record<string, number>;
  groups: { id: string; denials: number; share: number }[];
  ports: { rank: number; protocol: string; port: number; class: string; denials: number; share: number }[];
  inputs: { name: string; kind: string; phase: string; lines: { total: number } }[];
}

const ticksOf = (stdout: string): Tick[] =>
  stdout
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Tick);

/** A run of `watch --json`, and its ticks as they come. */
function startTicks(args: readonly string[], cwd: string): Started & { ticks: Tick[]; run: Promise<Run> } {
  const started = startFwtrend(["watch", ...args, "--json", "--every", "100ms"], { cwd });
  const ticks: Tick[] = [];
  let text = "";
  started.child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    const end = text.lastIndexOf("\n") + 1;
    ticks.push(...ticksOf(text.slice(0, end)));
    text = text.slice(end);
  });
  let stderr = "";
  started.child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const run = new Promise<Run>((resolve) =>
    started.child.on("close", (exitCode) => resolve({ exitCode, stdout: "", stderr })),
  );
  return { ...started, ticks, run };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}

describe.concurrent("standard input", () => {
  test("ends by itself, with the summary that analyze gives", async () => {
    // A clock that is set back is told once, too.
    const log = netfilterLog(4900) + netfilterLog(100, { time: "2018-03-01T09:00:00Z" });
    const [watched, analyzed] = await Promise.all([
      fwtrend(["watch", "-", "--md"], { input: log }),
      fwtrend(["analyze", "-", "--md"], { input: log }),
    ]);
    expect(watched.exitCode).toBe(0);
    // The one knows what it read byte for byte, the other by which command.
    const body = ({ stdout }: Run): string =>
      stdout.replaceAll(/^.*(?:sha256|fwtrend (?:watch|analyze)|standard input|\| -).*$/gm, "");
    expect(body(watched)).toBe(body(analyzed));
    expect(watched.stderr).toMatch(/^read 1 input, .* 5,000 lines in /);
  });

  test("reports are written, and nothing but ticks is on standard output with --json", async () => {
    const cwd = scratchFolder();
    const run = await fwtrend(["watch", "-", "--json", "-o", "r.json", "-q"], { cwd, input: netfilterLog(300) });
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    const ticks = ticksOf(run.stdout);
    const last = ticks.at(-1)!;
    expect(last).toMatchObject({
      schema: "fwtrend/watch/1",
      final: true,
      denials: 300,
      lines: { total: 300, denials: 300 },
    });
    expect(ticks.slice(0, -1).every(({ final }) => !final)).toBe(true);
    const report = readReport(readFileSync(join(cwd, "r.json"), "utf8"));
    expect(report.partial).toBe(false);
    for (const { id, denials, share } of last.groups) {
      expect(report.groups.find((group) => group.id === id)).toMatchObject({ denials, share });
    }
    expect(last.ports).toEqual(
      report.ports.slice(0, 10).map(({ rank, protocol, port, class: name, denials, share }) => ({
        rank,
        protocol,
        port,
        class: name,
        denials,
        share,
      })),
    );
    expect(report.provenance.inputs).toMatchObject([
      { path: "standard input", format: "linux-netfilter", sha256: null },
    ]);
  });

  test.each([
    ["--method", "unique-sources"],
    ["--method", "survey-excluded"],
    ["--method", "all-ports"],
    ["--mapping", "as-of"],
  ])("ticks follow %s %s", async (...flags) => {
    const cwd = scratchFolder();
    await fwtrend(["watch", "-", "--json", ...flags, "-o", "r.json"], { cwd, input: netfilterLog(300) }).then((run) => {
      const last = ticksOf(run.stdout).at(-1)!;
      const report = readReport(readFileSync(join(cwd, "r.json"), "utf8"));
      for (const { id, denials, share } of last.groups) {
        expect(report.groups.find((group) => group.id === id)).toMatchObject({ denials, share });
      }
    });
  });

  test("what goes wrong goes on as in analyze: exit codes, rejects, conditions", async () => {
    const cwd = scratchFolder();
    const nothing = await fwtrend(["watch", "-"], { cwd, input: "" });
    expect(nothing.exitCode).toBe(3);
    const noise = await fwtrend(["watch", "-", "--rejects", "rejects.txt"], {
      cwd,
      input: `what?\nwho\x1b[31m?\n${netfilterLine()}\n`,
    });
    expect(noise.exitCode).toBe(4);
    expect(readFileSync(join(cwd, "rejects.txt"), "utf8")).toBe(
      "standard input:1: no known format: what?\nstandard input:2: no known format: who\\x1b[31m?\n",
    );
    const failed = await fwtrend(["watch", "-", "--fail-on", "iot.share>1%"], { cwd, input: netfilterLog(100) });
    expect(failed.exitCode).toBe(5);
  });

  test("a named pipe is read until its writer closes it", async () => {
    const cwd = scratchFolder();
    makeNamedPipe(join(cwd, "pipe"));
    const started = startFwtrend(["watch", "pipe", "--csv", "-q"], { cwd });
    writeFileSync(join(cwd, "pipe"), netfilterLog(50));
    expect((await started.finished()).exitCode).toBe(0);
  });
});

describe.concurrent("files", () => {
  test("through rotation by renaming and by truncation, until Ctrl-C", async () => {
    const cwd = scratchFolder({ "fw.log": netfilterLog(1000) });
    const path = join(cwd, "fw.log");
    const { child, ticks, run } = startTicks(["fw.log", "later.log", "-o", "r.json"], cwd);
    await until(() => ticks.some(({ denials }) => denials === 1000));
    appendFileSync(path, netfilterLog(10));
    await until(() => ticks.some(({ denials }) => denials === 1010));
    renameSync(path, `${path}.1`);
    appendFileSync(`${path}.1`, netfilterLog(5));
    writeFileSync(path, netfilterLog(100));
    await until(() => ticks.some(({ denials }) => denials === 1115));
    copyFileSync(path, `${path}.2`);
    truncateSync(path);
    appendFileSync(path, netfilterLog(20));
    writeFileSync(join(cwd, "later.log"), netfilterLog(7));
    await until(() => ticks.some(({ denials }) => denials === 1142));
    // Without its end, and read none the less.
    appendFileSync(path, netfilterLine());
    child.kill("SIGINT");
    const { exitCode, stderr } = await run;
    expect(exitCode).toBe(0);
    expect(ticks.at(-1)).toMatchObject({
      final: true,
      denials: 1143,
      inputs: [{ phase: "ended", rotations: 2 }, { lines: { total: 7 } }],
    });
    expect(ticks.reduce((sum, { delta }) => sum + delta["denials"]!, 0)).toBe(1143);
    expect(readReport(readFileSync(join(cwd, "r.json"), "utf8"))).toMatchObject({
      partial: false,
      totals: { denials: 1143 },
    });
    expect(stderr).toMatch(/Z later\.log: is not there yet; waiting for it\n/);
    expect(stderr).toMatch(/Z fw\.log: is another file now; read from its beginning\n/);
    expect(stderr).toMatch(/Z fw\.log: was truncated; read again from its beginning\n/);
  });

  test("SIGTERM ends it in good order, too, and --only-new leaves out what was there", async () => {
    const cwd = scratchFolder({ "fw.log": netfilterLog(1000) });
    const { child, ticks, run } = startTicks(["fw.log", "--only-new"], cwd);
    await until(() => ticks.length > 2);
    appendFileSync(join(cwd, "fw.log"), netfilterLog(3));
    await until(() => ticks.some(({ denials }) => denials === 3));
    child.kill("SIGTERM");
    expect((await run).exitCode).toBe(0);
    expect(ticks.at(-1)).toMatchObject({ final: true, denials: 3 });
  });

  test("--for ends it", async () => {
    const cwd = scratchFolder({ "fw.log": netfilterLog(100) });
    const run = await fwtrend(["watch", "fw.log", "--for", "500ms", "--every", "100ms"], { cwd });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/^Of 100 blocked connections/);
    const [status = ""] = run.stderr.split("\n");
    expect(status).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [\d,]+ denials \(\+[\d,]+\) · /);
    expect(run.stderr).not.toContain("\x1b");
  });

  test("a second Ctrl-C ends it at once, though nobody takes the output", async () => {
    // A tick is larger than what a pipe holds: the first alone would wait for the output for ever.
    const paths = Array.from({ length: 500 }, (_, at) => `${at}.log`);
    const { child } = startFwtrend(["watch", ...paths, "--json", "--every", "100ms"], { cwd: scratchFolder() });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    await new Promise((resolve) => child.stdout.once("readable", resolve));
    while (child.exitCode === null && child.kill("SIGINT")) await sleep(10);
    expect(await ended).toBe(130);
    child.stdout.destroy();
  });
});

test("each sample is read as analyze reads it, all of them at once", async () => {
  const paths = globSync("samples/*.{log,jsonl,csv}", { cwd: projectFolder }).sort();
  expect(paths.length).toBeGreaterThan(50);
  const folder = scratchFolder();
  const flags = ["-o", `${folder}/`, "--tz", "UTC", "-q"];
  const fatesOf = (): unknown =>
    readFileSync(join(folder, "inputs.csv"), "utf8")
      .split("\n")
      .map((row) => row.replace(/[0-9a-f]{64}/, ""));
  const tables = ["groups", "ports", "daily", "coverage"];
  const read = (): string[] => tables.map((table) => readFileSync(join(folder, `${table}.csv`), "utf8"));
  await fwtrend(["analyze", ...paths, ...flags]);
  const analyzed = { tables: read(), fates: fatesOf() };
  const watched = await fwtrend(["watch", ...paths, ...flags, "--for", "3s"]);
  expect(watched.stderr).toBe("");
  expect({ tables: read(), fates: fatesOf() }).toEqual(analyzed);
});

test("a report on what was watched is none to verify, which is said in words", async () => {
  const cwd = scratchFolder();
  await fwtrend(["watch", "-", "-o", "r.json"], { cwd, input: netfilterLog(10) });
  const run = await fwtrend(["verify", "r.json"], { cwd });
  expect(run).toMatchObject({ exitCode: 2 });
  expect(run.stderr).toContain("r.json: is of what was read as it came, which cannot be read again");
});

describe.concurrent("what cannot be watched is said in words", () => {
  test.each([
    [[], "watch: nothing to watch"],
    [["."], ".: is a directory, and watch follows files"],
    [["*.log"], "*.log: no such file, and watch takes no patterns"],
    [["--listen", "5514"], '--listen "5514": not an address to listen at'],
    [["-", "--for", "soon"], "option '--for <time>' argument 'soon' is invalid"],
    [["-", "--every", "1ms"], "option '--every <time>' argument '1ms' is invalid"],
    [["fw.txt", "-o", "fw.txt"], "fw.txt: is one of the inputs, and would be overwritten"],
  ])("%j", async (args, words) => {
    const run = await fwtrend(["watch", ...args], { cwd: scratchFolder({ "fw.txt": "" }) });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain(`fwtrend: ${words}`);
  });
});

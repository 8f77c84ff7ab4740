import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readEvents } from "../support/event-objects.ts";
import { netfilterLog } from "../support/firewall-lines.ts";
import { makeNamedPipe } from "../support/named-pipe.ts";
import { readReport } from "../support/report-contract.ts";
import { type Started, startFwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

// More than a pipe holds: when all of it is gone, the program has read most of it.
const log = netfilterLog(20_000);
const pollMs = 10;

/** Starts a command on a standard input that stays open. It is reading when its file of rejects is there. */
async function startReading(args: readonly string[]): Promise<Started> {
  const cwd = scratchFolder({ "fw.log": netfilterLog(7) });
  makeNamedPipe(join(cwd, "pipe"));
  const started = startFwtrend([...args, "--rejects", "rejects.txt"], { cwd });
  while (!existsSync(join(cwd, "rejects.txt"))) await sleep(pollMs);
  return started;
}

function send({ child }: Started, input: string | Uint8Array): Promise<unknown> {
  return new Promise((resolve) => child.stdin.write(input, resolve));
}

describe.concurrent("Ctrl-C once: the report on what was read, marked partial, exit code 130", () => {
  test.each([
    ["plain", Buffer.from(log)],
    ["gzip", gzipSync(log, { level: 0 })],
  ])("%s data that comes slowly", async (_name, input) => {
    const started = await startReading(["analyze", "-", "--json", "-q"]);
    await send(started, input);
    started.child.kill("SIGINT");
    const run = await started.finished();
    expect(run).toMatchObject({ exitCode: 130, stderr: "" });
    const report = readReport(run.stdout);
    expect(report.partial).toBe(true);
    expect(report.totals.denials).toBeGreaterThan(1000);
    expect(report.provenance.inputs[0]?.error).toBeNull();
  });

  test("in words", async () => {
    const started = await startReading(["analyze", "-"]);
    await send(started, log);
    started.child.kill("SIGINT");
    const run = await started.finished();
    expect(run.exitCode).toBe(130);
    expect(run.stdout).toMatch(/^PARTIAL: reading was stopped early; the figures cover what was read until then\.\n/);
  });

  test("nothing came at all", async () => {
    const started = await startReading(["analyze", "-", "--json"]);
    started.child.kill("SIGINT");
    const run = await started.finished();
    expect(run.exitCode).toBe(130);
    expect(readReport(run.stdout)).toMatchObject({ partial: true, totals: { denials: 0 } });
  });

  test("a named pipe that nobody writes to", async () => {
    const started = await startReading(["compare", "fw.log", "pipe", "--json"]);
    started.child.kill("SIGINT");
    const run = await started.finished();
    expect(run.exitCode).toBe(130);
    expect(readReport(run.stdout).partial).toBe(true);
  });
});

describe.concurrent("Ctrl-C and events", () => {
  test("once: whole lines, exit code 130", async () => {
    const started = startFwtrend(["events", "-"]);
    started.child.stdin.write(log);
    started.child.stdout.once("readable", () => started.child.kill("SIGINT"));
    const run = await started.finished();
    expect(run).toMatchObject({ exitCode: 130, stderr: "" });
    expect(run.stdout.endsWith("}\n")).toBe(true);
    const events = readEvents(run.stdout);
    expect(events.map(({ line }) => line)).toEqual(events.map((_, at) => at + 1));
  });

  test("again: ends at once, though nobody takes the output", async () => {
    const cwd = scratchFolder({ "fw.log": log });
    const { child } = startFwtrend(["events", "fw.log"], { cwd });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    await new Promise((resolve) => child.stdout.once("readable", resolve));
    // One may be lost in another, so it is sent until it works; the first alone would wait for the output for ever.
    while (child.exitCode === null && child.kill("SIGINT")) await sleep(pollMs);
    expect(await ended).toBe(130);
    child.stdout.destroy();
  });
});

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { builtProgram } from "../support/built-program.ts";
import { netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend, startFwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { expectPrintable, withoutColor } from "../support/terminal-safety.ts";

const cwd = scratchFolder({
  "fw.log": netfilterLog(50),
  "big.log": netfilterLog(40_000),
  "cut.gz": Buffer.from([0x1f, 0x8b, 8, 0, 0]),
});

describe.concurrent("data and notes", () => {
  test("the report is on standard output, how reading went on standard error", async () => {
    const run = await fwtrend(["analyze", "fw.log"], { cwd });
    expect(run.stdout).toMatch(/^Of 50 blocked connections on 2018-03-01, /);
    expect(run.stderr).toMatch(
      /^read 1 file, [\d.]+ kB, 50 lines in [^\n]* · denials from 2018-03-01T12:00:00Z to 2018-03-01T12:00:00Z · zone UTC\n$/,
    );
  });

  test("--json is one document and nothing else", async () => {
    const run = await fwtrend(["analyze", "fw.log", "--json"], { cwd });
    expect(readReport(run.stdout).totals.denials).toBe(50);
    expect(run.stdout).toBe(`${JSON.stringify(JSON.parse(run.stdout), null, 2)}\n`);
    expect(run.stderr).toMatch(/^read 1 file, [^\n]*\n$/);
  });

  test("-q silences notes, not errors", async () => {
    expect((await fwtrend(["analyze", "fw.log", "-q"], { cwd })).stderr).toBe("");
    const run = await fwtrend(["analyze", "cut.gz", "fw.log", "--quiet", "--json"], { cwd });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toMatch(/^fwtrend: cut\.gz: gzip data ends early at byte [^\n]*\n[^\n]*\n$/);
  });

  test("--no-progress changes nothing where there is no terminal", async () => {
    const [plain, without] = await Promise.all([
      fwtrend(["analyze", "fw.log", "-q"], { cwd }),
      fwtrend(["analyze", "fw.log", "-q", "--no-progress"], { cwd }),
    ]);
    expect(without).toEqual(plain);
  });
});

describe.concurrent("colour", () => {
  test("none in what is piped, whatever the terminal is said to be", async () => {
    const run = await fwtrend(["analyze", "fw.log"], { cwd, env: { TERM: "xterm-256color", FORCE_COLOR: "1" } });
    expect(run.exitCode).toBe(0);
    expectPrintable(run.stdout);
    expectPrintable(run.stderr);
  });

  test("--color always sets colours and changes nothing else, NO_COLOR or not", async () => {
    const plain = await fwtrend(["analyze", "fw.log", "--color", "never"], { cwd });
    const colored = await fwtrend(["analyze", "fw.log", "--color", "always"], { cwd, env: { NO_COLOR: "1" } });
    expectPrintable(plain.stdout);
    expect(colored.stdout).not.toBe(plain.stdout);
    expect(withoutColor(colored.stdout)).toBe(plain.stdout);
  });

  test("never in JSON", async () => {
    const run = await fwtrend(["analyze", "fw.log", "--json", "--color", "always"], { cwd });
    expectPrintable(run.stdout);
    expect(readReport(run.stdout).totals.denials).toBe(50);
  });

  test("--ascii draws with ASCII alone", async () => {
    const run = await fwtrend(["analyze", "fw.log", "--ascii"], { cwd });
    expect(run.stdout).toMatch(/^[\x20-\x7e\n]+$/);
  });
});

describe.concurrent("readers that stop reading", () => {
  test("head -1: exit code 0, and not a word", async () => {
    for (const args of [["events", "big.log"], ["analyze", "fw.log", "-q"], ["targets"]]) {
      const run = await pipeToHead(args);
      expect(run.stderr).toBe("exit 0\n");
      expect(run.stdout.trimEnd()).not.toContain("\n");
    }
  });

  test("a socket that is closed while the program writes", async () => {
    const { child } = startFwtrend(["events", "big.log"], { cwd });
    child.stdin.end();
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.stdout.once("data", () => child.stdout.destroy());
    const errors: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    expect(await ended).toBe(0);
    expect(Buffer.concat(errors).toString()).toBe("");
  });
});

const full = "/dev/full";

test.skipIf(!existsSync(full))("a disk without space: exit code 1, said without a stack", async () => {
  const run = await runInShell(`"$0" "$@" > ${full}; echo "exit $?" >&2`, ["analyze", "fw.log", "-q"]);
  expect(run.stderr).toBe(
    "fwtrend: standard output: cannot be written (no space left on the device)\n  make room, or write elsewhere\nexit 1\n",
  );
});

function pipeToHead(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return runInShell('{ "$0" "$@"; echo "exit $?" >&2; } | head -1', args);
}

/** Runs a line of the shell in which `"$0" "$@"` is the built program with its arguments. */
async function runInShell(line: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const child = spawn("sh", ["-c", line, process.execPath, builtProgram(), ...args], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", TZ: "UTC" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  return { stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

import { spawn } from "node:child_process";
import { chmodSync, existsSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { builtProgram } from "../support/built-program.ts";
import { allowedLine, cutLine, netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { makeNamedPipe } from "../support/named-pipe.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const cwd = scratchFolder({
  "good.log": netfilterLog(20),
  "empty.log": "",
  "blank.log": "\n\n\r\n",
  "allowed.log": `${allowedLine()}\n`.repeat(7),
  "binary.log": Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 167) % 256)),
  "prose.txt": "Dear reader,\n".repeat(30),
  "mixed.log": `${netfilterLog(3)}${"no log line\n".repeat(3)}`,
  "broken.log": `${netfilterLine()}\n${cutLine()}\n`,
  "links/kept.log": netfilterLog(4),
});
symlinkSync("nowhere.log", join(cwd, "dangling.log"));
symlinkSync("nowhere.log", join(cwd, "links/dangling.log"));
symlinkSync(".", join(cwd, "links/circle"));

describe.concurrent("inputs without a denial: exit code 3", () => {
  test.each([
    ["empty.log", "no denial found in 0 lines"],
    ["blank.log", "no denial found in 3 lines"],
    ["allowed.log", "no denial found in 7 lines"],
    ["/dev/null", "no denial found in 0 lines"],
  ])("%s", async (path, said) => {
    const run = await fwtrend(["analyze", path], { cwd });
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain(`\nfwtrend: ${said}\n  fwtrend formats PATH says what a file is taken for`);
    expect(run.stdout).toContain("No blocked connections were found.");
  });

  test("denials, but none in the period", async () => {
    const run = await fwtrend(["analyze", "good.log", "--period", "2016", "--json"], { cwd });
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("\nfwtrend: none of the 20 denials read is of the days asked for\n  check --period");
    expect(readReport(run.stdout).totals).toMatchObject({ denials: 0, outsidePeriods: 20 });
  });

  test("denials on one side of a comparison are enough for exit code 0, and a warning", async () => {
    const run = await fwtrend(["compare", "allowed.log", "good.log", "--json"], { cwd });
    expect(run.exitCode).toBe(0);
    expect(readReport(run.stdout).warnings).toContain("The baseline has no denial, so all its shares are 0.");
  });
});

describe.concurrent("lines that cannot be read", () => {
  test("binary data: exit code 4, and the report says what it is", async () => {
    const path = "binary.log";
    const run = await fwtrend(["analyze", path, "--json"], { cwd });
    expect(run.exitCode).toBe(4);
    const report = readReport(run.stdout);
    expect(report.warnings).toContain(`${path} holds NUL bytes: it is not all text.`);
    expect(report.lines.unparsed).toBe(report.lines.total);
    expect(run.stderr).toContain(`! ${path} holds NUL bytes`);
    expect(run.stderr).toContain(
      "\nfwtrend: more than 50 % of the lines could not be read\n  --rejects FILE keeps them",
    );
  });

  test("gigabytes of NUL bytes are told by their beginning", async () => {
    const folder = scratchFolder({ "hole.log": "", "good.log": netfilterLog(3) });
    truncateSync(join(folder, "hole.log"), 20 * 1024 ** 3);
    const run = await fwtrend(["analyze", "hole.log", "good.log", "--json"], { cwd: folder });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toContain(
      "\nfwtrend: hole.log: looks binary (NUL bytes and no line break in its first 65,536 bytes)\n  if a log follows",
    );
    const report = readReport(run.stdout);
    expect(report).toMatchObject({ partial: true, totals: { denials: 3 } });
    expect(report.provenance.inputs[0]!.bytes).toBeLessThan(2_000_000);
  });

  test("text of another kind: exit code 4", async () => {
    const run = await fwtrend(["analyze", "prose.txt"], { cwd });
    expect(run.exitCode).toBe(4);
    expect(run.stdout).toMatch(/ 30 unparsed\s+\(100\.0 %\)/);
  });

  test("as many as allowed are no fault, one more is", async () => {
    const exitCodes: unknown[] = [];
    for (const percent of ["50", "49.9", "0", "100%"]) {
      const run = await fwtrend(["analyze", "mixed.log", "--max-unparsed", percent], { cwd });
      exitCodes.push(run.exitCode);
    }
    expect(exitCodes).toEqual([0, 4, 4, 0]);
  });

  test("--max-unparsed 0 lets no broken line pass, and still prints the figures", async () => {
    const run = await fwtrend(["analyze", "broken.log", "--max-unparsed", "0", "--json"], { cwd });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toContain("fwtrend: more than 0 % of the lines could not be read\n");
    const report = readReport(run.stdout);
    expect(report.lines).toMatchObject({ total: 2, denials: 1, unparsed: 1 });
    // All inputs were read to their ends.
    expect(report.partial).toBe(false);
  });
});

describe.concurrent("files that cannot be opened or read", () => {
  // Root may read what has no permissions, but not the memory at address 0.
  const isRoot = process.getuid?.() === 0;
  const memory = "/proc/self/mem";
  const isPossible = !isRoot || existsSync(memory);

  test.skipIf(!isPossible)(
    `${isRoot ? memory : "a file without permissions"}: exit code 4, the rest counts`,
    async () => {
      const folder = scratchFolder({ "locked.log": netfilterLog(3), "good.log": netfilterLog(5) });
      const path = isRoot ? memory : "locked.log";
      if (!isRoot) chmodSync(join(folder, path), 0);
      const run = await fwtrend(["analyze", path, "good.log", "--json"], { cwd: folder });
      expect(run.exitCode).toBe(4);
      expect(run.stderr).toMatch(/\nfwtrend: (locked\.log|\/proc\/self\/mem): cannot be read \([^\n]*\)\n {2}check /);
      const report = readReport(run.stdout);
      expect(report.partial).toBe(true);
      expect(report.totals.denials).toBe(5);
      expect(report.provenance.inputs.map(({ error }) => error !== null)).toEqual([true, false]);
    },
  );

  test("a link that leads nowhere: exit code 2", async () => {
    const run = await fwtrend(["analyze", "dangling.log"], { cwd });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain("fwtrend: dangling.log: no such file or directory\n");
  });

  test("links in a directory that lead nowhere or in a circle are passed over", async () => {
    const run = await fwtrend(["analyze", "links", "--json"], { cwd });
    expect(run.exitCode).toBe(0);
    const report = readReport(run.stdout);
    expect(report.provenance.inputs.map(({ path }) => path)).toEqual(["links/kept.log"]);
    expect(report.totals.denials).toBe(4);
  });

  test("a named pipe is read like a file", async () => {
    const folder = scratchFolder({ "good.log": netfilterLog(9) });
    makeNamedPipe(join(folder, "pipe"));
    const writer = spawn("cp", ["good.log", "pipe"], { cwd: folder });
    const run = await fwtrend(["analyze", "pipe", "--json"], { cwd: folder });
    writer.kill();
    expect(run.exitCode).toBe(0);
    expect(readReport(run.stdout).totals.denials).toBe(9);
  });

  test.skipIf(process.platform === "win32")("more files than a process may have open", async () => {
    const files = Array.from({ length: 300 }, (_, at) => [`logs/${at}.log`, netfilterLog(at % 7)] as const);
    const packed = [["logs/packed.gz", gzipSync(netfilterLog(5))] as const];
    const folder = scratchFolder(Object.fromEntries([...files, ...packed]));
    const child = spawn(
      "sh",
      ["-c", 'ulimit -n 64; exec "$0" "$@"', process.execPath, builtProgram(), "analyze", "logs"],
      {
        cwd: folder,
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    let said = "";
    for await (const text of child.stderr.setEncoding("utf8") as AsyncIterable<string>) said += text;
    expect(said).toMatch(/^read 301 files, /);
    expect(said).not.toContain("cannot be read");
  });
});

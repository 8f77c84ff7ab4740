import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cutLine, netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { expectPrintable } from "../support/terminal-safety.ts";

const broken = [
  netfilterLine(),
  "what \x1b[31mis\x07 this\u202e?",
  cutLine(),
  "A".repeat(70_000),
  netfilterLine(),
].join("\n");
const otherProgram = "2018-03-01T12:00:00Z fw1 sshd[1]: Connection closed by 198.51.100.7 port 51312";
const files = {
  "good.log": netfilterLog(20),
  "broken.log": broken,
  "shared.log": `${netfilterLog(3)}${otherProgram}\n\n${cutLine()}\n`,
};

function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

describe.concurrent("-o", () => {
  test("writes what its suffix tells, as often as it is given, beside standard output", async () => {
    const cwd = scratchFolder(files);
    const run = await fwtrend(["analyze", "good.log", "--json", "-o", "a.json", "-o", "b.TXT"], { cwd });
    expect(run.exitCode).toBe(0);
    expect(read(cwd, "a.json")).toBe(run.stdout);
    expect(readReport(read(cwd, "a.json")).totals.denials).toBe(20);
    expect(read(cwd, "b.TXT")).toMatch(/^Of 20 blocked connections on 2018-03-01, /);
    expectPrintable(read(cwd, "b.TXT"));
  });

  test("a file that cannot be written: exit code 1, and the report is not lost", async () => {
    const cwd = scratchFolder(files);
    const run = await fwtrend(["analyze", "good.log", "-o", "none/a.json", "-o", "b.json", "--json"], { cwd });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain(
      "\nfwtrend: none/a.json: cannot be written (there is no such folder)\n  check the folder and its permissions\n",
    );
    expect(read(cwd, "b.json")).toBe(run.stdout);
    expect(readReport(run.stdout).totals.denials).toBe(20);
  });

  test("never writes over an input", async () => {
    const cwd = scratchFolder({ "fw.txt": netfilterLog(5) });
    const run = await fwtrend(["analyze", ".", "-o", "./fw.txt"], { cwd });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toBe(
      "fwtrend: ./fw.txt: is one of the inputs, and would be overwritten\n  write to another file\n",
    );
    expect(read(cwd, "fw.txt")).toBe(netfilterLog(5));
  });
});

describe.concurrent("--rejects", () => {
  test("has every line that could not be read, with place and reason, safe to print", async () => {
    const cwd = scratchFolder(files);
    const run = await fwtrend(["analyze", "broken.log", "good.log", "--rejects", "rejects.txt", "--json"], { cwd });
    expect(readReport(run.stdout).lines).toMatchObject({ total: 25, denials: 22, unparsed: 2, tooLong: 1 });
    const rejects = read(cwd, "rejects.txt");
    expectPrintable(rejects);
    const lines = rejects.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe(String.raw`broken.log:2: no known format: what \x1b[31mis\x07 this\u202e?`);
    expect(lines[1]).toMatch(
      /^broken\.log:3: linux-netfilter: [a-z ]+: 2018-03-01T12:00:00Z fw1 kernel: .* SRC=198\.51\.100\.7$/,
    );
    expect(lines[2]).toMatch(/^broken\.log:4: longer than 65,536 bytes:/);
  });

  test("leaves out what other programs wrote into the same log", async () => {
    const cwd = scratchFolder(files);
    const run = await fwtrend(["analyze", "shared.log", "--rejects", "rejects.txt", "--json"], { cwd });
    expect(readReport(run.stdout).lines).toMatchObject({ total: 6, denials: 3, skipped: 2, unparsed: 1 });
    expect(read(cwd, "rejects.txt")).toMatch(/^shared\.log:6: linux-netfilter: [^\n]*\n$/);
  });

  test("is empty where every line could be read", async () => {
    const cwd = scratchFolder(files);
    await fwtrend(["analyze", "good.log", "--rejects", "rejects.txt"], { cwd });
    expect(read(cwd, "rejects.txt")).toBe("");
  });

  test("holds as many lines as the inputs do", async () => {
    const cwd = scratchFolder({ "prose.txt": "no log line at all\n".repeat(5000) });
    await fwtrend(["analyze", "prose.txt", "--rejects", "rejects.txt"], { cwd });
    expect(read(cwd, "rejects.txt").split("\n")).toHaveLength(5001);
  });

  test("that cannot be written is said before anything is read", async () => {
    const cwd = scratchFolder(files);
    const run = await fwtrend(["analyze", "good.log", "--rejects", "none/rejects.txt"], { cwd });
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toBe(
      "fwtrend: none/rejects.txt: cannot be written (there is no such folder)\n  check the folder and its permissions\n",
    );
  });

  test("never writes over an input", async () => {
    const cwd = scratchFolder(files);
    const run = await fwtrend(["compare", "good.log", "broken.log", "--rejects", "broken.log"], { cwd });
    expect(run.exitCode).toBe(2);
    expect(statSync(join(cwd, "broken.log")).size).toBe(Buffer.byteLength(broken));
  });
});

const full = "/dev/full";

describe.skipIf(!existsSync(full))(
  `a disk without space${existsSync(full) ? "" : ` (skipped: there is no ${full})`}`,
  () => {
    test("--rejects: exit code 1 after the report", async () => {
      const cwd = scratchFolder(files);
      const run = await fwtrend(["analyze", "broken.log", "--rejects", full, "--json"], { cwd });
      expect(run.exitCode).toBe(1);
      expect(run.stderr).toContain(`fwtrend: ${full}: cannot be written (no space left on the device)\n`);
      expect(readReport(run.stdout).totals.denials).toBe(2);
    });
  },
);

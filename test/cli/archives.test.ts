import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { tarOf, zipOf } from "../support/archives.ts";
import { readEvents } from "../support/event-objects.ts";
import { netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const files = [
  { path: "logs/fw01.log", content: netfilterLog(30) },
  { path: "logs/fw02.log.gz", content: gzipSync(`${netfilterLog(5, { host: "fw2" })}half a line`) },
  { path: "README", content: "Dear reader,\n" },
];
const repeated = gzipSync(Buffer.alloc(100_000_000, `${netfilterLine()}\n`));

const cwd = scratchFolder({
  "export.tar.gz": gzipSync(tarOf(files)),
  "copy.tar.gz": gzipSync(tarOf(files)),
  "export.zip": zipOf([...files, { path: "secret.log", content: "x", isEncrypted: true }]),
  "cut.tar": tarOf(files).subarray(0, 2000),
  "bomb.gz": repeated,
  "good.log": netfilterLog(20),
});

describe.concurrent("archives", () => {
  test("export.tar.gz: an input for each file in it", async () => {
    const run = await fwtrend(["analyze", "export.tar.gz", "--json"], { cwd });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toMatch(/^read 3 files, /);
    const report = readReport(run.stdout);
    expect(report.provenance.inputs.map(({ path, format, lines }) => [path, format, lines.total])).toEqual([
      ["export.tar.gz/logs/fw01.log", "linux-netfilter", 30],
      ["export.tar.gz/logs/fw02.log.gz", "linux-netfilter", 6],
      ["export.tar.gz/README", "unknown", 1],
    ]);
    expect(report.totals.denials).toBe(35);
    expect(report).toMatchObject({ partial: false, lines: { total: 37, unparsed: 2 } });
  });

  test("no folder for temp files is needed", async () => {
    const run = await fwtrend(["analyze", "export.zip", "export.tar.gz", "-q"], { cwd, env: { TMPDIR: "/nowhere" } });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toBe("fwtrend: export.zip/secret.log: is encrypted\n  unpack the zip with its password first\n");
  });

  test("standard input", async () => {
    const run = await fwtrend(["analyze", "-", "--json"], { cwd, input: gzipSync(tarOf(files)) });
    expect(readReport(run.stdout).provenance.inputs.map(({ path }) => path)).toEqual([
      "-/logs/fw01.log",
      "-/logs/fw02.log.gz",
      "-/README",
    ]);
  });

  test("a copy counts once, file by file", async () => {
    const run = await fwtrend(["analyze", "copy.tar.gz", "export.tar.gz", "--json"], { cwd });
    const { lines, provenance } = readReport(run.stdout);
    expect(lines).toMatchObject({ total: 74, denials: 35, duplicate: 37 });
    expect(provenance.inputs[3]).toMatchObject({ path: "export.tar.gz/logs/fw01.log", lines: { duplicate: 30 } });
  });

  test("a file that cannot be read costs that file alone, and the report is partial", async () => {
    const run = await fwtrend(["analyze", "export.zip", "--json"], { cwd });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toContain("\nfwtrend: export.zip/secret.log: is encrypted\n  unpack the zip");
    expect(readReport(run.stdout)).toMatchObject({ partial: true, totals: { denials: 35 } });
  });

  test("events, rejects and formats name the file in the archive, and a fault once", async () => {
    const events = await fwtrend(["events", "export.tar.gz"], { cwd });
    expect(new Set(readEvents(events.stdout).map(({ file }) => file))).toEqual(
      new Set(["export.tar.gz/logs/fw01.log", "export.tar.gz/logs/fw02.log.gz"]),
    );
    const rejects = await fwtrend(["analyze", "export.tar.gz", "-q", "--rejects", "rejects.txt"], { cwd });
    expect(rejects.exitCode).toBe(0);
    expect(readFileSync(join(cwd, "rejects.txt"), "utf8")).toContain(
      "export.tar.gz/logs/fw02.log.gz:6: no known format: half a line\n",
    );
    const formats = await fwtrend(["formats", "export.tar.gz", "cut.tar"], { cwd });
    expect(formats.exitCode).toBe(4);
    expect(formats.stdout).toMatch(/^export\.tar\.gz\/logs\/fw01\.log: linux-netfilter\n/);
    expect(formats.stdout).toContain("\nexport.tar.gz/README: no known format in the first 1 lines\n");
    for (const command of ["formats", "events", "analyze"]) {
      const cut = await fwtrend([command, "cut.tar", "good.log"], { cwd });
      expect(cut.exitCode).toBe(4);
      expect(cut.stderr.match(/fwtrend: .*/g)).toEqual(["fwtrend: cut.tar: tar data ends early at byte 2,000"]);
    }
  });
});

describe.concurrent("--max-expansion", () => {
  test("ends what unpacks to more, counts what was read, and goes on with the rest", async () => {
    const run = await fwtrend(["analyze", "bomb.gz", "good.log", "--max-expansion", "20", "--json"], { cwd });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toMatch(
      /\nfwtrend: bomb\.gz: unpacks to more than 20 times its size \(stopped after [\d,]+ unpacked bytes at byte [\d,]+\)\n {2}.*--max-expansion/,
    );
    const report = readReport(run.stdout);
    expect(report.partial).toBe(true);
    expect(report.provenance.inputs.map(({ error }) => error !== null)).toEqual([true, false]);
    expect(report.totals.denials).toBeGreaterThan(400_000);
  });

  test("lets what is within it pass, as the default does", async () => {
    for (const flags of [[], ["--max-expansion", "5000"]]) {
      expect(await fwtrend(["analyze", "bomb.gz", "-q", ...flags], { cwd })).toMatchObject({ exitCode: 0, stderr: "" });
    }
  });

  test.each(["0", "-1", "x", "1.5"])("%s is no ratio: exit code 2", async (ratio) => {
    const run = await fwtrend(["analyze", "good.log", `--max-expansion=${ratio}`], { cwd });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain("must be a whole number from 1 to");
  });
});

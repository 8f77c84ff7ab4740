import { createHash } from "node:crypto";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend, startFwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const log = netfilterLog(3000);
const gzip = gzipSync(log);
const cwd = scratchFolder({ "fw.log": netfilterLog(50) });

describe.concurrent("standard input", () => {
  test.each([
    ["plain", Buffer.from(log)],
    ["gzip", gzip],
    ["zstd", zstdCompressSync(log)],
  ])("%s", async (_name, input) => {
    const run = await fwtrend(["analyze", "-", "--json"], { cwd, input });
    expect(run.exitCode).toBe(0);
    const report = readReport(run.stdout);
    expect(report.totals.denials).toBe(3000);
    const sha256 = createHash("sha256").update(input).digest("hex");
    expect(report.provenance.inputs).toMatchObject([{ path: "-", bytes: input.length, sha256 }]);
  });

  test("that arrives byte by byte is told to be gzip all the same", async () => {
    const { child, finished } = startFwtrend(["analyze", "-", "--json"], { cwd });
    for (let at = 0; at < 12; at++)
      await new Promise((resolve) => child.stdin.write(gzip.subarray(at, at + 1), resolve));
    child.stdin.end(gzip.subarray(12));
    expect(readReport((await finished()).stdout).totals.denials).toBe(3000);
  });

  test("that ends early or cannot be unpacked is named", async () => {
    const cut = await fwtrend(["analyze", "-", "-q"], { cwd, input: gzip.subarray(0, 200) });
    expect(cut.exitCode).toBe(4);
    expect(cut.stderr).toContain("fwtrend: standard input: gzip data ends early at byte 200, after ");
    const zip = await fwtrend(["analyze", "-", "-q"], {
      cwd,
      input: Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3, 4, 5]),
    });
    expect(zip.exitCode).toBe(4);
    expect(zip.stderr).toContain(
      "fwtrend: standard input: zip data cannot be read from a pipe, because its directory is at its end\n  save it to a file first",
    );
  });

  test("that is empty", async () => {
    const run = await fwtrend(["analyze", "-"], { cwd });
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("fwtrend: no denial found in 0 lines\n");
  });

  test("beside files, in the order given, and once however often it is named", async () => {
    const run = await fwtrend(["analyze", "fw.log", "-", "-", "--json"], { cwd, input: log });
    const report = readReport(run.stdout);
    expect(report.provenance.inputs.map(({ path }) => path)).toEqual(["fw.log", "-"]);
    expect(report.totals.denials).toBe(3050);
  });

  test("as one side of a comparison", async () => {
    const run = await fwtrend(["compare", "fw.log", "-", "--json"], { cwd, input: log });
    expect(readReport(run.stdout).totals).toMatchObject({ denials: 3000, baselineDenials: 50 });
  });

  test("events and formats", async () => {
    const events = await fwtrend(["events", "-"], { cwd, input: gzip });
    expect(events.stdout.split("\n")).toHaveLength(3001);
    expect(JSON.parse(events.stdout.split("\n")[0] ?? "")).toMatchObject({ file: "-", line: 1 });
    const formats = await fwtrend(["formats", "-"], { cwd, input: gzip });
    expect(formats.stdout).toMatch(/^-: linux-netfilter\n/);
  });
});

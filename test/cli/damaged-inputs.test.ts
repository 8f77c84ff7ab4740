import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

// Sources that differ from line to line keep the compressed size near to that of real logs.
const log = Array.from({ length: 10_000 }, (_, at) =>
  netfilterLog(1, { source: `198.18.${(at * 97) % 256}.${(at * 31) % 256}`, port: (at * 7919) % 65_536 }),
).join("");
const gzip = gzipSync(log);
const zstd = zstdCompressSync(log);
const middle = Math.floor(gzip.length * 0.6);
const damaged = Buffer.from(gzip).fill(0xff, middle, middle + 64);

const cwd = scratchFolder({
  "good.log": netfilterLog(20),
  "whole.log": gzip,
  "whole.txt": zstd,
  "cut.gz": gzip.subarray(0, middle),
  "cut.zst": zstd.subarray(0, Math.floor(zstd.length * 0.8)),
  "damaged.gz": damaged,
  "head.gz": gzip.subarray(0, 5),
  "log.7z": Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 1, 2, 3, 4]),
});

describe.concurrent("compressed inputs", () => {
  test("are told by their first bytes, whatever their names", async () => {
    const run = await fwtrend(["analyze", "whole.log", "whole.txt", "--json"], { cwd });
    expect(run.exitCode).toBe(0);
    const report = readReport(run.stdout);
    expect(report.totals.denials).toBe(20_000);
    expect(report.provenance.inputs.map(({ bytes }) => bytes)).toEqual([gzip.length, zstd.length]);
  });

  test.each(["cut.gz", "cut.zst"])("%s: what was read is counted, and the end is said to be missing", async (path) => {
    const run = await fwtrend(["analyze", path, "good.log", "--json"], { cwd });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toMatch(
      new RegExp(
        `\\nfwtrend: ${path}: (gzip|zstd) data ends early at byte [\\d,]+, after [\\d,]+ unpacked bytes\\n {2}is it still being`,
      ),
    );
    const report = readReport(run.stdout);
    expect(report.partial).toBe(true);
    expect(report.provenance.inputs[0]?.error).toContain("ends early");
    expect(report.provenance.inputs[1]).toMatchObject({ path: "good.log", error: null });
    expect(report.totals.denials).toBeGreaterThan(5000);
  });

  test("the text of a partial report begins by saying so", async () => {
    const run = await fwtrend(["analyze", "cut.gz", "good.log"], { cwd });
    expect(run.stdout).toMatch(
      /^PARTIAL: 1 of 2 inputs could not be read to the end; the figures cover what was\nread\./,
    );
  });

  test("damage in the middle leaves what stands before it", async () => {
    const run = await fwtrend(["analyze", "damaged.gz", "--json", "--max-unparsed", "100"], { cwd });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toMatch(
      /\nfwtrend: damaged\.gz: gzip data (is damaged near|ends early at) byte [\d,]+, after [\d,]+ unpacked bytes\n {2}/,
    );
    const report = readReport(run.stdout);
    expect(report.partial).toBe(true);
    expect(report.lines.denials).toBeGreaterThan(3000);
  });

  test("nothing but a header", async () => {
    const run = await fwtrend(["analyze", "head.gz"], { cwd });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toContain("fwtrend: head.gz: gzip data ends early at byte 5, after 0 unpacked bytes\n");
  });

  test("what no program here unpacks is named, with what unpacks it; the rest counts", async () => {
    const run = await fwtrend(["analyze", "log.7z", "good.log", "--json"], { cwd });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toContain(`\nfwtrend: log.7z: 7-Zip data is not unpacked here\n  unpack it: 7z e -so FILE`);
    const report = readReport(run.stdout);
    expect(report.partial).toBe(true);
    expect(report.totals.denials).toBe(20);
  });

  test("events and formats report the same faults, and go on with the rest", async () => {
    for (const command of ["events", "formats"]) {
      const run = await fwtrend([command, "log.7z", "good.log"], { cwd });
      expect(run.exitCode).toBe(4);
      expect(run.stderr).toBe(
        "fwtrend: log.7z: 7-Zip data is not unpacked here\n  unpack it: 7z e -so FILE | fwtrend analyze -\n",
      );
      expect(run.stdout).toContain("good.log");
    }
  });
});

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const log = `${netfilterLog(40)}no log line\n`;
const cwd = scratchFolder({
  "logs/fw.log": log,
  "logs/older/fw.log.1": netfilterLog(30),
  "copy.log": log,
  // As long as the log, but another.
  "other.log": log.replace("198.51.100.7", "198.51.100.8").replace("DPT=23", "DPT=24"),
});
symlinkSync("logs/fw.log", join(cwd, "link.log"));
symlinkSync("logs", join(cwd, "linked"));

async function analyze(...paths: string[]): Promise<Report> {
  const run = await fwtrend(["analyze", ...paths, "--json"], { cwd });
  expect(run.exitCode).toBe(0);
  return readReport(run.stdout);
}

describe.concurrent("nothing is counted twice", () => {
  test.each([
    ["a file named twice", ["logs/fw.log", "logs/fw.log"]],
    ["a file by two paths", ["logs/fw.log", "./logs/../logs/fw.log"]],
    ["a link to it", ["logs/fw.log", "link.log"]],
    ["a link before it", ["link.log", "logs/fw.log"]],
    ["a glob that matches it", ["logs/*.log", "logs/fw.log"]],
  ])("%s is one input", async (_name, paths) => {
    const report = await analyze(...paths);
    expect(report.provenance.inputs.map(({ path }) => path)).toEqual([paths[0]?.replace("*", "fw")]);
    expect(report.lines).toEqual({ ...noLines, total: 41, denials: 40, unparsed: 1 });
  });

  test.each([
    ["a directory and a file in it", ["logs", "logs/fw.log"]],
    ["a file and the directory it is in", ["logs/fw.log", "logs"]],
    ["a directory and one in it", ["logs", "logs/older"]],
    ["a directory and a link to it", ["logs", "linked"]],
  ])("%s", async (_name, paths) => {
    const report = await analyze(...paths);
    expect(report.provenance.inputs).toHaveLength(2);
    expect(report.totals.denials).toBe(70);
  });

  test("a copy under another name: all its lines are duplicates", async () => {
    const report = await analyze("logs/fw.log", "copy.log");
    expect(report.lines).toEqual({ ...noLines, total: 82, denials: 40, unparsed: 1, duplicate: 41 });
    expect(report.provenance.inputs[1]).toMatchObject({
      path: "copy.log",
      lines: { ...noLines, total: 41, duplicate: 41 },
      sha256: report.provenance.inputs[0]?.sha256,
    });
    expect(report.totals.denials).toBe(40);
  });

  test("another file of the same size counts", async () => {
    const report = await analyze("logs/fw.log", "other.log");
    expect(report.lines).toMatchObject({ denials: 80, duplicate: 0 });
  });

  test("equal lines within a log all count", async () => {
    const folder = scratchFolder({ "fw.log": `${netfilterLine()}\n`.repeat(12) });
    const run = await fwtrend(["analyze", "fw.log", "--json"], { cwd: folder });
    expect(readReport(run.stdout).totals.denials).toBe(12);
  });
});

describe.concurrent("both sides of a comparison count", () => {
  test.each([
    ["a file with itself", ["logs/fw.log", "logs/fw.log"]],
    ["a file with a copy of it", ["logs/fw.log", "copy.log"]],
  ])("%s: nothing changed", async (_name, paths) => {
    const run = await fwtrend(["compare", ...paths, "--json"], { cwd });
    expect(run.exitCode).toBe(0);
    const report = readReport(run.stdout);
    expect(report.totals).toMatchObject({ denials: 40, baselineDenials: 40 });
    expect(report.provenance.inputs.map(({ side }) => side)).toEqual(["baseline", "period"]);
    expect(report.lines).toMatchObject({ total: 82, denials: 80, duplicate: 0 });
    const shares = [...report.groups, ...report.classes].filter(({ denials }) => denials > 0);
    expect(new Set(shares.map(({ points }) => points))).toEqual(new Set([0]));
    expect(new Set(shares.map(({ ratio }) => ratio))).toEqual(new Set([1]));
    expect(report.ports.map(({ points, rank, baselineRank }) => [points, baselineRank === rank])).toEqual(
      report.ports.map(() => [0, true]),
    );
  });

  test("an input cut by two periods is of both sides, each of its denials of one", async () => {
    const run = await fwtrend(["compare", "logs", "--baseline", "2017", "--period", "2018-03", "--json"], { cwd });
    const report = readReport(run.stdout);
    expect(report.totals).toMatchObject({ denials: 70, baselineDenials: 0, outsidePeriods: 0 });
    expect(report.provenance.inputs.map(({ side }) => side)).toEqual(["both", "both"]);
  });
});

const noLines = { total: 0, denials: 0, allowed: 0, skipped: 0, duplicate: 0, unparsed: 0, tooLong: 0 };

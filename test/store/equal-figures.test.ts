import { copyFileSync, globSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { projectFolder } from "../support/built-program.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { expectSameFigures } from "../support/stored-figures.ts";
import { plantedLogs } from "../support/planted-log.ts";

const years = ["samples/fy2016", "samples/fy2017"];
const folder = scratchFolder();
const ofYears = join(folder, "years.duckdb");
const ofSamples = join(folder, "samples.duckdb");
const samples = globSync("samples/*.{log,csv,jsonl}", { cwd: projectFolder }).toSorted();

beforeAll(async () => {
  const made = await fwtrend(["import", ...years, "--store", ofYears, "--tz", "Asia/Tokyo"]);
  expect(made).toMatchObject({ exitCode: 0 });
  // Samples of one product in several forms hold the same decisions.
  await fwtrend(["import", ...samples, "--store", ofSamples, "--tz", "Europe/Berlin", "--overlap", "count"]);
});

const compared = ["--baseline", "FY2016", "--period", "FY2017"];

test.each([
  [],
  ["--method", "all-ports"],
  ["--method", "unique-sources"],
  ["--method", "survey-excluded", "--scan-wide", "5"],
  ["--top", "20"],
  ["--mapping", "as-of"],
])("two years are the same from a store as from logs %#", async (...options) => {
  await expectSameFigures(
    ["compare", ...years, "--tz", "Asia/Tokyo", ...compared, ...options],
    ["compare", "--store", ofYears, ...compared, ...options],
  );
});

test.each([
  [],
  ["--period", "2016-04"],
  ["--period", "2016-12-24..2017-02-03"],
  ["--period", "2017-05-02..2017-05-03"],
  ["--period", "2017-Q2..2018-03-30"],
])("any days of them are the same %#", async (...options) => {
  await expectSameFigures(
    ["analyze", ...years, "--tz", "Asia/Tokyo", ...options],
    ["analyze", "--store", ofYears, ...options],
  );
});

test.each([[], ["--period", "2026-11-05..2026-11-15"], ["--period", "2026"]])(
  "a sample of every format is the same, IPv6, portless and undated ones among them %#",
  async (...options) => {
    await expectSameFigures(
      ["analyze", ...samples, "--tz", "Europe/Berlin", ...options],
      ["analyze", "--store", ofSamples, ...options],
    );
  },
);

test("scanners, own devices, gaps and rate limits are the same over a change of clocks", async () => {
  const { files } = plantedFiles();
  const logs = scratchFolder(files);
  const store = join(folder, "planted.duckdb");
  await fwtrend(["import", logs, "--store", store, "--tz", "Europe/Berlin", "--home", "203.0.113.0/24"]);
  await expectSameFigures(
    ["analyze", logs, "--tz", "Europe/Berlin", "--home", "203.0.113.0/24"],
    ["analyze", "--store", store],
  );
});

function plantedFiles(): { files: Record<string, string> } {
  const planted = plantedLogs(7);
  return { files: { "before.log": planted.baseline, "after.log": planted.period } };
}

test("a report from a store can be verified while the store says the same", async () => {
  const { stdout } = await fwtrend(["compare", "--store", ofYears, ...compared, "--json", "-q"]);
  const report = join(folder, "report.json");
  writeFileSync(report, stdout);
  expect(await fwtrend(["verify", report])).toMatchObject({ exitCode: 0, stderr: "" });
  const copy = join(folder, "less.duckdb");
  copyFileSync(ofYears, copy);
  await fwtrend(["store", copy, "--forget", "1"]);
  writeFileSync(report, stdout.replaceAll(ofYears, copy));
  expect(await fwtrend(["verify", report])).toMatchObject({ exitCode: 1 });
});

import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tarOf } from "../support/archives.ts";
import { readEvents } from "../support/event-objects.ts";
import { netfilterLine } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const log = (...times: readonly string[]): string => times.map((time) => `${netfilterLine({ time })}\n`).join("");
const old = new Date("2019-06-01T00:00:00Z");

const cwd = scratchFolder({
  "logs/fw-osaka.log": log("2018-03-01T00:30:00", "2018-03-01T12:00:00+01:00"),
  "logs/fw-paris.log": log("2018-03-01T00:30:00"),
  "logs/gate.log": log("2018-03-01T00:30:00", "2018-03-01T00:30:01"),
  "yearless/a.log": log("Mar  1 00:30:00"),
  "yearless/b.log": log("Mar  1 00:30:00"),
});
for (const name of ["a", "b"]) utimesSync(join(cwd, `yearless/${name}.log`), old, old);

async function timesIn(...args: string[]): Promise<string[]> {
  return readEvents((await fwtrend(["events", ...args], { cwd })).stdout).map(({ time }) => String(time));
}

describe.concurrent("--tz for some files", () => {
  test("reads their stamps that name no zone; a plain one holds for the others", async () => {
    expect(
      await timesIn("logs", "--tz", "fw-osaka*=Asia/Tokyo", "--tz", "UTC", "--tz", "fw-paris*=Europe/Paris"),
    ).toEqual([
      "2018-02-28T15:30:00Z",
      "2018-03-01T11:00:00Z",
      "2018-02-28T23:30:00Z",
      "2018-03-01T00:30:00Z",
      "2018-03-01T00:30:01Z",
    ]);
  });

  test("leaves the days of the report in the report's zone", async () => {
    const args = ["analyze", "logs", "--tz", "fw-osaka.log=Asia/Tokyo", "--tz", "UTC", "--json"];
    const report = readReport((await fwtrend([...args, "--period", "2018-02-28"], { cwd })).stdout);
    expect(report.totals).toMatchObject({ denials: 1, outsidePeriods: 4 });
    expect(report.provenance.zone).toBe("UTC");
    expect(report.provenance.inputs.map(({ zone }) => zone)).toEqual(["Asia/Tokyo", "UTC", "UTC"]);
  });

  test("fits paths in archives", async () => {
    const folder = scratchFolder({});
    writeFileSync(
      join(folder, "export.tar"),
      tarOf([
        { path: "osaka/messages", content: log("2018-03-01T00:30:00") },
        { path: "tokyo/messages", content: log("2018-03-01T00:30:00") },
      ]),
    );
    const run = await fwtrend(["events", "export.tar", "--tz", "osaka/mess*=Asia/Tokyo", "--tz=UTC"], { cwd: folder });
    expect(readEvents(run.stdout).map(({ time }) => time)).toEqual(["2018-02-28T15:30:00Z", "2018-03-01T00:30:00Z"]);
  });

  test("is kept for verify", async () => {
    const folder = scratchFolder({ "in/a.log": log("2018-03-01T00:30:00"), "in/b.log": log("Mar  1 00:30:00") });
    const args = ["--tz", "a*=Asia/Tokyo", "--tz", "UTC", "--year", "b.log=2011"];
    await fwtrend(["analyze", "in", ...args, "-o", "r.json"], { cwd: folder });
    const report = readReport(readFileSync(join(folder, "r.json"), "utf8"));
    expect(report.provenance.arguments).toEqual([
      "analyze",
      "--tz=UTC",
      "--tz=a*=Asia/Tokyo",
      "--year=b.log=2011",
      "in",
    ]);
    expect(report.period).toMatchObject({ from: "2011-03-01", to: "2018-02-28" });
    expect((await fwtrend(["verify", "r.json"], { cwd: folder })).exitCode).toBe(0);
  });

  test("names files: one that fits none warns, that it is not about devices as well", async () => {
    for (const args of [["events"], ["analyze"]]) {
      const run = await fwtrend([...args, "logs/gate.log", "--tz", "fw1=Asia/Tokyo", "--tz", "UTC"], { cwd });
      const text = "fw1 of --tz fits no input: it names files, folders and files in archives, not devices";
      expect(`${run.stdout}${run.stderr}`.replaceAll(/\s+/g, " ")).toContain(text);
    }
  });

  test("without names in an anonymised report", async () => {
    const args = ["analyze", "logs", "--tz", "*osaka*=Asia/Tokyo", "--tz", "lyon=UTC", "--anonymize", "--json"];
    const { stdout } = await fwtrend(args, { cwd });
    expect(stdout).not.toMatch(/osaka|lyon/);
    expect(stdout).toContain("=Asia/Tokyo");
  });

  test.each([
    [["--tz", "fw*=Asia/Tokio"], `--tz "fw*=Asia/Tokio": no such time zone`],
    [["--tz", "=UTC"], `--tz "=UTC": names no file`],
    [["--year", "./=2017"], `--year "./=2017": names no file`],
    [["--year", "fw*=17"], "A year has four digits"],
  ])("%j is refused", async (args, text) => {
    const run = await fwtrend(["events", "logs", ...args], { cwd });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(text);
  });
});

test("--year for some files; a plain one holds for the others", async () => {
  expect(await timesIn("yearless", "--year", "a.log=2009", "--tz", "UTC")).toEqual([
    "2009-03-01T00:30:00Z",
    "2019-03-01T00:30:00Z",
  ]);
  expect(await timesIn("yearless", "--year", "a.log=2009", "--year", "2012", "--tz", "UTC")).toEqual([
    "2009-03-01T00:30:00Z",
    "2012-03-01T00:30:00Z",
  ]);
});

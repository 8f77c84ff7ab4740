import { utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type EventObject, readEvents } from "../support/event-objects.ts";
import { csvLog, netfilterLine } from "../support/firewall-lines.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const cwd = scratchFolder({
  "silent.csv": csvLog(
    "datetime,src,proto,dport",
    "2018-03-01 00:30:00,198.51.100.1,tcp,23",
    "2018-03-01 12:00:00,198.51.100.2,tcp,80",
  ),
  "own.csv": csvLog(
    "When;Client;Server;Gate;Ruling;Box",
    "2018-03-01 12:00:00;198.51.100.1;203.0.113.1;23;Blocked;fw1",
    "2018-03-01 12:00:01;198.51.100.2;203.0.113.1;80;Allowed;fw1",
  ),
  "year-end.log": ["Dec 31 23:00:00", "Jan  1 01:00:00"].map((time) => `${netfilterLine({ time })}\n`).join(""),
});
utimesSync(join(cwd, "year-end.log"), new Date("2019-01-02T00:00:00Z"), new Date("2019-01-02T00:00:00Z"));

async function events(...args: string[]): Promise<EventObject[]> {
  return readEvents((await fwtrend(["events", ...args], { cwd })).stdout);
}

describe.concurrent("--assume: lines that do not say what happened", () => {
  test.each([
    ["deny", 0, ["deny", "deny"]],
    ["allow", 3, ["allow", "allow"]],
    ["none", 3, []],
  ])("%s", async (verdict, exitCode, verdicts) => {
    const run = await fwtrend(["events", "silent.csv", "--assume", verdict], { cwd });
    expect(run.exitCode).toBe(exitCode);
    expect(readEvents(run.stdout).map((event) => event.verdict)).toEqual(verdicts);
  });

  test("how many were assumed is in the report", async () => {
    const run = await fwtrend(["analyze", "silent.csv", "--json"], { cwd });
    expect(readReport(run.stdout).totals).toMatchObject({ denials: 2, assumed: 2 });
  });
});

describe.concurrent("--columns: CSV with names of its own", () => {
  test("without it the port is not known to be one", async () => {
    expect(await events("own.csv")).toEqual([]);
  });

  test("with it the columns are read", async () => {
    const columns = "src=Client,DST=Server,dport=gate,action=Ruling,host=Box,datetime=When";
    expect(await events("own.csv", "--columns", columns)).toMatchObject([
      {
        verdict: "deny",
        time: "2018-03-01T12:00:00Z",
        device: "fw1",
        source: "198.51.100.1",
        destination: "203.0.113.1",
        destinationPort: 23,
        action: "Blocked",
      },
      { verdict: "allow", destinationPort: 80 },
    ]);
  });
});

describe.concurrent("--tz: stamps without a zone, and the borders of days", () => {
  test("moves both", async () => {
    const [event] = await events("silent.csv", "--tz", "Asia/Tokyo");
    expect(event?.time).toBe("2018-02-28T15:30:00Z");
    const run = await fwtrend(["analyze", "silent.csv", "--tz", "Asia/Tokyo", "--period", "2018-02", "--json"], {
      cwd,
    });
    // In Tokyo both are of the first of March.
    expect(run.exitCode).toBe(3);
    expect(readReport(run.stdout).totals).toMatchObject({ denials: 0, outsidePeriods: 2 });
  });

  test("takes an offset", async () => {
    const [event] = await events("silent.csv", "--tz", "+09:00");
    expect(event?.time).toBe("2018-02-28T15:30:00Z");
  });
});

describe.concurrent("--year: stamps without a year", () => {
  test("by the file's time otherwise, across the new year, with a warning", async () => {
    const run = await fwtrend(["analyze", "year-end.log", "--json"], { cwd });
    const report = readReport(run.stdout);
    expect(report.period).toMatchObject({ from: "2018-12-31", to: "2019-01-01" });
    expect(report.warnings.join()).toContain("2 stamps carry no year");
    expect(run.stderr).toContain("! 2 stamps carry no year");
  });

  test("is the year of the first", async () => {
    const all = await events("year-end.log", "--year", "2009");
    expect(all.map(({ time }) => time)).toEqual(["2009-12-31T23:00:00Z", "2010-01-01T01:00:00Z"]);
  });
});

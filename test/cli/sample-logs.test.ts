import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { projectFolder } from "../support/built-program.ts";
import { type EventObject, readEvents, sumDenials } from "../support/event-objects.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";

const cwd = join(projectFolder, "samples");
const logs = readdirSync(cwd, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(log|csv|jsonl?)(\.gz)?$/.test(path) && statSync(join(cwd, path)).isFile())
  // Results of scanners are no logs.
  .filter((path) => !path.startsWith("exposure"))
  .sort();

/** Logs of what was seen, of which nothing was decided on. */
const undecided = new Set(["nfdump-line.log", "zeek-conn.log"]);

describe.concurrent("the samples, as events and as a report", () => {
  let events: readonly EventObject[] = [];

  beforeAll(async () => {
    events = readEvents((await fwtrend(["events", ...logs], { cwd })).stdout);
  });

  test.each(logs)("%s: as many denials as its events stand for", async (path) => {
    const run = await fwtrend(["analyze", path, "--json"], { cwd });
    const report = readReport(run.stdout);
    const ofFile = events.filter(({ file }) => file === path);
    expect(sumDenials(ofFile)).toBe(report.totals.denials);
    expect(ofFile.filter(({ verdict }) => verdict === "deny")).toHaveLength(report.lines.denials);
    expect(ofFile.filter(({ verdict }) => verdict === "allow")).toHaveLength(report.lines.allowed);
    const lines = ofFile.map(({ line }) => line);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });

  test("all of them at once, in the order named", async () => {
    const run = await fwtrend(["analyze", ...logs, "--json"], { cwd });
    expect(readReport(run.stdout).totals.denials).toBe(sumDenials(events));
    expect([...new Set(events.map(({ file }) => file))]).toEqual(logs.filter((path) => !undecided.has(path)));
  });

  test("--all has one object for every line", async () => {
    const path = "fy2017/sendai-filterlog.log";
    const [all, report] = await Promise.all([
      fwtrend(["events", path, "--all"], { cwd }),
      fwtrend(["analyze", path, "--json"], { cwd }),
    ]);
    const { lines } = readReport(report.stdout);
    const objects = readEvents(all.stdout);
    expect(objects.map(({ line }) => line)).toEqual(Array.from({ length: lines.total }, (_, at) => at + 1));
    expect(objects.filter(({ verdict }) => verdict === "other")).toHaveLength(lines.skipped);
    expect(objects.filter(({ verdict }) => verdict === "unparsed")).toHaveLength(lines.unparsed);
  });
});

import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { projectFolder } from "../support/built-program.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";

const folders = ["samples/fy2016", "samples/fy2017"];

/** What does not name inputs: the figures. */
function figuresOf({ provenance, ...figures }: Report): Omit<Report, "provenance"> {
  expect(provenance.inputs).toHaveLength(10);
  return figures;
}

describe.concurrent("the same inputs give the same figures", () => {
  test("the same command twice gives the same bytes", async () => {
    const args = ["compare", ...folders, "--json"];
    const [once, again] = await Promise.all([fwtrend(args), fwtrend(args)]);
    expect(once.exitCode).toBe(0);
    expect(again.stdout).toBe(once.stdout);
  });

  test("on a machine that cannot run the kernel, too", async () => {
    const args = ["compare", ...folders, "--json"];
    const [kernel, without] = await Promise.all([fwtrend(args), fwtrend(args, { env: { NODE_OPTIONS: "--jitless" } })]);
    expect([without.exitCode, without.stdout]).toEqual([0, kernel.stdout]);
  });

  test("in whatever order the files are named", async () => {
    const files = folders.map((folder) => `${folder}/*`);
    const [forth, back] = await Promise.all([
      fwtrend(["analyze", ...files, "--json"]),
      fwtrend(["analyze", ...files.toReversed(), "--json"]),
    ]);
    const [first, second] = [readReport(forth.stdout), readReport(back.stdout)];
    expect(figuresOf(second)).toEqual(figuresOf(first));
    expect(second.provenance.inputs).not.toEqual(first.provenance.inputs);
  });

  test.each([
    ["plain", []],
    [
      "filtered",
      ["--include", "proto:tcp", "--exclude", "device:*tokyo*", "--scope", "inbound", "--home", "203.0.113.0/24"],
    ],
    ["by sources and by years", ["--method", "unique-sources", "--mapping", "as-of"]],
    ["without survey scanners, like for like", ["--method", "survey-excluded", "--like-for-like"]],
  ])("a comparison, %s, in whatever order the files are named", async (_name, args) => {
    const dates = ["--baseline", "FY2016", "--period", "FY2017", "--tz", "Asia/Tokyo", "--json", "-q", ...args];
    const files = folders.flatMap((folder) => globSync(`${folder}/*`, { cwd: projectFolder })).sort();
    const runs = await Promise.all(
      [files, [...files.slice(3).toReversed(), ...files.slice(0, 3)]].map((paths) =>
        fwtrend(["compare", ...paths, ...dates]),
      ),
    );
    const [first, ...others] = runs.map((run) => readReport(run.stdout));
    expect(first!.totals.denials).toBeGreaterThan(1000);
    for (const other of others) {
      expect(figuresOf(other)).toEqual(figuresOf(first!));
      const byPath = ({ provenance }: Report): unknown => ({
        ...provenance,
        command: null,
        inputs: provenance.inputs.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      });
      expect(byPath(other)).toEqual(byPath(first!));
    }
  });

  test("in whatever zone the machine is, where --tz says another", async () => {
    const args = ["analyze", "samples/fy2016/osaka-asa.log.gz", "--tz", "Asia/Tokyo", "--json"];
    const [here, there] = await Promise.all([
      fwtrend(args, { env: { TZ: "America/St_Johns" } }),
      fwtrend(args, { env: { TZ: "Pacific/Apia" } }),
    ]);
    expect(there.stdout).toBe(here.stdout);
  });

  test.each([
    ["Asia/Tokyo", "Asia/Tokyo"],
    ["", "UTC"],
    ["JST-9", "UTC"],
    ["No/Where", "UTC"],
  ])("the machine's zone is the default, and is named: TZ=%s", async (machine, zone) => {
    const run = await fwtrend(["analyze", "samples/fy2016/fukuoka-netfilter.log", "--json"], { env: { TZ: machine } });
    expect(run.exitCode).toBe(0);
    expect(readReport(run.stdout).provenance.zone).toBe(zone);
  });
});

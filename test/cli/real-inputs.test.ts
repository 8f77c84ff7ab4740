import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectFolder } from "../support/built-program.ts";
import { readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";

const folder = join(projectFolder, "../shared/data/real");
const isThere = existsSync(folder);
const note = isThere ? "" : " (skipped: ../shared/data/real is not there)";

describe.skipIf(!isThere)(`logs that nobody wrote for fwtrend${note}`, () => {
  test("every packet that reached honeypots in half a year", async () => {
    const run = await fwtrend(["analyze", join(folder, "honeypots-2013.csv.gz"), "--tz", "UTC", "--json"]);
    expect(run.exitCode).toBe(0);
    const report = readReport(run.stdout);
    expect(report.totals.denials).toBe(451_581);
    expect(report.totals.assumed).toBe(451_581);
    expect(report.period).toMatchObject({ from: "2013-03-03", to: "2013-09-08" });
    expect(report.ports.find(({ protocol, port }) => protocol === "tcp" && port === 23)?.denials).toBe(8330);
    expect(report.lines).toMatchObject({ denials: 451_581, unparsed: 0, skipped: 1 });
  });

  test("sessions of a campus firewall, without times and addresses", async () => {
    const run = await fwtrend(["analyze", join(folder, "campus-firewall.csv.gz"), "--json"]);
    expect(run.exitCode).toBe(0);
    const report = readReport(run.stdout);
    expect(report.totals.denials).toBe(27_884);
    expect(report.lines).toMatchObject({ denials: 27_884, allowed: 37_640, unparsed: 0 });
    expect(report.period).toMatchObject({ from: null, to: null, days: null });
    expect(report.warnings).toContain("No denial carries a time, so no period can be told.");
  });
});

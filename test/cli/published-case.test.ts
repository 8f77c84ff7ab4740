import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { projectFolder } from "../support/built-program.ts";
import { groupOf, readReport } from "../support/report-contract.ts";
import { fwtrend, type Run } from "../support/run-fwtrend.ts";

// The review of the two fiscal years that the samples imitate: samples/README.md.
describe("the published case", () => {
  const runs: Run[] = [];
  const reports: Report[] = [];

  beforeAll(async () => {
    runs.push(
      ...(await Promise.all([
        fwtrend(["compare", "samples/fy2016", "samples/fy2017", "--json"]),
        fwtrend(["compare", "samples/fy2016", "samples/fy2017", "--json", "--tz", "Pacific/Auckland"]),
        fwtrend(["compare", "samples", "--baseline", "FY2016", "--period", "FY2017", "--tz", "Asia/Tokyo", "--json"]),
      ])),
    );
    reports.push(...runs.map((run) => readReport(run.stdout)));
  });

  const ways = [
    [0, "two directories"],
    [1, "two directories, read in another zone"],
    [2, "one directory, cut by dates"],
  ] as const;

  test.each(ways)("has the published shares (%i: %s)", (at) => {
    expect(runs[at]?.exitCode).toBe(0);
    const report = reports[at]!;
    const telnet = groupOf(report, "telnet");
    expect(telnet.baselineShare).toBeCloseTo(0.481, 3);
    expect(telnet.share).toBeCloseTo(0.292, 3);
    const iot = groupOf(report, "iot");
    expect(iot.share).toBeCloseTo(0.38, 3);
    expect(iot.portsInTop).toBe(16);
    const withoutTelnet = groupOf(report, "iot-other").baselineShare ?? 0;
    expect(withoutTelnet).toBeGreaterThan(0.09);
    expect(withoutTelnet).toBeLessThan(0.1);
    expect(telnet.points?.toFixed(1)).toBe("-18.9");
  });

  test.each(ways)("counts what was planted (%i: %s)", (at) => {
    const { totals } = reports[at]!;
    expect([totals.baselineDenials, totals.denials, totals.portless.denials]).toEqual([22_600, 25_000, 410]);
  });

  test.each(ways.slice(1))("has the same figures as the plain form (%i: %s)", (at) => {
    const [plain, other] = [reports[0]!, reports[at]!];
    expect(other.groups).toEqual(plain.groups);
    expect(other.classes).toEqual(plain.classes);
    expect(other.ports).toEqual(plain.ports);
    expect(other.sensitivity).toEqual(plain.sensitivity);
  });

  test("names the periods as they were asked for", () => {
    const [plain, , cut] = reports;
    expect(cut?.baseline).toMatchObject({ label: "FY2016", from: "2016-04-01", to: "2017-03-31", days: 365 });
    expect(cut?.period).toMatchObject({ label: "FY2017", from: "2017-04-01", to: "2018-03-31", days: 365 });
    expect(plain?.provenance.zone).toBe("UTC");
    expect(cut?.provenance.zone).toBe("Asia/Tokyo");
  });

  test("gives the SHA-256 and size of every file as stored", () => {
    for (const { path, sha256, bytes } of reports[0]!.provenance.inputs) {
      const stored = readFileSync(join(projectFolder, path));
      expect([sha256, bytes]).toEqual([createHash("sha256").update(stored).digest("hex"), stored.length]);
    }
  });

  test("puts each file on its side", () => {
    const { inputs } = reports[0]!.provenance;
    expect(new Set(inputs.map(({ path, side }) => `${path.split("/")[1]} ${side}`))).toEqual(
      new Set(["fy2016 baseline", "fy2017 period"]),
    );
    expect(new Set(reports[2]!.provenance.inputs.map(({ side }) => side))).toEqual(new Set(["both"]));
  });

  test("says on standard error what was read, and nothing else", () => {
    expect(runs[0]?.stderr).toMatch(/^read 10 files, [^\n]* zone UTC\n$/);
  });
});

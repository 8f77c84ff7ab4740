import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { repeatedLog } from "../support/firewall-lines.ts";
import { groupOf, readReport } from "../support/report-contract.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const misp = JSON.stringify({ name: "Known scanners", list: ["192.0.2.0/28", "198.51.100.4/32"] });
const scan = Array.from({ length: 100 }, (_, at) => ({ source: "198.51.100.5", port: 40_001 + at }));
const sweep = (source: string, hosts: number): { source: string; destination: string; port: number }[] =>
  Array.from({ length: hosts }, (_, at) => ({ source, destination: `203.0.113.${at + 1}`, port: 445 }));

const cwd = scratchFolder({
  // 111 denials of 4 sources at one host: 3 of 23 and 1 of 80; 1 of 7547 and 1 of 22; 5 of 80; 100 ports once each.
  "fw.log": repeatedLog(
    { source: "198.51.100.1", times: 3 },
    { source: "198.51.100.1", port: 80 },
    { source: "198.51.100.3", port: 7547 },
    { source: "198.51.100.3", port: 22 },
    { source: "198.51.100.4", port: 80, times: 5 },
    ...scan,
  ),
  // One source at 60 hosts, one at 27, one at 12.
  "sweeps.log": repeatedLog(...sweep("198.51.100.6", 60), ...sweep("198.51.100.7", 27), ...sweep("198.51.100.8", 12)),
  "lists/four.txt": "# Research\n198.51.100.4 ; the server\n",
  "lists/five.txt": "198.51.100.5\n",
  "lists/misp.json": misp,
  "lists/bad.txt": "198.51.100.4\nscanner.example.net\n",
  "lists/bad.json": '{"list": ["198.51.100.4", 7]}',
});

async function analyze(path: string, ...args: string[]): Promise<Report> {
  const run = await fwtrend(["analyze", path, ...args, "--json", "-q"], { cwd });
  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  return readReport(run.stdout);
}

describe.concurrent("--known-scanners", () => {
  test.each([["lists/four.txt"], ["lists/misp.json"]])("%s: what it lists is left out, too", async (list) => {
    const [plain, report] = await Promise.all([
      analyze("fw.log", "--method", "survey-excluded"),
      analyze("fw.log", "--method", "survey-excluded", "--known-scanners", list),
    ]);
    // 111 − 100 of the wide scan; then − 5 of the listed source.
    expect(plain.totals).toMatchObject({ denominator: 11, surveyDenials: 100 });
    expect(report.totals).toMatchObject({ denominator: 6, surveyDenials: 105 });
    expect(groupOf(plain, "iot").share).toBe(4 / 11);
    expect(groupOf(report, "iot").share).toBe(4 / 6);
    expect([plain.scans.byKind?.survey, report.scans.byKind?.survey]).toEqual([1, 2]);
    expect(report.ports.find(({ port }) => port === 80)).toMatchObject({ denials: 1, share: 1 / 6 });
  });

  test("is in the provenance, with name, hash and size", async () => {
    const report = await analyze("fw.log", "--known-scanners", "lists/misp.json", "--known-scanners", "lists/four.txt");
    expect(report.provenance.counted.knownScanners).toMatchObject([
      {
        path: "lists/misp.json",
        name: "Known scanners",
        sha256: createHash("sha256").update(misp).digest("hex"),
        entries: 2,
      },
      { path: "lists/four.txt", name: null, entries: 1 },
    ]);
  });

  test("changes no headline but that without survey scanners", async () => {
    const [plain, report] = await Promise.all([
      analyze("fw.log"),
      analyze("fw.log", "--known-scanners", "lists/four.txt"),
    ]);
    expect(report.groups).toEqual(plain.groups);
    const without = ({ sensitivity }: Report): unknown =>
      sensitivity.filter(({ method }) => method !== "survey-excluded");
    expect(without(report)).toEqual(without(plain));
    expect(report.sensitivity.find(({ method }) => method === "survey-excluded")?.iotShare).toBe(4 / 6);
  });

  test("marks a listed scanner", async () => {
    const [plain, report] = await Promise.all([
      analyze("fw.log"),
      analyze("fw.log", "--known-scanners", "lists/five.txt"),
    ]);
    expect(plain.scans.top).toMatchObject([{ source: "198.51.100.5", kind: "wide", ports: 100, isListed: false }]);
    expect(report.scans.top).toMatchObject([{ source: "198.51.100.5", kind: "wide", ports: 100, isListed: true }]);
    // It was left out already.
    expect(report.totals.surveyDenials).toBe(100);
  });

  test.each([
    ["lists/bad.txt", 'fwtrend: lists/bad.txt, line 2: "scanner.example.net" is no network\n'],
    ["lists/bad.json", "fwtrend: lists/bad.json, entry 2 of its list: is no text\n"],
    ["lists/gone.txt", "fwtrend: Cannot read the list of networks lists/gone.txt: there is no such file.\n"],
    ["lists", "fwtrend: Cannot read the list of networks lists: it is a folder"],
  ])("%s: exit code 2", async (list, said) => {
    const run = await fwtrend(["analyze", "fw.log", "--known-scanners", list], { cwd });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain(said);
  });
});

describe.concurrent("--scan-wide, --scan-vertical and --scan-horizontal", () => {
  test("the published thresholds are the default", async () => {
    const { scans } = await analyze("fw.log");
    // One host was seen, so half of the hosts would be less than the least.
    expect(scans.thresholds).toEqual({ wide: 100, vertical: 15, horizontal: 2 });
    expect(scans.byKind).toEqual({ wide: 1, vertical: 1, horizontal: 0, survey: 1 });
    expect(scans).toMatchObject({ scannersPerDay: 1, shareOfDenials: 100 / 111 });
  });

  test("a port more than it tried: no wide scan, so no survey scanner", async () => {
    const { scans, totals } = await analyze("fw.log", "--scan-wide", "101");
    expect(scans.byKind).toEqual({ wide: 0, vertical: 1, horizontal: 0, survey: 0 });
    expect(scans.top).toMatchObject([{ kind: "vertical", ports: 100 }]);
    expect(totals.surveyDenials).toBe(0);
  });

  test("lower ones find more", async () => {
    const [wide, vertical] = await Promise.all([
      analyze("fw.log", "--scan-wide", "2"),
      analyze("fw.log", "--scan-vertical", "2"),
    ]);
    // Three of the four sources tried two ports or more; 106 of 111 denials are theirs.
    expect(wide.scans.byKind).toMatchObject({ wide: 3, vertical: 1, survey: 3 });
    expect(wide.totals.surveyDenials).toBe(106);
    expect(vertical.scans.byKind).toMatchObject({ wide: 1, vertical: 3, survey: 1 });
    expect(vertical.scans.shareOfDenials).toBe(106 / 111);
  });

  test.each([
    ["61", 1, 30],
    ["28", 1, 28],
    ["25", 2, 25],
    ["12", 3, 12],
  ])("--scan-horizontal %s", async (hosts, found, applied) => {
    const { scans } = await analyze("sweeps.log", "--scan-horizontal", hosts);
    // 60 hosts were seen: half of them are enough in any case.
    expect(scans.thresholds.horizontal).toBe(applied);
    expect(scans.byKind).toEqual({ wide: 0, vertical: 0, horizontal: found, survey: 0 });
  });
});

import { buildReport } from "../../src/analysis/build-report.ts";
import type { ReportSource } from "../../src/analysis/build-report.ts";
import type { Report, ReportCounted } from "../../src/analysis/report.ts";
import { defaultScanThresholds } from "../../src/analysis/sources/scanners.ts";
import { noLines } from "../../src/rollup/lines.ts";
import { createTargetTable } from "../../src/targets/target-table.ts";
import type { TargetTable } from "../../src/targets/target-table.ts";
import type { Confidence, TargetClass } from "../../src/targets/target.ts";
import { countsOf } from "../support/counts.ts";
import type { CountRow } from "../support/counts.ts";

export const ICMP = 1;
export const TCP = 6;
export const UDP = 17;

/** A table small enough to work with by hand: two telnet ports, one IoT port of each confidence, web, SSH. */
export const fewTargets: TargetTable = targetsOf([
  [TCP, 23, "telnet", "high"],
  [TCP, 2323, "telnet", "medium"],
  [TCP, 7547, "iot-router", "high"],
  [TCP, 9000, "iot-camera-dvr", "medium"],
  [TCP, 82, "iot-camera-dvr", "low"],
  [TCP, 22, "remote-admin", "high"],
  [TCP, 80, "web", "medium"],
  [TCP, 445, "windows", "high"],
]);

export function targetsOf(rows: readonly (readonly [number, number, TargetClass, Confidence])[]): TargetTable {
  return createTargetTable({
    version: "test",
    sha256: "00",
    dualUse: [22, 80],
    rows: rows.map(([protocol, port, id, confidence]) => ({
      protocol,
      port,
      class: id,
      confidence,
      service: `service ${port}`,
      devices: "",
      campaigns: "",
      validFrom: null,
      validTo: null,
      evidence: [],
    })),
  });
}

/** What a report says of its choice when everything is counted. */
export const countedAll: ReportCounted = {
  include: [],
  exclude: [],
  scope: "all",
  home: [],
  likeForLike: false,
  devicesLeftOut: [],
  ownFormats: null,
  knownScanners: [],
};

/** A report on rows, without periods unless given, by `top100` with {@link fewTargets} unless told otherwise. */
export function reportOn(
  rows: readonly CountRow[],
  baseline: readonly CountRow[] | null = null,
  more: Partial<ReportSource> = {},
): Report {
  return buildReport({
    period: { counts: countsOf(rows), period: null },
    baseline: baseline && { counts: countsOf(baseline), period: null },
    targets: fewTargets,
    method: "top100",
    mapping: "fixed",
    scanThresholds: defaultScanThresholds,
    isKnownScanner: null,
    offsetAt: () => 0,
    isOwn: () => false,
    ownAddresses: null,
    filtered: 0,
    top: 100,
    provenance: {
      tool: "fwtrend test",
      command: ["analyze"],
      arguments: ["analyze"],
      zone: "UTC",
      counted: countedAll,
      inputs: [],
    },
    lines: noLines(),
    partial: false,
    warnings: [],
    outsidePeriods: 0,
    withoutTime: 0,
    ...more,
  });
}

/** The group of that id. */
export function groupIn(report: Report, id: string): Report["groups"][number] {
  const group = report.groups.find((candidate) => candidate.id === id);
  if (group === undefined) throw new Error(`no group ${id}`);
  return group;
}

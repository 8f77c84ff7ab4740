import type { Counts, OmissionKind } from "../../rollup/counts.ts";
import { omissionKinds } from "../../rollup/counts.ts";
import { readDevice } from "./device-coverage.ts";
import type { DeviceReading, ReportDevice } from "./device-coverage.ts";
import { noteStatements } from "./notes.ts";
import { slotsPerHour, sumOf } from "./timeline.ts";
import type { Timeline } from "./timeline.ts";

/** So many devices are listed. */
const mostDevices = 200;

/** A reason why a side's totals are a floor: lines are known to be missing. */
export type FloorReason =
  | { kind: "gaps" | "rate-limit"; devices: number; /** In gaps, or at the limit. */ hours: number }
  | {
      kind: OmissionKind;
      devices: number;
      /** Messages left out; null where no line says how many. */ messages: number | null;
    };

/** How much of a side's time its devices logged. */
export interface ReportCoverageTotal {
  /** 1 − time in gaps / time from first to last line, over the devices of which gaps can be told; null when there is none. */
  coverage: number | null;
  /** All devices, those of which gaps can be told, and those with a gap. */
  devices: number;
  devicesTold: number;
  devicesWithGaps: number;
  /** Why totals are a floor; none of these says that they are complete. */
  floor: FloorReason[];
}

/** The coverage of a side. */
export interface ReportCoverage {
  total: ReportCoverageTotal;
  /** By name. Of more than 200 those with the least coverage, then most time in gaps, then by name; unknown coverage last. */
  devices: ReportDevice[];
  /** Devices that are not listed. */
  moreDevices: number;
}

type CoverageCounts = Pick<Counts, "clockJumps" | "devices" | "omissions" | "totals">;

/** The coverage of a side: every device that logged a decision, or said that it left out messages. */
export function reportCoverage(counts: CoverageCounts, timelines: ReadonlyMap<string, Timeline>): ReportCoverage {
  const linesOf = (name: string): number => sumOf(timelines.get(name)?.lines ?? new Float64Array(0));
  const statements = noteStatements(counts, linesOf);
  const names = new Set([...timelines.keys(), ...statements.keys()]);
  for (const device of counts.totals().devices) names.add(counts.devices[device] ?? "");
  const readings = [...names].sort().map((name) => {
    return readDevice(name, timelines.get(name) ?? null, statements.get(name) ?? []);
  });
  const devices = pickWorst(readings.map(({ report }) => report));
  return { total: sumUp(readings), devices, moreDevices: readings.length - devices.length };
}

/** @param devices by name; the sort keeps their order where nothing else tells them apart. */
function pickWorst(devices: readonly ReportDevice[]): ReportDevice[] {
  if (devices.length <= mostDevices) return [...devices];
  const worst = [...devices].sort((a, b) => {
    return (a.coverage ?? 2) - (b.coverage ?? 2) || (b.gapHours ?? 0) - (a.gapHours ?? 0);
  });
  const picked = new Set(worst.slice(0, mostDevices));
  return devices.filter((device) => picked.has(device));
}

function sumUp(readings: readonly DeviceReading[]): ReportCoverageTotal {
  let [spanSlots, gapSlots, devicesTold, devicesWithGaps] = [0, 0, 0, 0];
  for (const { time } of readings) {
    if (time === null) continue;
    spanSlots += time.spanSlots;
    gapSlots += time.gapSlots;
    devicesTold++;
    if (time.gapSlots > 0) devicesWithGaps++;
  }
  return {
    coverage: devicesTold === 0 ? null : 1 - gapSlots / spanSlots,
    devices: readings.length,
    devicesTold,
    devicesWithGaps,
    floor: [
      ...(devicesWithGaps === 0
        ? []
        : [{ kind: "gaps" as const, devices: devicesWithGaps, hours: gapSlots / slotsPerHour }]),
      ...sumLimits(readings),
      ...omissionKinds.flatMap((kind) => sumOmissions(readings, kind)),
    ],
  };
}

function sumLimits(readings: readonly DeviceReading[]): FloorReason[] {
  const limits = readings.flatMap(({ rateLimit }) => rateLimit ?? []);
  if (limits.length === 0) return [];
  const slots = limits.reduce((sum, { quarters }) => sum + quarters, 0);
  return [{ kind: "rate-limit", devices: limits.length, hours: slots / slotsPerHour }];
}

function sumOmissions(readings: readonly DeviceReading[], kind: OmissionKind): FloorReason[] {
  let [devices, messages] = [0, 0];
  for (const note of readings.flatMap(({ report }) => report.findings)) {
    if (note.kind !== kind) continue;
    devices++;
    messages += note.messages ?? 0;
  }
  return devices === 0 ? [] : [{ kind, devices, messages: messages === 0 ? null : messages }];
}

import type { Report, ReportCounted } from "../analysis/report.ts";
import type { Counts } from "../rollup/counts.ts";
import { type Network, parseNetwork, privateNetworks } from "../scan/networks.ts";
import { anonymizeExposure, hideFile } from "./anonymize-exposure.ts";
import { renameFilter } from "./anonymize-filter.ts";
import { NewNames } from "./new-names.ts";

/** Who and where: what an anonymised report does not tell. */
export interface Identities {
  /** Names of all devices, those with most denials first; "" is a device without a name. */
  devices: readonly string[];
  /** Whether a text is an address, or a network that shares addresses, of our own: private, or of the home networks. */
  isOwn: (text: string) => boolean;
}

/** The names of all devices of the sides, those with most denials first; ties by name. */
export function rankDevices(sides: readonly Pick<Counts, "devices" | "eachCell">[]): string[] {
  const denialsOf = new Map<string, number>();
  for (const { devices } of sides) for (const name of devices) denialsOf.set(name, 0);
  for (const side of sides) {
    const sums = new Float64Array(side.devices.length);
    side.eachCell((_day, device, _packed, denials) => (sums[device]! += denials));
    for (const [device, name] of side.devices.entries()) denialsOf.set(name, denialsOf.get(name)! + sums[device]!);
  }
  return [...denialsOf].sort(([a, few], [b, many]) => many - few || (a < b ? -1 : 1)).map(([name]) => name);
}

/** Tells texts that are own addresses, or networks that share some with the own ones. @param home beside private ones. */
export function ownTest(home: readonly Network[]): (text: string) => boolean {
  const own = [...privateNetworks.all, ...home];
  return (text) => {
    const network = parseNetwork(text);
    if (typeof network === "string" || isEverything(network)) return false;
    return own.some(({ from, to }) => {
      const isSameKind = from.length === network.from.length;
      return isSameKind && compareWords(from, network.to) <= 0 && compareWords(network.from, to) <= 0;
    });
  };
}

function isEverything({ from, to }: Network): boolean {
  return from.every((word) => word === 0) && to.every((word) => word === 0xffff_ffff);
}

function compareWords(first: readonly number[], second: readonly number[]): number {
  const at = first.findIndex((word, place) => word !== second[place]);
  return at < 0 ? 0 : first[at]! - second[at]!;
}

/**
 * The report without device names, own addresses and paths: `device-1` is the device with most denials, `own-1` the
 * first own address that the report names, `input-1.log` its first input. Each stands for the same thing everywhere in
 * the report, and what scans found is own. Figures, sources that are not own, and the names of ports and classes stay.
 */
export function anonymizeReport(report: Report, identities: Identities): Report {
  const names = new NewNames(identities);
  const { provenance } = report;
  const inputs = provenance.inputs.map((input) => ({ ...input, path: names.ofInput(input.path) }));
  const again = provenance.arguments.map((text) => renameArgument(text, names));
  const command = provenance.command.map((text, at) => (at === 0 ? text : names.ofPath(text, "path")));
  // First, because it tells of more own addresses.
  const joined = report.exposure && { exposure: anonymizeExposure(report.exposure, names, command) };
  const renamed: Report = {
    ...report,
    ...joined,
    provenance: {
      ...provenance,
      anonymized: true,
      command,
      arguments: again,
      targets: { ...provenance.targets, version: hideFile(provenance.targets.version) },
      counted: renameCounted(provenance.counted, names),
      inputs: inputs.map((input) => ({ ...input, error: input.error === null ? null : names.inSentence(input.error) })),
    },
    leaveOneOut: renameMovers(report.leaveOneOut, names),
    ownInfected: report.ownInfected.map((row) => ({ ...row, source: names.ofAddress(row.source) })),
    scans: {
      ...renameScanners(report.scans, names),
      baseline: report.scans.baseline && renameScanners(report.scans.baseline, names),
      change: report.scans.change,
    },
    coverage: renameDevices(report.coverage, names),
    baselineCoverage: report.baselineCoverage && renameDevices(report.baselineCoverage, names),
    devices: report.devices && {
      ...report.devices,
      inBoth: report.devices.inBoth.map((name) => names.ofDevice(name)),
      onlyPeriod: report.devices.onlyPeriod.map((name) => names.ofDevice(name)),
      onlyBaseline: report.devices.onlyBaseline.map((name) => names.ofDevice(name)),
    },
    warnings: report.warnings.map((text) => names.inSentence(text)),
  };
  return renamed;
}

function renameCounted(counted: ReportCounted, names: NewNames): ReportCounted {
  return {
    ...counted,
    include: counted.include.map((expression) => renameFilter(expression, names)),
    exclude: counted.exclude.map((expression) => renameFilter(expression, names)),
    home: counted.home.map((network) => names.ofNetwork(network)),
    devicesLeftOut: counted.devicesLeftOut.map((name) => names.ofDevice(name)),
    ownFormats: counted.ownFormats && { ...counted.ownFormats, path: names.ofPath(counted.ownFormats.path, "formats") },
    knownScanners: counted.knownScanners.map((list) => ({
      ...list,
      path: names.ofPath(list.path, "known-scanners"),
      name: list.name === null ? null : names.inSentence(list.name),
    })),
  };
}

function renameArgument(text: string, names: NewNames): string {
  const [, option = "", value = ""] = /^(--[a-z-]+)=([^]*)$/.exec(text) ?? [];
  switch (option) {
    case "":
      return text.startsWith("--") || text === "analyze" || text === "compare" ? text : names.ofPath(text, "path");
    case "--tz":
    case "--year":
      return `${option}=${renameTold(value, names)}`;
    case "--exposure":
    case "--exposure-before":
      return `${option}=${names.ofPath(value, "scan")}`;
    case "--exposure-policy":
      return `${option}=${names.ofPath(value, "policy")}`;
    case "--exposure-site-rules":
      return `${option}=${names.ofPath(value, "site-rules")}`;
    case "--targets":
      return `${option}=${names.ofPath(value, "targets")}`;
    case "--formats":
      return `${option}=${names.ofPath(value, "formats")}`;
    case "--known-scanners":
      return `${option}=${names.ofPath(value, "known-scanners")}`;
    case "--home":
      return `${option}=${renameHome(value, names)}`;
    case "--include":
    case "--exclude":
      return `${option}=${renameFilter(value, names)}`;
    default:
      return text;
  }
}

/** A pattern in front of a zone or year names files. */
function renameTold(value: string, names: NewNames): string {
  const place = value.lastIndexOf("=");
  return place < 0 ? value : `${names.ofPath(value.slice(0, place), "path")}${value.slice(place)}`;
}

function renameHome(value: string, names: NewNames): string {
  if (value.startsWith("@")) return `@${names.ofPath(value.slice(1), "home")}`;
  return value
    .split(",")
    .map((network) => names.ofNetwork(network.trim()))
    .join(",");
}

function renameDevices<T extends { device: string }>(devices: readonly T[], names: NewNames): T[] {
  return devices.map((device) => ({ ...device, device: names.ofDevice(device.device) }));
}

function renameScanners<T extends { top: Report["scans"]["top"] }>(side: T, names: NewNames): T {
  return { ...side, top: side.top.map((scanner) => renameSource(scanner, names)) };
}

function renameMovers(found: Report["leaveOneOut"], names: NewNames): Report["leaveOneOut"] {
  if (found === null) return null;
  const { period, baseline, change } = found;
  return {
    ...found,
    period: period && renameSource(period, names),
    baseline: baseline && renameSource(baseline, names),
    change: change && renameSource(change, names),
  };
}

function renameSource<T extends { source: string | null }>(row: T, names: NewNames): T {
  return { ...row, source: row.source === null ? null : names.ofAddress(row.source) };
}

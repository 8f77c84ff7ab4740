import { buildReport } from "../analysis/build-report.ts";
import type { Report, ReportCounted, ReportInput } from "../analysis/report.ts";
import type { UserError } from "../errors.ts";
import type { Collection, SidedInput } from "../ingest/collect.ts";
import { networkText } from "../scan/networks.ts";
import { builtinTargets } from "../targets/target-table.ts";
import { EXIT } from "./exit-codes.ts";
import { renderUserError } from "./error-text.ts";
import { deliverReport } from "./deliver-report.ts";
import { type Io, write } from "./io.ts";
import { countedDenials, describeReading, faultsOfReading, isMostlyUnparsed, warnOfReading } from "./reading-notes.ts";
import { reportArguments } from "./report-arguments.ts";
import type { ReportFlags } from "./report-options.ts";
import type { ReportWishes } from "./report-wishes.ts";
import type { JoinedScans } from "./report-scans.ts";
import type { ReportInputs } from "./run-report.ts";
import { toolVersion } from "./version.ts";

/** A reading that can be reported on, and what is wanted of it. */
export interface ReportedReading {
  given: ReportInputs;
  collection: Collection;
  flags: ReportFlags;
  wishes: ReportWishes;
  /** The command with its paths. */
  command: readonly string[];
  zone: string;
  /** What the report is joined with; null or nothing for none. */
  scans?: JoinedScans | null;
}

/** A reading that is over. */
export interface FinishedReading extends ReportedReading {
  elapsedMs: number;
  /** Errors of outputs that were written while reading. */
  unwritten: readonly UserError[];
  /** False where standard output is for something else. */
  isPrinted?: boolean;
}

/** What follows the last line: builds the report, writes and prints it, says how reading went. @returns the exit code. */
export async function finishReport(reading: FinishedReading, io: Io): Promise<number> {
  const { given, collection, flags, zone } = reading;
  const built = reportOn(reading, io.now());
  const report = flags.anonymize === true ? await withoutNames(built, reading) : built;
  // A file that cannot be written must not cost the report: that is said when all else is done.
  const delivered = await deliverReport(report, reading, io);
  const unwritten = [...reading.unwritten, ...delivered.unwritten];
  const notes = flags.quiet === true ? [] : [describeReading(collection, given, zone, reading.elapsedMs)];
  const { scans } = reading;
  const faults = [
    ...faultsOfReading(report, collection, flags.maxUnparsed),
    ...(scans?.faultsOf(built) ?? []),
    ...unwritten,
  ];
  const lines = [...notes, ...delivered.notes, ...faults.map(renderUserError), ...delivered.held];
  await write(io.stderr, lines.map((text) => `${text}\n`).join(""));
  if (unwritten.length > 0) return EXIT.failed;
  return exitCodeOf(report, reading, delivered.hasFailed);
}

/** The report on what was read. */
export function reportOn(reading: ReportedReading, nowMs: number): Report {
  const { given, collection, flags, wishes, command, zone, scans } = reading;
  const known = wishes.knownScanners;
  const report = buildReport({
    period: { counts: given.period.rollup, period: wishes.period },
    baseline: given.baseline && { counts: given.baseline.rollup, period: wishes.baseline },
    targets: wishes.targets ?? builtinTargets(),
    mapping: wishes.mapping,
    method: wishes.method,
    top: wishes.top,
    scanThresholds: wishes.scanThresholds,
    isKnownScanner: known && ((address) => known.networks.has(address)),
    offsetAt: (timeSec) => given.options.zone.offsetAt(timeSec),
    isOwn: (address) => given.sides.home.isOwn(address),
    ownAddresses: wishes.home === null || wishes.home.networks.ip4Count === 0 ? null : wishes.home.networks.ip4Count,
    provenance: {
      tool: `fwtrend ${toolVersion()}`,
      command: [...command],
      arguments: reportArguments(command, flags, zone),
      zone,
      counted: describeCounted(wishes, given),
      inputs: collection.results.map(({ input, result }) => describeInput(given, input, result)),
    },
    lines: collection.lines,
    partial: collection.stopped || collection.results.some(({ result }) => result.error !== null),
    warnings: warnOfReading(collection, given, nowMs),
    outsidePeriods: collection.leftOut.outsideDays,
    withoutTime: collection.leftOut.withoutTime,
    filtered: collection.leftOut.filtered,
  });
  if (!scans) return report;
  return scans.join(report, { period: given.period.rollup, baseline: given.baseline && given.baseline.rollup });
}

async function withoutNames(report: Report, { given, wishes }: FinishedReading): Promise<Report> {
  const { anonymizeReport, rankDevices, ownTest } = await import("../report/anonymize.ts");
  const sides = [given.period, ...(given.baseline === null ? [] : [given.baseline])];
  return anonymizeReport(report, {
    devices: rankDevices(sides.map(({ rollup }) => rollup)),
    isOwn: ownTest(wishes.counting.home),
  });
}

function describeCounted({ counting, knownScanners }: ReportWishes, given: ReportInputs): ReportCounted {
  const { ownFormats } = given.options;
  return {
    include: [...counting.include],
    exclude: [...counting.exclude],
    scope: counting.scope ?? "all",
    home: counting.home.map(networkText),
    likeForLike: given.sides.wishes.devices !== null,
    devicesLeftOut: [...(given.devicesLeftOut ?? [])],
    ownFormats: ownFormats ? { path: ownFormats.path, sha256: ownFormats.sha256 } : null,
    knownScanners: knownScanners?.sources ?? [],
  };
}

function describeInput(
  given: ReportInputs,
  input: SidedInput,
  result: Collection["results"][number]["result"],
): ReportInput {
  const onPeriod = input.sides.includes(given.period);
  const onBaseline = given.baseline !== null && input.sides.includes(given.baseline);
  return {
    path: result.file.path,
    side: onPeriod && onBaseline ? "both" : onBaseline ? "baseline" : "period",
    sha256: result.sha256,
    bytes: result.storedBytes,
    format: result.detection.scores[0]?.format.id ?? "unknown",
    lines: result.lines,
    baseYear: result.yearless > 0 ? result.baseYear : 0,
    zone: result.zone,
    error: result.error === null ? null : result.error.message,
  };
}

function exitCodeOf(report: Report, { collection, flags, scans }: FinishedReading, hasFailed: boolean): number {
  if (collection.stopped) return EXIT.interrupted;
  const ofScans = scans?.exitCodeOf(report) ?? null;
  const isIncomplete = report.partial || isMostlyUnparsed(collection, flags.maxUnparsed);
  if (isIncomplete || ofScans === EXIT.incomplete) return EXIT.incomplete;
  if (countedDenials(report) === 0 || ofScans === EXIT.nothing) return EXIT.nothing;
  return hasFailed ? EXIT.failedOn : EXIT.done;
}

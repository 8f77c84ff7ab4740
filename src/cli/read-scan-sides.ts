import type { ScannedSide } from "../analysis/exposure/build-exposure.ts";
import type { ExposureInput, ExposureReport } from "../analysis/exposure/exposure-report.ts";
import { UserError } from "../errors.ts";
import type { GivenPolicy } from "../exposure/policy/policy-csv.ts";
import { readScans, type ScanInput } from "../exposure/read-scans.ts";
import { ScanSink } from "../exposure/scan-sink.ts";
import { SiteJudge } from "../exposure/sites/site-judge.ts";
import type { GivenSiteRules } from "../exposure/sites/site-rules-csv.ts";
import { SiteTable } from "../exposure/sites/site-table.ts";
import { discoverInputs, type InputFile } from "../ingest/discover.ts";
import { formatCount } from "../report/numbers.ts";
import type { TargetTable } from "../targets/target-table.ts";

/** What scans are read and judged by. */
export interface ScanWishes {
  policy: GivenPolicy;
  siteRules: GivenSiteRules;
  targets: TargetTable;
  /** Whether the hashes of the inputs are to be told. */
  wantsHashes: boolean;
}

/** The files of a scan, and of the scan before; null without one. */
export interface ScanFiles {
  now: readonly InputFile[];
  before: readonly InputFile[] | null;
}

/** Finds the files. @throws UserError for a path without any. */
export async function findScans(
  now: readonly string[],
  before: readonly string[] | undefined,
  nowMs: number,
): Promise<ScanFiles> {
  return {
    now: await discoverInputs(now, nowMs),
    before: before === undefined ? null : await discoverInputs(before, nowMs),
  };
}

/** A side as it was read. */
interface ReadSide extends ScannedSide {
  inputs: ScanInput[];
}

/** Scans as they were read. */
export interface ReadScans {
  now: ReadSide;
  before: ReadSide | null;
}

/** Reads scans. What is wrong with a file is in its input. */
export async function readScanSides(
  { now, before }: ScanFiles,
  { siteRules, wantsHashes }: ScanWishes,
  maxExpansion: number,
  isStopped: () => boolean,
): Promise<ReadScans> {
  const readSide = async (files: readonly InputFile[]): Promise<ReadSide> => {
    const sink = new ScanSink(new SiteTable(new SiteJudge(siteRules.rules)));
    const inputs = await readScans(files, sink, { hash: wantsHashes, maxExpansion, isStopped });
    return { hosts: sink.hosts.view(), sites: sink.sites, inputs };
  };
  return { now: await readSide(now), before: before && (await readSide(before)) };
}

/** What a report on exposure tells of how it came about. @param logs the inputs that its denials were read from. */
export function describeScans(
  { now, before }: ReadScans,
  { policy, siteRules, targets }: ScanWishes,
  { tool, command, logs }: Pick<ExposureReport["provenance"], "tool" | "command"> & { logs: readonly ExposureInput[] },
): ExposureReport["provenance"] {
  return {
    tool,
    command,
    publicPorts: policy.everywhere,
    policy: policy.source,
    siteRules: siteRules.source,
    targets: { version: targets.version, sha256: targets.sha256 },
    inputs: [
      ...now.inputs.map((input) => describeInput(input, "scan")),
      ...(before?.inputs ?? []).map((input) => describeInput(input, "before")),
      ...logs,
    ],
  };
}

function describeInput({ path, bytes, sha256, tally, error }: ScanInput, side: "scan" | "before"): ExposureInput {
  const { tool, records, unread, portless, faults } = tally;
  const message = error === null ? null : error.message;
  return { path, side, tool: tool || "unknown", bytes, sha256, records, unread, portless, faults, error: message };
}

/** Why files of scans were not read to their end. */
export function errorsOfScans({ now, before }: ReadScans): UserError[] {
  return [now, before].flatMap((side) => side?.inputs.flatMap(({ error }) => error ?? []) ?? []);
}

/** What is wrong with what scans told, files that were not read to their end apart. */
export function faultsOfScans(report: ExposureReport, maxUnparsed: number): UserError[] {
  const faults: UserError[] = [];
  if (isNothingScanned(report)) {
    faults.push(
      new UserError("no host and no web site found", {
        hint: "give results of a port scanner, or of httpx for web sites",
      }),
    );
  }
  if (isMostlyUnread(report, maxUnparsed)) {
    const { unread, places } = sumUnread(report);
    faults.push(
      new UserError(`more than ${maxUnparsed} % of the records could not be read: ${formatCount(unread)}`, {
        details: places,
        hint: "--max-unparsed changes the limit",
      }),
    );
  }
  return faults;
}

/** Whether scans hold nothing to report on. */
export function isNothingScanned({ hosts, sites }: ExposureReport): boolean {
  return hosts === null && sites === null;
}

/** Whether more of the records could not be read than is allowed, in percent. */
export function isMostlyUnread(report: ExposureReport, maxUnparsed: number): boolean {
  const { records, unread } = sumUnread(report);
  return unread * 100 > (records + unread) * maxUnparsed;
}

/** Of scans alone: what lines of logs could not be read, analyze tells. */
function sumUnread({ provenance }: ExposureReport): { records: number; unread: number; places: string[] } {
  const scans = provenance.inputs.filter(({ side }) => side !== "denials");
  return {
    records: scans.reduce((sum, { records }) => sum + records, 0),
    unread: scans.reduce((sum, { unread }) => sum + unread, 0),
    places: scans
      .flatMap(({ path, faults }) => faults.slice(0, 1).map(({ place, text }) => `${path}, ${place}: ${text}`))
      .slice(0, 3),
  };
}

import { buildExposure, type ScannedSide } from "../../analysis/exposure/build-exposure.ts";
import type { ExposureInput, ExposureReport } from "../../analysis/exposure/exposure-report.ts";
import { UserError } from "../../errors.ts";
import { readScans, type ScanInput } from "../../exposure/read-scans.ts";
import { ScanSink } from "../../exposure/scan-sink.ts";
import { SiteJudge } from "../../exposure/sites/site-judge.ts";
import { SiteTable } from "../../exposure/sites/site-table.ts";
import { discoverInputs, type InputFile } from "../../ingest/discover.ts";
import { renderExposure } from "../../report/exposure/exposure-renderers.ts";
import { languageOf } from "../../report/language.ts";
import { formatBytes, formatCount, formatDuration } from "../../report/numbers.ts";
import { renderUserError } from "../error-text.ts";
import { EXIT } from "../exit-codes.ts";
import type { ExposureFlags } from "../exposure-options.ts";
import { type ExposureWishes, exposureWishesOf } from "../exposure-wishes.ts";
import { catchInterrupt } from "../interrupt.ts";
import { type Io, wantsColor, write } from "../io.ts";
import { spareInputs } from "../outputs.ts";
import { findDenials, type ReadDenials, readDenials, readStored } from "../read-denials.ts";
import { toolVersion } from "../version.ts";
import { writeOutputs } from "../write-reports.ts";

const narrowColumns = 60;
const pipedColumns = 100;

/** A side as it was read. */
interface ReadSide extends ScannedSide {
  inputs: ScanInput[];
}

/** `fwtrend exposure SCAN…`: what is exposed without need, and whether it is under attack. @returns the exit code. */
export async function runExposure(scans: readonly string[], flags: ExposureFlags, io: Io): Promise<number> {
  const started = io.now();
  const wishes = await exposureWishesOf(scans, flags);
  const files = await discoverInputs(scans, started);
  const earlier = flags.before === undefined ? null : await discoverInputs(flags.before, started);
  const logs = flags.denials === undefined ? null : await findDenials(flags.denials, started);
  const written = wishes.outputs.flatMap((planned) => planned.files.map(({ path }) => path));
  spareInputs(
    written,
    [...files, ...(earlier ?? []), ...(logs ?? [])].map((file) => ({ file, sides: [] })),
  );
  const interrupt = catchInterrupt();
  const isStopped = (): boolean => interrupt.isCaught;
  const now = await readSide(files, flags, wishes, isStopped);
  const before = earlier && (await readSide(earlier, flags, wishes, isStopped));
  const denials =
    flags.store === undefined
      ? logs && (await readDenials(logs, flags, wishes.spans, wishes.wantsHashes, isStopped))
      : await readStored(flags.store, flags, wishes.spans);
  interrupt.release();
  const report = reportOn({ scans, flags, wishes, now, before, denials, isStopped: interrupt.isCaught });
  const unwritten = await writeReport(report, flags, wishes, io);
  const faults = faultsOf(report, [now, before], denials, flags);
  const notes = flags.quiet === true ? [] : [describeReading(report, io.now() - started)];
  const outcomes = wishes.failOn.map(({ evaluate }) => evaluate(report));
  const held = outcomes.filter(({ holds, isTold }) => holds || !isTold);
  const all = [...[...faults, ...unwritten].map(renderUserError), ...held.map(({ line }) => `--fail-on ${line}`)];
  await write(io.stderr, [...notes, ...all].map((text) => `${text}\n`).join(""));
  if (unwritten.length > 0) return EXIT.failed;
  if (interrupt.isCaught) return EXIT.interrupted;
  if (report.partial || isMostlyUnread(report, flags)) return EXIT.incomplete;
  if (report.hosts === null && report.sites === null) return EXIT.nothing;
  return outcomes.some(({ holds }) => holds) ? EXIT.failedOn : EXIT.done;
}

async function readSide(
  files: readonly InputFile[],
  flags: ExposureFlags,
  { siteRules, wantsHashes }: ExposureWishes,
  isStopped: () => boolean,
): Promise<ReadSide> {
  const sink = new ScanSink(new SiteTable(new SiteJudge(siteRules.rules)));
  const inputs = await readScans(files, sink, { hash: wantsHashes, maxExpansion: flags.maxExpansion, isStopped });
  return { hosts: sink.hosts.view(), sites: sink.sites, inputs };
}

/** All that was read, and what for. */
interface ReadAll {
  scans: readonly string[];
  flags: ExposureFlags;
  wishes: ExposureWishes;
  now: ReadSide;
  before: ReadSide | null;
  denials: ReadDenials | null;
  isStopped: boolean;
}

function reportOn({ scans, flags, wishes, now, before, denials, isStopped }: ReadAll): ExposureReport {
  const { policy, siteRules, targets } = wishes;
  const inputs = [
    ...now.inputs.map((input) => describeInput(input, "scan")),
    ...(before?.inputs ?? []).map((input) => describeInput(input, "before")),
    ...(denials?.inputs ?? []),
  ];
  return buildExposure({
    now,
    before,
    policy: policy.policy,
    targets,
    denials: denials && { counts: denials.counts, spans: denials.spans },
    inputs: now.inputs.map(({ tally }) => tally),
    partial: isStopped || inputs.some(({ error }) => error !== null),
    provenance: {
      tool: `fwtrend ${toolVersion()}`,
      command: [
        "exposure",
        ...scans,
        ...sidePaths("--before", flags.before),
        ...sidePaths("--denials", flags.denials),
        ...(flags.store === undefined ? [] : ["--store", flags.store]),
      ],
      publicPorts: policy.everywhere,
      policy: policy.source,
      siteRules: siteRules.source,
      targets: { version: targets.version, sha256: targets.sha256 },
      inputs,
    },
  });
}

function sidePaths(option: string, paths: readonly string[] | undefined): string[] {
  return paths === undefined ? [] : [option, ...paths];
}

function describeInput({ path, bytes, sha256, tally, error }: ScanInput, side: "scan" | "before"): ExposureInput {
  const { tool, records, unread, portless, faults } = tally;
  const message = error === null ? null : error.message;
  return { path, side, tool: tool || "unknown", bytes, sha256, records, unread, portless, faults, error: message };
}

/** Writes the report to files and prints it. @returns the errors of files not written. */
async function writeReport(
  report: ExposureReport,
  flags: ExposureFlags,
  wishes: ExposureWishes,
  io: Io,
): Promise<UserError[]> {
  const options = { language: languageOf(flags.lang), ascii: flags.ascii ?? false };
  const unwritten = await writeOutputs(
    wishes.outputs,
    ({ form, table }) => renderExposure(form, report, { ...options, table }),
    io,
  );
  const { standardOutput, table } = wishes;
  if (standardOutput !== null) {
    await write(io.stdout, await renderExposure(standardOutput, report, { ...options, table }));
  } else {
    const width = io.stdout.isTTY ? Math.max(narrowColumns, io.stdout.columns) : pipedColumns;
    const color = wantsColor(flags.color, io.stdout, io.env);
    const { renderExposureText } = await import("../../report/exposure/exposure-text.ts");
    await write(io.stdout, renderExposureText(report, { ...options, width, color }));
  }
  return unwritten;
}

function faultsOf(
  report: ExposureReport,
  sides: readonly (ReadSide | null)[],
  denials: ReadDenials | null,
  flags: ExposureFlags,
): UserError[] {
  const faults = sides.flatMap((side) => side?.inputs.flatMap(({ error }) => error ?? []) ?? []);
  if (denials !== null) {
    faults.push(...denials.faults);
    if (denials.denials === 0) {
      faults.push(
        new UserError(`no denial found in ${flags.store === undefined ? "--denials" : "--store"}`, {
          hint: "fwtrend formats PATH says what a file is taken for",
        }),
      );
    }
  }
  if (report.hosts === null && report.sites === null) {
    faults.push(
      new UserError("no host and no web site found", {
        hint: "give results of a port scanner, or of httpx for web sites",
      }),
    );
  }
  if (isMostlyUnread(report, flags)) {
    const { unread, places } = sumUnread(report);
    faults.push(
      new UserError(`more than ${flags.maxUnparsed} % of the records could not be read: ${formatCount(unread)}`, {
        details: places,
        hint: "--max-unparsed changes the limit",
      }),
    );
  }
  return faults;
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

function isMostlyUnread(report: ExposureReport, { maxUnparsed }: ExposureFlags): boolean {
  const { records, unread } = sumUnread(report);
  return unread * 100 > (records + unread) * maxUnparsed;
}

/** One line on how reading went. */
function describeReading({ provenance, hosts, sites, attacks }: ExposureReport, elapsedMs: number): string {
  const { inputs } = provenance;
  const parts = [
    ...(hosts === null ? [] : [`${formatCount(hosts.scanned)} devices`]),
    ...(sites === null ? [] : [`${formatCount(sites.answered)} web sites`]),
    ...(attacks === null ? [] : [`${formatCount(attacks.period.denials + (attacks.baseline?.denials ?? 0))} denials`]),
  ];
  const paths = new Map(inputs.map(({ path, bytes }) => [path, bytes]));
  const bytes = formatBytes([...paths.values()].reduce((sum, one) => sum + one, 0));
  const files = `${formatCount(inputs.length)} ${inputs.length === 1 ? "file" : "files"}`;
  return `read ${files}, ${bytes}, in ${formatDuration(elapsedMs)}${parts.length === 0 ? "" : ` · ${parts.join(", ")}`}`;
}

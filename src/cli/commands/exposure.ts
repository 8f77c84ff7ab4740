import { buildExposure } from "../../analysis/exposure/build-exposure.ts";
import type { ExposureReport } from "../../analysis/exposure/exposure-report.ts";
import { UserError } from "../../errors.ts";
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
import {
  describeScans,
  errorsOfScans,
  faultsOfScans,
  findScans,
  isMostlyUnread,
  isNothingScanned,
  type ReadScans,
  readScanSides,
} from "../read-scan-sides.ts";
import { toolVersion } from "../version.ts";
import { writeOutputs } from "../write-reports.ts";

const narrowColumns = 60;
const pipedColumns = 100;

/** `fwtrend exposure SCAN…`: what is exposed without need, and whether it is under attack. @returns the exit code. */
export async function runExposure(scans: readonly string[], flags: ExposureFlags, io: Io): Promise<number> {
  const started = io.now();
  const wishes = await exposureWishesOf(scans, flags);
  const files = await findScans(scans, flags.before, started);
  const logs = flags.denials === undefined ? null : await findDenials(flags.denials, started);
  const written = wishes.outputs.flatMap((planned) => planned.files.map(({ path }) => path));
  spareInputs(
    written,
    [...files.now, ...(files.before ?? []), ...(logs ?? [])].map((file) => ({ file, sides: [] })),
  );
  const interrupt = catchInterrupt();
  const isStopped = (): boolean => interrupt.isCaught;
  const read = await readScanSides(files, wishes, flags.maxExpansion, isStopped);
  const denials =
    flags.store === undefined
      ? logs && (await readDenials(logs, flags, wishes.spans, wishes.wantsHashes, isStopped))
      : await readStored(flags.store, flags, wishes.spans);
  interrupt.release();
  const report = reportOn({ scans, flags, wishes, read, denials, isStopped: interrupt.isCaught });
  const unwritten = await writeReport(report, flags, wishes, io);
  const faults = faultsOf(report, read, denials, flags);
  const notes = flags.quiet === true ? [] : [describeReading(report, io.now() - started)];
  const outcomes = wishes.failOn.map(({ evaluate }) => evaluate(report));
  const held = outcomes.filter(({ holds, isTold }) => holds || !isTold);
  const all = [...[...faults, ...unwritten].map(renderUserError), ...held.map(({ line }) => `--fail-on ${line}`)];
  await write(io.stderr, [...notes, ...all].map((text) => `${text}\n`).join(""));
  if (unwritten.length > 0) return EXIT.failed;
  if (interrupt.isCaught) return EXIT.interrupted;
  if (report.partial || isMostlyUnread(report, flags.maxUnparsed)) return EXIT.incomplete;
  if (isNothingScanned(report)) return EXIT.nothing;
  return outcomes.some(({ holds }) => holds) ? EXIT.failedOn : EXIT.done;
}

/** All that was read, and what for. */
interface ReadAll {
  scans: readonly string[];
  flags: ExposureFlags;
  wishes: ExposureWishes;
  read: ReadScans;
  denials: ReadDenials | null;
  isStopped: boolean;
}

function reportOn({ scans, flags, wishes, read, denials, isStopped }: ReadAll): ExposureReport {
  const provenance = describeScans(read, wishes, {
    tool: `fwtrend ${toolVersion()}`,
    command: [
      "exposure",
      ...scans,
      ...sidePaths("--before", flags.before),
      ...sidePaths("--denials", flags.denials),
      ...(flags.store === undefined ? [] : ["--store", flags.store]),
    ],
    logs: denials?.inputs ?? [],
  });
  return buildExposure({
    now: read.now,
    before: read.before,
    policy: wishes.policy.policy,
    targets: wishes.targets,
    denials: denials && { counts: denials.counts, spans: denials.spans },
    inputs: read.now.inputs.map(({ tally }) => tally),
    partial: isStopped || provenance.inputs.some(({ error }) => error !== null),
    provenance,
  });
}

function sidePaths(option: string, paths: readonly string[] | undefined): string[] {
  return paths === undefined ? [] : [option, ...paths];
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
  read: ReadScans,
  denials: ReadDenials | null,
  flags: ExposureFlags,
): UserError[] {
  const faults = errorsOfScans(read);
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
  return [...faults, ...faultsOfScans(report, flags.maxUnparsed)];
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

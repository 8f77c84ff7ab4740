import { buildReport } from "../analysis/build-report.ts";
import type { Report, ReportInput } from "../analysis/report.ts";
import { collect, type Collection, type SidedInput, Sides } from "../ingest/collect.ts";
import type { Side } from "../ingest/rollup-sink.ts";
import type { ReadProgress } from "../ingest/read-input.ts";
import { renderJson } from "../report/json.ts";
import { printable } from "../report/escape.ts";
import { renderText } from "../report/text.ts";
import { Calendar } from "../rollup/calendar.ts";
import { printSummary, startProgress } from "../ui/live.tsx";
import { EXIT } from "./exit-codes.ts";
import { catchInterrupt } from "./interrupt.ts";
import { type Io, renderUserError, wantsColor, write } from "./io.ts";
import { spareInputs, TextFile, writeReports } from "./outputs.ts";
import { readOptionsOf } from "./reading-options.ts";
import { countedDenials, describeReading, faultsOfReading, isMostlyUnparsed, warnOfReading } from "./reading-notes.ts";
import type { ReportFlags, ReportWishes } from "./report-options.ts";
import { toolVersion } from "./version.ts";

/** The inputs of a report, on the sides they were given for. */
export interface ReportInputs {
  inputs: readonly SidedInput[];
  sides: Sides;
  period: Side;
  baseline: Side | null;
}

/** Opens the sides of a report; days limit a side where a period was asked for. */
export function openSides(flags: ReportFlags, wishes: ReportWishes, isCompared: boolean): Omit<ReportInputs, "inputs"> {
  const sides = new Sides(new Calendar(readOptionsOf(flags, false).zone));
  return {
    sides,
    period: sides.open(daysOf(wishes.period)),
    baseline: isCompared ? sides.open(daysOf(wishes.baseline)) : null,
  };
}

function daysOf(period: ReportWishes["period"]): Side["days"] {
  return period && { from: period.fromDay, to: period.toDay };
}

/** Reads the inputs, reports on them, and tells the exit code: the whole story of analyze and compare. */
export async function runReport(
  given: ReportInputs,
  flags: ReportFlags,
  wishes: ReportWishes,
  command: readonly string[],
  io: Io,
): Promise<number> {
  const outputs = flags.output ?? [];
  spareInputs(flags.rejects === undefined ? outputs : [...outputs, flags.rejects], given.inputs);
  const wantsHash = flags.json === true || outputs.some((path) => /\.json$/i.test(path));
  const options = readOptionsOf(flags, wantsHash);
  const interrupt = catchInterrupt();
  const rejects = flags.rejects === undefined ? null : new TextFile(flags.rejects);
  const started = io.now();
  const state: ReadProgress & { filesDone: number; currentPath: string } = {
    storedBytes: 0,
    lines: 0,
    denials: 0,
    filesDone: 0,
    currentPath: "",
  };
  const bytesTotal = totalBytes(given.inputs);
  const progress =
    flags.progress && flags.quiet !== true
      ? startProgress(
          () => ({
            filesDone: state.filesDone,
            filesTotal: given.inputs.length,
            bytesDone: state.storedBytes,
            bytesTotal,
            lines: state.lines,
            denials: state.denials,
            currentPath: state.currentPath,
            elapsedMs: io.now() - started,
          }),
          io.stderr,
          { color: wantsColor(flags.color, io.stderr, io.env), ascii: flags.ascii ?? false },
        )
      : null;
  const collection = await collect(given.inputs, given.sides, options, {
    reject:
      rejects === null
        ? null
        : (path, line, fault, text) =>
            rejects.write(`${printable(path)}:${line}: ${fault}: ${printable(text(), 2000)}\n`),
    progress: (now) => Object.assign(state, now),
    isStopped: () => interrupt.isCaught,
    failed: () => {},
  }).finally(() => progress?.stop());
  interrupt.release();
  const report = reportOn(given, collection, wishes, command, options.zone.name, io.now());
  // A file that cannot be written must not cost the report: that is said when all else is done.
  const unwritten = [...(rejects?.close() ?? []), ...(await writeReports(outputs, report, flags.ascii ?? false))];
  await print(report, flags, io);
  const notes = flags.quiet === true ? [] : [describeReading(collection, given, options.zone.name, io.now() - started)];
  // With JSON on standard output, a reader of the terminal would see no warning otherwise.
  if (flags.quiet !== true && flags.json === true) notes.push(...report.warnings.map((text) => `! ${printable(text)}`));
  const faults = [...faultsOfReading(report, collection, flags.maxUnparsed), ...unwritten];
  await write(io.stderr, [...notes, ...faults.map(renderUserError)].map((text) => `${text}\n`).join(""));
  return unwritten.length > 0 ? EXIT.failed : exitCodeOf(report, collection, flags);
}

function totalBytes(inputs: readonly SidedInput[]): number | null {
  let sum = 0;
  for (const { file } of inputs) {
    if (file.sizeBytes === null) return null;
    sum += file.sizeBytes;
  }
  return sum;
}

function reportOn(
  given: ReportInputs,
  collection: Collection,
  wishes: ReportWishes,
  command: readonly string[],
  zone: string,
  nowMs: number,
): Report {
  return buildReport({
    period: { counts: given.period.rollup, period: wishes.period },
    baseline: given.baseline && { counts: given.baseline.rollup, period: wishes.baseline },
    targets: wishes.targets,
    method: wishes.method,
    top: wishes.top,
    provenance: {
      tool: `fwtrend ${toolVersion()}`,
      command: [...command],
      zone,
      inputs: collection.results.map(({ input, result }) => describeInput(given, input, result)),
    },
    lines: collection.lines,
    partial: collection.stopped || collection.results.some(({ result }) => result.error !== null),
    warnings: warnOfReading(collection, given, nowMs),
    outsidePeriods: collection.outsideDays,
    withoutTime: collection.withoutTime,
  });
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
    error: result.error === null ? null : result.error.message,
  };
}

/** The report on standard output, as JSON or as text. */
async function print(report: Report, flags: ReportFlags, io: Io): Promise<void> {
  const color = wantsColor(flags.color, io.stdout, io.env);
  const ascii = flags.ascii ?? false;
  if (flags.json === true) await write(io.stdout, renderJson(report));
  else if (io.stdout.isTTY) await printSummary(report, io.stdout, { color, ascii });
  else await write(io.stdout, renderText(report, { width: 80, color, ascii }));
}

function exitCodeOf(report: Report, collection: Collection, flags: ReportFlags): number {
  if (collection.stopped) return EXIT.interrupted;
  if (report.partial || isMostlyUnparsed(collection, flags.maxUnparsed)) return EXIT.incomplete;
  return countedDenials(report) === 0 ? EXIT.nothing : EXIT.done;
}

import { writeFile } from "node:fs/promises";
import { buildReport } from "../analysis/build-report.ts";
import type { Report, ReportInput } from "../analysis/report.ts";
import { UserError } from "../errors.ts";
import { collect, type Collection, type Side, type SidedInput, Sides } from "../ingest/collect.ts";
import type { ReadProgress } from "../ingest/read-input.ts";
import { renderJson } from "../report/json.ts";
import { printable } from "../report/escape.ts";
import { renderText } from "../report/text.ts";
import { Calendar } from "../rollup/calendar.ts";
import { printSummary, startProgress } from "../ui/live.tsx";
import { EXIT } from "./exit-codes.ts";
import { catchInterrupt } from "./interrupt.ts";
import { type Io, TextFile, wantsColor, write } from "./io.ts";
import { readOptionsOf } from "./reading-options.ts";
import { describeReading, warnOfReading } from "./reading-notes.ts";
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
  const daysOf = (period: ReportWishes["period"]): Side["days"] => period && { from: period.fromDay, to: period.toDay };
  return {
    sides,
    period: sides.open(daysOf(wishes.period)),
    baseline: isCompared ? sides.open(daysOf(wishes.baseline)) : null,
  };
}

/** Reads the inputs, reports on them, and tells the exit code: the whole story of analyze and compare. */
export async function runReport(
  given: ReportInputs,
  flags: ReportFlags,
  wishes: ReportWishes,
  command: readonly string[],
  io: Io,
): Promise<number> {
  const wantsHash = flags.json === true || flags.output.some((path) => /\.json$/i.test(path));
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
        : (path, line, fault, text) => rejects.write(`${printable(path)}:${line}: ${fault}: ${printable(text(), 2000)}\n`),
    progress: (now) => Object.assign(state, now),
    isStopped: () => interrupt.isCaught,
    failed: () => {},
  }).finally(() => progress?.stop());
  interrupt.release();
  await closeRejects(rejects, flags.rejects);
  const report = reportOn(given, collection, wishes, command, options.zone.name, io.now());
  await publish(report, flags, io);
  await writeNotes(report, collection, given, flags, io, started);
  return exitCodeOf(report, collection, flags);
}

async function closeRejects(rejects: TextFile | null, path: string | undefined): Promise<void> {
  try {
    await rejects?.close();
  } catch (cause) {
    throw new UserError(`${path}: cannot be written (${(cause as Error).message})`, { hint: "check the folder and its permissions", exitCode: 1, cause });
  }
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

function describeInput(given: ReportInputs, input: SidedInput, result: Collection["results"][number]["result"]): ReportInput {
  const onPeriod = input.sides.includes(given.period);
  const onBaseline = given.baseline !== null && input.sides.includes(given.baseline);
  return {
    path: input.file.path,
    side: onPeriod && onBaseline ? "both" : onBaseline ? "baseline" : "period",
    sha256: result.sha256,
    bytes: result.storedBytes,
    format: result.detection.scores[0]?.format.id ?? "unknown",
    lines: result.lines,
    error: result.error === null ? null : result.error.message,
  };
}

/** Writes the report wherever it was asked for: JSON or text on standard output, and files. */
async function publish(report: Report, flags: ReportFlags, io: Io): Promise<void> {
  const color = wantsColor(flags.color, io.stdout, io.env);
  const ascii = flags.ascii ?? false;
  for (const path of flags.output) {
    const text = /\.json$/i.test(path) ? renderJson(report) : renderText(report, { width: 100, color: false, ascii });
    try {
      await writeFile(path, text);
    } catch (cause) {
      throw new UserError(`${path}: cannot be written (${(cause as Error).message})`, { hint: "check the folder and its permissions", exitCode: 1, cause });
    }
  }
  if (flags.json === true) await write(io.stdout, renderJson(report));
  else if (io.stdout.isTTY) await printSummary(report, io.stdout, { color, ascii });
  else await write(io.stdout, renderText(report, { width: 80, color, ascii }));
}

/** Says on standard error how reading went: a line of facts, then what went wrong. */
async function writeNotes(
  report: Report,
  collection: Collection,
  given: ReportInputs,
  flags: ReportFlags,
  io: Io,
  started: number,
): Promise<void> {
  const notes: string[] = [];
  if (flags.quiet !== true) notes.push(describeReading(collection, given, report.provenance.zone, io.now() - started));
  for (const { result } of collection.results) {
    if (result.error === null) continue;
    notes.push(`fwtrend: ${printable(result.error.message)}${result.error.hint === undefined ? "" : `\n  ${result.error.hint}`}`);
  }
  if (report.totals.denials === 0 && (report.totals.baselineDenials ?? 0) === 0 && collection.lines.denials === 0) {
    notes.push(`fwtrend: no denial found in ${collection.lines.total.toLocaleString("en")} lines\n  fwtrend formats PATH says what a file is taken for; --rejects FILE keeps the lines that could not be read`);
  }
  if (isMostlyUnparsed(collection, flags)) {
    notes.push(`fwtrend: more than ${flags.maxUnparsed} % of the lines could not be read\n  --rejects FILE keeps them with the reasons; --max-unparsed changes the limit`);
  }
  if (notes.length > 0) await write(io.stderr, `${notes.join("\n")}\n`);
}

function isMostlyUnparsed({ lines }: Collection, flags: ReportFlags): boolean {
  return (lines.unparsed + lines.tooLong) * 100 > lines.total * flags.maxUnparsed;
}

function exitCodeOf(report: Report, collection: Collection, flags: ReportFlags): number {
  if (collection.stopped) return EXIT.interrupted;
  if (report.partial || isMostlyUnparsed(collection, flags)) return EXIT.incomplete;
  return collection.lines.denials === 0 ? EXIT.nothing : EXIT.done;
}

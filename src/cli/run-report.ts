import { availableParallelism } from "node:os";
import { collect, type SidedInput, Sides } from "../ingest/collect.ts";
import type { Side } from "../ingest/rollup-sink.ts";
import type { ReadOptions, ReadProgress } from "../ingest/read-input.ts";
import { printable } from "../report/escape.ts";
import { Calendar } from "../rollup/calendar.ts";
import type { LiveProgress } from "../ui/live.tsx";
import type { ProgressState } from "../ui/rates.ts";
import { catchInterrupt } from "./interrupt.ts";
import { type Io, wantsColor } from "./io.ts";
import { spareInputs, TextFile } from "./outputs.ts";
import { readOptionsOf } from "./reading-wishes.ts";
import type { ReportFlags } from "./report-options.ts";
import type { ReportWishes } from "./report-wishes.ts";

/** The inputs of a report, on the sides they were given for. */
export interface ReportInputs {
  inputs: readonly SidedInput[];
  options: ReadOptions;
  sides: Sides;
  period: Side;
  baseline: Side | null;
}

/** Opens the sides of a report; days limit a side where a period was asked for. */
export function openSides(flags: ReportFlags, wishes: ReportWishes, isCompared: boolean): Omit<ReportInputs, "inputs"> {
  const wantsHash = flags.json === true || (flags.output ?? []).some((path) => /\.json$/i.test(path));
  const options = readOptionsOf(flags, wantsHash);
  const sides = new Sides(new Calendar(options.zone));
  return {
    options,
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
  const { options } = given;
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
  const progress = await showProgress(flags, io, () => ({
    filesDone: state.filesDone,
    filesTotal: given.inputs.length,
    bytesDone: state.storedBytes,
    bytesTotal,
    lines: state.lines,
    denials: state.denials,
    currentPath: state.currentPath,
    elapsedMs: io.now() - started,
  }));
  const collection = await collect(
    given.inputs,
    given.sides,
    options,
    {
      reject:
        rejects === null
          ? null
          : (path, line, fault, text) =>
              rejects.write(`${printable(path)}:${line}: ${fault}: ${printable(text(), 2000)}\n`),
      progress: (now) => Object.assign(state, now),
      isStopped: () => interrupt.isCaught,
      failed: () => {},
    },
    { jobs: flags.jobs ?? availableParallelism() },
  ).finally(() => progress?.stop());
  interrupt.release();
  const unwritten = rejects?.close() ?? [];
  const elapsedMs = io.now() - started;
  // Loaded now because no line waits for it.
  const { finishReport } = await import("./finish-report.ts");
  return finishReport({ given, collection, flags, wishes, command, zone: options.zone.name, elapsedMs, unwritten }, io);
}

/** Null where no progress is wanted or no terminal would show it. */
async function showProgress(flags: ReportFlags, io: Io, read: () => ProgressState): Promise<LiveProgress | null> {
  if (!flags.progress || flags.quiet === true || !io.stderr.isTTY) return null;
  const { startProgress } = await import("../ui/live.tsx");
  return startProgress(read, io.stderr, {
    color: wantsColor(flags.color, io.stderr, io.env),
    ascii: flags.ascii ?? false,
  });
}

function totalBytes(inputs: readonly SidedInput[]): number | null {
  let sum = 0;
  for (const { file } of inputs) {
    if (file.sizeBytes === null) return null;
    sum += file.sizeBytes;
  }
  return sum;
}

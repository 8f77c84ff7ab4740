import { availableParallelism } from "node:os";
import { UserError } from "../errors.ts";
import { collect, type Collection, type CollectHooks, type SidedInput, Sides } from "../ingest/collect.ts";
import { STDIN } from "../ingest/discover.ts";
import type { Side } from "../ingest/rollup-sink.ts";
import type { ReadOptions, ReadProgress } from "../ingest/read-input.ts";
import { printable } from "../report/escape.ts";
import { Calendar } from "../rollup/calendar.ts";
import type { LiveProgress } from "../ui/live.tsx";
import type { ProgressState } from "../ui/rates.ts";
import { findScansOf } from "./find-scans.ts";
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
  /** Devices that are not counted because one side lacks them. */
  devicesLeftOut?: readonly string[];
}

/** Opens the sides of a report; days limit a side where a period was asked for. */
export async function openSides(
  flags: ReportFlags,
  wishes: ReportWishes,
  isCompared: boolean,
): Promise<Omit<ReportInputs, "inputs">> {
  const options = await readOptionsOf(flags, wishes.outputs.wantsHashes);
  const sides = new Sides(new Calendar(options.zone), wishes.counting);
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
  const outputs = wishes.outputs.outputs.flatMap(({ files }) => files.map(({ path }) => path));
  spareInputs(flags.rejects === undefined ? outputs : [...outputs, flags.rejects], given.inputs);
  const { options } = given;
  if (flags.likeForLike === true) checkReadable(given.inputs);
  const found = await findScansOf(flags, wishes, command.slice(1), io.now());
  const interrupt = catchInterrupt();
  const scans = found && (await found.read(() => interrupt.isCaught));
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
  const read = (inputs: ReportInputs, hooks: Pick<CollectHooks, "reject">): Promise<Collection> =>
    collect(
      inputs.inputs,
      inputs.sides,
      options,
      {
        ...hooks,
        progress: (now) => Object.assign(state, now),
        isStopped: () => interrupt.isCaught,
        failed: () => {},
      },
      { jobs: flags.jobs ?? availableParallelism() },
    );
  const reading = async (): Promise<{ given: ReportInputs; collection: Collection }> => {
    const reject: CollectHooks["reject"] =
      rejects === null
        ? null
        : (path, line, fault, text) =>
            rejects.write(`${printable(path)}:${line}: ${fault}: ${printable(text(), 2000)}\n`);
    const collection = await read(given, { reject });
    const like = flags.likeForLike === true ? likeForLike(given, wishes) : null;
    if (like === null || interrupt.isCaught) return { given, collection };
    return { given: like, collection: await read(like, { reject: null }) };
  };
  const counted = await reading().finally(() => progress?.stop());
  interrupt.release();
  const unwritten = rejects?.close() ?? [];
  const elapsedMs = io.now() - started;
  // Loaded now because no line waits for it.
  const { finishReport } = await import("./finish-report.ts");
  return finishReport({ ...counted, scans, flags, wishes, command, zone: options.zone.name, elapsedMs, unwritten }, io);
}

/** @throws UserError for inputs that cannot be read a second time. */
function checkReadable(inputs: readonly SidedInput[]): void {
  const once = inputs.find(({ file }) => file.sizeBytes === null);
  if (once === undefined) return;
  const name = once.file.path === STDIN ? "standard input" : once.file.path;
  throw new UserError(`--like-for-like may have to read twice, which ${name} cannot be`, {
    hint: "give files, or choose devices with --include",
  });
}

/**
 * The same inputs on new sides that count only the devices with denials on both; null where all of them have.
 * @throws UserError where none has.
 */
function likeForLike(given: ReportInputs, wishes: ReportWishes): ReportInputs | null {
  const { period, baseline } = given;
  if (baseline === null) return null;
  const [now, before] = [namesOf(period), namesOf(baseline)];
  const devices = [...now].filter((name) => before.has(name));
  if (devices.length === now.size && devices.length === before.size) return null;
  if (devices.length === 0 && now.size > 0 && before.size > 0) {
    throw new UserError("--like-for-like: no device has denials on both sides", {
      hint: "compare without it; the report names the devices of each side",
    });
  }
  const sides = new Sides(given.sides.calendar, { ...wishes.counting, devices });
  const opened = new Map([period, baseline].map((side) => [side, sides.open(side.days)]));
  const inputs = given.inputs.map(({ file, sides: old }) => ({ file, sides: old.map((side) => opened.get(side)!) }));
  const devicesLeftOut = [...new Set([...now, ...before])].filter((name) => !devices.includes(name)).sort();
  return { ...given, devicesLeftOut, inputs, sides, period: opened.get(period)!, baseline: opened.get(baseline)! };
}

/** The devices with denials on a side. */
function namesOf({ rollup }: Side): Set<string> {
  return new Set([...rollup.totals().devices].map((device) => rollup.devices[device] ?? ""));
}

/** Null where no progress is wanted or no terminal would show it. */
async function showProgress(flags: ReportFlags, io: Io, read: () => ProgressState): Promise<LiveProgress | null> {
  if (!flags.progress || flags.quiet === true || !io.stderr.isTTY) return null;
  const { startProgress } = await import("../ui/live.tsx");
  return startProgress(read, io.stderr, {
    color: wantsColor(flags.color, io.stderr, io.env),
    ascii: flags.ascii ?? false,
    lang: flags.lang,
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

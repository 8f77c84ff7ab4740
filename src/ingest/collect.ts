import type { Calendar } from "../rollup/calendar.ts";
import { CellLog } from "../rollup/cell-log.ts";
import { ContactPools } from "../rollup/contact-pools.ts";
import { DeviceTable } from "../rollup/device-table.ts";
import type { Scope } from "../rollup/counts.ts";
import { Home } from "../rollup/home.ts";
import { addLines, type LineCounts, noLines } from "../rollup/lines.ts";
import { Rollup } from "../rollup/rollup.ts";
import type { InputFile } from "./discover.ts";
import { markDuplicates } from "./duplicates.ts";
import { type InputResult, readInput, type ReadOptions, type ReadProgress } from "./read-input.ts";
import { readByUnits } from "./read-by-units.ts";
import type { Cutting } from "./units.ts";
import {
  addLeftOut,
  type Admission,
  admissionOf,
  countAll,
  type CountingWishes,
  type LeftOut,
  nothingLeftOut,
} from "./counting.ts";
import { newRollup, type RejectVisitor, RollupSink, type SharedCounting, type Side } from "./rollup-sink.ts";
import type { TimeExtremes } from "./time-extremes.ts";

/** 4 MiB are 700,000 cells, which take 10 ms to sum. */
const liveJoinBytes = 1 << 22;

/** A file with the sides that its events may fall on. */
export interface SidedInput {
  file: InputFile;
  sides: readonly Side[];
}

/** How reading is steered and watched. */
export interface CollectHooks {
  reject: RejectVisitor | null;
  progress(state: ReadProgress & { filesDone: number; currentPath: string }): void;
  isStopped(): boolean;
  /** Called when an input could not be read to its end. */
  failed(result: InputResult): void;
  /**
   * Called where several threads share the reading, with what one of them counts of each side, and with null when it is
   * done: the sides themselves hold nothing before the end.
   */
  partly?(parts: ReadonlyMap<Side, Side> | null): void;
}

/** What was read from all inputs. */
export interface Collection {
  /** One for each log: an archive has as many as it holds. */
  results: readonly { input: SidedInput; result: InputResult }[];
  lines: LineCounts;
  leftOut: LeftOut;
  /** Of each log of which something was counted. */
  extremes: readonly TimeExtremes[];
  /** True when reading was stopped from outside. */
  stopped: boolean;
  /** True for lines that were read as they were written: what has no year was dated by when it came. */
  isLive?: boolean;
}

/** What was read of inputs: the results of each, and denials on none of its sides. */
export interface ReadInputs {
  results: Map<SidedInput, InputResult[]>;
  leftOut: LeftOut;
  extremes: TimeExtremes[];
}

/** Makes the sides that inputs are counted on; all share device numbers, days, and what is to be counted. */
export class Sides implements SharedCounting {
  readonly devices = new DeviceTable();
  readonly calendar: Calendar;
  readonly wishes: CountingWishes;
  readonly home: Home;
  readonly admission: Admission | null;
  readonly scope: Scope | null;
  readonly byDays: boolean;

  constructor(calendar: Calendar, wishes: CountingWishes = countAll) {
    this.calendar = calendar;
    this.wishes = wishes;
    this.home = new Home(wishes.home);
    this.admission = admissionOf(wishes);
    this.scope = wishes.scope;
    this.byDays = wishes.byDays ?? false;
  }

  /** The number of a device. */
  numberOf(name: string): number {
    const bytes = Buffer.from(name);
    return this.devices.numberOf(bytes, 0, bytes.length);
  }

  /** A new side. */
  open(days: Side["days"]): Side {
    return { rollup: newRollup(this), days };
  }

  /**
   * A new side that is looked at again and again while it is filled, each time handing over parts of the day: they are put
   * together much sooner, so that looking stays cheap.
   */
  openLive(days: Side["days"]): Side {
    const rollup = new Rollup(this.calendar, this.devices.names, new ContactPools(), null, new CellLog(liveJoinBytes));
    return { rollup, days };
  }
}

/**
 * Reads every input and counts its denials on its sides.
 * @param cutting how the work is shared by threads; what they find does not depend on it.
 */
export async function collect(
  inputs: readonly SidedInput[],
  sides: Sides,
  options: ReadOptions,
  hooks: CollectHooks,
  cutting: Cutting = { jobs: 1 },
): Promise<Collection> {
  const originals = await markDuplicates(inputs, () => hooks.isStopped());
  const read = inputs.filter((input) => !originals.has(input));
  // Lines that could not be read are written down in their order.
  const own = { ...options, files: inputs.map(({ file }) => file) };
  const found = hooks.reject === null ? await readByUnits(read, sides, own, hooks, cutting) : null;
  const { results, leftOut, extremes } = found ?? (await readInTurn(read, sides, own, hooks));
  const collection: Collection = {
    results: inputs.flatMap((input) => {
      const original = originals.get(input);
      if (original === undefined) return (results.get(input) ?? []).map((result) => ({ input, result }));
      return (results.get(original) ?? []).map((result) => ({
        input,
        result: copyAsDuplicate(input.file, original.file, result),
      }));
    }),
    lines: noLines(),
    leftOut,
    extremes,
    stopped: hooks.isStopped(),
  };
  for (const { result } of collection.results) {
    addLines(collection.lines, result.lines);
    if (result.error !== null) hooks.failed(result);
  }
  return collection;
}

async function readInTurn(
  inputs: readonly SidedInput[],
  sides: Sides,
  options: ReadOptions,
  hooks: CollectHooks,
): Promise<ReadInputs> {
  const read: ReadInputs = { results: new Map(), leftOut: nothingLeftOut(), extremes: [] };
  const done: ReadProgress = { storedBytes: 0, lines: 0, denials: 0 };
  for (const input of inputs) {
    if (hooks.isStopped()) break;
    const place = { filesDone: read.results.size, currentPath: input.file.path };
    const sinks: RollupSink[] = [];
    const openSink = (path: string): RollupSink => {
      const sink = new RollupSink(input.sides, sides, path, hooks.reject);
      sinks.push(sink);
      return sink;
    };
    const progress = (now: ReadProgress): void =>
      hooks.progress({
        ...place,
        storedBytes: done.storedBytes + now.storedBytes,
        lines: done.lines + now.lines,
        denials: done.denials + now.denials,
      });
    const results = await readInput(input.file, options, openSink, progress, () => hooks.isStopped());
    read.results.set(input, results);
    for (const { storedBytes, lines } of results) {
      done.storedBytes += storedBytes;
      done.lines += lines.total;
      done.denials += lines.denials;
    }
    for (const sink of sinks) {
      addLeftOut(read.leftOut, sink.leftOut);
      read.extremes.push(sink.extremes);
    }
  }
  return read;
}

/** The result of a log whose content was read already: as many lines, none of them counted again. */
function copyAsDuplicate(copy: InputFile, original: InputFile, result: InputResult): InputResult {
  const total = result.lines.total;
  const path = copy.path + result.file.path.slice(original.path.length);
  return {
    ...result,
    file: { ...result.file, path },
    lines: { ...noLines(), total, duplicate: total },
    yearless: 0,
    error: null,
  };
}

import type { Calendar } from "../rollup/calendar.ts";
import { DeviceTable } from "../rollup/device-table.ts";
import { addLines, type LineCounts, noLines } from "../rollup/lines.ts";
import { Rollup } from "../rollup/rollup.ts";
import type { InputFile } from "./discover.ts";
import { markDuplicates } from "./duplicates.ts";
import { type InputResult, readInput, type ReadOptions, type ReadProgress } from "./read-input.ts";
import { type RejectVisitor, RollupSink, type Side } from "./rollup-sink.ts";

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
}

/** What was read from all inputs. */
export interface Collection {
  /** One for each log: an archive has as many as it holds. */
  results: readonly { input: SidedInput; result: InputResult }[];
  lines: LineCounts;
  /** Denials outside the days of every side. */
  outsideDays: number;
  /** Denials without a time, where days decide. */
  withoutTime: number;
  /** True when reading was stopped from outside. */
  stopped: boolean;
}

/** Makes the sides that inputs are counted on; all share device numbers and days. */
export class Sides {
  readonly devices = new DeviceTable();
  readonly calendar: Calendar;

  constructor(calendar: Calendar) {
    this.calendar = calendar;
  }

  /** A new side. */
  open(days: Side["days"]): Side {
    return { rollup: new Rollup(this.calendar, this.devices.names), days };
  }
}

/** Reads every input in turn and counts its denials on its sides. */
export async function collect(
  inputs: readonly SidedInput[],
  sides: Sides,
  options: ReadOptions,
  hooks: CollectHooks,
): Promise<Collection> {
  const collection = {
    results: [] as { input: SidedInput; result: InputResult }[],
    lines: noLines(),
    outsideDays: 0,
    withoutTime: 0,
    stopped: false,
  };
  const originals = await markDuplicates(inputs, () => hooks.isStopped());
  let stored = 0;
  let filesDone = 0;
  for (const input of inputs) {
    if (hooks.isStopped()) break;
    const done = { filesDone: filesDone++, currentPath: input.file.path };
    const before = { storedBytes: stored, lines: collection.lines.total, denials: collection.lines.denials };
    const original = originals.get(input);
    const sinks: RollupSink[] = [];
    const openSink = (path: string): RollupSink => {
      const sink = new RollupSink(input.sides, sides, path, hooks.reject);
      sinks.push(sink);
      return sink;
    };
    const results =
      original === undefined
        ? await readInput(
            input.file,
            options,
            openSink,
            (now) =>
              hooks.progress({
                ...done,
                storedBytes: before.storedBytes + now.storedBytes,
                lines: before.lines + now.lines,
                denials: before.denials + now.denials,
              }),
            () => hooks.isStopped(),
          )
        : collection.results
            .filter((one) => one.input === original)
            .map(({ result }) => copyAsDuplicate(input.file, original.file, result));
    for (const result of results) {
      collection.results.push({ input, result });
      addLines(collection.lines, result.lines);
      stored += result.storedBytes;
      if (result.error !== null) hooks.failed(result);
    }
    for (const sink of sinks) {
      collection.outsideDays += sink.outsideDays;
      collection.withoutTime += sink.withoutTime;
    }
  }
  collection.stopped = hooks.isStopped();
  return collection;
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

import type { LockOn } from "../formats/lock-on.ts";
import { Calendar } from "../rollup/calendar.ts";
import { DeviceTable } from "../rollup/device-table.ts";
import { addLines, type LineCounts, noLines } from "../rollup/lines.ts";
import { Rollup } from "../rollup/rollup.ts";
import type { Cursor } from "../scan/cursor.ts";
import { DENY, type LogEvent, MALFORMED, FOREIGN, type Verdict } from "../scan/event.ts";
import type { InputFile } from "./discover.ts";
import { markDuplicates } from "./duplicates.ts";
import { type EventSink, type InputResult, readInput, type ReadOptions, type ReadProgress } from "./read-input.ts";

/** One side of a report while it is being filled. */
export interface Side {
  rollup: Rollup;
  /** Whole days, both included, that count; null counts every event. */
  days: { from: number; to: number } | null;
}

/** A file with the sides that its events may fall on. */
export interface SidedInput {
  file: InputFile;
  sides: readonly Side[];
}

/** A line that could not be read, for `--rejects`. */
export type RejectVisitor = (path: string, line: number, fault: string, text: () => string) => void;

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
  const collection = { results: [] as { input: SidedInput; result: InputResult }[], lines: noLines(), outsideDays: 0, withoutTime: 0, stopped: false };
  const originals = await markDuplicates(inputs);
  let stored = 0;
  for (const input of inputs) {
    if (hooks.isStopped()) break;
    const path = input.file.path;
    const done = { filesDone: collection.results.length, currentPath: path };
    const before = { storedBytes: stored, lines: collection.lines.total, denials: collection.lines.denials };
    const original = originals.get(input);
    const sink = new RollupSink(input.sides, sides, path, hooks.reject);
    const result =
      original === undefined
        ? await readInput(
            input.file,
            options,
            sink,
            (now) =>
              hooks.progress({
                ...done,
                storedBytes: before.storedBytes + now.storedBytes,
                lines: before.lines + now.lines,
                denials: before.denials + now.denials,
              }),
            () => hooks.isStopped(),
          )
        : copyAsDuplicate(input.file, collection.results.find((one) => one.input === original)!.result);
    collection.results.push({ input, result });
    addLines(collection.lines, result.lines);
    collection.outsideDays += sink.outsideDays;
    collection.withoutTime += sink.withoutTime;
    stored += result.storedBytes;
    if (result.error !== null) hooks.failed(result);
  }
  collection.stopped = hooks.isStopped();
  return collection;
}

/** The result of a file whose content was read already: as many lines, none of them counted again. */
function copyAsDuplicate(file: InputFile, original: InputResult): InputResult {
  const total = original.lines.total;
  return { ...original, file, lines: { ...noLines(), total, duplicate: total }, yearless: 0, error: null };
}

/** Counts the denials of one input on its sides. */
class RollupSink implements EventSink {
  outsideDays = 0;
  withoutTime = 0;
  private readonly sides: readonly Side[];
  private readonly shared: Sides;
  private readonly path: string;
  private readonly reject: RejectVisitor | null;

  constructor(sides: readonly Side[], shared: Sides, path: string, reject: RejectVisitor | null) {
    this.sides = sides;
    this.shared = shared;
    this.path = path;
    this.reject = reject;
  }

  event(event: LogEvent, cursor: Cursor): void {
    if (event.action !== DENY) return;
    const device = this.shared.devices.numberOf(cursor.bytes, event.deviceStart, event.deviceEnd);
    let counted = false;
    for (const side of this.sides) {
      if (side.days !== null) {
        const day = this.shared.calendar.dayOf(event.timeSec);
        if (day < side.days.from || day > side.days.to) continue;
      }
      side.rollup.add(event, device);
      counted = true;
    }
    if (counted) return;
    if (event.timeSec < 0) this.withoutTime += event.count;
    else this.outsideDays += event.count;
  }

  other(verdict: Verdict, cursor: Cursor, scanner: LockOn, line: number): void {
    if (this.reject === null || (verdict !== MALFORMED && verdict !== FOREIGN)) return;
    const fault = verdict === MALFORMED ? `${scanner.format.id}: ${scanner.fault}` : "no known format";
    this.reject(this.path, line, fault, () => cursor.bytes.toString("utf8", cursor.start, cursor.end));
  }

  tooLong(line: number): void {
    this.reject?.(this.path, line, "longer than 65,536 bytes", () => "");
  }
}

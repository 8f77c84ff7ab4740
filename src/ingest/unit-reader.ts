import { Calendar } from "../rollup/calendar.ts";
import { DeviceTable } from "../rollup/device-table.ts";
import { type PackedRollup, Rollup } from "../rollup/rollup.ts";
import { Zone } from "../scan/zone.ts";
import { digestOf } from "./duplicates.ts";
import type { InputFile } from "./discover.ts";
import { type InputResult, readInput, type ReadOptions, type ReadProgress } from "./read-input.ts";
import { readRange, type RangeResult } from "./read-range.ts";
import { type DayRange, RollupSink, type Side } from "./rollup-sink.ts";
import type { Unit } from "./units.ts";

/** What reading units needs, in a form that can be sent to another thread. */
export interface UnitSetup {
  files: readonly InputFile[];
  /** For each file, the indices of the sides that its events may fall on. */
  sidesOf: readonly (readonly number[])[];
  /** The days of each side. */
  days: readonly (DayRange | null)[];
  zone: string;
  options: Omit<ReadOptions, "zone">;
}

/** What reading one unit found. */
export interface UnitOutcome {
  unit: Unit;
  results: InputResult[];
  /** What a stretch took for granted and what it leaves to the next; null for a whole input. */
  carries: Omit<RangeResult, "result"> | null;
  /** Of an input that was hashed, not read. */
  sha256: string | null;
  outsideDays: number;
  withoutTime: number;
}

/** Reads units one after the other, and counts them all on sides of its own. */
export class UnitReader {
  private readonly setup: UnitSetup;
  private readonly options: ReadOptions;
  private readonly shared: { calendar: Calendar; devices: DeviceTable };
  private readonly sides: readonly Side[];

  constructor(setup: UnitSetup) {
    this.setup = setup;
    const zone = new Zone(setup.zone);
    this.options = { ...setup.options, zone };
    const devices = new DeviceTable();
    this.shared = { calendar: new Calendar(zone), devices };
    this.sides = setup.days.map((days) => ({ rollup: new Rollup(this.shared.calendar, devices.names), days }));
  }

  async read(unit: Unit, progress: (now: ReadProgress) => void, isStopped: () => boolean): Promise<UnitOutcome> {
    const file = this.setup.files[unit.input]!;
    if (unit.isHash) {
      const sha256 = await digestOf(file.path, isStopped);
      return { unit, results: [], carries: null, sha256, outsideDays: 0, withoutTime: 0 };
    }
    const sides = this.setup.sidesOf[unit.input]!.map((side) => this.sides[side]!);
    const sinks: RollupSink[] = [];
    const openSink = (path: string): RollupSink => {
      const sink = new RollupSink(sides, this.shared, path, null);
      sinks.push(sink);
      return sink;
    };
    let results: InputResult[];
    let carries: UnitOutcome["carries"] = null;
    if (unit.range === null) results = await readInput(file, this.options, openSink, progress, isStopped);
    else {
      const read = await readRange(file, unit.range, this.options, openSink(file.path), progress, isStopped);
      results = [read.result];
      carries = { before: read.before, after: read.after, hasGuessed: read.hasGuessed };
    }
    const outsideDays = sinks.reduce((sum, sink) => sum + sink.outsideDays, 0);
    const withoutTime = sinks.reduce((sum, sink) => sum + sink.withoutTime, 0);
    return { unit, results, carries, sha256: null, outsideDays, withoutTime };
  }

  /** Gives away all counts, side by side. */
  pack(): PackedRollup[] {
    return this.sides.map(({ rollup }) => rollup.pack());
  }
}

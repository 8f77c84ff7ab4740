import { Calendar } from "../rollup/calendar.ts";
import { DeviceTable } from "../rollup/device-table.ts";
import { Home } from "../rollup/home.ts";
import type { PackedRollup } from "../rollup/rollup.ts";
import { Zone } from "../scan/zone.ts";
import { digestOf } from "./duplicates.ts";
import type { InputFile } from "./discover.ts";
import { type InputResult, readInput, type ReadOptions, type ReadProgress } from "./read-input.ts";
import { readRange, type RangeResult } from "./read-range.ts";
import { addLeftOut, type CountingWishes, admissionOf, type LeftOut, nothingLeftOut } from "./counting.ts";
import { type DayRange, newRollup, RollupSink, type SharedCounting, type Side } from "./rollup-sink.ts";
import type { TimeExtremes } from "./time-extremes.ts";
import type { Unit } from "./units.ts";

/** What reading units needs, in a form that can be sent to another thread. */
export interface UnitSetup {
  files: readonly InputFile[];
  /** For each file, the indices of the sides that its events may fall on. */
  sidesOf: readonly (readonly number[])[];
  /** The days of each side. */
  days: readonly (DayRange | null)[];
  zone: string;
  wishes: CountingWishes;
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
  leftOut: LeftOut;
  extremes: TimeExtremes[];
  /** What the clocks of devices showed in a stretch, by the devices' names. */
  clocks: { name: string; firstSec: number; lastSec: number }[];
}

/** Reads units one after the other, and counts them all on sides of its own. */
export class UnitReader {
  private readonly setup: UnitSetup;
  private readonly options: ReadOptions;
  private readonly shared: SharedCounting;
  readonly sides: readonly Side[];

  constructor(setup: UnitSetup) {
    this.setup = setup;
    const zone = new Zone(setup.zone);
    this.options = { ...setup.options, zone };
    const devices = new DeviceTable();
    const { wishes } = setup;
    this.shared = {
      calendar: new Calendar(zone),
      devices,
      home: new Home(wishes.home),
      admission: admissionOf(wishes),
      scope: wishes.scope,
      byDays: wishes.byDays ?? false,
    };
    this.sides = setup.days.map((days) => ({ rollup: newRollup(this.shared), days }));
  }

  async read(unit: Unit, progress: (now: ReadProgress) => void, isStopped: () => boolean): Promise<UnitOutcome> {
    const file = this.setup.files[unit.input]!;
    if (unit.isHash) {
      const sha256 = await digestOf(file.path, isStopped);
      return { unit, results: [], carries: null, sha256, leftOut: nothingLeftOut(), extremes: [], clocks: [] };
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
    const leftOut = nothingLeftOut();
    for (const sink of sinks) addLeftOut(leftOut, sink.leftOut);
    const { names } = this.shared.devices;
    const clocks = sinks.flatMap((sink) =>
      carries === null
        ? []
        : sink.clocks.map(({ device, firstSec, lastSec }) => ({ name: names[device]!, firstSec, lastSec })),
    );
    return { unit, results, carries, sha256: null, leftOut, extremes: sinks.map(({ extremes }) => extremes), clocks };
  }

  /** Gives away all counts, side by side. */
  pack(): PackedRollup[] {
    return this.sides.map(({ rollup }) => rollup.pack());
  }
}

import { code } from "./code.ts";
import {
  BLOCK,
  CELL_TEXT,
  LONGEST_LINE,
  ORDER,
  RECORD_BYTES,
  RECORDS,
  SCOPE_COUNT,
  SCOPES,
  SHAPE_BYTES,
  SHAPES,
} from "./layout.ts";
import { writeTables } from "./tables.ts";

/** Four rooms for what is read at once, each with place for the line that the reading before cut. */
const blockBytes = 4 * ((1 << 20) + LONGEST_LINE + 2);

const pageBytes = 65_536;
/** What the kernel may read beyond the block: a shape's text, though it fits no more. */
const slackBytes = SHAPE_BYTES + 64;

/** What is used of WebAssembly; Node's types do not declare it. */
declare const WebAssembly: {
  Memory: new (limits: { initial: number; maximum: number }) => Memory;
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object, imports: { env: { memory: Memory } }) => { exports: unknown };
};

interface Memory {
  readonly buffer: ArrayBuffer;
}

interface Exports {
  stop: { readonly value: number };
  recordsEnd: { readonly value: number };
  takeRecords(): void;
  allowed: { readonly value: number };
  denied: { readonly value: number };
  skipped: { readonly value: number };
  isDayFull: { readonly value: number };
  cellCount: { readonly value: number };
  contactCount: { readonly value: number };
  assumed: { readonly value: number };
  withoutPackets: { readonly value: number };
  reflected: { readonly value: number };
  deviceCount: { readonly value: number };
  firstTime: { readonly value: number };
  lastTime: { readonly value: number };
  ownContacts: { readonly value: number };
  openDay(from: number, to: number, sample: number): void;
  logDecision(device: number, time: number, isDenial: number): void;
  noteTimes(first: number, last: number): void;
  addDenials(device: number, packed: number, amount: number, packets: number): void;
  addContact(source: number, destination: number, packed: number, amount: number): void;
  writeCells(from: number): number;
  cellTextEnd: { readonly value: number };
  setRangeCount(count: number): void;
  renewPlan(): void;
  dropLines(): void;
  run(from: number, to: number, shapeCount: number, isNew: number): number;
  matchOne(shape: number, line: number): number;
}

/** What was counted of a day beside its tables; seconds are since 1970 UTC. */
export interface DaySums {
  assumed: number;
  withoutPackets: number;
  reflected: number;
  scopes: Float64Array;
  firstSec: number;
  lastSec: number;
}

/**
 * The memory and the functions of one kernel: a block of bytes to fill with lines, and the records that lines of
 * known shapes make. For one reading at a time.
 */
export class Kernel {
  /** The block of lines. */
  readonly block: Buffer;
  /** All memory, in words and in 64-bit floats; places are those of the layout, divided by 4 and 8. */
  readonly words: Int32Array;
  readonly floats: Float64Array;
  readonly bytes: Buffer;
  private readonly exports: Exports;

  constructor() {
    const pages = Math.ceil((BLOCK + blockBytes + slackBytes) / pageBytes);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.block = Buffer.from(memory.buffer, BLOCK, blockBytes);
    this.words = new Int32Array(memory.buffer);
    this.floats = new Float64Array(memory.buffer);
    this.bytes = Buffer.from(memory.buffer);
    this.exports = new WebAssembly.Instance(moduleOf(), { env: { memory } }).exports as Exports;
    writeTables(this.bytes);
  }

  /** Why the last {@link run} came back. */
  get stop(): number {
    return this.exports.stop.value;
  }

  /** How many records are filled. */
  get recordCount(): number {
    return (this.exports.recordsEnd.value - RECORDS) / RECORD_BYTES;
  }

  /** Lines of the day that is open since {@link takeRecords}, which made no record. */
  get allowed(): number {
    return this.exports.allowed.value;
  }
  get denied(): number {
    return this.exports.denied.value;
  }
  /** Lines since {@link takeRecords} that are no decisions. */
  get skipped(): number {
    return this.exports.skipped.value;
  }

  /** Empties the table of records. */
  takeRecords(): void {
    this.exports.takeRecords();
  }

  /** Opens a day, whose denials are counted here; see the functions of the same names in `assembly/lines.ts`. */
  openDay(from: number, to: number, sample: number): void {
    this.exports.openDay(from, to, sample);
  }
  logDecision(device: number, time: number, isDenial: boolean): void {
    this.exports.logDecision(device, time, isDenial ? 1 : 0);
  }
  noteTimes(first: number, last: number): void {
    this.exports.noteTimes(first, last);
  }
  addDenials(device: number, packed: number, amount: number, packets: number): void {
    this.exports.addDenials(device, packed, amount, packets);
  }
  addContact(source: number, destination: number, packed: number, amount: number): void {
    this.exports.addContact(source, destination, packed, amount);
  }

  /**
   * The cells of the day as a log keeps them, a stretch of them at a time, each of which holds until the next is
   * asked for; see `writeCells` in `assembly/day.ts`.
   */
  *cellTexts(): Generator<Uint8Array> {
    const { cellCount } = this.dayCounts;
    for (let cell = 0; cell < cellCount;) {
      cell = this.exports.writeCells(cell);
      yield this.bytes.subarray(CELL_TEXT, this.exports.cellTextEnd.value);
    }
  }
  /** True when a table of the day that is open has no more room. */
  get isDayFull(): boolean {
    return this.exports.isDayFull.value !== 0;
  }

  /** How many cells and contacts the day has; own contacts are among those. */
  get dayCounts(): { cellCount: number; contactCount: number; ownContacts: number } {
    const { cellCount, contactCount, ownContacts } = this.exports;
    return { cellCount: cellCount.value, contactCount: contactCount.value, ownContacts: ownContacts.value };
  }

  /** How many devices logged on the day: their numbers are lower. */
  get deviceCount(): number {
    return this.exports.deviceCount.value;
  }

  /** Sums over the day. Scopes are in the order of `SCOPE_…`, and hold until the kernel goes on. */
  get daySums(): DaySums {
    const { assumed, withoutPackets, reflected, firstTime, lastTime } = this.exports;
    return {
      assumed: assumed.value,
      withoutPackets: withoutPackets.value,
      reflected: reflected.value,
      scopes: this.floats.subarray(SCOPES >> 3, (SCOPES >> 3) + SCOPE_COUNT),
      firstSec: firstTime.value,
      lastSec: lastTime.value,
    };
  }

  /** Sets how many ranges of networks there are. */
  setRangeCount(count: number): void {
    this.exports.setRangeCount(count);
  }

  /**
   * Reads lines of the block from `from` to `to` until one has no known shape; where that begins.
   * @param isNew whether bytes there are others than at the last call: what was seen of them then is forgotten.
   */
  run(from: number, to: number, shapeCount: number, isNew: boolean): number {
    return this.exports.run(BLOCK + from, BLOCK + to, shapeCount, isNew ? 1 : 0) - BLOCK;
  }

  /** Reads the line at `line` of the block by one shape into {@link SINGLE_RECORD}; where it ends, −1 when it has another. */
  match(slot: number, line: number): number {
    const end = this.exports.matchOne(SHAPES + slot * SHAPE_BYTES, BLOCK + line);
    return end === 0 ? -1 : end - BLOCK;
  }

  /** Sets which shapes are tried, in which order; lines that were given others are looked at again. */
  setOrder(slots: readonly number[]): void {
    slots.forEach((slot, i) => {
      this.words[(ORDER >> 2) + i] = SHAPES + slot * SHAPE_BYTES;
    });
    this.exports.renewPlan();
    this.exports.dropLines();
  }

  /** Tries a shape first, before `tried` that are tried already; it may be one of them, and another than it was. */
  tryFirst(slot: number, tried: number): void {
    const first = ORDER >> 2;
    const shape = SHAPES + slot * SHAPE_BYTES;
    const place = this.words.subarray(first, first + tried).indexOf(shape);
    this.words.copyWithin(first + 1, first, first + (place < 0 ? tried : place));
    this.words[first] = shape;
    this.exports.renewPlan();
    if (place >= 0) this.exports.dropLines();
  }
}

let compiled: object | null = null;

function moduleOf(): object {
  return (compiled ??= new WebAssembly.Module(Buffer.from(code, "base64")));
}

/** False on a machine or under flags (`--jitless`) that cannot run it: then every line is scanned, which is slower. */
export function canRunKernel(): boolean {
  try {
    return moduleOf() !== null;
  } catch {
    return false;
  }
}

const idle: Kernel[] = [];

/** A kernel that nothing else uses; give it back with {@link returnKernel}. Memory of kernels is dear, so they are kept. */
export function borrowKernel(): Kernel {
  return idle.pop() ?? new Kernel();
}

/** Gives a kernel back. */
export function returnKernel(kernel: Kernel): void {
  kernel.takeRecords();
  kernel.openDay(0, 0, 0);
  idle.push(kernel);
}

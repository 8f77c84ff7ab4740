import { addByDay, addToTotals, eachCell, longestNumber, writeNumber, writeStep } from "./cell-bytes.ts";
import { DayCells } from "./cells.ts";
import { CELL_DENIALS, CELL_DEVICE, CELL_PACKED, CELL_PACKETS, SLOT_BYTES } from "../scan/kernel/layout.ts";
import { NO_DAY, type VisitCell } from "./counts.ts";
import type { Slots } from "./day-tables.ts";
import type { PortTable } from "./port-table.ts";
import { Totals } from "./totals.ts";

/** A cell is five numbers. */
const longestCell = 5 * longestNumber;
const firstBytes = 1 << 12;
const mostBytes = 1 << 20;
/** Cells in pieces are put together when they have grown to so many bytes, and then whenever they have doubled. */
const defaultJoining = 1 << 26;
const cellsAtOnce = 1 << 20;

/** Cells that a log gave away: how many each day has, parts counted, how many may be parts, and the bytes. */
export interface PackedCells {
  cellsOf: Map<number, number>;
  parts: number;
  blocks: Uint8Array<ArrayBuffer>[];
}

/** A stretch of cells: how many bytes are filled, and the numbers that its devices have here. */
export interface CellBlock {
  bytes: Uint8Array<ArrayBuffer>;
  devices: readonly number[] | null;
}

/**
 * Cells of days that are over, in some six bytes each: a year of a busy firewall has tens of millions.
 *
 * A block is a row of cells, each (day, device, packed port, denials, packets) with the day as a difference, all
 * written in as many bytes as they need. A cell whose day came up several times stands there in several parts.
 */
export class CellLog {
  private blocks: CellBlock[] = [];
  private open = new Uint8Array(firstBytes);
  private filled = 0;
  private lastDay = 0;
  /** Bytes of all blocks, but for some of those that a block was closed with. */
  private size = 0;
  /** How many cells each day has, parts counted. */
  private cellsOf = new Map<number, number>();
  /** Cells of all blocks, and those among them whose day had some before. */
  private all = 0;
  private parts = 0;
  private readonly firstJoining: number;
  private nextJoining: number;

  /** @param firstJoining bytes at which parts of cells are first put together. */
  constructor(firstJoining = defaultJoining) {
    this.firstJoining = this.nextJoining = firstJoining;
  }

  /** Writes down the cells of a day. */
  take(day: number, cells: Slots): void {
    this.write(day, cells);
    if (this.isWorthJoining) this.joinParts();
  }

  /**
   * Writes down cells of a day as they are kept: of each its device, packed port, denials and packets, and a 0 before the
   * next. @param texts stretches of them.
   */
  takeTexts(day: number, count: number, texts: Iterable<Uint8Array>): void {
    for (const text of texts) {
      const most = text.length + longestNumber;
      if (this.filled + most > this.open.length) this.close(most);
      const from = this.filled;
      const at = this.writeStep(day, from);
      this.open.set(text, at);
      this.filled = at + text.length;
      this.size += this.filled - from;
    }
    this.countCells(day, count);
    if (this.isWorthJoining) this.joinParts();
  }

  private write(day: number, cells: Slots): void {
    const { filled } = this;
    const { words, floats } = cells;
    for (let at = 0, end = cells.count * SLOT_BYTES; at < end; at += SLOT_BYTES) {
      const denials = floats[(at + CELL_DENIALS) >> 3]!;
      const packets = floats[(at + CELL_PACKETS) >> 3]!;
      this.writeCell(day, words[(at + CELL_DEVICE) >> 2]!, words[(at + CELL_PACKED) >> 2]!, denials, packets);
    }
    this.countCells(day, cells.count);
    this.size += Math.max(0, this.filled - filled);
  }

  private countCells(day: number, count: number): void {
    if (count === 0) return;
    const before = this.cellsOf.get(day);
    this.cellsOf.set(day, (before ?? 0) + count);
    this.all += count;
    if (before !== undefined) this.parts += count;
  }

  /** Joining takes as much memory again, so it must promise to win back half. */
  private get isWorthJoining(): boolean {
    return this.size > this.nextJoining && this.parts * 2 > this.all;
  }

  private writeCell(day: number, device: number, packed: number, denials: number, packets: number): void {
    if (this.filled + longestCell > this.open.length) this.close();
    const { open } = this;
    let at = writeNumber(open, this.writeStep(day, this.filled), device);
    at = writeNumber(open, at, packed);
    at = writeNumber(open, at, denials);
    this.filled = writeNumber(open, at, packets);
  }

  /** Writes how far a day is from the one before; where that ends. */
  private writeStep(day: number, at: number): number {
    const step = day - this.lastDay;
    this.lastDay = day;
    return writeStep(this.open, at, step);
  }

  /** Begins another block, of so many bytes at least. */
  private close(least = 0): void {
    if (this.filled > 0) this.blocks.push({ bytes: this.open.slice(0, this.filled), devices: null });
    this.open = new Uint8Array(Math.max(least, Math.min(mostBytes, this.open.length * 4)));
    this.filled = 0;
    this.lastDay = 0;
  }

  /** Puts the parts of cells together, so that {@link each} visits every cell once. */
  join(): void {
    if (this.parts > 0) this.joinParts();
  }

  /** A stretch of days at a time. */
  private joinParts(): void {
    const old = this.blocks;
    if (this.filled > 0) old.push({ bytes: this.open.slice(0, this.filled), devices: null });
    const cellsOf = this.cellsOf;
    this.reset();
    const days = [...cellsOf.keys()].sort((a, b) => a - b);
    for (let from = 0; from < days.length;) {
      let to = from;
      for (let cells = 0; to < days.length && (to === from || cells < cellsAtOnce); to++)
        cells += cellsOf.get(days[to]!)!;
      const tables = new Map(days.slice(from, to).map((day) => [day, new DayCells()]));
      for (const { bytes, devices } of old) {
        eachCell(bytes, devices, (day, ...cell) => tables.get(day)?.add(...cell));
      }
      for (const [day, cells] of tables) this.write(day, cells.slots());
      from = to;
    }
    this.nextJoining = Math.max(this.firstJoining, 2 * this.size);
  }

  private reset(): void {
    this.blocks = [];
    this.open = new Uint8Array(firstBytes);
    this.filled = 0;
    this.lastDay = 0;
    this.size = 0;
    this.cellsOf = new Map();
    this.all = 0;
    this.parts = 0;
  }

  /** Gives away all cells; the log is empty then. */
  pack(): PackedCells {
    this.close();
    const { blocks, cellsOf, parts } = this;
    this.reset();
    return { cellsOf, parts, blocks: blocks.map(({ bytes }) => bytes) };
  }

  /** Adds cells that another log gave away. @param devices the numbers here of its devices. */
  absorb(packed: PackedCells, devices: readonly number[]): void {
    for (const bytes of packed.blocks) {
      this.blocks.push({ bytes, devices });
      this.size += bytes.length;
    }
    for (const [day, count] of packed.cellsOf) this.countCells(day, count);
    this.parts += packed.parts;
    if (this.isWorthJoining) this.joinParts();
  }

  /** Visits all cells, those that came up several times in parts. */
  each(visit: VisitCell): void {
    for (const { bytes, devices } of this.blocks) eachCell(bytes, devices, visit);
    eachCell(this.open.subarray(0, this.filled), null, visit);
  }

  /** Sums over all cells. */
  totals(): Totals {
    const totals = new Totals(new Set([...this.cellsOf.keys()].filter((day) => day !== NO_DAY)));
    for (const { bytes, devices } of this.blocks) addToTotals(bytes, devices, totals);
    addToTotals(this.open.subarray(0, this.filled), null, totals);
    return totals;
  }

  /** The denials of each day by the number that a table, all of whose numbers are below `count`, has for the port. */
  sumByDay(groups: PortTable, count: number): Map<number, Float64Array> {
    const sums = new Map<number, Float64Array>();
    const sumsOf = (day: number): Float64Array => {
      let ofDay = sums.get(day);
      if (ofDay === undefined) sums.set(day, (ofDay = new Float64Array(count)));
      return ofDay;
    };
    for (const { bytes } of this.blocks) addByDay(bytes, groups, sumsOf);
    addByDay(this.open.subarray(0, this.filled), groups, sumsOf);
    return sums;
  }
}

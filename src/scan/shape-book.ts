import type { Cursor } from "./cursor.ts";
import { LogEvent } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import { borrowKernel, type Kernel, returnKernel } from "./kernel/kernel.ts";
import {
  MOST_SHAPES,
  SHAPE_BYTES,
  SHAPE_DEVICE,
  SHAPE_HITS,
  SHAPE_PACKED,
  SHAPES,
  SINGLE_RECORD,
  STOP_FULL,
} from "./kernel/layout.ts";
import { dayOf, layoutOf, Shape } from "./shape.ts";

/** So many lines are learnt from at once; then one for every so many lines that had a known shape. */
const freeLessons = 256;
const linesPerLesson = 16;

const mostLayouts = 512;

/** After so many shapes that did not read their own line, and none that did, no more are made of a layout. */
const mostFailures = 8;

/** Lines of one layout, whatever their day. */
interface Layout {
  /** Which loose pieces another line of the same day had differently. Dates that are not read are text for a day. */
  varies: boolean[];
  /** The line that was learnt from last. */
  last: { day: string; loose: readonly string[] };
  /** By the text of the day: the slot of its shape. */
  slots: Map<string, number>;
  /** How many shapes did not read their own line; far below 0 once one did: then it is the line that was odd. */
  failures: number;
}

interface Entry {
  shape: Shape;
  layout: Layout;
  day: string;
  loose: readonly string[];
}

/**
 * The shapes of the lines of one stretch of a file, learnt line by line and kept in a kernel.
 *
 * A loose piece is text like the rest until a line comes that has another in its place: most never change, and text
 * is compared sixteen bytes at a time.
 */
export class ShapeBook {
  readonly kernel: Kernel = borrowKernel();
  /** By slot. */
  private readonly entries: Entry[] = [];
  /** The slot that is looked at next when one is to be given to another shape. */
  private nextSlot = 0;
  /** By slot, how many lines had its shape when it was looked at last. */
  private readonly seenHits = new Int32Array(MOST_SHAPES);
  private readonly layouts = new Map<string, Layout>();
  private readonly probe = new LogEvent();
  private generation = 0;
  private clockState = 0;
  private lessons = 0;
  private hits = 0;
  /** Lines with a year-less stamp whose shape is gone. */
  private yearlessHits = 0;
  /** True when bytes of the block are others than when the kernel last read. */
  private isNew = true;

  /** The shape that a record's number stands for. */
  shapeAt(slot: number): Shape {
    return this.entries[slot]!.shape;
  }

  /**
   * Reads lines of the kernel's block until one has no known shape, there is none left, or the records are full.
   * Returns where the first unread line begins; {@link Kernel.recordCount} tells how many records there are.
   * @param isNew whether bytes there are others than at the last call.
   */
  run(from: number, to: number, isNew: boolean): number {
    if (isNew) this.isNew = true;
    if (this.entries.length === 0) return from;
    const at = this.kernel.run(from, to, this.entries.length, this.isNew);
    this.isNew = false;
    if (at > from)
      this.hits += this.kernel.recordCount + this.kernel.allowed + this.kernel.denied + this.kernel.skipped;
    return at;
  }

  /** True when the last {@link run} ended because what it found has to be taken first. */
  get isFull(): boolean {
    return this.entries.length > 0 && this.kernel.stop === STOP_FULL;
  }

  /** How many shapes there are; their slots are numbered from 0. */
  get size(): number {
    return this.entries.length;
  }

  /** Lets the kernel count lines of a shape: by these numbers of the device and of port 0, or of no port. */
  setNumbers(slot: number, device: number, packedPort: number): void {
    const { shape } = this.entries[slot]!;
    shape.deviceNumber = device;
    shape.packedPort = packedPort;
    const start = SHAPES + slot * SHAPE_BYTES;
    this.kernel.words[(start + SHAPE_DEVICE) >> 2] = device;
    this.kernel.words[(start + SHAPE_PACKED) >> 2] = packedPort;
  }

  /** Stamps without a year that were read by shapes. */
  get yearless(): number {
    return this.entries.reduce((sum, entry, slot) => sum + this.yearlessOf(entry, slot), this.yearlessHits);
  }

  private yearlessOf({ shape }: Entry, slot: number): number {
    return shape.isYearless ? this.hitsOf(slot) : 0;
  }

  /** Forgets what no longer holds after a line that was scanned. To be called after each such line. */
  follow(reader: FieldReader): void {
    if (reader.trace.generation !== this.generation) {
      this.generation = reader.trace.generation;
      this.forgetAll();
    }
    const { state } = reader.clock;
    if (state === this.clockState) return;
    this.clockState = state;
    this.forget(({ shape }) => shape.isYearless && shape.clockState !== state);
  }

  /**
   * Learns from a line that was scanned, while the cursor is on it; the slot of its shape, −1 where it has none.
   * @param skips whether the line is no decision.
   */
  learn(cursor: Cursor, event: LogEvent, reader: FieldReader, skips: boolean): number {
    // What says that it stands for none is no decision for its number, which others of its shape may not have.
    if (skips && event.count === 0) return -1;
    if (!reader.trace.isWhole || this.lessons > freeLessons + this.hits / linesPerLesson) return -1;
    this.lessons++;
    const shape = Shape.of(cursor, event, reader, skips);
    if (shape === null) return -1;
    const entry = this.enter(shape);
    if (entry.layout.failures >= mostFailures) return -1;
    const tried = this.entries.length;
    const slot = entry.layout.slots.get(entry.day) ?? this.takeSlot(entry);
    this.keepYearless(slot);
    this.entries[slot] = entry;
    const isWritten = shape.write(this.kernel, slot, entry.layout.varies);
    if (!isWritten || !this.isRight(slot, cursor, event)) {
      entry.layout.failures++;
      this.forget((other) => other === entry);
      return -1;
    }
    entry.layout.failures = -Infinity;
    this.kernel.tryFirst(slot, tried);
    return slot;
  }

  /** Gives back the kernel. */
  close(): void {
    returnKernel(this.kernel);
  }

  private enter(shape: Shape): Entry {
    const name = layoutOf(shape);
    const day = dayOf(shape);
    const loose = shape.pieces.flatMap(({ role, text }) => (role === "loose" ? [text] : []));
    let layout = this.layouts.get(name);
    if (layout === undefined) {
      if (this.layouts.size >= mostLayouts) this.forgetAll();
      layout = { varies: loose.map(() => false), last: { day, loose }, slots: new Map(), failures: 0 };
      this.layouts.set(name, layout);
    }
    const { varies, last, slots } = layout;
    const before = this.entries[slots.get(day) ?? -1] ?? last;
    if (before.day === day) {
      for (const [i, text] of loose.entries()) if (text !== before.loose[i]) varies[i] = true;
    }
    layout.last = { day, loose };
    return { shape, layout, day, loose };
  }

  /** A free slot, or one whose shape no line had since it was looked at last. */
  private takeSlot(entry: Entry): number {
    let slot = this.entries.length;
    if (slot === MOST_SHAPES) {
      do {
        slot = this.nextSlot;
        this.nextSlot = (slot + 1) % MOST_SHAPES;
      } while (this.hasNewHits(slot));
      const { layout, day } = this.entries[slot]!;
      layout.slots.delete(day);
    }
    this.seenHits[slot] = 0;
    entry.layout.slots.set(entry.day, slot);
    return slot;
  }

  private hasNewHits(slot: number): boolean {
    const hits = this.hitsOf(slot);
    const isNew = hits !== this.seenHits[slot];
    this.seenHits[slot] = hits;
    return isNew;
  }

  private hitsOf(slot: number): number {
    return this.kernel.words[(SHAPES + slot * SHAPE_BYTES + SHAPE_HITS) >> 2]!;
  }

  /** Keeps count of what the shape in a slot has read, before another takes its place. */
  private keepYearless(slot: number): void {
    const entry = this.entries[slot];
    if (entry !== undefined) this.yearlessHits += this.yearlessOf(entry, slot);
  }

  /** True when the shape reads its own line as the scanner did: whatever a shape does not hold, it must not read. */
  private isRight(slot: number, cursor: Cursor, event: LogEvent): boolean {
    const { kernel, probe } = this;
    const end = kernel.match(slot, cursor.start);
    const shape = this.shapeAt(slot);
    if (end < 0 || end > cursor.end || (shape.endsLine && end < cursor.end)) return false;
    if (shape.skips) return true;
    shape.read(kernel, SINGLE_RECORD, probe);
    return (
      probe.timeSec === event.timeSec &&
      probe.sourcePort === event.sourcePort &&
      probe.destinationPort === event.destinationPort &&
      probe.count === event.count &&
      probe.packets === event.packets &&
      (probe.source.family === 0 || probe.source.w0 === event.source.w0) &&
      (probe.destination.family === 0 || probe.destination.w0 === event.destination.w0)
    );
  }

  private forgetAll(): void {
    this.forget(() => true);
    this.layouts.clear();
  }

  /** Forgets shapes, but not what may vary in lines of their layouts: lines of other days are of the same. */
  private forget(isGone: (entry: Entry) => boolean): void {
    const kept = this.entries.filter((entry) => !isGone(entry));
    if (kept.length === this.entries.length) return;
    for (const slot of this.entries.keys()) this.keepYearless(slot);
    for (const { layout } of this.entries) layout.slots.clear();
    this.entries.length = 0;
    this.nextSlot = 0;
    for (const entry of kept) {
      const slot = this.entries.length;
      if (!entry.shape.write(this.kernel, slot, entry.layout.varies)) continue;
      entry.layout.slots.set(entry.day, slot);
      this.entries.push(entry);
    }
    this.kernel.setOrder([...this.entries.keys()]);
  }
}

import type { Kernel } from "../scan/kernel/kernel.ts";
import {
  CELL_DENIALS,
  CELL_DEVICE,
  CELL_PACKED,
  CELL_PACKETS,
  CELLS,
  CONTACT_DENIALS,
  CONTACT_DESTINATION,
  CONTACT_PACKED,
  CONTACT_SOURCE,
  CONTACTS,
  MOST_CELLS,
  MOST_CONTACTS,
  SLOT_BYTES,
} from "../scan/kernel/layout.ts";
import type { DenialCounter } from "./count-event.ts";
import type { DaySpan } from "./calendar.ts";
import type { VisitContact, VisitDayCell } from "./day-tables.ts";
import type { Rollup } from "./rollup.ts";

const fewestSlots = 1024;

/**
 * The day whose denials a kernel counts where it reads them: most logs go day by day, and counting there costs a
 * quarter of what it costs here. Closed, the day's counts are in its rollup.
 */
export class KernelDay implements DenialCounter {
  private readonly kernel: Kernel;
  private rollup: Rollup | null = null;
  private span: DaySpan = { day: 0, fromSec: 0, toSec: 0 };
  private cellSlots = 4096;
  private contactSlots = 8192;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** True for the times that are counted here. */
  covers(timeSec: number): boolean {
    return this.rollup !== null && timeSec >= this.span.fromSec && timeSec < this.span.toSec;
  }

  /** Counts from here on the denials of a day for a rollup; what that holds of the day already is taken over. */
  open(rollup: Rollup, span: DaySpan): void {
    this.close();
    this.rollup = rollup;
    this.span = span;
    this.kernel.openDay(span.fromSec, span.toSec, this.cellSlots, this.contactSlots, rollup.sampleMask);
    const held = rollup.release(span.day);
    if (held === null) return;
    this.put(
      (visit) => held.cells.each(visit),
      (visit) => held.contacts.each(visit),
    );
    if (this.kernel.isDayFull) this.makeRoom();
  }

  /** Counts denials at a time that is covered. */
  add(timeSec: number, device: number, packed: number, denials: number, packets: number): void {
    this.kernel.addDenials(timeSec, device, packed, denials, packets);
    if (this.kernel.isDayFull) this.makeRoom();
  }

  assume(denials: number): void {
    this.rollup?.assume(denials);
  }

  meet(source: number, destination: number, packed: number, denials: number): void {
    this.kernel.addContact(source, destination, packed, denials);
    if (this.kernel.isDayFull) this.makeRoom();
  }

  /** Goes on with larger tables; where there are none, with empty ones. */
  makeRoom(): void {
    const { kernel, rollup, span } = this;
    if (rollup === null) return;
    const { cellCount, contactCount } = kernel.dayCounts;
    const cellSlots = grow(this.cellSlots, cellCount, MOST_CELLS);
    const contactSlots = grow(this.contactSlots, contactCount, MOST_CONTACTS);
    if (cellSlots === this.cellSlots && contactSlots === this.contactSlots) {
      this.close();
      this.open(rollup, span);
      return;
    }
    kernel.packDay();
    const cells = copySlots(kernel, CELLS, cellCount);
    const contacts = copySlots(kernel, CONTACTS, contactCount);
    [this.cellSlots, this.contactSlots] = [cellSlots, contactSlots];
    kernel.resizeDay(cellSlots, contactSlots);
    this.put(
      (visit) => eachCell(cells, cellCount, visit),
      (visit) => eachContact(contacts, contactCount, visit),
    );
  }

  /** Counts what was counted before: its times are known. */
  private put(cells: (visit: VisitDayCell) => void, contacts: (visit: VisitContact) => void): void {
    const { kernel } = this;
    cells((device, packed, denials, packets) => kernel.addDenials(Number.NaN, device, packed, denials, packets));
    contacts((source, destination, packed, denials) => kernel.addContact(source, destination, packed, denials));
  }

  /** Hands the counts over to the rollup. */
  close(): void {
    const { kernel, rollup } = this;
    if (rollup === null) return;
    this.rollup = null;
    const { cellCount, contactCount } = kernel.dayCounts;
    kernel.packDay();
    rollup.takeDay(this.span.day, {
      cells: { count: cellCount, each: (visit) => eachCell(slotsAt(kernel, CELLS), cellCount, visit) },
      contacts: { each: (visit) => eachContact(slotsAt(kernel, CONTACTS), contactCount, visit) },
      ...kernel.daySums,
    });
    this.cellSlots = shrink(this.cellSlots, cellCount);
    this.contactSlots = shrink(this.contactSlots, contactCount);
    kernel.openDay(0, 0, 1, 1, 0);
  }
}

/** Slots of a table, packed, in words and floats from the first on. */
interface Slots {
  words: Int32Array;
  floats: Float64Array;
}

function slotsAt({ words, floats }: Kernel, table: number): Slots {
  return { words: words.subarray(table >> 2), floats: floats.subarray(table >> 3) };
}

function copySlots(kernel: Kernel, table: number, count: number): Slots {
  const copy = kernel.bytes.slice(table, table + count * SLOT_BYTES).buffer;
  return { words: new Int32Array(copy), floats: new Float64Array(copy) };
}

function eachCell({ words, floats }: Slots, count: number, visit: VisitDayCell): void {
  for (let at = 0, end = count * SLOT_BYTES; at < end; at += SLOT_BYTES) {
    const device = words[(at + CELL_DEVICE) >> 2]!;
    const packed = words[(at + CELL_PACKED) >> 2]!;
    visit(device, packed, floats[(at + CELL_DENIALS) >> 3]!, floats[(at + CELL_PACKETS) >> 3]!);
  }
}

function eachContact({ words, floats }: Slots, count: number, visit: VisitContact): void {
  for (let at = 0, end = count * SLOT_BYTES; at < end; at += SLOT_BYTES) {
    const source = words[(at + CONTACT_SOURCE) >> 2]!;
    const destination = words[(at + CONTACT_DESTINATION) >> 2]!;
    visit(source, destination, words[(at + CONTACT_PACKED) >> 2]!, floats[(at + CONTACT_DENIALS) >> 3]!);
  }
}

/** Slots for a table that has grown too full. */
function grow(slots: number, entries: number, most: number): number {
  return entries * 3 > slots * 2 - slots / 8 ? Math.min(most, slots * 2) : slots;
}

/** Slots for tomorrow's table. */
function shrink(slots: number, entries: number): number {
  return entries * 8 < slots ? Math.max(fewestSlots, slots / 2) : slots;
}

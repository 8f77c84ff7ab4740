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
import type { Address } from "../scan/event.ts";
import type { Scope } from "./counts.ts";
import type { DaySpan } from "./calendar.ts";
import type { Slots } from "./day-tables.ts";
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
    this.put(held.cells, held.contacts);
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

  reflect(denials: number): void {
    this.rollup?.reflect(denials);
  }

  place(scope: Scope, denials: number): void {
    this.rollup?.place(scope, denials);
  }

  name(word: number, address: Address): void {
    this.rollup?.name(word, address);
  }

  /** Notes a decision at a time that is covered. */
  note(device: number, timeSec: number, isDenial: boolean): void {
    this.rollup?.activity.note(device, timeSec, isDenial);
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
    const cells = copySlots(slotsAt(kernel, CELLS, cellCount));
    const contacts = copySlots(slotsAt(kernel, CONTACTS, contactCount));
    [this.cellSlots, this.contactSlots] = [cellSlots, contactSlots];
    kernel.resizeDay(cellSlots, contactSlots);
    this.put(cells, contacts);
  }

  /** Counts what was counted before: its times are known. */
  private put(cells: Slots, contacts: Slots): void {
    const { kernel } = this;
    for (let at = 0, end = cells.count * SLOT_BYTES; at < end; at += SLOT_BYTES) {
      const device = cells.words[(at + CELL_DEVICE) >> 2]!;
      const packed = cells.words[(at + CELL_PACKED) >> 2]!;
      const denials = cells.floats[(at + CELL_DENIALS) >> 3]!;
      kernel.addDenials(Number.NaN, device, packed, denials, cells.floats[(at + CELL_PACKETS) >> 3]!);
    }
    for (let at = 0, end = contacts.count * SLOT_BYTES; at < end; at += SLOT_BYTES) {
      const source = contacts.words[(at + CONTACT_SOURCE) >> 2]!;
      const destination = contacts.words[(at + CONTACT_DESTINATION) >> 2]!;
      const packed = contacts.words[(at + CONTACT_PACKED) >> 2]!;
      kernel.addContact(source, destination, packed, contacts.floats[(at + CONTACT_DENIALS) >> 3]!);
    }
  }

  /** Hands the counts over to the rollup. */
  close(): void {
    const { kernel, rollup } = this;
    if (rollup === null) return;
    this.rollup = null;
    const { cellCount, contactCount } = kernel.dayCounts;
    kernel.packDay();
    rollup.activity.takeDay(this.span.fromSec, kernel.deviceCount, kernel.words);
    rollup.takeDay(this.span.day, {
      cells: slotsAt(kernel, CELLS, cellCount),
      contacts: slotsAt(kernel, CONTACTS, contactCount),
      ...kernel.daySums,
    });
    this.cellSlots = shrink(this.cellSlots, cellCount);
    this.contactSlots = shrink(this.contactSlots, contactCount);
    kernel.openDay(0, 0, 1, 1, 0);
  }
}

/** What a packed table of the kernel holds, until the kernel goes on. */
function slotsAt({ words, floats }: Kernel, table: number, count: number): Slots {
  const end = table + count * SLOT_BYTES;
  return { count, words: words.subarray(table >> 2, end >> 2), floats: floats.subarray(table >> 3, end >> 3) };
}

function copySlots({ count, words }: Slots): Slots {
  const copy = words.slice();
  return { count, words: copy, floats: new Float64Array(copy.buffer) };
}

/** Slots for a table that has grown too full. */
function grow(slots: number, entries: number, most: number): number {
  return entries * 3 > slots * 2 - slots / 8 ? Math.min(most, slots * 2) : slots;
}

/** Slots for tomorrow's table. */
function shrink(slots: number, entries: number): number {
  return entries * 8 < slots ? Math.max(fewestSlots, slots / 2) : slots;
}

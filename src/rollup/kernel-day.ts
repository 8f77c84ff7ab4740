import type { Kernel } from "../scan/kernel/kernel.ts";
import {
  CELL_DENIALS,
  CELL_DEVICE,
  CELL_PACKED,
  CELL_PACKETS,
  CONTACT_DENIALS,
  CONTACT_DESTINATION,
  CONTACT_PACKED,
  CONTACT_SOURCE,
  CONTACTS,
  MOST_DEVICES,
  SLOT_BYTES,
} from "../scan/kernel/layout.ts";
import type { DenialCounter } from "./count-event.ts";
import type { Address } from "../scan/event.ts";
import type { Scope } from "./counts.ts";
import type { DaySpan } from "./calendar.ts";
import type { Slots } from "./day-tables.ts";
import type { Rollup } from "./rollup.ts";

/** What a rollup holds of a day is taken over by the kernel if it is less than this; more is hardly worth moving. */
const mostTakenOver = 4096;

/**
 * The day whose denials a kernel counts where it reads them: most logs go day by day, and counting there costs a
 * quarter of what it costs here. Closed, the day's counts are in its rollup.
 */
export class KernelDay implements DenialCounter {
  private readonly kernel: Kernel;
  private rollup: Rollup | null = null;
  private span: DaySpan = { day: 0, fromSec: 0, toSec: 0 };

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** True for the times that are counted here. */
  covers(timeSec: number): boolean {
    return this.rollup !== null && timeSec >= this.span.fromSec && timeSec < this.span.toSec;
  }

  /** Counts from here on the denials of a day for a rollup; what that holds of the day already may be taken over. */
  open(rollup: Rollup, span: DaySpan): void {
    this.close();
    this.rollup = rollup;
    this.span = span;
    this.kernel.openDay(span.fromSec, span.toSec, rollup.sampleMaskOn(span.day));
    const held = rollup.release(span.day, mostTakenOver);
    if (held !== null) this.put(held.cells, held.contacts);
  }

  /** Counts denials at a time that is covered. */
  add(timeSec: number, device: number, packed: number, denials: number, packets: number): void {
    this.kernel.noteTimes(timeSec, timeSec);
    this.kernel.addDenials(device, packed, denials, packets);
    if (this.kernel.isDayFull) this.makeRoom();
  }

  assume(denials: number): void {
    this.rollup?.assume(denials, this.span.day);
  }

  reflect(denials: number): void {
    this.rollup?.reflect(denials, this.span.day);
  }

  place(scope: Scope, denials: number): void {
    this.rollup?.place(scope, denials, this.span.day);
  }

  name(word: number, address: Address): void {
    this.rollup?.name(word, address, this.span.day);
  }

  /** Notes a decision at a time that is covered. */
  note(device: number, timeSec: number, isDenial: boolean): void {
    if (device < MOST_DEVICES) this.kernel.logDecision(device, timeSec, isDenial);
    else this.rollup?.activity.note(device, timeSec, isDenial);
  }

  meet(source: number, destination: number, packed: number, denials: number): void {
    this.kernel.addContact(source, destination, packed, denials);
    if (this.kernel.isDayFull) this.makeRoom();
  }

  /** Goes on with empty tables. */
  makeRoom(): void {
    if (this.rollup !== null) this.open(this.rollup, this.span);
  }

  /** Counts what was counted before: its times are known. */
  private put(cells: Slots, contacts: Slots): void {
    const { kernel } = this;
    for (let at = 0, end = cells.count * SLOT_BYTES; at < end; at += SLOT_BYTES) {
      const device = cells.words[(at + CELL_DEVICE) >> 2]!;
      const packed = cells.words[(at + CELL_PACKED) >> 2]!;
      const denials = cells.floats[(at + CELL_DENIALS) >> 3]!;
      kernel.addDenials(device, packed, denials, cells.floats[(at + CELL_PACKETS) >> 3]!);
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
    const { cellCount, contactCount, ownContacts } = kernel.dayCounts;
    rollup.activity.takeDay(this.span.fromSec, kernel.deviceCount, kernel.words);
    rollup.takeDay(this.span.day, {
      cellCount,
      cellTexts: kernel.cellTexts(),
      contacts: { ...slotsAt(kernel, CONTACTS, contactCount), own: ownContacts },
      ...kernel.daySums,
    });
    kernel.openDay(0, 0, 0);
  }
}

/** What a table of the kernel holds, until the kernel goes on. */
function slotsAt({ words, floats }: Kernel, table: number, count: number): Slots {
  const end = table + count * SLOT_BYTES;
  return { count, words: words.subarray(table >> 2, end >> 2), floats: floats.subarray(table >> 3, end >> 3) };
}

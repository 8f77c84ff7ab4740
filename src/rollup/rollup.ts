import type { Calendar } from "./calendar.ts";
import { CellLog, type PackedCells } from "./cell-log.ts";
import { DayCells, packPort, portOf, protocolOf } from "./cells.ts";
import { ContactDay } from "./contact-day.ts";
import { Contacts, type PackedContacts } from "./contacts.ts";
import type { DenialCounter } from "./count-event.ts";
import type { Activity, ContactView, Counts, Distinct, Omission, VisitCell } from "./counts.ts";
import type { CountedDay, Slots } from "./day-tables.ts";
import type { SourceCounts } from "./distinct.ts";
import { type PackedTotals, Totals } from "./totals.ts";
import { mix32 } from "./hash.ts";
import { type LineCounts, noLines } from "./lines.ts";

/** So many days are held open: logs of several devices, or of one that is late, go to and fro between days. */
const openDays = 8;

/** A day with more contacts is counted in parts. */
const mostOpenContacts = 1 << 17;

/** A rollup in flat arrays. */
export interface PackedRollup {
  devices: string[];
  cells: PackedCells;
  totals: PackedTotals;
  contacts: PackedContacts;
  assumed: number;
  withoutPackets: number;
  firstSec: number;
  lastSec: number;
}

/** A day that is being counted. */
interface OpenDay {
  day: number;
  cells: DayCells;
  contacts: ContactDay;
}

/** Counts of denials of one side of a report, filled event by event. */
export class Rollup implements Counts, DenialCounter {
  readonly lines: LineCounts = noLines();
  readonly devices: readonly string[];
  assumed = 0;
  withoutPackets = 0;
  /** Seconds since 1970 UTC of the first and the last denial; −1 when none has a time. */
  firstSec = -1;
  lastSec = -1;
  readonly scopes = { inbound: 0, outbound: 0, internal: 0, multicast: 0, unknown: 0 };
  backscatter = 0;
  readonly clockJumps = new Map<number, number>();
  readonly omissions: Omission[] = [];
  readonly activity: Activity = { each: () => {} };
  private readonly calendar: Calendar;
  private readonly log = new CellLog();
  private readonly sums = new Totals();
  private readonly met: Contacts;
  /** The day counted last is the first. */
  private readonly open: OpenDay[] = [];
  private distinct: SourceCounts<Distinct> | null = null;
  private view: ContactView | null = null;

  /** @param devices names by device number; may grow later. */
  constructor(calendar: Calendar, devices: readonly string[], contacts = new Contacts()) {
    this.calendar = calendar;
    this.devices = devices;
    this.met = contacts;
  }

  add(timeSec: number, device: number, packed: number, denials: number, packets: number): void {
    const day = this.calendar.dayOf(timeSec);
    let current = this.open[0];
    if (current === undefined || current.day !== day) current = this.turnTo(day);
    if (packets < 0) this.withoutPackets += denials;
    current.cells.add(device, packed, denials, packets < 0 ? 0 : packets);
    if (timeSec < 0) return;
    if (timeSec > this.lastSec) this.lastSec = timeSec;
    if (timeSec < this.firstSec || this.firstSec < 0) this.firstSec = timeSec;
  }

  assume(denials: number): void {
    this.assumed += denials;
  }

  meet(source: number, destination: number, packed: number, denials: number): void {
    if ((mix32(source) & this.met.mask) !== 0) return;
    const { day, contacts } = this.open[0]!;
    contacts.add(source, destination, packed, denials);
    if (contacts.size < mostOpenContacts) return;
    this.met.take(day, contacts.slots());
    contacts.clear();
  }

  /** Bits that the hash of a source has not that {@link meet} keeps. */
  get sampleMask(): number {
    return this.met.mask;
  }

  /** Hands out what is held of a day that is being counted, to be counted elsewhere; null when there is nothing. */
  release(day: number): { cells: Slots; contacts: Slots } | null {
    const place = this.open.findIndex((open) => open.day === day);
    const [released] = place < 0 ? [] : this.open.splice(place, 1);
    return released === undefined ? null : { cells: released.cells.slots(), contacts: released.contacts.slots() };
  }

  /** Takes what was counted elsewhere of a day. */
  takeDay(day: number, { cells, contacts, assumed, withoutPackets, firstSec, lastSec }: CountedDay): void {
    // A table of cells may just have been handed over when the last contact came.
    if (cells.count === 0 && contacts.count === 0) return;
    this.takeTables(day, cells, contacts);
    this.assumed += assumed;
    this.withoutPackets += withoutPackets;
    if (lastSec < 0) return;
    if (this.firstSec < 0 || firstSec < this.firstSec) this.firstSec = firstSec;
    if (lastSec > this.lastSec) this.lastSec = lastSec;
  }

  private takeTables(day: number, cells: Slots, contacts: Slots): void {
    this.sums.addDay(day, cells);
    this.log.take(day, cells);
    this.met.take(day, contacts);
  }

  private turnTo(day: number): OpenDay {
    const place = this.open.findIndex((open) => open.day === day);
    let turned = this.open[place < 0 ? openDays - 1 : place];
    if (turned === undefined) turned = { day, cells: new DayCells(), contacts: new ContactDay() };
    else this.open.splice(this.open.indexOf(turned), 1);
    if (place < 0) this.closeDay(turned);
    turned.day = day;
    this.open.unshift(turned);
    return turned;
  }

  private closeDay({ day, cells, contacts }: OpenDay): void {
    if (cells.count === 0) return;
    this.takeTables(day, cells.slots(), contacts.slots());
    cells.clear();
    contacts.clear();
  }

  private closeDays(): void {
    for (const open of this.open) this.closeDay(open);
  }

  /** Gives away all counts in flat arrays, to be sent to another thread without copies; the rollup is of no use then. */
  pack(): PackedRollup {
    this.closeDays();
    return {
      devices: [...this.devices],
      cells: this.log.pack(),
      totals: this.sums.pack(),
      contacts: this.met.pack(),
      assumed: this.assumed,
      withoutPackets: this.withoutPackets,
      firstSec: this.firstSec,
      lastSec: this.lastSec,
    };
  }

  /** Adds all that a packed rollup holds. @param deviceNumbers this side's number for each of its devices. */
  absorb(packed: PackedRollup, deviceNumbers: readonly number[]): void {
    this.log.absorb(packed.cells, deviceNumbers);
    this.sums.absorb(packed.totals, deviceNumbers);
    this.met.absorb(packed.contacts);
    this.distinct = null;
    this.assumed += packed.assumed;
    this.withoutPackets += packed.withoutPackets;
    if (packed.firstSec >= 0 && (this.firstSec < 0 || packed.firstSec < this.firstSec)) this.firstSec = packed.firstSec;
    if (packed.lastSec > this.lastSec) this.lastSec = packed.lastSec;
  }

  eachCell(visit: VisitCell): void {
    this.closeDays();
    this.log.each((day, device, packed, denials, packets) =>
      visit(day, device, protocolOf(packed), portOf(packed), denials, packets),
    );
  }

  totals(): Totals {
    this.closeDays();
    return this.sums;
  }

  contacts(): ContactView {
    this.closeDays();
    return (this.view ??= this.met.view());
  }

  sources(): Distinct {
    return this.countSources().all;
  }

  sourcesAt(protocol: number, port: number): Distinct {
    return this.countSources().at(packPort(protocol, port));
  }

  /** To be asked when all is counted: what comes later is not in it. */
  private countSources(): SourceCounts<Distinct> {
    this.closeDays();
    return (this.distinct ??= this.met.countSources());
  }
}

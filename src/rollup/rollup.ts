import type { Calendar } from "./calendar.ts";
import { CellLog, type PackedCells } from "./cell-log.ts";
import { DayCells, packPort } from "./cells.ts";
import { ActivityLog } from "./activity-log.ts";
import { ContactDay } from "./contact-day.ts";
import { type ContactKeeper, ContactPools, type PackedPools } from "./contact-pools.ts";
import type { DenialCounter } from "./count-event.ts";
import {
  type ContactView,
  type Counts,
  type Distinct,
  NO_DAY,
  type Omission,
  type PortTotals,
  type Scope,
  scopes,
  type VisitCell,
} from "./counts.ts";
import { type DayFact, DayFacts } from "./day-facts.ts";
import type { CountedDay, Slots } from "./day-tables.ts";
import { countSources, type SourceCounts } from "./distinct.ts";
import { OpenDays } from "./open-days.ts";
import type { PortTable } from "./port-table.ts";
import type { Address } from "../scan/event.ts";
import { OWN_MARK } from "../scan/kernel/layout.ts";
import { mix32 } from "./hash.ts";
import { MonthlyPools } from "./monthly-pools.ts";

/** A day with more contacts is counted in parts. */
const mostOpenContacts = 1 << 17;

/** A rollup in flat arrays. */
export interface PackedRollup {
  devices: string[];
  cells: PackedCells;
  /** By month where months are kept apart. */
  contacts: Map<number, PackedPools>;
  /** Null where days are not kept apart. */
  facts: Map<number, DayFact> | null;
  activity: PackedCells;
  assumed: number;
  withoutPackets: number;
  scopes: Record<Scope, number>;
  backscatter: number;
  clockJumps: Map<number, number>;
  omissions: Omission[];
  firstSec: number;
  lastSec: number;
}

/** The tables of a day that is being counted. */
interface DayTables {
  cells: DayCells;
  contacts: ContactDay;
}

/** Counts of denials of one side of a report, filled event by event. */
export class Rollup implements Counts, DenialCounter {
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
  readonly activity = new ActivityLog();
  private readonly calendar: Calendar;
  private readonly log: CellLog;
  private readonly pools: ContactKeeper;
  /** Null where days are not kept apart. */
  private readonly facts: DayFacts | null;
  private readonly open = new OpenDays<DayTables>(
    () => ({ cells: new DayCells(), contacts: new ContactDay() }),
    (day, tables) => this.closeDay(day, tables),
  );
  /** The tables of the day of the denial that was added last. */
  private current: { day: number; tables: DayTables } | null = null;
  private distinct: SourceCounts | null = null;
  private view: ContactView | null = null;
  private sums: PortTotals | null = null;

  /** @param devices names by device number; may grow later. */
  constructor(
    calendar: Calendar,
    devices: readonly string[],
    contacts: ContactKeeper = new ContactPools(),
    facts: DayFacts | null = null,
    cells = new CellLog(),
  ) {
    this.calendar = calendar;
    this.devices = devices;
    this.pools = contacts;
    this.facts = facts;
    this.log = cells;
  }

  /** One of which any days can be cut out later: contacts are kept by months, and all that no cell has by days. */
  static byDays(calendar: Calendar, devices: readonly string[]): Rollup {
    return new Rollup(calendar, devices, new MonthlyPools(), new DayFacts());
  }

  note(device: number, timeSec: number, isDenial: boolean): void {
    this.activity.note(device, timeSec, isDenial);
  }

  add(timeSec: number, device: number, packed: number, denials: number, packets: number): void {
    const day = this.calendar.dayOf(timeSec);
    if (this.current?.day !== day) this.current = { day, tables: this.open.at(day) };
    if (packets < 0) {
      this.withoutPackets += denials;
      if (this.facts !== null) this.facts.of(day).withoutPackets += denials;
    }
    this.current.tables.cells.add(device, packed, denials, packets < 0 ? 0 : packets);
    if (timeSec < 0) return;
    this.facts?.noteTimes(day, timeSec, timeSec);
    if (timeSec > this.lastSec) this.lastSec = timeSec;
    if (timeSec < this.firstSec || this.firstSec < 0) this.firstSec = timeSec;
  }

  assume(denials: number, day = this.currentDay): void {
    this.assumed += denials;
    if (this.facts !== null) this.facts.of(day).assumed += denials;
  }

  reflect(denials: number, day = this.currentDay): void {
    this.backscatter += denials;
    if (this.facts !== null) this.facts.of(day).backscatter += denials;
  }

  place(scope: Scope, denials: number, day = this.currentDay): void {
    this.scopes[scope] += denials;
    if (this.facts !== null) this.facts.of(day).scopes[scope] += denials;
  }

  /** The day of the denials that were just added. */
  private get currentDay(): number {
    return this.current?.day ?? NO_DAY;
  }

  meet(source: number, destination: number, packed: number, denials: number): void {
    const { day, tables } = this.current!;
    if ((mix32(source) & this.pools.maskOf(day)) !== 0 && (packed & OWN_MARK) === 0) return;
    const { contacts } = tables;
    contacts.add(source, destination, packed, denials);
    if (contacts.size < mostOpenContacts) return;
    this.pools.take(day, contacts.slots());
    contacts.clear();
  }

  name(word: number, address: Address, day = this.currentDay): void {
    this.pools.name(day, word, address);
  }

  /** Notes that a device's clock was set back so many times. */
  noteJumps(device: number, jumps: number): void {
    if (jumps > 0) this.clockJumps.set(device, (this.clockJumps.get(device) ?? 0) + jumps);
  }

  /** Notes lines in which a device says that it left out messages. */
  noteOmission({ device, kind, lines, messages }: Omission): void {
    const known = this.omissions.find((other) => other.device === device && other.kind === kind);
    if (known === undefined) {
      this.omissions.push({ device, kind, lines, messages });
      return;
    }
    known.lines += lines;
    known.messages += messages;
  }

  /** Bits that the hash of a source has not that {@link meet} keeps on a day; our own sources are kept in any case. */
  sampleMaskOn(day: number): number {
    return this.pools.maskOf(day);
  }

  /**
   * Hands out what is held of a day that is being counted, to be counted elsewhere; null when there is nothing, or more
   * than so many cells or contacts: then it stays here.
   */
  release(day: number, most: number): { cells: Slots; contacts: Slots } | null {
    this.current = null;
    const released = this.open.release(day);
    if (released === null) return null;
    const { cells, contacts } = released;
    if (cells.count <= most && contacts.size <= most) return { cells: cells.slots(), contacts: contacts.slots() };
    this.closeDay(day, released);
    return null;
  }

  /** Takes what was counted elsewhere of a day. */
  takeDay(day: number, { cellCount, cellTexts, contacts, ...sums }: CountedDay): void {
    this.forget();
    // A table of cells may just have been handed over when the last contact came.
    if (cellCount > 0) this.log.takeTexts(day, cellCount, cellTexts);
    if (contacts.count > 0) this.pools.take(day, contacts);
    this.assumed += sums.assumed;
    this.withoutPackets += sums.withoutPackets;
    this.backscatter += sums.reflected;
    for (const [i, scope] of scopes.entries()) this.scopes[scope] += sums.scopes[i]!;
    const { firstSec, lastSec } = sums;
    this.facts?.takeDay(day, sums);
    if (lastSec < 0) return;
    if (this.firstSec < 0 || firstSec < this.firstSec) this.firstSec = firstSec;
    if (lastSec > this.lastSec) this.lastSec = lastSec;
  }

  /** Forgets what was told of the counts before. */
  private forget(): void {
    this.distinct = null;
    this.view = null;
    this.sums = null;
  }

  private closeDay(day: number, { cells, contacts }: DayTables): void {
    if (cells.count === 0) return;
    this.forget();
    this.log.take(day, cells.slots());
    this.pools.take(day, contacts.slots());
    cells.clear();
    contacts.clear();
  }

  /** Gives away all counts in flat arrays, to be sent to another thread without copies; the rollup is of no use then. */
  pack(): PackedRollup {
    this.open.closeAll();
    return {
      devices: [...this.devices],
      cells: this.log.pack(),
      contacts: this.pools.packMonths(),
      facts: this.facts?.pack() ?? null,
      activity: this.activity.pack(),
      assumed: this.assumed,
      withoutPackets: this.withoutPackets,
      scopes: this.scopes,
      backscatter: this.backscatter,
      clockJumps: this.clockJumps,
      omissions: this.omissions,
      firstSec: this.firstSec,
      lastSec: this.lastSec,
    };
  }

  /** Adds all that a packed rollup holds. @param deviceNumbers this side's number for each of its devices. */
  absorb(packed: PackedRollup, deviceNumbers: readonly number[]): void {
    this.log.absorb(packed.cells, deviceNumbers);
    this.pools.absorbMonths(packed.contacts);
    if (packed.facts !== null) this.facts?.absorb(packed.facts);
    this.activity.absorb(packed.activity, deviceNumbers);
    this.forget();
    this.assumed += packed.assumed;
    this.withoutPackets += packed.withoutPackets;
    for (const scope of scopes) this.scopes[scope] += packed.scopes[scope];
    this.backscatter += packed.backscatter;
    for (const [device, jumps] of packed.clockJumps) this.noteJumps(deviceNumbers[device]!, jumps);
    for (const omission of packed.omissions) {
      this.noteOmission({ ...omission, device: deviceNumbers[omission.device]! });
    }
    if (packed.firstSec >= 0 && (this.firstSec < 0 || packed.firstSec < this.firstSec)) this.firstSec = packed.firstSec;
    if (packed.lastSec > this.lastSec) this.lastSec = packed.lastSec;
  }

  eachCell(visit: VisitCell): void {
    this.open.closeAll();
    this.log.each(visit);
  }

  sumByDay(groups: PortTable, count: number): Map<number, Float64Array> {
    this.open.closeAll();
    return this.log.sumByDay(groups, count);
  }

  totals(): PortTotals {
    this.open.closeAll();
    return (this.sums ??= this.log.totals());
  }

  contacts(): ContactView {
    this.open.closeAll();
    return (this.view ??= this.pools.view());
  }

  ownContacts(): ContactView {
    this.open.closeAll();
    return this.pools.viewOwn();
  }

  sources(): Distinct {
    return this.countSources().all;
  }

  sourcesAt(protocol: number, port: number): Distinct {
    return this.countSources().at(packPort(protocol, port));
  }

  /** To be asked when all is counted: what comes later is not in it. */
  private countSources(): SourceCounts {
    return (this.distinct ??= countSources(this.contacts()));
  }
}

import type { LockOn } from "../formats/lock-on.ts";
import type { Calendar } from "../rollup/calendar.ts";
import { packPort } from "../rollup/cells.ts";
import type { Scope } from "../rollup/counts.ts";
import { ClockWatch, type DeviceClock } from "../rollup/clock-watch.ts";
import { countEvent, type DenialCounter } from "../rollup/count-event.ts";
import type { DeviceTable } from "../rollup/device-table.ts";
import type { Home } from "../rollup/home.ts";
import { KernelDay } from "../rollup/kernel-day.ts";
import { Rollup } from "../rollup/rollup.ts";
import { daysOfYears, shiftDays } from "../rollup/shift-days.ts";
import { isReflected } from "../scan/answers.ts";
import type { Cursor } from "../scan/cursor.ts";
import { DENY, FOREIGN, LogEvent, MALFORMED, type Verdict } from "../scan/event.ts";
import { RECORD_BYTES, RECORD_SHAPE, RECORDS, REFLECTED_MARK } from "../scan/kernel/layout.ts";
import { shownText } from "../scan/shown-text.ts";
import type { ShapeBook } from "../scan/shape-book.ts";
import { type Admission, nothingLeftOut } from "./counting.ts";
import type { EventSink } from "./line-scanner.ts";
import { findOmission, type FoundOmission } from "./omissions.ts";
import { moveTimes, noExtremes, noteTime, type TimeExtremes } from "./time-extremes.ts";

/** Whole days, both included. */
export interface DayRange {
  from: number;
  to: number;
}

/** One side of a report while it is being filled. */
export interface Side {
  rollup: Rollup;
  /** The days that count; null counts every event. */
  days: DayRange | null;
}

/** A line that could not be read, for `--rejects`. */
export type RejectVisitor = (path: string, line: number, fault: string, text: () => string) => void;

/** After so many decisions in a row on one day, that day is counted in the kernel. */
const dayWorth = 16;

/** After a day with more of them, the next one is counted there from its first one on. */
const wholeDay = 256;

/** What all inputs of one thread share. */
export interface SharedCounting {
  calendar: Calendar;
  devices: DeviceTable;
  home: Home;
  /** Which events count; null for all. */
  admission: Admission | null;
  /** The only scope to be counted; null for all. */
  scope: Scope | null;
  /** Whether days are to be cut out of what is counted later. */
  byDays: boolean;
}

/** An empty rollup for what is counted. */
export function newRollup({ calendar, devices, byDays }: SharedCounting): Rollup {
  return byDays ? Rollup.byDays(calendar, devices.names) : new Rollup(calendar, devices.names);
}

/** Counts the denials of one input on its sides. */
export class RollupSink implements EventSink {
  leftOut = nothingLeftOut();
  /** What the clocks of devices showed, once reading is over. */
  clocks: readonly DeviceClock[] = [];
  /** Where the earliest and the latest of the counted denials stand. */
  extremes: TimeExtremes;
  /** The line of the event that is being counted; 0 where it is not known. */
  private line = 0;
  private sides: readonly Side[];
  /** The sides proper, while others hold what may have to be dropped. */
  private held: readonly Side[] | null = null;
  private readonly shared: SharedCounting;
  private readonly path: string;
  private readonly reject: RejectVisitor | null;
  private readonly register = new LogEvent();
  private kernelDay: KernelDay | null = null;
  private watch = new ClockWatch(null);
  /** The day of the last decisions that the kernel did not count, and how many in a row those were. */
  private strayDay = Number.NaN;
  private strays = 0;
  /** How many decisions of its day the kernel has counted. */
  private inKernel = 0;

  constructor(sides: readonly Side[], shared: SharedCounting, path: string, reject: RejectVisitor | null) {
    this.sides = sides;
    this.shared = shared;
    this.path = path;
    this.extremes = noExtremes(path);
    this.reject = reject;
  }

  begin({ kernel }: ShapeBook): void {
    this.watch = new ClockWatch(kernel);
    const { admission, scope, home } = this.shared;
    if (admission === null && scope === null && home.write(kernel)) this.kernelDay = new KernelDay(kernel);
  }

  event(event: LogEvent, cursor: Cursor, _scanner: LockOn, line: number): void {
    this.line = line;
    const device = this.shared.devices.numberOf(cursor.bytes, event.deviceStart, event.deviceEnd);
    this.watch.see(device, event.timeSec);
    event.reflected = isReflected(event, cursor);
    this.count(event, device);
  }

  learnt(book: ShapeBook, slot: number): void {
    const { device, protocol, hasDestinationPort } = book.shapeAt(slot);
    const number = this.shared.devices.numberOf(device, 0, device.length);
    book.setNumbers(slot, number, packPort(protocol, hasDestinationPort ? 0 : -1));
  }

  records(book: ShapeBook): number {
    const { kernel } = book;
    const count = kernel.recordCount;
    let { denied } = kernel;
    this.line = 0;
    this.inKernel += denied + kernel.allowed;
    for (let record = 0; record < count; record++) {
      const slot = kernel.words[(RECORDS + record * RECORD_BYTES + RECORD_SHAPE) >> 2]! & (REFLECTED_MARK - 1);
      const shape = book.shapeAt(slot);
      shape.read(kernel, record, this.register);
      if (shape.action === DENY) denied++;
      this.watch.seeRecord(shape.deviceNumber, this.register.timeSec);
      this.count(this.register, shape.deviceNumber);
    }
    if (kernel.isDayFull) this.kernelDay?.makeRoom();
    return denied;
  }

  private count(event: LogEvent, device: number): void {
    const { timeSec } = event;
    const { kernelDay } = this;
    if (kernelDay !== null && (kernelDay.covers(timeSec) || this.turnDay(kernelDay, timeSec))) {
      kernelDay.note(device, timeSec, event.action === DENY);
      this.countOn(kernelDay, event, device);
      return;
    }
    const { admission, calendar, devices } = this.shared;
    const name = devices.names[device]!;
    const isAdmitted = admission === null || admission.admits(event, name);
    const isCounted = isAdmitted && event.action === DENY && this.isInScope(event);
    const isWatched = isAdmitted || admission.watches(name);
    const day = calendar.dayOf(timeSec);
    let counting: Rollup | null = null;
    let sides = 0;
    for (const { rollup, days } of this.sides) {
      if (days !== null && (day < days.from || day > days.to)) continue;
      if (isWatched) rollup.note(device, timeSec, isCounted);
      if (isAdmitted) this.countOn(rollup, event, device);
      counting = rollup;
      sides++;
    }
    if (counting === null) this.leaveOut(event);
    else if (!isAdmitted && event.action === DENY) this.leftOut.filtered += event.count;
    else if (kernelDay !== null && sides === 1) this.follow(kernelDay, day, counting);
  }

  private isInScope({ source, destination }: LogEvent): boolean {
    const { home, scope } = this.shared;
    return scope === null || scope === home.scopeOf(source, destination);
  }

  private countOn(counter: DenialCounter, event: LogEvent, device: number): void {
    if (event.action !== DENY) return;
    const { home, scope } = this.shared;
    const own = home.scopeOf(event.source, event.destination);
    if (scope === null || scope === own) {
      countEvent(counter, event, device, home);
      noteTime(this.extremes, event.timeSec, this.line);
    } else this.leftOut.filtered += event.count;
    counter.place(own, event.count);
  }

  /** Lets the kernel count a day when decisions keep falling on it. */
  private follow(kernelDay: KernelDay, day: number, rollup: Rollup): void {
    if (day !== this.strayDay) this.strays = 0;
    this.strayDay = day;
    if (++this.strays >= dayWorth) this.open(kernelDay, rollup);
  }

  /** After a day that the kernel counted whole, lets it count the one that a time is on; false where it cannot. */
  private turnDay(kernelDay: KernelDay, timeSec: number): boolean {
    if (this.inKernel < wholeDay) return false;
    const day = this.shared.calendar.dayOf(timeSec);
    const [side, second] = this.sides.filter(({ days }) => days === null || (day >= days.from && day <= days.to));
    return side !== undefined && second === undefined && this.open(kernelDay, side.rollup);
  }

  private open(kernelDay: KernelDay, rollup: Rollup): boolean {
    const span = this.shared.calendar.lastDay;
    if (span === null) return false;
    kernelDay.open(rollup, span);
    this.strays = 0;
    this.inKernel = 0;
    return true;
  }

  private leaveOut({ action, timeSec, count }: LogEvent): void {
    if (action !== DENY) return;
    if (timeSec < 0) this.leftOut.withoutTime += count;
    else this.leftOut.outsideDays += count;
  }

  other(verdict: Verdict, cursor: Cursor, scanner: LockOn, line: number): void {
    const omission = findOmission(cursor, verdict === FOREIGN);
    if (omission !== null) this.noteOmission(omission);
    if (this.reject === null || (verdict !== MALFORMED && verdict !== FOREIGN)) return;
    const fault = verdict === MALFORMED ? `${scanner.format.id}: ${scanner.fault}` : "no known format";
    this.reject(this.path, line, fault, () => shownText(cursor.bytes, cursor.start, cursor.end));
  }

  private noteOmission({ device, ...omission }: FoundOmission): void {
    const bytes = Buffer.from(device);
    const number = this.shared.devices.numberOf(bytes, 0, bytes.length);
    for (const { rollup } of this.sides) rollup.noteOmission({ device: number, lines: 1, ...omission });
  }

  tooLong(line: number): void {
    this.reject?.(this.path, line, "longer than 65,536 bytes", () => "");
  }

  hold(): boolean {
    // Lines that could not be read would be written down twice.
    if (this.reject !== null) return false;
    this.held = this.sides;
    this.sides = this.held.map(({ days }) => ({ days, rollup: newRollup(this.shared) }));
    return true;
  }

  settle(years: number | null): boolean {
    const { held, sides } = this;
    if (held === null) return true;
    const packed = sides.map(({ rollup }) => rollup.pack());
    const { admission, calendar, devices } = this.shared;
    // Which events are on a side depends on their days, where days were asked for.
    const canMove = years === 0 || (admission === null && held.every(({ days }) => days === null));
    const days = years === null || !canMove ? null : daysOfYears(packed, years, calendar.zone);
    this.sides = held;
    this.held = null;
    if (days === null) {
      this.leftOut = nothingLeftOut();
      this.extremes = noExtremes(this.path);
      return false;
    }
    this.extremes = moveTimes(this.extremes, days * 86_400);
    const numbers = devices.names.map((_, number) => number);
    for (const [i, { rollup }] of held.entries()) {
      shiftDays(packed[i]!, days);
      rollup.absorb(packed[i]!, numbers);
    }
    this.noteJumps(held);
    return true;
  }

  /** Brings what the kernel holds to the sides, so that they can be looked at while lines still come. */
  handOver(): void {
    this.kernelDay?.close();
    this.strays = 0;
  }

  /** Brings what the kernel holds to the sides. */
  close(): void {
    this.kernelDay?.close();
    this.clocks = this.watch.list();
    if (this.held === null) this.noteJumps(this.sides);
  }

  private noteJumps(sides: readonly Side[]): void {
    for (const { device, jumps } of this.clocks) for (const { rollup } of sides) rollup.noteJumps(device, jumps);
  }
}

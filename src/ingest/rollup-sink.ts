import type { LockOn } from "../formats/lock-on.ts";
import type { Calendar } from "../rollup/calendar.ts";
import { packPort } from "../rollup/cells.ts";
import { countEvent } from "../rollup/count-event.ts";
import type { DeviceTable } from "../rollup/device-table.ts";
import { KernelDay } from "../rollup/kernel-day.ts";
import { Rollup } from "../rollup/rollup.ts";
import type { Cursor } from "../scan/cursor.ts";
import { DENY, FOREIGN, LogEvent, MALFORMED, type Verdict } from "../scan/event.ts";
import { RECORD_BYTES, RECORD_SHAPE, RECORDS } from "../scan/kernel/layout.ts";
import type { ShapeBook } from "../scan/shape-book.ts";
import type { EventSink } from "./line-scanner.ts";

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

/** After so many denials in a row on one day, that day is counted in the kernel. */
const dayWorth = 16;

/** After a day with more denials, the next one is counted there from its first one on. */
const wholeDay = 256;

/** Counts the denials of one input on its sides. */
export class RollupSink implements EventSink {
  /** Denials outside the days of every side. */
  outsideDays = 0;
  /** Denials without a time, where days decide. */
  withoutTime = 0;
  private sides: readonly Side[];
  /** The sides proper, while others hold what may have to be dropped. */
  private held: readonly Side[] | null = null;
  private readonly shared: { calendar: Calendar; devices: DeviceTable };
  private readonly path: string;
  private readonly reject: RejectVisitor | null;
  private readonly register = new LogEvent();
  private kernelDay: KernelDay | null = null;
  /** The day of the last denials that the kernel did not count, and how many in a row those were. */
  private strayDay = Number.NaN;
  private strays = 0;
  /** How many denials of its day the kernel has counted. */
  private inKernel = 0;

  constructor(
    sides: readonly Side[],
    shared: { calendar: Calendar; devices: DeviceTable },
    path: string,
    reject: RejectVisitor | null,
  ) {
    this.sides = sides;
    this.shared = shared;
    this.path = path;
    this.reject = reject;
  }

  event(event: LogEvent, cursor: Cursor): void {
    if (event.action !== DENY) return;
    this.count(event, this.shared.devices.numberOf(cursor.bytes, event.deviceStart, event.deviceEnd));
  }

  learnt(book: ShapeBook, slot: number): void {
    const { device, protocol, hasDestinationPort } = book.shapeAt(slot);
    const number = this.shared.devices.numberOf(device, 0, device.length);
    book.setNumbers(slot, number, packPort(protocol, hasDestinationPort ? 0 : -1));
    this.kernelDay ??= new KernelDay(book.kernel);
  }

  records(book: ShapeBook): number {
    const { kernel } = book;
    const count = kernel.recordCount;
    const denials = kernel.denied + count;
    for (let record = 0; record < count; record++) {
      const slot = kernel.words[(RECORDS + record * RECORD_BYTES + RECORD_SHAPE) >> 2]!;
      const shape = book.shapeAt(slot);
      shape.read(kernel, record, this.register);
      this.count(this.register, shape.deviceNumber);
    }
    this.inKernel += kernel.denied;
    if (kernel.isDayFull) this.kernelDay?.makeRoom();
    return denials;
  }

  private count(event: LogEvent, device: number): void {
    const { timeSec, count } = event;
    const { kernelDay } = this;
    if (kernelDay !== null && kernelDay.covers(timeSec)) {
      countEvent(kernelDay, event, device);
      return;
    }
    const day = this.shared.calendar.dayOf(timeSec);
    let counting: Rollup | null = null;
    let sides = 0;
    for (const { rollup, days } of this.sides) {
      if (days !== null && (day < days.from || day > days.to)) continue;
      countEvent(rollup, event, device);
      counting = rollup;
      sides++;
    }
    if (counting === null) this.leaveOut(timeSec, count);
    else if (kernelDay !== null && sides === 1) this.follow(kernelDay, day, counting);
  }

  /** Lets the kernel count a day when denials keep falling on it. */
  private follow(kernelDay: KernelDay, day: number, rollup: Rollup): void {
    if (day !== this.strayDay) this.strays = 0;
    this.strayDay = day;
    if (++this.strays < dayWorth && this.inKernel < wholeDay) return;
    const span = this.shared.calendar.lastDay;
    if (span === null) return;
    kernelDay.open(rollup, span);
    this.strays = 0;
    this.inKernel = 0;
  }

  private leaveOut(timeSec: number, denials: number): void {
    if (timeSec < 0) this.withoutTime += denials;
    else this.outsideDays += denials;
  }

  other(verdict: Verdict, cursor: Cursor, scanner: LockOn, line: number): void {
    if (this.reject === null || (verdict !== MALFORMED && verdict !== FOREIGN)) return;
    const fault = verdict === MALFORMED ? `${scanner.format.id}: ${scanner.fault}` : "no known format";
    this.reject(this.path, line, fault, () => cursor.bytes.toString("utf8", cursor.start, cursor.end));
  }

  tooLong(line: number): void {
    this.reject?.(this.path, line, "longer than 65,536 bytes", () => "");
  }

  hold(): boolean {
    // Lines that could not be read would be written down twice.
    if (this.reject !== null) return false;
    const { calendar, devices } = this.shared;
    this.held = this.sides;
    this.sides = this.held.map(({ days }) => ({ days, rollup: new Rollup(calendar, devices.names) }));
    return true;
  }

  settle(isRight: boolean): void {
    const { held, sides } = this;
    if (held === null) return;
    const numbers = this.shared.devices.names.map((_, number) => number);
    for (const [i, { rollup }] of held.entries()) if (isRight) rollup.absorb(sides[i]!.rollup.pack(), numbers);
    if (!isRight) this.outsideDays = this.withoutTime = 0;
    this.sides = held;
    this.held = null;
  }

  /** Brings what the kernel holds to the sides. */
  close(): void {
    this.kernelDay?.close();
  }
}

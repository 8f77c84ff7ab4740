import type { LockOn } from "../formats/lock-on.ts";
import type { Calendar } from "../rollup/calendar.ts";
import type { DeviceTable } from "../rollup/device-table.ts";
import { packPort } from "../rollup/cells.ts";
import type { Rollup } from "../rollup/rollup.ts";
import type { Cursor } from "../scan/cursor.ts";
import { DENY, FOREIGN, type LogEvent, MALFORMED, type Verdict } from "../scan/event.ts";
import {
  RECORD_BYTES,
  RECORD_COUNT,
  RECORD_DESTINATION,
  RECORD_PACKETS,
  RECORD_PORTS,
  RECORD_SHAPE,
  RECORD_SOURCE,
  RECORD_TIME,
  RECORDS,
} from "../scan/kernel/layout.ts";
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

/** Counts the denials of one input on its sides. */
export class RollupSink implements EventSink {
  /** Denials outside the days of every side. */
  outsideDays = 0;
  /** Denials without a time, where days decide. */
  withoutTime = 0;
  private readonly sides: readonly Side[];
  private readonly shared: { calendar: Calendar; devices: DeviceTable };
  private readonly path: string;
  private readonly reject: RejectVisitor | null;

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
    const device = this.shared.devices.numberOf(cursor.bytes, event.deviceStart, event.deviceEnd);
    let counted = false;
    for (const side of this.sides) {
      if (side.days !== null) {
        const day = this.shared.calendar.dayOf(event.timeSec);
        if (day < side.days.from || day > side.days.to) continue;
      }
      side.rollup.add(event, device);
      counted = true;
    }
    if (!counted) this.leaveOut(event.timeSec, event.count);
  }

  records(book: ShapeBook): number {
    const { kernel } = book;
    const { words, floats } = kernel;
    const count = kernel.recordCount;
    let allowed = 0;
    for (let i = 0, at = RECORDS; i < count; i++, at += RECORD_BYTES) {
      const shape = book.shapeAt(words[(at + RECORD_SHAPE) >> 2]!);
      if (shape.action !== DENY) {
        allowed++;
        continue;
      }
      if (shape.deviceNumber < 0) shape.deviceNumber = this.numberDevice(shape.device);
      const timeSec = floats[(at + RECORD_TIME) >> 3]!;
      const denials = words[(at + RECORD_COUNT) >> 2]!;
      const port = shape.hasDestinationPort ? words[(at + RECORD_PORTS) >> 2]! & 0xffff : -1;
      const packed = packPort(shape.protocol, port);
      let counted = false;
      for (const { rollup, days } of this.sides) {
        if (days !== null) {
          const day = this.shared.calendar.dayOf(timeSec);
          if (day < days.from || day > days.to) continue;
        }
        counted = true;
        rollup.count(timeSec, shape.deviceNumber, packed, denials, words[(at + RECORD_PACKETS) >> 2]!);
        if (shape.assumed) rollup.assumed += denials;
        if (!shape.hasSource) continue;
        const destination = shape.hasDestination ? words[(at + RECORD_DESTINATION) >> 2]! : 0;
        rollup.meet(words[(at + RECORD_SOURCE) >> 2]!, destination, packed, denials);
      }
      if (!counted) this.leaveOut(timeSec, denials);
    }
    return count - allowed;
  }

  private numberDevice(name: Buffer): number {
    return this.shared.devices.numberOf(name, 0, name.length);
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
}

import {
  ACTIVITY,
  CELL_DENIALS,
  CELL_DEVICE,
  CELL_PACKED,
  CELL_PACKETS,
  DAY_QUARTERS,
  QUARTER_BYTES,
  QUARTER_SEC,
  SLOT_BYTES,
} from "../scan/kernel/layout.ts";
import { CellLog, type PackedCells } from "./cell-log.ts";
import { DayCells } from "./cells.ts";
import type { Activity } from "./counts.ts";
import type { Slots } from "./day-tables.ts";
import { OpenDays } from "./open-days.ts";

const quartersPerDay = 96;

/**
 * When each device logged, by quarters of an hour. Kept as cells are: by day in UTC, with the quarter of the day for a
 * port, all lines for denials, and those that are denials for packets.
 */
export class ActivityLog implements Activity {
  private readonly log = new CellLog();
  private readonly open = new OpenDays(
    () => new DayCells(),
    (day, cells) => {
      if (cells.count === 0) return;
      this.log.take(day, cells.slots());
      cells.clear();
    },
  );

  /** Counts one decision; nothing for one without a time. */
  note(device: number, timeSec: number, isDenial: boolean): void {
    if (timeSec >= 0) this.add(device, Math.floor(timeSec / QUARTER_SEC), 1, isDenial ? 1 : 0);
  }

  private add(device: number, slot: number, lines: number, denied: number): void {
    const day = Math.floor(slot / quartersPerDay);
    this.open.at(day).add(device, slot - day * quartersPerDay, lines, denied);
  }

  /** Takes what a kernel counted of a day that begins at `fromSec`. @param words the kernel's memory. */
  takeDay(fromSec: number, deviceCount: number, words: Int32Array): void {
    if (deviceCount === 0) return;
    const first = Math.floor(fromSec / QUARTER_SEC);
    const day = first / quartersPerDay;
    if (Number.isInteger(day) && !this.open.has(day)) {
      this.log.take(day, quartersOf(deviceCount, words));
      return;
    }
    eachQuarter(deviceCount, words, (device, quarter, lines, denied) =>
      this.add(device, first + quarter, lines, denied),
    );
  }

  each(visit: Parameters<Activity["each"]>[0]): void {
    this.open.closeAll();
    this.log.join();
    this.log.each((day, device, quarter, lines, denied) => {
      visit(device, day * quartersPerDay + quarter, lines, denied);
    });
  }

  /** Gives away all that was noted; the log is empty then. */
  pack(): PackedCells {
    this.open.closeAll();
    return this.log.pack();
  }

  /** Adds what another log gave away. @param devices the numbers here of its devices. */
  absorb(packed: PackedCells, devices: readonly number[]): void {
    this.log.absorb(packed, devices);
  }
}

/** What a kernel counted of a day of UTC, as cells of it. */
function quartersOf(deviceCount: number, memory: Int32Array): Slots {
  const bytes = new ArrayBuffer(deviceCount * quartersPerDay * SLOT_BYTES);
  const [words, floats] = [new Int32Array(bytes), new Float64Array(bytes)];
  let at = 0;
  eachQuarter(deviceCount, memory, (device, quarter, lines, denied) => {
    words[(at + CELL_DEVICE) >> 2] = device;
    words[(at + CELL_PACKED) >> 2] = quarter;
    floats[(at + CELL_DENIALS) >> 3] = lines;
    floats[(at + CELL_PACKETS) >> 3] = denied;
    at += SLOT_BYTES;
  });
  return { count: at / SLOT_BYTES, words, floats };
}

/** Visits the quarters of a kernel's day, counted from its first, in which a device logged. */
function eachQuarter(
  deviceCount: number,
  words: Int32Array,
  visit: (device: number, quarter: number, lines: number, denied: number) => void,
): void {
  let at = ACTIVITY >> 2;
  for (let device = 0; device < deviceCount; device++) {
    for (let quarter = 0; quarter < DAY_QUARTERS; quarter++, at += QUARTER_BYTES >> 2) {
      if (words[at]! > 0) visit(device, quarter, words[at]!, words[at + 1]!);
    }
  }
}

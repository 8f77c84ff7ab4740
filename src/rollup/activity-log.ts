import { ACTIVITY, DAY_QUARTERS, QUARTER_BYTES, QUARTER_SEC } from "../scan/kernel/layout.ts";
import { CellLog, type PackedCells } from "./cell-log.ts";
import { DayCells } from "./cells.ts";
import type { Activity } from "./counts.ts";
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
    const first = Math.floor(fromSec / QUARTER_SEC);
    let at = ACTIVITY >> 2;
    for (let device = 0; device < deviceCount; device++) {
      for (let quarter = 0; quarter < DAY_QUARTERS; quarter++) {
        const lines = words[at]!;
        if (lines > 0) this.add(device, first + quarter, lines, words[at + 1]!);
        at += QUARTER_BYTES >> 2;
      }
    }
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

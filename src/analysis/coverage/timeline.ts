import type { Counts } from "../../rollup/counts.ts";
import { SLOT_SEC } from "../../rollup/counts.ts";

/** Slots, that is quarters of an hour, in an hour and in a day. */
export const slotsPerHour = 3600 / SLOT_SEC;
export const slotsPerDay = 24 * slotsPerHour;

/** The quarters of an hour in which a device logged, each once, in the order of time. */
export interface Timeline {
  /** Quarters since 1970 UTC, ascending. */
  readonly slots: Int32Array;
  /** Decisions logged in each of the quarters, above 0. */
  readonly lines: Float64Array;
  /** Those of the lines that are denials. */
  readonly denied: Float64Array;
}

/** When a slot begins, ISO in UTC: `2018-03-01T12:15:00Z`. */
export function slotToIso(slot: number): string {
  return `${new Date(slot * SLOT_SEC * 1000).toISOString().slice(0, 19)}Z`;
}

/**
 * The timeline of every device that logged a line with a time, by name. Parts of a slot are added up, and so are
 * numbers that share a name.
 */
export function readTimelines({ activity, devices }: Pick<Counts, "activity" | "devices">): Map<string, Timeline> {
  const lanes = new Map<string, Lane>();
  const laneOf: (Lane | undefined)[] = [];
  activity.each((device, slot, lines, denied) => {
    if (lines > 0) (laneOf[device] ??= findLane(lanes, devices[device] ?? "")).add(slot, lines, denied);
  });
  return new Map([...lanes].map(([name, lane]) => [name, lane.timeline]));
}

function findLane(lanes: Map<string, Lane>, name: string): Lane {
  const lane = lanes.get(name) ?? new Lane();
  lanes.set(name, lane);
  return lane;
}

/** The quarters of a device as they come: those of a day in no order, so each has its place there. */
class Lane {
  /** Lines and denials of each quarter in turn, by day. */
  private readonly days = new Map<number, Float64Array<ArrayBuffer>>();
  private lastDay = Number.NaN;
  private last = new Float64Array(0);

  add(slot: number, lines: number, denied: number): void {
    const day = Math.floor(slot / slotsPerDay);
    if (day !== this.lastDay) this.turnTo(day);
    const at = (slot - day * slotsPerDay) * 2;
    this.last[at]! += lines;
    this.last[at + 1]! += denied;
  }

  private turnTo(day: number): void {
    this.lastDay = day;
    this.last = this.days.get(day) ?? new Float64Array(slotsPerDay * 2);
    this.days.set(day, this.last);
  }

  get timeline(): Timeline {
    const most = this.days.size * slotsPerDay;
    const slots = new Int32Array(most);
    const lines = new Float64Array(most);
    const denied = new Float64Array(most);
    let size = 0;
    for (const day of Int32Array.from(this.days.keys()).sort()) {
      const sums = this.days.get(day)!;
      for (let at = 0; at < sums.length; at += 2) {
        if (sums[at] === 0) continue;
        slots[size] = day * slotsPerDay + (at >> 1);
        lines[size] = sums[at]!;
        denied[size++] = sums[at + 1]!;
      }
    }
    return cutTimeline({ slots, lines, denied }, 0, size);
  }
}

/** The entries `[from, to)` of a timeline, without a copy. */
export function cutTimeline({ slots, lines, denied }: Timeline, from: number, to: number): Timeline {
  return { slots: slots.subarray(from, to), lines: lines.subarray(from, to), denied: denied.subarray(from, to) };
}

/** The sum of numbers of lines. By index: a loop that runs once asks an iterator or a function at five times the cost. */
export function sumOf(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i]!;
  return sum;
}

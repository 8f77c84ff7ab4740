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
  return new Map([...lanes].map(([name, lane]) => [name, putInOrder(lane.timeline)]));
}

function findLane(lanes: Map<string, Lane>, name: string): Lane {
  const lane = lanes.get(name) ?? new Lane();
  lanes.set(name, lane);
  return lane;
}

const firstCapacity = 1 << 8;

/** The quarters of a device as they come. */
class Lane {
  private length = 0;
  private slots = new Int32Array(firstCapacity);
  private lines = new Float64Array(firstCapacity);
  private denied = new Float64Array(firstCapacity);

  add(slot: number, lines: number, denied: number): void {
    const i = this.length++;
    if (i === this.slots.length) this.resize(i * 4);
    this.slots[i] = slot;
    this.lines[i] = lines;
    this.denied[i] = denied;
  }

  private resize(capacity: number): void {
    const { slots, lines, denied } = this;
    this.slots = new Int32Array(capacity);
    this.lines = new Float64Array(capacity);
    this.denied = new Float64Array(capacity);
    this.slots.set(slots);
    this.lines.set(lines);
    this.denied.set(denied);
  }

  get timeline(): Timeline {
    const { slots, lines, denied, length } = this;
    return cutTimeline({ slots, lines, denied }, 0, length);
  }
}

/** A timeline this many times as long as it has entries is sorted, a shorter one is laid out quarter by quarter. */
const mostSparse = 16;

function putInOrder(timeline: Timeline): Timeline {
  const { slots } = timeline;
  let [isInOrder, first, last] = [true, slots[0]!, slots[0]!];
  for (let i = 1; i < slots.length; i++) {
    const slot = slots[i]!;
    if (slot <= slots[i - 1]!) isInOrder = false;
    if (slot < first) first = slot;
    if (slot > last) last = slot;
  }
  if (isInOrder) return timeline;
  return last - first < mostSparse * slots.length ? layOut(timeline, first, last) : sort(timeline);
}

/** Adds up every quarter in its place. The coverage of 20 device-years takes 45 ms with it, 175 ms with {@link sort}. */
function layOut({ slots, lines, denied }: Timeline, first: number, last: number): Timeline {
  const [allLines, allDenied] = [new Float64Array(last - first + 1), new Float64Array(last - first + 1)];
  for (let i = 0; i < slots.length; i++) {
    allLines[slots[i]! - first]! += lines[i]!;
    allDenied[slots[i]! - first]! += denied[i]!;
  }
  let size = 0;
  for (let at = 0; at < allLines.length; at++) {
    if (allLines[at] === 0) continue;
    slots[size] = first + at;
    lines[size] = allLines[at]!;
    denied[size] = allDenied[at]!;
    size++;
  }
  return cutTimeline({ slots, lines, denied }, 0, size);
}

function sort({ slots, lines, denied }: Timeline): Timeline {
  // Slot and place in one number: the native sort of numbers takes no comparing function.
  const count = slots.length;
  const order = Float64Array.from(slots, (slot, i) => slot * count + i).sort();
  const sorted = { slots: new Int32Array(count), lines: new Float64Array(count), denied: new Float64Array(count) };
  let size = 0;
  for (const key of order) {
    const place = key % count;
    const slot = slots[place]!;
    if (size === 0 || sorted.slots[size - 1] !== slot) sorted.slots[size++] = slot;
    sorted.lines[size - 1]! += lines[place]!;
    sorted.denied[size - 1]! += denied[place]!;
  }
  return cutTimeline(sorted, 0, size);
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

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
  const sizes: number[] = [];
  activity.each((device, _slot, lines) => {
    if (lines > 0) sizes[device] = (sizes[device] ?? 0) + 1;
  });
  const { lanes, laneOf } = assignLanes(sizes, devices);
  activity.each((device, slot, lines, denied) => {
    if (lines <= 0) return;
    const lane = laneOf[device]!;
    const at = lane.length++;
    lane.slots[at] = slot;
    lane.lines[at] = lines;
    lane.denied[at] = denied;
  });
  return new Map([...lanes].map(([name, lane]) => [name, putInOrder(lane)]));
}

interface Lane extends Timeline {
  length: number;
}

/** Room for each name's quarters, and which name's a device number fills. */
function assignLanes(sizes: readonly number[], devices: readonly string[]) {
  const total = new Map<string, number>();
  sizes.forEach((size, device) => {
    const name = devices[device] ?? "";
    total.set(name, (total.get(name) ?? 0) + size);
  });
  const lanes = new Map<string, Lane>();
  for (const [name, size] of total) {
    const lane = { slots: new Int32Array(size), lines: new Float64Array(size), denied: new Float64Array(size) };
    lanes.set(name, { ...lane, length: 0 });
  }
  const laneOf: (Lane | undefined)[] = [];
  sizes.forEach((_, device) => {
    laneOf[device] = lanes.get(devices[device] ?? "");
  });
  return { lanes, laneOf };
}

/** A timeline this many times as long as it has entries is sorted, a shorter one is laid out quarter by quarter. */
const mostSparse = 16;

function putInOrder(lane: Lane): Timeline {
  const { slots, lines, denied } = lane;
  let [isInOrder, first, last] = [true, slots[0]!, slots[0]!];
  for (let i = 1; i < slots.length; i++) {
    const slot = slots[i]!;
    if (slot <= slots[i - 1]!) isInOrder = false;
    if (slot < first) first = slot;
    if (slot > last) last = slot;
  }
  if (isInOrder) return { slots, lines, denied };
  return last - first < mostSparse * slots.length ? layOut(lane, first, last) : sort(lane);
}

/** Adds up every quarter in its place. The coverage of 20 device-years takes 45 ms with it, 175 ms with {@link sort}. */
function layOut({ slots, lines, denied }: Lane, first: number, last: number): Timeline {
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

function sort({ slots, lines, denied }: Lane): Timeline {
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

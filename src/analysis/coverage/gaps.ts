import { slotsPerDay, slotsPerHour } from "./timeline.ts";

/** A stretch without lines between two with lines: `[fromSlot, toSlot)`, in quarters of an hour since 1970 UTC. */
export interface Silence {
  fromSlot: number;
  /** The first quarter with lines again. */
  toSlot: number;
}

/** Why no gap can be told of a device. */
export type GapFault = "short-span" | "few-lines" | "few-windows";

/** The gaps of a device in the order of time, or why none can be told. */
export type GapReading =
  | { usualSlots: number; gaps: Silence[]; reason: null }
  | { usualSlots: null; gaps: null; reason: GapFault };

/** In a shorter span, night has not come often enough to be told from an outage; but of a device that is never silent. */
const leastSpan = 3 * slotsPerDay;

/** Fewer quarters with lines say nothing of what is usual. */
const leastBusySlots = 50;

const week = 7 * slotsPerDay;
const leastWeeks = 8;
const partsOfShortSpan = 16;
const leastWindows = 4;
const tolerance = 3;

/**
 * Finds a device's gaps: silences longer than three times its usual gap (and so of an hour at least).
 *
 * The rule: the span is cut into windows of 7 days, where it is shorter than 8 weeks into 16 equal ones of an hour at
 * least; a rest at the end is left out. Each window has the longest silence that begins in it, 0 where none does; a
 * window that is silent throughout since an earlier one is not counted. Of those numbers the upper quartile is taken
 * (nearest rank), of the shorter windows, which see nights or weekends but not each of them, the upper tenth; never
 * the very longest. A silence of that many whole quarters lies between two lines that are up to two quarters further
 * apart: the usual gap is that number + 1. With fewer than 50 quarters with lines or 4 windows no gap is told, and
 * below 3 days none unless that number is 0.
 *
 * False alarms in simulated Poisson traffic, as devices with at least one gap told: constant, as a sine with nights at a
 * tenth, with 8 hours at a tenth or a fiftieth, with an hour at a tenth, with weekends at 0.3, with nights at 0.1
 * and weekends at 0.3, with nights at 0.05 and weekends at 0.1; each at eleven rates from 0.2 to 1,000 lines an hour.
 * - A year: 4 of 17,600, at most 2 of 200 at any pattern and rate. 57 days: at most 1 of 600. 30 days: at most 2 of 1,000.
 * - Two weeks: at most 1.3 %, a week 3.2 %, 3.2 days 1.7 %; of the last pattern 4.8 %, 8.6 % and 6.4 %.
 * - 2 days 0.3 %, the last pattern 1.2 %. One day 0.4 %, but 8 hours at a fiftieth 3.9 % and an hour at a tenth 7.2 %.
 * - The plain median of the windows, without the added quarter, gave 11 % over a year (a sine, 50 lines an hour) and up
 *   to all devices over two weeks.
 *
 * An outage of a day is found wherever 20 lines or more come an hour, unless nights or weekends are all but silent: who
 * is silent for 8 hours every week has a gap after 24. Devices that are switched off at weekends need 8 weeks.
 *
 * @param slots quarters with lines, ascending, each once.
 */
export function findGaps(slots: Int32Array): GapReading {
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined) return untold("few-lines");
  const span = last - first + 1;
  if (slots.length < leastBusySlots) return untold("few-lines");

  const usualSlots = findUsualGap(slots, span);
  if (usualSlots === null) return untold("few-windows");
  if (usualSlots > 1 && span < leastSpan) return untold("short-span");
  const gaps: Silence[] = [];
  for (let i = 1; i < slots.length; i++) {
    const fromSlot = slots[i - 1]! + 1;
    const toSlot = slots[i]!;
    if (toSlot - fromSlot > tolerance * usualSlots) gaps.push({ fromSlot, toSlot });
  }
  return { usualSlots, gaps, reason: null };
}

function untold(reason: GapFault): GapReading {
  return { usualSlots: null, gaps: null, reason };
}

/** In quarters, 1 at least; null when there are too few windows. */
function findUsualGap(slots: Int32Array, span: number): number | null {
  const isLong = span >= leastWeeks * week;
  const size = isLong ? week : Math.max(slotsPerHour, Math.floor(span / partsOfShortSpan));
  const longest = measureWindows(slots, size, Math.floor(span / size)).sort();
  const count = longest.length;
  if (count < leastWindows) return null;
  const rank = Math.min(Math.ceil(count * (isLong ? 0.75 : 0.9)), count - 1);
  return longest[rank - 1]! + 1;
}

/** The longest silence that begins in each window; windows that an earlier silence covers are left out. */
function measureWindows(slots: Int32Array, size: number, count: number): Int32Array {
  const covered = -1;
  const longest = new Int32Array(count);
  const first = slots[0]!;
  for (let i = 1; i < slots.length; i++) {
    const length = slots[i]! - slots[i - 1]! - 1;
    if (length === 0) continue;
    const start = slots[i - 1]! + 1 - first;
    const window = Math.floor(start / size);
    if (window < count && length > longest[window]!) longest[window] = length;
    const end = Math.min(count, Math.floor((start + length) / size));
    for (let next = window + 1; next < end; next++) longest[next] = covered;
  }
  return longest.filter((length) => length !== covered);
}

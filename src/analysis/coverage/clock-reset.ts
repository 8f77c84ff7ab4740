import { cutTimeline, slotsPerDay, sumOf } from "./timeline.ts";
import type { Timeline } from "./timeline.ts";

/** A silence longer than this parts lines with a wrong date from the others. */
const silentDays = 90;

/** Lines before such a silence are taken for misdated while they are fewer than this share of the device's lines. */
const mostMisdated = 0.01;

/** Lines that a device wrote after its clock had started anew, at 1970 or the date of its firmware. */
export interface ClockReset {
  lines: number;
  /** First and last UTC day of them, counted from 1970-01-01. */
  firstDay: number;
  lastDay: number;
  /** Days from the last of them to the first line with a right date. */
  daysBefore: number;
}

/**
 * Parts misdated lines from a device's others: those before a silence of more than 90 days, where all that is
 * before it is less than 1 % of the device's lines. The last such silence counts; resets are in the order of their dates.
 */
export function partClockResets(timeline: Timeline): { resets: ClockReset[]; rest: Timeline } {
  const { slots, lines } = timeline;
  const total = sumOf(lines);
  const breaks: number[] = [0];
  let before = 0;
  for (let i = 1; i < slots.length; i++) {
    before += lines[i - 1]!;
    if (before >= total * mostMisdated) break;
    if (slots[i]! - slots[i - 1]! - 1 > silentDays * slotsPerDay) breaks.push(i);
  }
  const start = breaks.at(-1)!;
  const rest = cutTimeline(timeline, start, slots.length);
  const resets = breaks.slice(0, -1).map((from, k) => {
    return describeReset(cutTimeline(timeline, from, breaks[k + 1]!), dayOf(slots[start]!));
  });
  return { resets, rest };
}

function describeReset({ slots, lines }: Timeline, restDay: number): ClockReset {
  const lastDay = dayOf(slots.at(-1)!);
  return {
    lines: sumOf(lines),
    firstDay: dayOf(slots[0]!),
    lastDay,
    daysBefore: restDay - lastDay,
  };
}

function dayOf(slot: number): number {
  return Math.floor(slot / slotsPerDay);
}

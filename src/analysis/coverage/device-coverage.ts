import { partClockResets } from "./clock-reset.ts";
import type { ClockReset } from "./clock-reset.ts";
import { findGaps } from "./gaps.ts";
import type { GapFault, Silence } from "./gaps.ts";
import { noteClockReset, noteRateLimit, noteText, orderNotes } from "./notes.ts";
import type { Note } from "./notes.ts";
import { findRateLimit } from "./rate-limit.ts";
import type { RateLimit } from "./rate-limit.ts";
import { slotToIso, slotsPerHour } from "./timeline.ts";
import type { Timeline } from "./timeline.ts";

/** So many gaps of a device are listed. */
const mostGaps = 20;

/** A time without lines, ISO in UTC, by quarters of an hour: the first one without lines, the first one with them again. */
export interface ReportGap {
  from: string;
  to: string;
}

/** What a device logged when. Lines dated while its clock stood wrong are left out of all but the notes. */
export interface ReportDevice {
  /** "" is a device without a name. */
  device: string;
  /** When the first and the last quarter of an hour with lines begin, ISO in UTC; null when no line has a time. */
  first: string | null;
  last: string | null;
  /** Whole hours UTC from the first line's to the last line's, both included, and those of them with lines. */
  hours: number | null;
  hoursWithLines: number | null;
  /** 1 − time in gaps / time from the first quarter to the last; null where gaps cannot be told. */
  coverage: number | null;
  /** The longest 20 gaps, the longest first and of equally long ones the earliest; null where none can be told. */
  gaps: ReportGap[] | null;
  /** All gaps, and the hours in them. */
  gapCount: number | null;
  gapHours: number | null;
  /** A silence of more than three times this is a gap. */
  usualGapHours: number | null;
  /** Why gaps cannot be told: too short a span, too few lines, silent most of the time, or no line with a time. */
  gapsReason: GapFault | "no-times" | null;
  /** The findings in English. */
  notes: string[];
  findings: Note[];
}

/** A device's part of the report, and what the line of its side adds up. */
export interface DeviceReading {
  report: ReportDevice;
  /** Quarters of an hour in its span and in its gaps; null where gaps cannot be told. */
  time: { spanSlots: number; gapSlots: number } | null;
  rateLimit: RateLimit | null;
}

/**
 * What a device logged when, and what is known of lines it did not log.
 * @param timeline null when none of its lines has a time.
 * @param statements notes on what the device says of itself.
 */
export function readDevice(device: string, timeline: Timeline | null, statements: readonly Note[]): DeviceReading {
  if (timeline === null || timeline.slots.length === 0) {
    return { report: { device, ...timeless, ...tellNotes(statements) }, time: null, rateLimit: null };
  }
  const { resets, rest } = partClockResets(timeline);
  const reading = findGaps(rest.slots);
  const rateLimit = findRateLimit(rest);
  const [first, last] = [rest.slots[0]!, rest.slots.at(-1)!];
  const spanSlots = last - first + 1;
  const gapSlots = reading.gaps?.reduce((sum, gap) => sum + lengthOf(gap), 0) ?? null;
  const report: ReportDevice = {
    device,
    first: slotToIso(first),
    last: slotToIso(last),
    hours: hourOf(last) - hourOf(first) + 1,
    hoursWithLines: countHours(rest.slots),
    coverage: gapSlots === null ? null : 1 - gapSlots / spanSlots,
    gaps: reading.gaps === null ? null : listGaps(reading.gaps),
    gapCount: reading.gaps?.length ?? null,
    gapHours: gapSlots === null ? null : gapSlots / slotsPerHour,
    usualGapHours: reading.usualSlots === null ? null : reading.usualSlots / slotsPerHour,
    gapsReason: reading.reason,
    ...tellNotes([...noteFindings(rateLimit, resets), ...statements]),
  };
  return { report, time: gapSlots === null ? null : { spanSlots, gapSlots }, rateLimit };
}

const timeless = {
  first: null,
  last: null,
  hours: null,
  hoursWithLines: null,
  coverage: null,
  gaps: null,
  gapCount: null,
  gapHours: null,
  usualGapHours: null,
  gapsReason: "no-times",
} as const satisfies Partial<ReportDevice>;

function noteFindings(rateLimit: RateLimit | null, resets: readonly ClockReset[]): Note[] {
  return [...(rateLimit === null ? [] : [noteRateLimit(rateLimit)]), ...resets.map(noteClockReset)];
}

function tellNotes(notes: readonly Note[]): Pick<ReportDevice, "notes" | "findings"> {
  const findings = orderNotes(notes);
  return { notes: findings.map(noteText), findings };
}

function listGaps(gaps: readonly Silence[]): ReportGap[] {
  const longest = [...gaps].sort((a, b) => lengthOf(b) - lengthOf(a) || a.fromSlot - b.fromSlot).slice(0, mostGaps);
  return longest.map(({ fromSlot, toSlot }) => ({ from: slotToIso(fromSlot), to: slotToIso(toSlot) }));
}

function lengthOf({ fromSlot, toSlot }: Silence): number {
  return toSlot - fromSlot;
}

function hourOf(slot: number): number {
  return Math.floor(slot / slotsPerHour);
}

function countHours(slots: Int32Array): number {
  let hours = 0;
  let last = -1;
  for (let i = 0; i < slots.length; i++) {
    const hour = hourOf(slots[i]!);
    if (hour !== last) hours++;
    last = hour;
  }
  return hours;
}

import type { Counts, OmissionKind } from "../../rollup/counts.ts";
import { dayToIso } from "../iso-day.ts";
import type { ClockReset } from "./clock-reset.ts";
import type { RateLimit } from "./rate-limit.ts";
import { slotToIso } from "./timeline.ts";

/** Something that a reader of a device's figures has to know. */
export type Note =
  | {
      kind: "rate-limit";
      /** Lines a minute. */
      perMinute: number;
      /** Quarters of an hour at the limit; when the first of them and the last begin, ISO in UTC. */
      quarters: number;
      first: string;
      last: string;
      counted: RateLimit["counted"];
    }
  | { kind: "clock-set-back"; times: number }
  | {
      kind: "clock-reset";
      lines: number;
      /** First and last UTC date of these lines, and the days from the last to the lines with a right date. */
      from: string;
      to: string;
      daysBefore: number;
    }
  | {
      kind: OmissionKind;
      /** Lines that say so. */
      lines: number;
      /** Messages left out; null where the lines do not say how many. */
      messages: number | null;
    };

/** The kinds in the order in which they are told. */
const kinds: readonly Note["kind"][] = [
  "rate-limit",
  "clock-set-back",
  "clock-reset",
  "repeated",
  "suppressed",
  "skipped",
];

/** The note on a rate limit. */
export function noteRateLimit({ perMinute, quarters, firstSlot, lastSlot, counted }: RateLimit): Note {
  return { kind: "rate-limit", perMinute, quarters, first: slotToIso(firstSlot), last: slotToIso(lastSlot), counted };
}

/** The note on lines dated while the clock stood wrong. */
export function noteClockReset({ lines, firstDay, lastDay, daysBefore }: ClockReset): Note {
  return { kind: "clock-reset", lines, from: dayToIso(firstDay), to: dayToIso(lastDay), daysBefore };
}

/** A clock that seems to be set back more often than once in so many lines tells of lines out of order. */
const linesPerJump = 100;

/**
 * What devices say of themselves, by name: clocks set back, messages left out. Parts of one kind are added up.
 * @param linesOf how many lines with a time a device logged.
 */
export function noteStatements(
  counts: Pick<Counts, "devices" | "clockJumps" | "omissions">,
  linesOf: (name: string) => number,
): Map<string, Note[]> {
  const jumps = new Map<string, number>();
  for (const [device, times] of counts.clockJumps) addTo(jumps, counts.devices[device] ?? "", times);
  const notes = new Map<string, Note[]>();
  const push = (name: string, note: Note): void => {
    const list = notes.get(name);
    if (list === undefined) notes.set(name, [note]);
    else list.push(note);
  };
  for (const [name, times] of jumps) {
    // The newest lines first, or the logs of several devices that share a name, are no clock that was set back.
    if (times > 0 && times * linesPerJump <= linesOf(name)) push(name, { kind: "clock-set-back", times });
  }
  for (const [kind, byName] of sumOmissions(counts)) {
    for (const [name, { lines, messages }] of byName) {
      push(name, { kind, lines, messages: messages === 0 ? null : messages });
    }
  }
  return notes;
}

function sumOmissions({ devices, omissions }: Pick<Counts, "devices" | "omissions">) {
  const sums = new Map<OmissionKind, Map<string, { lines: number; messages: number }>>();
  for (const { device, kind, lines, messages } of omissions) {
    if (lines <= 0) continue;
    const byName = sums.get(kind) ?? new Map<string, { lines: number; messages: number }>();
    sums.set(kind, byName);
    const name = devices[device] ?? "";
    const sum = byName.get(name) ?? { lines: 0, messages: 0 };
    byName.set(name, { lines: sum.lines + lines, messages: sum.messages + messages });
  }
  return sums;
}

function addTo(sums: Map<string, number>, name: string, more: number): void {
  sums.set(name, (sums.get(name) ?? 0) + more);
}

/** Notes in the order in which they are told: by kind, those of one kind as they were. */
export function orderNotes(notes: readonly Note[]): Note[] {
  return [...notes].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

/** A note in English, without a capital and a full stop: `rate limit about 3/min`. Holds no text of logs. */
export function noteText(note: Note): string {
  switch (note.kind) {
    case "rate-limit":
      return `rate limit about ${formatRate(note.perMinute)}/min`;
    case "clock-set-back":
      return `clock set back ${note.times === 1 ? "once" : `${formatCount(note.times)} times`} by more than an hour`;
    case "clock-reset": {
      const dates = note.from === note.to ? note.from : `${note.from} to ${note.to}`;
      return `${countOf(note.lines, "line")} dated ${dates}, ${countOf(note.daysBefore, "day")} before the others`;
    }
    default: {
      const where = `in ${countOf(note.lines, "line")}`;
      return note.messages === null
        ? `messages ${note.kind}, not told how many, ${where}`
        : `${countOf(note.messages, "message")} ${note.kind} ${where}`;
    }
  }
}

function countOf(value: number, thing: string): string {
  return `${formatCount(value)} ${thing}${value === 1 ? "" : "s"}`;
}

/** Whole from 10 on, else with one decimal where that is not 0. */
function formatRate(perMinute: number): string {
  if (perMinute >= 9.95) return formatCount(perMinute);
  return perMinute.toFixed(1).replace(/\.0$/, "");
}

/** Grouped by hand: the first use of Intl costs a process 10 ms. */
function formatCount(value: number): string {
  return Math.round(value)
    .toFixed(0)
    .replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

import type { Scope } from "../rollup/counts.ts";
import { compileFilter, type EventFilter } from "../rollup/event-filter.ts";
import type { LogEvent } from "../scan/event.ts";
import type { Network } from "../scan/networks.ts";

/** What of the denials is to be counted, and how: plain data, so that it can be sent to other threads. */
export interface CountingWishes {
  /** Networks of our own beside the private ones. */
  home: readonly Network[];
  /** Filter expressions. */
  include: readonly string[];
  exclude: readonly string[];
  /** The only scope to be counted; null for all. Denials of the others are counted by their scope alone. */
  scope: Scope | null;
  /** The only devices to be counted; null for all. */
  devices: readonly string[] | null;
  /** Whether days are to be cut out of what is counted later, as a store does. */
  byDays?: boolean;
}

/** Counts every denial; our own are private addresses alone. */
export const countAll: CountingWishes = { home: [], include: [], exclude: [], scope: null, devices: null };

/** Tells which events count. */
export interface Admission {
  admits(event: LogEvent, device: string): boolean;
  /** Whether a device is among those that are looked at: only of those it matters when they were silent. */
  watches(device: string): boolean;
}

/** What decides which events count, by wishes that were checked before; null where every event does. */
export function admissionOf({ include, exclude, devices }: CountingWishes): Admission | null {
  const filter: EventFilter | null = compileFilter({ include, exclude });
  if (filter === null && devices === null) return null;
  const wanted = devices === null ? null : new Set(devices);
  const isWanted = (device: string): boolean => wanted === null || wanted.has(device);
  return {
    admits: (event, device) => isWanted(device) && (filter === null || filter.admits(event, device)),
    watches: (device) => isWanted(device) && filter?.readsDevice !== true,
  };
}

/** Denials that are on no side, and why. */
export interface LeftOut {
  /** Outside the days of every side. */
  outsideDays: number;
  /** Without a time, where days decide. */
  withoutTime: number;
  /** Not wanted. */
  filtered: number;
}

export function nothingLeftOut(): LeftOut {
  return { outsideDays: 0, withoutTime: 0, filtered: 0 };
}

export function addLeftOut(sum: LeftOut, more: LeftOut): void {
  sum.outsideDays += more.outsideDays;
  sum.withoutTime += more.withoutTime;
  sum.filtered += more.filtered;
}

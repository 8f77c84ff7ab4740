import { compileFilter, type EventFilter } from "../rollup/event-filter.ts";

/** What of the denials is to be counted, and how: in words, so that it can be sent to other threads. */
export interface CountingWishes {
  /** Networks of our own beside the private ones. */
  home: readonly string[];
  /** Filter expressions. */
  include: readonly string[];
  exclude: readonly string[];
}

/** Counts every denial; our own are private addresses alone. */
export const countAll: CountingWishes = { home: [], include: [], exclude: [] };

/** The filter of wishes that were checked before; null where every event counts. */
export function filterOf({ include, exclude }: CountingWishes): EventFilter | null {
  return compileFilter({ include, exclude });
}

/** Denials that are on no side, and why. */
export interface LeftOut {
  /** Outside the days of every side. */
  outsideDays: number;
  /** Without a time, where days decide. */
  withoutTime: number;
  /** Not admitted by the filter. */
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

import { wilsonInterval } from "../certainty/wilson.ts";
import type { Rate } from "./exposure-report.ts";

/** A part of what was looked at, with its interval. */
export function rateOf(count: number, of: number): Rate {
  return { count, of, rate: of === 0 ? null : count / of, interval: wilsonInterval(count, of) };
}

/** The change from one rate to another in percentage points; null where either is missing. */
export function pointsBetween(before: number | null | undefined, now: number | null): number | null {
  return before === null || before === undefined || now === null ? null : (now - before) * 100;
}

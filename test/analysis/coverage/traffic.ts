import type { Timeline } from "../../../src/analysis/coverage/timeline.ts";

/** The first quarter of 2024-01-01, a Monday. */
export const monday = (Date.UTC(2024, 0, 1) / 1000 / 900) | 0;

export const perDay = 96;
const perWeek = 7 * perDay;

/** Evenly spread numbers in [0, 1), the same for one seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const isNight = (quarter: number): boolean => quarter % perDay < 32;
const isWeekend = (quarter: number): boolean => Math.floor(quarter / perDay) % 7 >= 5;
const isOffice = (quarter: number): boolean => quarter % perDay >= 28 && quarter % perDay < 80;

/** How busy each quarter of a week is, relative to others; quarter 0 begins a Monday. */
export const patterns = {
  constant: () => 1,
  sine: (quarter: number) => 1 + 0.82 * Math.sin((2 * Math.PI * quarter) / perDay),
  "nights at a tenth": (quarter: number) => (isNight(quarter) ? 0.1 : 1),
  "nights at a fiftieth": (quarter: number) => (isNight(quarter) ? 0.02 : 1),
  "an hour at a tenth": (quarter: number) => (quarter % perDay < 4 ? 0.1 : 1),
  "weekends at 0.3": (quarter: number) => (isWeekend(quarter) ? 0.3 : 1),
  "nights at 0.1, weekends at 0.3": (quarter: number) => (isOffice(quarter) ? 1 : 0.1) * (isWeekend(quarter) ? 0.3 : 1),
  "nights at 0.05, weekends at 0.1": (quarter: number) =>
    (isOffice(quarter) ? 1 : 0.05) * (isWeekend(quarter) ? 0.1 : 1),
} as const;
export type Pattern = keyof typeof patterns;
export const patternNames = Object.keys(patterns) as Pattern[];

/** Mean lines an hour. */
export const rates = [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 1000];

/** The quarters in which Poisson traffic of a pattern has lines. @param linesPerHour on average over a week. */
export function simulateSlots(pattern: Pattern, linesPerHour: number, days: number, random: () => number): Int32Array {
  const weights = Array.from({ length: perWeek }, (_, quarter) => patterns[pattern](quarter));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / perWeek;
  const chances = Float64Array.from(weights, (weight) => 1 - Math.exp((-linesPerHour / 4 / mean) * weight));
  const begin = Math.floor(random() * perWeek);
  const slots = new Int32Array(Math.round(days * perDay));
  let size = 0;
  for (let quarter = 0; quarter < slots.length; quarter++) {
    if (random() < chances[(begin + quarter) % perWeek]!) slots[size++] = monday + quarter;
  }
  return slots.slice(0, size);
}

/** A Poisson number: the sum of independent ones, each counted by the product of random numbers. */
export function drawPoisson(mean: number, random: () => number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 50) {
    const limit = Math.exp(-Math.min(left, 50));
    for (let product = random(); product > limit; product *= random()) count++;
  }
  return count;
}

/** A timeline of quarters in a row, all of their lines denials unless told. */
export function timelineOf(lines: readonly number[], { from = monday, denied = lines } = {}): Timeline {
  const busy = lines.flatMap((count, i) => (count > 0 ? [i] : []));
  return {
    slots: Int32Array.from(busy, (i) => from + i),
    lines: Float64Array.from(busy, (i) => lines[i]!),
    denied: Float64Array.from(busy, (i) => denied[i]!),
  };
}

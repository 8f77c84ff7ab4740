import type { Interval } from "./bootstrap.ts";

/** 95 % of a normal distribution lie within so many standard deviations. */
const normalBound = 1.959_963_985;

/**
 * The 95 % interval of a rate by Wilson's score (1927): of `count` things out of `total`, 0 to `total`. It holds for
 * small numbers and for rates near 0 and 1, and never leaves them. Null where the total is 0.
 */
export function wilsonInterval(count: number, total: number): Interval | null {
  if (total <= 0) return null;
  const rate = count / total;
  const square = normalBound ** 2;
  const center = rate + square / (2 * total);
  const spread = normalBound * Math.sqrt((rate * (1 - rate)) / total + square / (4 * total * total));
  const scale = 1 + square / total;
  return [Math.max(0, (center - spread) / scale), Math.min(1, (center + spread) / scale)];
}

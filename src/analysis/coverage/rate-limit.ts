import { SLOT_SEC } from "../../rollup/counts.ts";
import type { Timeline } from "./timeline.ts";

/** Line counts that stand still as if the device logged no more than so many lines a minute. */
export interface RateLimit {
  /** Lines a minute: the median of the quarters at the limit, by 15. */
  perMinute: number;
  /** Quarters of an hour at the limit. */
  quarters: number;
  /** The first and the last of them, in quarters since 1970 UTC. */
  firstSlot: number;
  lastSlot: number;
  /** What stands still: all decisions, or the denials alone. */
  counted: "lines" | "denials";
}

/** So many quarters in a row make a plateau: four hours. */
const leastRun = 16;
const leastLevel = 20;
/** No quarter of a plateau has fewer lines. */
const leastCount = leastLevel - toleranceAt(leastLevel);
const minutesPerSlot = SLOT_SEC / 60;

/** A stretch `[from, to)` of a timeline's entries, and the median count of its first quarters. */
interface Plateau {
  from: number;
  to: number;
  level: number;
}

/**
 * A plateau in a device's line counts that looks like a log rate limit, as UFW's of 3 a minute; null when there is none.
 *
 * The rule: the first 16 consecutive quarters whose counts all lie within max(1, ¼·√median) of their median, which is
 * 20 at least, and all quarters that follow them without a break within that distance. The longest such plateau sets the
 * limit, and others count where their median lies within the distance of its. Denials are looked at, too, where
 * they are not all lines: of both, what stands still for longer is told.
 *
 * Counts of independent packets spread by √median, so that about a quarter of them lies as close. The chance that 16
 * Poisson counts in a row do, times the 35,040 starts of a year, is a bound of the false alarms: at most 5 in 100,000
 * device-years of constant traffic at any rate from 5 to 10,000 a quarter (the worst is 20; at 100 it is 1, at 1,000
 * less), twice that where lines and denials differ. Evenly spaced lines, such as synthetic ones, look exactly like
 * a limit and are told as one.
 */
export function findRateLimit({ slots, lines, denied }: Timeline): RateLimit | null {
  const ofLines = readLimit(slots, lines, "lines");
  if (lines.every((count, i) => count === denied[i])) return ofLines;
  const ofDenials = readLimit(slots, denied, "denials");
  if (ofLines === null || ofDenials === null) return ofLines ?? ofDenials;
  return ofDenials.quarters > ofLines.quarters ? ofDenials : ofLines;
}

function readLimit(slots: Int32Array, counts: Float64Array, counted: RateLimit["counted"]): RateLimit | null {
  const plateaus = findPlateaus(slots, counts);
  const [first] = plateaus;
  if (first === undefined) return null;
  const longest = plateaus.reduce((best, next) => (next.to - next.from > best.to - best.from ? next : best), first);
  const alike = plateaus.filter(({ level }) => Math.abs(level - longest.level) <= toleranceAt(longest.level));
  const quarters = alike.reduce((sum, { from, to }) => sum + to - from, 0);
  const atLimit = new Float64Array(quarters);
  let size = 0;
  for (const { from, to } of alike) {
    atLimit.set(counts.subarray(from, to), size);
    size += to - from;
  }
  return {
    perMinute: medianOf(atLimit.sort()) / minutesPerSlot,
    quarters,
    firstSlot: slots[alike[0]!.from]!,
    lastSlot: slots[alike.at(-1)!.to - 1]!,
    counted,
  };
}

function findPlateaus(slots: Int32Array, counts: Float64Array): Plateau[] {
  const plateaus: Plateau[] = [];
  let from = 0;
  while (from + leastRun <= slots.length) {
    const jump = lastJump(slots, counts, from);
    const level = jump === from ? levelOf(counts.subarray(from, from + leastRun)) : null;
    if (level === null) {
      from = Math.max(jump, from + 1);
      continue;
    }
    let to = from + leastRun;
    while (to < slots.length && slots[to] === slots[to - 1]! + 1 && isAt(counts[to]!, level)) to++;
    plateaus.push({ from, to, level });
    from = to;
  }
  return plateaus;
}

/**
 * The last of the quarters at `from` that cannot be of one plateau with the one before it; `from` when there is none.
 * Looked for from behind, most quarters are skipped unseen.
 */
function lastJump(slots: Int32Array, counts: Float64Array, from: number): number {
  for (let at = from + leastRun - 1; at > from; at--) {
    const before = counts[at - 1]!;
    const after = counts[at]!;
    if (slots[at] !== slots[at - 1]! + 1 || after < leastCount) return at;
    if (Math.abs(after - before) > 2 * toleranceAt(Math.max(before, after))) return at;
  }
  return from;
}

/** The median of counts that are all close to it; null when they are not. */
function levelOf(counts: Float64Array): number | null {
  const level = medianOf(counts.slice().sort());
  return level >= leastLevel && counts.every((count) => isAt(count, level)) ? level : null;
}

function isAt(count: number, level: number): boolean {
  return Math.abs(count - level) <= toleranceAt(level);
}

function toleranceAt(level: number): number {
  return Math.max(1, 0.25 * Math.sqrt(level));
}

function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

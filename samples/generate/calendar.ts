import type { FiscalYear } from "./planted-ports.ts";
import { createRandom, createWeightedPick } from "./random.ts";
import type { Random } from "./random.ts";

/** Local time in Japan as microseconds since the local 1970, so that UTC functions print the local clock. */
export type LocalTime = number;

/** A stretch of days, both included, that takes a share of a port's denials, more of them at its beginning. */
export interface Wave {
  from: string;
  to: string;
  share: number;
}

/** How the denials of one port spread over a fiscal year: weights of April to March, and waves on top. */
export interface Season {
  months: readonly number[];
  waves?: readonly Wave[];
}

const second = 1_000_000;
const dayLength = 86_400 * second;
const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

const weekdayWeights = [0.94, 0.99, 1.02, 1.03, 1.03, 1.02, 0.97] as const;
const hourWeights = [
  0.96, 0.95, 0.93, 0.9, 0.88, 0.87, 0.88, 0.91, 0.96, 1.01, 1.04, 1.05, 1.04, 1.05, 1.06, 1.06, 1.05, 1.04, 1.05, 1.08,
  1.1, 1.1, 1.06, 1,
] as const;

const drawHour = createWeightedPick(hourWeights);

/** Days from 1 April to 31 March. */
export const daysPerYear = 365;

/** The first microsecond of a day of the fiscal year, counted from 0. */
export function startOfDay(year: FiscalYear, day: number): LocalTime {
  return Date.UTC(year, 3, 1) * 1000 + day * dayLength;
}

/** A day of the fiscal year, counted from 0, for a date such as `2016-11-26`. */
export function dayOf(year: FiscalYear, date: string): number {
  return (Date.parse(`${date}T00:00:00Z`) - Date.UTC(year, 3, 1)) / (dayLength / 1000);
}

/** A moment of a day; the hours differ a little, evenings are busiest. */
export function drawMoment(random: Random, year: FiscalYear, day: number): LocalTime {
  return startOfDay(year, day) + Math.floor((drawHour(random) + random.next()) * 3600 * second);
}

/** Draws days of a fiscal year for a season. All seasons share the busy and the quiet days. */
export function createDayPick(year: FiscalYear, season: Season): (random: Random) => number {
  const calm = createWeightedPick(dailyWeights(year, season.months));
  const waves = (season.waves ?? []).map((wave) => ({
    from: dayOf(year, wave.from),
    length: dayOf(year, wave.to) - dayOf(year, wave.from) + 1,
    share: wave.share,
  }));
  return (random) => {
    let point = random.next();
    for (const wave of waves) {
      // The smaller of two draws falls off in a straight line.
      if (point < wave.share) return wave.from + Math.floor(Math.min(random.next(), random.next()) * wave.length);
      point -= wave.share;
    }
    return calm(random);
  };
}

function dailyWeights(year: FiscalYear, months: readonly number[]): number[] {
  const noise = createRandom(`days ${year}`);
  return Array.from({ length: daysPerYear }, (_, day) => {
    const position = Math.min(Math.max((day / daysPerYear) * 12 - 0.5, 0), 11);
    const month = Math.min(Math.floor(position), 10);
    const [before = 0, after = 0] = months.slice(month, month + 2);
    const weekday = new Date(startOfDay(year, day) / 1000).getUTCDay();
    const level = before + (after - before) * (position - month);
    return level * (weekdayWeights[weekday] ?? 1) * (0.8 + 0.4 * noise.next());
  });
}

/** The date and clock of a moment in the pieces that log stamps are made of. */
export interface Stamp {
  /** `2016-04-01` */
  date: string;
  /** `03:04:05` */
  clock: string;
  /** Six digits. */
  micros: string;
  /** `Apr 01 2016` */
  monthFirst: string;
  /** Seconds since the local 1970. */
  seconds: number;
}

/** Splits a moment for printing. */
export function stampOf(at: LocalTime): Stamp {
  const iso = new Date(Math.floor(at / second) * 1000).toISOString();
  const date = iso.slice(0, 10);
  const month = monthNames[Number(date.slice(5, 7)) - 1] ?? "Jan";
  return {
    date,
    clock: iso.slice(11, 19),
    micros: String(at % second).padStart(6, "0"),
    monthFirst: `${month} ${date.slice(8)} ${date.slice(0, 4)}`,
    seconds: Math.floor(at / second),
  };
}

/** Which way a number went, seen to one decimal. */
export type Direction = "rising" | "falling" | "same";

const minus = "\u2212";

/** A count with its thousands apart: `22,600`. */
export function formatCount(count: number): string {
  const whole = Math.round(Math.abs(count));
  const digits = whole > Number.MAX_SAFE_INTEGER ? BigInt(whole) : whole;
  // By hand, because the first use of Intl costs a process 10 ms.
  const grouped = String(digits).replace(/\B(?=(?:\d{3})+$)/g, ",");
  return count < 0 && whole > 0 ? `-${grouped}` : grouped;
}

/** A share as whole tenths of a percent, rounded half up: 0.3804 is 380. */
export function tenthsOf(share: number): number {
  return Math.round(share * 1000) + 0;
}

/** Tenths of a percent without the sign: 380 is `38.0`. */
export function formatTenths(tenths: number): string {
  return (tenths / 10).toFixed(1);
}

/** A share in percent with one decimal: `38.0 %`. */
export function formatShare(share: number): string {
  return formatPercent(tenthsOf(share));
}

/** Tenths of a percent as percent: 380 is `38.0 %`. */
export function formatPercent(tenths: number): string {
  return `${formatTenths(tenths)} %`;
}

/** Percentage points with one decimal and their sign, a true minus: `−18.9`, `+2.0`, `0.0`. */
export function formatPoints(points: number): string {
  const tenths = Math.round(Math.abs(points) * 10);
  if (tenths === 0) return "0.0";
  return `${points < 0 ? minus : "+"}${formatTenths(tenths)}`;
}

/** The direction that the points show to one decimal; it never contradicts `formatPoints`. */
export function directionOf(points: number): Direction {
  if (Math.round(Math.abs(points) * 10) === 0) return "same";
  return points < 0 ? "falling" : "rising";
}

/** How many times as many: `×1.11`, `×25.3`, `×1,234`. */
export function formatRatio(ratio: number): string {
  if (ratio >= 99.95) return `×${formatCount(ratio)}`;
  if (ratio >= 9.995) return `×${ratio.toFixed(1)}`;
  if (ratio > 0 && ratio < 0.005) return "×<0.01";
  return `×${ratio.toFixed(2)}`;
}

/** An amount per day: one decimal below 100, whole above. */
export function formatDaily(amount: number): string {
  return amount < 99.95 ? amount.toFixed(1) : formatCount(amount);
}

/** A size in decimal units: `12.4 MB`, `900 B`. */
export function formatBytes(bytes: number): string {
  const { value, unit } = scale(bytes, ["B", "kB", "MB", "GB", "TB", "PB"]);
  return `${value} ${unit}`;
}

/** A large amount in three or four digits: `950`, `12.3 k`, `6.1 M`. */
export function formatAmount(amount: number): string {
  const { value, unit } = scale(amount, ["", "k", "M", "G", "T"]);
  return unit === "" ? value : `${value} ${unit}`;
}

/** A length of time in its two largest units: `0.4 s`, `14 s`, `2 min 05 s`, `1 h 02 min`. */
export function formatDuration(ms: number): string {
  if (ms < 950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${formatCount(Math.floor(minutes / 60))} h ${twoDigits(minutes % 60)} min`;
}

/** The three shares that make up the whole, as whole tenths of a percent. */
export interface GroupTenths {
  telnet: number;
  iotOther: number;
  other: number;
}

/**
 * Telnet, IoT without telnet and other to one decimal, so that they add up to 100.0. They are rounded one by one
 * where that adds up. Where it does not, the shares that stand in the headline, telnet and IoT with telnet, keep
 * their own rounding and the two that follow from them take the rest.
 */
export function roundGroups(telnet: number, iotOther: number, other: number): GroupTenths {
  const each = { telnet: tenthsOf(telnet), iotOther: tenthsOf(iotOther), other: tenthsOf(other) };
  const isNothing = telnet + iotOther + other === 0;
  if (isNothing || each.telnet + each.iotOther + each.other === 1000) return each;
  const iot = tenthsOf(telnet + iotOther);
  return { telnet: each.telnet, iotOther: iot - each.telnet, other: 1000 - iot };
}

/** A change in points and the two effects that make it up, as whole tenths of a point. */
export interface EffectTenths {
  points: number;
  own: number;
  rest: number;
}

/**
 * A change and its effects to one decimal, so that they add up. The change and the own effect keep their own rounding
 * and the other takes the rest.
 */
export function roundEffects(points: number, ownPoints: number): EffectTenths {
  const [all, own] = [roundAway(points), roundAway(ownPoints)];
  return { points: all, own, rest: all - own };
}

/** Tenths as `formatPoints` rounds them. */
function roundAway(points: number): number {
  return Math.sign(points) * Math.round(Math.abs(points) * 10) + 0;
}

function scale(amount: number, units: readonly string[]): { value: string; unit: string } {
  let value = amount;
  let step = 0;
  // 999.95 would print as 1000.0, so it already belongs to the next unit.
  while (value >= (step === 0 ? 999.5 : 999.95) && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return { value: step === 0 ? formatCount(value) : value.toFixed(1), unit: units[step] ?? "" };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

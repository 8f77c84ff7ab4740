import { hashText } from "./random.ts";
import type { Random } from "./random.ts";

/** Groups of ports that the same machines try. */
export type Family =
  | "bots"
  | "brute"
  | "data"
  | "lone"
  | "mail"
  | "misc"
  | "proxy"
  | "reflect"
  | "router"
  | "upnp"
  | "voip"
  | "web"
  | "worm";

interface Pool {
  /** Machines at one time. */
  size: number;
  /** Days after which all but the most persistent machines have been replaced. */
  lifetime: number;
  /** Share of the denials that comes from scanners which try everything. */
  surveyed: number;
}

const pools: Record<Family, Pool> = {
  bots: { size: 1600, lifetime: 30, surveyed: 0.02 },
  brute: { size: 500, lifetime: 60, surveyed: 0.08 },
  data: { size: 60, lifetime: 60, surveyed: 0.3 },
  lone: { size: 25, lifetime: 60, surveyed: 0.1 },
  mail: { size: 120, lifetime: 60, surveyed: 0.15 },
  misc: { size: 220, lifetime: 60, surveyed: 0.25 },
  proxy: { size: 70, lifetime: 60, surveyed: 0.1 },
  reflect: { size: 130, lifetime: 90, surveyed: 0.25 },
  router: { size: 250, lifetime: 30, surveyed: 0.1 },
  upnp: { size: 420, lifetime: 30, surveyed: 0.02 },
  voip: { size: 45, lifetime: 90, surveyed: 0.08 },
  web: { size: 450, lifetime: 45, surveyed: 0.12 },
  worm: { size: 700, lifetime: 45, surveyed: 0.04 },
};

/** The scanners that try everything; the first ones do most of it. */
export const surveyScanners: readonly string[] = Array.from({ length: 14 }, (_, index) => `198.18.7.${10 + 3 * index}`);

/** A source address for a denial on a day of the fiscal year. Few machines send much, many send little. */
export function drawSource(random: Random, family: Family, year: number, day: number): string {
  const pool = pools[family];
  if (random.chance(pool.surveyed)) return surveyScanners[heavyIndex(random, surveyScanners.length)] as string;
  // One machine sends most of what the family "lone" does.
  if (family === "lone" && random.chance(0.7)) return syntheticAddress("lone");
  const index = heavyIndex(random, pool.size);
  const generation = index < pool.size / 40 ? "always" : `${year} ${Math.floor((day + (index % 30)) / pool.lifetime)}`;
  return syntheticAddress(`${family} ${index} ${generation}`);
}

/** An IPv6 source in the documentation range. */
export function drawSource6(random: Random): string {
  return `2001:db8:f${heavyIndex(random, 12).toString(16)}00::${(1 + heavyIndex(random, 250)).toString(16)}`;
}

/** The address that stands for a machine: a third in the benchmarking range, the others in the reserved 240.0.0.0/4. */
export function syntheticAddress(machine: string): string {
  const place = hashText(machine);
  const rest = hashText(`rest of ${machine}`);
  const low = `${rest & 255}.${1 + ((rest >>> 8) % 254)}`;
  if (place % 3 === 0) return `198.${18 + ((place >>> 8) & 1)}.${low}`;
  // 255 is left out: it holds the broadcast address.
  return `${240 + ((place >>> 8) % 15)}.${(place >>> 16) & 255}.${low}`;
}

function heavyIndex(random: Random, size: number): number {
  const draw = random.next();
  return Math.floor(draw * draw * size);
}

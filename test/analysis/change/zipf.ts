import { createRandom } from "../../../src/analysis/certainty/random.ts";
import type { RandomBelow } from "../../../src/analysis/certainty/random.ts";
import type { CountRow } from "../../support/counts.ts";

/** What a side is drawn from. */
export interface ZipfSide {
  /** Denials expected in all. */
  denials: number;
  days: number;
  /** The port of popularity k has a share in proportion to k^−exponent. */
  exponent: number;
  ports: number;
  seed: number;
}

/** A side whose ports' counts are Poisson around Zipf-like popularities; each port's denials lie on up to two days. */
export function drawZipfSide({ denials, days, exponent, ports, seed }: ZipfSide): CountRow[] {
  const random = createRandom(seed);
  let whole = 0;
  for (let k = 1; k <= ports; k++) whole += k ** -exponent;
  const rows: CountRow[] = [];
  for (let k = 1; k <= ports; k++) {
    const count = drawPoisson((denials * k ** -exponent) / whole, random);
    const half = Math.ceil(count / 2);
    const port = (k * 40_503) % 65_536;
    if (half > 0) rows.push({ day: 17_000 + (k % days), port, denials: half });
    if (count > half) rows.push({ day: 17_000 + ((k + 1) % days), port, denials: count - half });
  }
  return rows;
}

/** A Poisson number: by multiplying for small means, by the normal approximation for means above 200. */
export function drawPoisson(mean: number, random: RandomBelow): number {
  const fraction = (): number => (random(2 ** 32) + 0.5) / 2 ** 32;
  if (mean > 200) {
    const normal = Math.sqrt(-2 * Math.log(fraction())) * Math.cos(2 * Math.PI * fraction());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = fraction(); product > limit; product *= fraction()) count++;
  return count;
}

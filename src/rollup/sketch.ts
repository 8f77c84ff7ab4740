/** Registers of a HyperLogLog: 2^12, for a standard error of 1.04 / √4096. */
const indexBits = 12;
const registerCount = 1 << indexBits;
const rankBits = 32 - indexBits;

/** Size of a sketch. */
export const sketchBytes = registerCount;

/** Relative standard error of an estimate. */
export const sketchError = 1.04 / Math.sqrt(registerCount);

/** An empty HyperLogLog. */
export function emptySketch(): Uint8Array {
  return new Uint8Array(registerCount);
}

/** Adds one 32-bit hash. */
export function addToSketch(sketch: Uint8Array, hash: number): void {
  const index = hash >>> rankBits;
  const rank = Math.min(Math.clz32(hash << indexBits), rankBits) + 1;
  if (rank > sketch[index]!) sketch[index] = rank;
}

/** Adds all that another sketch has seen. */
export function mergeSketch(sketch: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < registerCount; i++) if (other[i]! > sketch[i]!) sketch[i] = other[i]!;
}

/**
 * The number of distinct hashes seen, estimated without tables or switch-over points
 * (Ertl 2017, "New cardinality estimation algorithms for HyperLogLog sketches", algorithm 6).
 */
export function estimateSketch(sketch: Uint8Array): number {
  const histogram = new Float64Array(rankBits + 2);
  for (let i = 0; i < registerCount; i++) histogram[sketch[i]!]!++;
  let z = registerCount * tau(1 - histogram[rankBits + 1]! / registerCount);
  for (let rank = rankBits; rank >= 1; rank--) z = 0.5 * (z + histogram[rank]!);
  z += registerCount * sigma(histogram[0]! / registerCount);
  return (registerCount * registerCount) / (2 * Math.LN2) / z;
}

function sigma(start: number): number {
  if (start === 1) return Number.POSITIVE_INFINITY;
  let x = start;
  let y = 1;
  let z = x;
  let before: number;
  do {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  } while (z !== before);
  return z;
}

function tau(start: number): number {
  if (start === 0 || start === 1) return 0;
  let x = start;
  let y = 1;
  let z = 1 - x;
  let before: number;
  do {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  } while (z !== before);
  return z / 3;
}

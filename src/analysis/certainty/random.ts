import { mix32 } from "../../rollup/hash.ts";

/** Gives whole numbers from 0 up to, and without, a bound of at most 2^32. */
export type RandomBelow = (bound: number) => number;

/**
 * Random numbers that are the same for the same seed on every machine: xoshiro128** of Blackman and Vigna (2018), its
 * four words filled by the 32-bit mixer of MurmurHash3 from the seed on. Not for secrets.
 */
export function createRandom(seed: number): RandomBelow {
  const next = xoshiro128(fill(seed));
  return (bound) => Math.floor((next() / 2 ** 32) * bound);
}

/**
 * xoshiro128** from the given state, of which not all words may be 0: whole numbers from 0 to 2^32 − 1, the same as
 * those of the authors' program.
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const times5 = Math.imul(b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
}

function fill(seed: number): [number, number, number, number] {
  // The step is odd and the mixer one to one, so the four words differ and at most one of them is 0.
  const word = (place: number): number => mix32(seed + Math.imul(place, 0x9e3779b9));
  return [word(1), word(2), word(3), word(4)];
}

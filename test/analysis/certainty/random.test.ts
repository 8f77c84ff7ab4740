import { expect, test } from "vitest";
import { createRandom, xoshiro128 } from "../../../src/analysis/certainty/random.ts";

/** The authors' program, word for word, on whole numbers of any size. */
function reference(state: readonly bigint[], count: number): number[] {
  const s = [...state];
  const cut = (value: bigint): bigint => value & 0xffff_ffffn;
  const rotate = (value: bigint, by: bigint): bigint => cut(value << by) | (value >> (32n - by));
  return Array.from({ length: count }, () => {
    const result = cut(rotate(cut(s[1]! * 5n), 7n) * 9n);
    const t = cut(s[1]! << 9n);
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotate(s[3]!, 11n);
    return Number(result);
  });
}

test("gives the numbers of the published program", () => {
  const next = xoshiro128([1, 2, 3, 4]);
  const numbers = Array.from({ length: 1000 }, next);
  // By hand: 2 · 5 = 10, turned by 7 bits 1280, times 9 is 11520.
  expect(numbers[0]).toBe(11_520);
  expect(numbers).toEqual(reference([1n, 2n, 3n, 4n], 1000));
});

test("stays below the bound and reaches every number about as often", () => {
  const random = createRandom(7);
  const hits = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 100_000; i++) hits[random(10)]!++;
  // 10,000 each with a standard deviation of 95: within five of them.
  for (const count of hits) expect(Math.abs(count - 10_000)).toBeLessThan(475);
});

test("the same seed gives the same numbers, another seed others", () => {
  const draw = (seed: number): number[] => {
    const random = createRandom(seed);
    return Array.from({ length: 20 }, () => random(1000));
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(draw(0)).not.toEqual(draw(1));
});

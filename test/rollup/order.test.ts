import * as fc from "fast-check";
import { expect, test } from "vitest";
import { orderByWords } from "../../src/rollup/order.ts";

const word = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));

/** Few words, or more than are sorted natively: the given ones again and again, most of them altered a little. */
const words = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 50 }), fc.constantFrom(0, 1 << 11, 1 << 22), fc.boolean())
  .map(([some, step, isLong]) => {
    if (!isLong) return Int32Array.from(some);
    return Int32Array.from({ length: 5000 }, (_, i) => some[i % some.length]! + Math.imul(i % 97, step));
  });

function sort(all: Int32Array, order: Int32Array): Int32Array {
  return order.toSorted((a, b) => (all[a]! >>> 0) - (all[b]! >>> 0));
}

test("places by word, equal ones in their order", () => {
  fc.assert(
    fc.property(words, (all) => {
      expect(orderByWords(all)).toEqual(sort(all, Int32Array.from(all.keys())));
    }),
    { seed: 71, numRuns: 100 },
  );
});

test("or in the order given, which stays as it is", () => {
  fc.assert(
    fc.property(words, (all) => {
      const given = Int32Array.from(all.keys()).reverse();
      expect(orderByWords(all, given)).toEqual(sort(all, given));
      expect(given[0]).toBe(all.length - 1);
    }),
    { seed: 72, numRuns: 100 },
  );
});

test("no words", () => {
  expect(orderByWords(new Int32Array(0))).toHaveLength(0);
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cursorOn } from "../../src/scan/cursor.ts";
import { readNumber, readPort } from "../../src/scan/fields.ts";

test.each([
  ["0", 0],
  ["65535", 65_535],
  ["65536", -1],
  ["99999", -1],
  ["100000", -1],
  ["4294967319", -1],
  ["00023", 23],
  ["9".repeat(65_536), -1],
  ["", -1],
  ["-1", -1],
  ["x80", -1],
])("port %s", (text, port) => {
  expect(readPort(cursorOn(text), 0)).toBe(port);
});

test("every port is read, up to what ends it", () => {
  for (let port = 0; port <= 65_535; port++) {
    const cursor = cursorOn(`${port}/tcp`);
    if (readPort(cursor, 0) !== port || cursor.pos !== String(port).length) throw new Error(`port ${port}`);
  }
});

test("numbers are exact or none", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789".split("")), minLength: 1, maxLength: 24 });
  fc.assert(
    fc.property(digits, fc.constantFrom("", " ", "x", "."), (text, behind) => {
      const cursor = cursorOn(text + behind);
      const value = readNumber(cursor, 0);
      expect(value).toBe(BigInt(text) > BigInt(Number.MAX_SAFE_INTEGER) ? -1 : Number(text));
      expect(cursor.pos).toBe(text.length);
    }),
    { seed: 1, numRuns: 2000 },
  );
  expect(readNumber(cursorOn("9".repeat(5000)), 0)).toBe(-1);
  expect(readNumber(cursorOn("abc"), 0)).toBe(-1);
});

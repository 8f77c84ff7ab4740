import * as fc from "fast-check";
import { expect, test } from "vitest";
import { printable, toAscii } from "../../src/report/escape.ts";
import { columnsOf } from "../../src/report/layout.ts";
import { anyText } from "./random-reports.ts";

test.each([
  ["logs/fw01.log", "logs/fw01.log"],
  ["東京-fw é", "東京-fw é"],
  ["\x1b[2J", "\\x1b[2J"],
  ["a\nb\tc\r", "a\\x0ab\\x09c\\x0d"],
  ["\x7f\x80\x9b", "\\x7f\\x80\\x9b"],
  ["gpj\u202eexe", "gpj\\u202eexe"],
  ["a\u2066b\u2069", "a\\u2066b\\u2069"],
  ["fw\u200b\u200d\ufeff", "fw\\u200b\\u200d\\ufeff"],
  ["\ud800x\udc00", "\\ud800x\\udc00"],
  ["\u2028\u2029", "\\u2028\\u2029"],
  ["a\u{e0041}", "a\\u{e0041}"],
  ["e\u0301", "e\u0301"],
  [`e${"\u0301".repeat(6)}`, `e${"\u0301".repeat(4)}\\u0301\\u0301`],
])("%j prints as %j", (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test.each([
  ["abcdef", 6, "abcdef"],
  ["abcdefg", 6, "abcde…"],
  ["漢字漢字", 6, "漢字…"],
  ["\x1b\x1b", 6, "\\x1b\\…"],
  ["abc", 0, ""],
])("%j in %i columns is %j", (text, columns, shown) => {
  expect(printable(text, columns)).toBe(shown);
});

test("nothing that controls, hides or reorders is left, and the length holds", () => {
  fc.assert(
    fc.property(anyText, fc.nat(80), (text, columns) => {
      const shown = printable(text, columns);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/u);
      expect(columnsOf(shown)).toBeLessThanOrEqual(columns);
    }),
    { numRuns: 1_000 },
  );
});

test("what is printable stays as it is", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = printable(text);
      expect(printable(shown)).toBe(shown);
    }),
  );
});

test("ASCII keeps the meaning of the signs", () => {
  expect(toAscii("−18.9 – ×0.67 ±1.6 % fw… 東")).toBe("-18.9 - x0.67 +-1.6 % fw... \\u6771");
});

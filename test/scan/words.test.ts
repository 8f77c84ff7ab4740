import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cursorOn } from "../../src/scan/cursor.ts";
import { findByte, findBytes, foldByte, startsWith, WordTable } from "../../src/scan/words.ts";

const letters = fc.constantFrom(..."aAbB-/. ".split(""));
const word = fc.string({ unit: letters, maxLength: 6 });

function find(table: WordTable, text: string, around = ""): number {
  const bytes = Buffer.from(around + text + around);
  return table.find(bytes, around.length, bytes.length - around.length);
}

describe("a word table", () => {
  test("finds what a map of small letters finds", () => {
    const entries = fc.array(fc.tuple(word, fc.nat(1000)), { maxLength: 60 });
    fc.assert(
      fc.property(entries, fc.array(word, { maxLength: 60 }), fc.constantFrom("", "a", "="), (pairs, asked, around) => {
        const table = new WordTable(pairs);
        const map = new Map(pairs.map(([text, value]) => [text.toLowerCase(), value]));
        for (const text of [...asked, ...pairs.map(([known]) => known)]) {
          expect(find(table, text, around)).toBe(map.get(text.toLowerCase()) ?? -1);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test("tells words apart that share length, ends and middle, and prefixes", () => {
    // The hash looks at length, first, middle and last byte.
    const words = ["axxmyyz", "ayxmyxz", "axymxyz", "axxm", "axxmy", "a", ""];
    const table = new WordTable(words.map((text, value) => [text, value]));
    words.forEach((text, value) => expect(find(table, text)).toBe(value));
    for (const text of ["azzmzzz", "axx", "axxmyyzz", "b"]) expect(find(table, text)).toBe(-1);
  });

  test("folds ASCII letters only", () => {
    const table = new WordTable([
      ["deny", 1],
      ["[x]", 2],
    ]);
    expect([find(table, "DeNy"), find(table, "{x}"), find(table, "d\u0435ny")]).toEqual([1, -1, -1]);
    expect([foldByte(64), foldByte(65), foldByte(90), foldByte(91), foldByte(200)]).toEqual([64, 97, 122, 91, 200]);
  });
});

describe("searches", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "="), maxLength: 30 });
  const needle = fc.string({ unit: fc.constantFrom("a", "b", "="), minLength: 1, maxLength: 4 });

  test("find what indexOf finds in the line, and nothing behind its end", () => {
    fc.assert(
      fc.property(text, text, text, needle, fc.nat(30), (before, line, behind, wanted, skip) => {
        const cursor = cursorOn(before + line + behind);
        cursor.setLine(before.length, before.length + line.length);
        const from = before.length + Math.min(skip, line.length);
        const at = (before + line).indexOf(wanted, from);
        expect(findBytes(cursor, from, Buffer.from(wanted))).toBe(at);
        expect(findByte(cursor, from, wanted.charCodeAt(0))).toBe((before + line).indexOf(wanted[0]!, from));
        expect(startsWith(cursor, from, Buffer.from(wanted))).toBe((before + line).startsWith(wanted, from));
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});

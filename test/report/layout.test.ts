import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable } from "../../src/report/escape.ts";
import { clip, clipLine, clipStart, columnsOf, columnsOfLine, pad, wrap } from "../../src/report/layout.ts";
import { anyText } from "./random-reports.ts";

test.each([
  ["", 0],
  ["fw01", 4],
  ["█▒░▲▼−×–…", 9],
  ["東京", 4],
  ["ﾃﾚ", 2],
  ["Ａ", 2],
  ["한국", 4],
  ["e\u0301", 1],
  ["🦊", 2],
])("%j takes %i columns", (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

describe("clipping", () => {
  test.each([
    [clip, "abcdef", 4, "abc…"],
    [clip, "abcd", 4, "abcd"],
    [clip, "東京東京", 5, "東京…"],
    [clip, "東京東京", 4, "東…"],
    [clip, "abc", 1, "…"],
    [clipStart, "logs/fw01.log", 9, "…fw01.log"],
    [clipStart, "logs/fw01.log", 13, "logs/fw01.log"],
    [clipStart, "東京東京", 4, "…京"],
  ])("%o of %j to %i columns", (cut, text, columns, shown) => {
    expect(columnsOf(cut(text, columns))).toBeLessThanOrEqual(columns);
    expect(cut(text, columns)).toBe(shown);
  });

  test("an ellipsis wider than the room gives way to the text", () => {
    expect(clip("abcdef", 2, "...")).toBe("ab");
    expect(clipStart("abcdef", 2, "...")).toBe("..");
  });

  test("a line keeps the roles of what is left", () => {
    const line = [
      { text: "telnet", role: "telnet" },
      { text: " 29.2 %", role: "plain" },
    ] as const;
    expect(clipLine(line, 9, "…")).toEqual([
      { text: "telnet", role: "telnet" },
      { text: " 2…", role: "plain" },
    ]);
    expect(clipLine(line, 6, "…")).toEqual([{ text: "telne…", role: "telnet" }]);
    expect(clipLine(line, 13, "…")).toBe(line);
  });

  test("a clipped line is as wide as it may be, or less by half a wide character", () => {
    const texts = fc.array(
      anyText.map((text) => ({ text: printable(text), role: "plain" as const })),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(texts, fc.nat(60), (line, columns) => {
        const full = columnsOfLine(line);
        const clipped = columnsOfLine(clipLine(line, columns, "…"));
        expect(clipped).toBeLessThanOrEqual(columns);
        expect(clipped).toBeGreaterThanOrEqual(Math.min(full, columns) - 1);
      }),
    );
  });
});

test("padding counts columns, not characters", () => {
  expect(pad("東京", 6)).toBe("東京  ");
  expect(pad("7", 3, "right")).toBe("  7");
  expect(pad("long", 2)).toBe("long");
});

describe("wrapping", () => {
  test.each([
    ["a number stays with its unit", "the share was 38.0 % then", 17, ["the share was", "38.0 % then"]],
    ["so do points", "fell by −18.9 points", 15, ["fell by", "−18.9 points"]],
    ["and sizes", "of 12 files 12.4 MB", 16, ["of 12 files", "12.4 MB"]],
    ["a range stays together", "between 34.1 – 52.7", 16, ["between", "34.1 – 52.7"]],
    ["a sign goes with what it adds", "47 denials + 3 allowed", 16, ["47 denials", "+ 3 allowed"]],
    ["a long word is broken", "abcdefgh ij", 4, ["abcd", "efgh", "ij"]],
    ["no text is one empty line", "", 10, [""]],
  ])("%s", (_, text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines);
  });

  test("loses nothing and keeps to the width", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 60 }), (text, columns) => {
        const shown = printable(text);
        const lines = wrap(shown, columns);
        expect(lines.filter((line) => columnsOf(line) > columns)).toEqual([]);
        expect(lines.join("").replaceAll(" ", "")).toBe(shown.replaceAll(" ", ""));
      }),
    );
  });
});

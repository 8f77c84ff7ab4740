import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSecondByte, shownText } from "../../src/scan/shown-text.ts";

/** Names in the encodings that devices write them in, as bytes. */
const known: readonly (readonly [string, string, string])[] = [
  ["ASCII", "66773031", "fw01"],
  ["UTF-8", "66772de69db1e4baac", "fw-東京"],
  ["UTF-8 with a replacement character of its own", "61efbfbd", "a\ufffd"],
  ["Shift_JIS", "66772d938c8b9e", "fw-東京"],
  ["Shift_JIS with a second byte that is a backslash", "91e3955c", "代表"],
  ["Shift_JIS, katakana", "83748340834383418345", "ファイアウ"],
  ["EUC-JP", "66772dc5ecb5fe", "fw-東京"],
  ["EUC-JP, katakana", "a5d5a5a1a5a4a5a2", "ファイア"],
  ["Latin-1", "5afc72696368", "Zürich"],
  ["Latin-1 with a letter behind it that Shift_JIS would take", "4f726ce9616e73", "Orléans"],
  ["Latin-1 with two such letters in a row", "50e4e46f6666696365", "Pääoffice"],
];

test.each(known)("%s", (_name, hex, text) => {
  const bytes = Buffer.from(`2020${hex}2020`, "hex");
  expect(shownText(bytes, 2, bytes.length - 2)).toBe(text);
});

test("any bytes have a text without replacement characters, and UTF-8 is left as it is", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (raw) => {
      const bytes = Buffer.from(raw);
      const text = shownText(bytes);
      if (Buffer.from(bytes.toString("utf8")).equals(bytes)) expect(text).toBe(bytes.toString("utf8"));
      else expect(text).not.toContain("\ufffd");
    }),
    { seed: 7, numRuns: 3000 },
  );
});

describe("the second byte of a Shift_JIS character", () => {
  test.each([
    ["955c22", 1, true],
    ["91e3955c22", 3, true],
    ["83 5c".replace(" ", ""), 1, true],
    ["41 5c22".replace(" ", ""), 1, false],
    // 日 and ü in UTF-8, behind which a backslash escapes.
    ["e697a55c22", 3, false],
    ["c3bc5c22", 2, false],
    ["f09f98805c22", 4, false],
    // é in Latin-1.
    ["b15c22", 1, false],
  ])("%s at %i: %s", (hex, at, is) => {
    expect(isSecondByte(Buffer.from(hex, "hex"), at)).toBe(is);
  });
});

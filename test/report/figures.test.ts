import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { englishFigures, japaneseFigures } from "../../src/report/figures.ts";
import { valueOf } from "./printed-figures.ts";

describe("counts in Japanese", () => {
  test.each([
    [0, "0"],
    [1, "1"],
    [9_999, "9,999"],
    [10_000, "1万"],
    [10_005, "1万5"],
    [25_000, "2万5,000"],
    [250_000_000, "2億5,000万"],
    [100_001_234, "1億1,234"],
    [123_456_789, "1億2,345万6,789"],
    [36_400_000_000, "364億"],
    [1_000_000_000_000, "1兆"],
    [4e16, "4京"],
    [2.5e21, "250,000京"],
    [-25_000, "-2万5,000"],
    [0.4, "0"],
  ])("%d is %s", (count, text) => {
    expect(japaneseFigures.count(count)).toBe(text);
  });

  test("read back as the same number", () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (count) => {
        expect(valueOf(japaneseFigures.count(count))).toBe(count);
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });
});

test.each([
  [380, "38.0 %", "38.0%"],
  [0, "0.0 %", "0.0%"],
])("%d tenths of a percent", (tenths, inEnglish, inJapanese) => {
  expect(englishFigures.percent(tenths)).toBe(inEnglish);
  expect(japaneseFigures.percent(tenths)).toBe(inJapanese);
});

test.each([
  [-18.9, "−18.9 points", "18.9ポイント減"],
  [2, "+2.0 points", "2.0ポイント増"],
  [0.04, "0.0 points", "増減0.0ポイント"],
  [-0.04, "0.0 points", "増減0.0ポイント"],
])("a change of %d points", (points, inEnglish, inJapanese) => {
  expect(englishFigures.change(points)).toBe(inEnglish);
  expect(japaneseFigures.change(points)).toBe(inJapanese);
});

test.each([
  [0.67, "×0.67", "0.67倍"],
  [1_234, "×1,234", "1,234倍"],
  [0.001, "×<0.01", "0.01倍未満"],
])("a ratio of %d", (ratio, inEnglish, inJapanese) => {
  expect(englishFigures.ratio(ratio)).toBe(inEnglish);
  expect(japaneseFigures.ratio(ratio)).toBe(inJapanese);
});

test.each([
  [950, "950"],
  [9_999, "9,999"],
  [10_000, "1.0万"],
  [6_120_000, "612.0万"],
  [99_999_499, "9999.9万"],
  [99_999_500, "1.0億"],
])("an amount of %d in Japanese", (amount, text) => {
  expect(japaneseFigures.amount(amount)).toBe(text);
});

test.each([
  [400, "0.4秒"],
  [14_000, "14秒"],
  [125_000, "2分05秒"],
  [3_720_000, "1時間02分"],
])("%d ms in Japanese", (ms, text) => {
  expect(japaneseFigures.duration(ms)).toBe(text);
});

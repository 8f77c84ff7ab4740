import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { english, languageCodes, languageOf } from "../../src/report/language.ts";
import { writeProse } from "../../src/report/prose.ts";
import type { Prose } from "../../src/report/prose.ts";
import { numbersIn, printedFigures, valueOf } from "./printed-figures.ts";
import { anyFindings } from "./random-findings.ts";
import { anyText } from "./random-reports.ts";

const japanese = languageOf("ja");
const words = fc.constantFrom("", "fw", "border gateway", "前年度", "FY2017", "FY2018", "2017-04", "x  y");
const runs = { numRuns: 200, seed: 5 };

function sentencesOf({ headline, paragraphs }: Prose): string[] {
  return [headline, ...paragraphs.flatMap(({ sentences }) => sentences)];
}

describe.each(languageCodes)("in %s", (code) => {
  const language = languageOf(code);

  test("each sentence ends with a full stop, and none has a hole or two spaces", () => {
    const stop = code === "en" ? "." : "。";
    fc.assert(
      fc.property(anyFindings(fc.oneof(words, anyText)), (report) => {
        const sentences = sentencesOf(writeProse(report, language));
        expect(sentences.filter((sentence) => !sentence.endsWith(stop))).toEqual([]);
        expect(sentences.filter((sentence) => /NaN|undefined|null|Infinity| {2}|^\s|\(\)|（）/.test(sentence))).toEqual(
          [],
        );
        expect(sentences.join("")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      runs,
    );
  });

  test("each number is one of the report's", () => {
    fc.assert(
      fc.property(anyFindings(words), (report) => {
        const printed = printedFigures(report);
        const written = sentencesOf(writeProse(report, language)).flatMap(numbersIn);
        expect(written.filter((number) => !printed.has(number))).toEqual([]);
      }),
      runs,
    );
  });
});

test("English words of direction agree with the numbers they stand with", () => {
  fc.assert(
    fc.property(anyFindings(words), (report) => {
      for (const sentence of sentencesOf(writeProse(report, english))) {
        const share = / (fell|rose) from ([\d.]+) % to ([\d.]+) % \(([−+])/.exec(sentence);
        if (share !== null) {
          expect([sentence, share[1]]).toEqual([sentence, Number(share[2]) > Number(share[3]) ? "fell" : "rose"]);
          expect([sentence, share[4]]).toEqual([sentence, share[1] === "fell" ? "−" : "+"]);
        }
        const counts = /(fell|rose)[^%]*? from ([\d,.]+)[^%]*? to ([\d,.]+)(?=[ .])/.exec(sentence);
        if (counts !== null && share === null) {
          expect([sentence, counts[1]]).toEqual([
            sentence,
            Math.sign(valueOf(counts[2]!) - valueOf(counts[3]!)) > 0 ? "fell" : "rose",
          ]);
          const ratio = /\(×<?([\d,.]+)\)/.exec(sentence)?.[1];
          if (ratio !== undefined) expect([sentence, valueOf(ratio) > 1]).toEqual([sentence, counts[1] === "rose"]);
        }
        const slight = /(fell|rose) slightly and is still [\d.]+ % \(([−+])/.exec(sentence);
        if (slight !== null) expect(slight[2]).toBe(slight[1] === "fell" ? "−" : "+");
      }
    }),
    runs,
  );
});

test("Japanese words of direction agree with the numbers they stand with", () => {
  fc.assert(
    fc.property(anyFindings(words), (report) => {
      for (const sentence of sentencesOf(writeProse(report, japanese))) {
        const share = /([\d.]+)%から([\d.]+)%に(低下|上昇)した（[\d.]+ポイント(減|増)）/.exec(sentence);
        if (share !== null) {
          expect([sentence, share[3]]).toEqual([sentence, Number(share[1]) > Number(share[2]) ? "低下" : "上昇"]);
          expect([sentence, share[4]]).toEqual([sentence, share[3] === "低下" ? "減" : "増"]);
        }
        const counts =
          /([\d,.万億兆京]+)(?:件|アドレス)から[^%]*?([\d,.万億兆京]+)(?:件|アドレス)に(減少|増加)した/.exec(sentence);
        if (counts !== null) {
          expect([sentence, counts[3]]).toEqual([
            sentence,
            valueOf(counts[1]!) > valueOf(counts[2]!) ? "減少" : "増加",
          ]);
          const ratio = /（([\d,.]+)倍(?:未満)?）/.exec(sentence)?.[1];
          if (ratio !== undefined) expect([sentence, valueOf(ratio) > 1]).toEqual([sentence, counts[3] === "増加"]);
        }
        const ports = /ポート数は([\d,.]+)から([\d,.]+)に(増え|減り)/.exec(sentence);
        if (ports !== null) expect(ports[3]).toBe(valueOf(ports[1]!) < valueOf(ports[2]!) ? "増え" : "減り");
      }
    }),
    runs,
  );
});

test("both languages say the same sentences with the same numbers", () => {
  fc.assert(
    fc.property(anyFindings(fc.constantFrom("fw", "border gateway")), (report) => {
      const [inEnglish, inJapanese] = [english, japanese].map((language) => sentencesOf(writeProse(report, language)));
      expect(inJapanese).toHaveLength(inEnglish!.length);
      // The order of numbers differs, as does what counts one.
      const valuesOf = (sentence: string) =>
        new Set(
          numbersIn(sentence)
            .map(valueOf)
            .filter((value) => value !== 1),
        );
      for (const [at, sentence] of inEnglish!.entries()) {
        expect([sentence, inJapanese![at], valuesOf(inJapanese![at]!)]).toEqual([
          sentence,
          inJapanese![at],
          valuesOf(sentence),
        ]);
      }
    }),
    runs,
  );
});

test("the shares of telnet, the rest of IoT and others add up to 100.0 % on both sides", () => {
  fc.assert(
    fc.property(anyFindings(words), (report) => {
      const [change] = writeProse(report, english).paragraphs;
      if (change?.title !== "What changed") return;
      const shares = ["telnet", "IoT without telnet", "other targets"].map((name) => {
        const sentence = change.sentences.find((text) => text.startsWith(`The share of ${name}`)) ?? "";
        return [...sentence.matchAll(/(\d+)\.(\d) %/g)].map(([, whole, tenth]) => Number(`${whole}${tenth}`));
      });
      expect(shares.reduce((sum, [before = NaN]) => sum + before, 0)).toBe(1000);
      expect(shares.reduce((sum, parts) => sum + (parts.at(-1) ?? NaN), 0)).toBe(1000);
    }),
    runs,
  );
});

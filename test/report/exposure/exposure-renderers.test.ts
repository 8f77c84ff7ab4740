import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderExposure } from "../../../src/report/exposure/exposure-renderers.ts";
import { exposureTableNames } from "../../../src/report/exposure/exposure-table-names.ts";
import { exposureTables } from "../../../src/report/exposure/exposure-tables.ts";
import { renderExposureText } from "../../../src/report/exposure/exposure-text.ts";
import { columnsOf } from "../../../src/report/layout.ts";
import { languageCodes, languageOf } from "../../../src/report/language.ts";
import { rowsOf, htmlOf, tagsOf } from "../../support/markdown-html.ts";
import { readCsv } from "../../support/read-csv.ts";
import { expectPrintable, withoutColor } from "../../support/terminal-safety.ts";
import { readGolden } from "../golden.ts";
import { anyMarkup } from "../hostile-strings.ts";
import { emptyExposure, fullExposure, withForeign } from "./exposure-reports.ts";

const options = { ascii: false, table: "ports" } as const;

describe("what a reader sees", () => {
  test.each(languageCodes)("text, %s", (code) => {
    const text = renderExposureText(fullExposure(), {
      width: 100,
      color: false,
      ascii: false,
      language: languageOf(code),
    });
    expect(text).toBe(readGolden(`exposure/exposure-text.${code}`, text));
  });
  test.each(languageCodes)("Markdown, %s", async (code) => {
    const text = await renderExposure("md", fullExposure(), { ...options, language: languageOf(code) });
    expect(text).toBe(readGolden(`exposure/exposure-markdown.${code}`, text));
  });
  test("CSV", async () => {
    const parts: string[] = [];
    for (const table of exposureTableNames) {
      parts.push(
        `[${table}]\r\n${await renderExposure("csv", fullExposure(), { ...options, table, language: languageOf("en") })}`,
      );
    }
    const text = parts.join("\r\n").replaceAll("\r\n", "\n");
    expect(text).toBe(readGolden("exposure/exposure-csv", text));
  });
  test.each(languageCodes)("nothing found, %s", (code) => {
    const text = renderExposureText(emptyExposure(), {
      width: 80,
      color: false,
      ascii: false,
      language: languageOf(code),
    });
    expect(text).toBe(readGolden(`exposure/exposure-nothing.${code}`, text));
  });
});

describe("on a terminal", () => {
  test.each([60, 80, 100, 200])("no line is wider than %i columns", (width) => {
    for (const code of languageCodes) {
      const text = renderExposureText(fullExposure(), { width, color: true, ascii: false, language: languageOf(code) });
      const wide = withoutColor(text)
        .split("\n")
        .filter((line) => columnsOf(line) > width);
      expect(wide).toEqual([]);
    }
  });
  test("ASCII is ASCII", () => {
    const text = renderExposureText(fullExposure(), {
      width: 100,
      color: false,
      ascii: true,
      language: languageOf("en"),
    });
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  });
});

describe("foreign text", () => {
  const anyTexts = fc.array(anyMarkup, { minLength: 1, maxLength: 12 });
  const hostile = (texts: readonly string[]) => {
    let at = 0;
    return withForeign(fullExposure(), () => texts[at++ % texts.length] ?? "");
  };
  test("controls no terminal", () => {
    fc.assert(
      fc.property(anyTexts, (texts) => {
        expectPrintable(
          renderExposureText(hostile(texts), { width: 100, color: false, ascii: false, language: languageOf("en") }),
        );
      }),
    );
  });
  test("is no markup in Markdown", async () => {
    const plain = tagsOf(
      htmlOf(await renderExposure("md", fullExposure(), { ...options, language: languageOf("en") })),
    );
    await fc.assert(
      fc.asyncProperty(anyTexts, async (texts) => {
        const markdown = await renderExposure("md", hostile(texts), { ...options, language: languageOf("en") });
        expect(tagsOf(htmlOf(markdown))).toEqual(plain);
      }),
    );
    expect(
      rowsOf(htmlOf(await renderExposure("md", fullExposure(), { ...options, language: languageOf("en") }))).length,
    ).toBeGreaterThan(20);
  });
  test("is no markup in HTML, and the page needs and runs nothing", async () => {
    const tags = (html: string): string[] => [...html.matchAll(/<\/?[a-z][^\s>]*/gi)].map(([tag]) => tag);
    const plain = await renderExposure("html", fullExposure(), { ...options, language: languageOf("ja") });
    expect(plain).toContain('<html lang="ja">');
    expect(plain).toContain("default-src &#x27;none&#x27;");
    expect(plain).not.toMatch(/<script|\sstyle=|\son[a-z]+=|https?:\/\/(?!admin\.example\.jp)/i);
    await fc.assert(
      fc.asyncProperty(anyTexts, async (texts) => {
        const html = await renderExposure("html", hostile(texts), { ...options, language: languageOf("ja") });
        expect(tags(html)).toEqual(tags(plain));
      }),
    );
  });
  test("is no formula in CSV, and reads back", async () => {
    await fc.assert(
      fc.asyncProperty(anyTexts, fc.constantFrom(...exposureTableNames), async (texts, table) => {
        const report = hostile(texts);
        const [header, ...rows] = readCsv(
          await renderExposure("csv", report, { ...options, table, language: languageOf("en") }),
        );
        const { columns, rows: told } = exposureTables[table](report);
        expect(header).toEqual(columns);
        expect(rows).toHaveLength(told.length);
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^(?![+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$)[=+@-]/i);
      }),
    );
  });
  test("stays what it is in JSON", async () => {
    await fc.assert(
      fc.asyncProperty(anyTexts, async (texts) => {
        const json = await renderExposure("json", hostile(texts), { ...options, language: languageOf("en") });
        expectPrintable(json);
        expect(JSON.parse(json)).toEqual(hostile(texts));
      }),
    );
  });
});

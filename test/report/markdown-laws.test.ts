import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { printable } from "../../src/report/escape.ts";
import { english, languageOf } from "../../src/report/language.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { type Block, writeMarkdown } from "../../src/report/markdown/document.ts";
import { htmlOf, rowsOf, tagsOf, textsOf } from "../support/markdown-html.ts";
import { full } from "./full-report.ts";
import { anyMarkup, withTexts } from "./hostile-strings.ts";
import { anyText } from "./random-reports.ts";

// Each run parses whole reports: a busy machine must fail no test.
vi.setConfig({ testTimeout: 60_000 });

const anyForeign = fc.oneof(anyMarkup, anyText);
const japanese = languageOf("ja");

function shown(text: string): string {
  return printable(text).trim();
}

describe("foreign text in Markdown", () => {
  test("in a table is the text of its own cell, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyForeign, anyForeign), { minLength: 1, maxLength: 4 }), (rows) => {
        const columns = [
          { title: "one", align: "left" as const },
          { title: "two", align: "right" as const },
        ];
        const html = htmlOf(writeMarkdown([{ kind: "table", columns, rows }]));
        expect(rowsOf(html)).toEqual([["one", "two"], ...rows.map((row) => row.map(shown))]);
        expect(new Set(tagsOf(html).map((tag) => tag.replace(/ align="\w+"/, "")))).toEqual(
          new Set("<table> <thead> <tr> <th> </th> </tr> </thead> <tbody> <td> </td> </tbody> </table>".split(" ")),
        );
      }),
      { seed: 5, numRuns: 1000 },
    );
  });

  test("in a paragraph, a list and a heading is text alone", () => {
    fc.assert(
      fc.property(anyForeign, anyForeign, anyForeign, anyForeign, (one, two, three, four) => {
        fc.pre([one, two, three, four].every((text) => shown(text) !== ""));
        const blocks: Block[] = [
          { kind: "heading", level: 2, text: one },
          { kind: "paragraph", text: two },
          { kind: "list", items: [three, four] },
          { kind: "paragraph", text: one, isStrong: true },
        ];
        const html = htmlOf(writeMarkdown(blocks));
        expect(textsOf(html, "h2")).toEqual([shown(one)]);
        expect(textsOf(html, "li")).toEqual([shown(three), shown(four)]);
        expect(textsOf(html, "strong")).toEqual([shown(one)]);
        expect(textsOf(html, "p")[0]).toBe(shown(two));
        expect(tagsOf(html).join("")).toBe("<h2></h2><p></p><ul><li></li><li></li></ul><p><strong></strong></p>");
      }),
      { seed: 5, numRuns: 1000 },
    );
  });

  test.each([english, japanese])("never changes what a report is made of: $code", (language) => {
    const tame = tagsOf(
      htmlOf(
        renderMarkdown(
          withTexts(full(), () => "tame"),
          language,
        ),
      ),
    );
    fc.assert(
      fc.property(fc.array(anyForeign, { minLength: 1, maxLength: 20 }), (texts) => {
        let at = 0;
        const report = withTexts(full(), () => `t${texts[at++ % texts.length]}`);
        const markdown = renderMarkdown(report, language);
        expect(tagsOf(htmlOf(markdown))).toEqual(tame);
        expect(markdown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  test.each([
    ["a link", "[click](http://evil.example/)"],
    ["an image", "![x](http://evil.example/p.png)"],
    ["HTML", "<img src=x onerror=alert(1)>"],
    ["code", "`x`"],
    ["an address of the web", "http://evil.example/ and www.evil.example"],
    ["an address of mail", "mailto:root@evil.example"],
    ["another cell", "a | b \\| c"],
    ["an entity", "&lt;b&gt; &#124;"],
    ["emphasis", "**a** _b_ ~~c~~"],
  ])("%s reads as it stands", (_what, text) => {
    const report = full();
    report.coverage[0]!.device = text;
    const html = htmlOf(renderMarkdown(report, english));
    expect(rowsOf(html).filter(([cell]) => cell === text)).toHaveLength(1);
    expect(html).not.toMatch(/<(?:a|img|code|del|em)\b/);
  });

  // Some parsers link what looks like an address once escapes are gone, so these must not stand in one piece.
  test.each(["http://evil.example", "WWW.evil.example", "root@evil.example", "@everyone"])(
    "%s is broken up",
    (text) => {
      const markdown = writeMarkdown([{ kind: "paragraph", text }]);
      expect(markdown.replaceAll("\\", "")).not.toContain(text);
      expect(htmlOf(markdown)).toBe(`<p>${text}</p>\n`);
    },
  );
});

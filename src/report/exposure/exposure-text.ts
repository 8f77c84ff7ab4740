import type { ExposureReport } from "../../analysis/exposure/exposure-report.ts";
import { toAscii } from "../escape.ts";
import { chooseGlyphs } from "../glyphs.ts";
import type { Language } from "../language.ts";
import { clipLine, type Line, tidyLine, wrap } from "../layout.ts";
import { paintLine } from "../text.ts";
import type { Role } from "../theme.ts";
import { drawPageTable } from "./draw-page-table.ts";
import { layOutExposure } from "./lay-out-page.ts";

/** How the text looks. */
export interface ExposureTextOptions {
  /** Columns that no line exceeds. */
  width: number;
  color: boolean;
  ascii: boolean;
  language: Language;
}

const limits = { ports: 20, hosts: 10 };

/** A report on exposure as text, with a newline at its end. */
export function renderExposureText(report: ExposureReport, options: ExposureTextOptions): string {
  const { width, color, ascii, language } = options;
  const page = layOutExposure(report, language, limits);
  const { ellipsis } = chooseGlyphs(ascii);
  const spell = (text: string): string => (ascii ? toAscii(text) : text);
  const paragraph = (text: string, role: Role): Line[] =>
    wrap(spell(text), width).map((line): Line => [{ text: line, role }]);
  const blocks: Line[][] = [
    page.notice === null ? [] : paragraph(page.notice, "warning"),
    page.headline.flatMap((sentence, at) => paragraph(sentence, at === 0 ? "heading" : "plain")),
    ...page.sections.flatMap(({ title, paragraphs, tables }): Line[][] => [
      [[{ text: spell(title), role: "heading" as const }], ...paragraphs.flatMap((text) => paragraph(text, "muted"))],
      ...tables.map((table) => drawPageTable(table, width, ellipsis, spell)),
    ]),
    page.notes.lines.length === 0
      ? []
      : [
          [{ text: spell(page.notes.title), role: "warning" }],
          ...page.notes.lines.flatMap((text) =>
            wrap(spell(text), width - 2).map((line, at): Line => [
              { text: at === 0 ? "! " : "  ", role: "warning" },
              { text: line, role: "plain" },
            ]),
          ),
        ],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${paintLine(tidyLine(clipLine(line, width, ellipsis)), color)}\n`).join(""))
    .join("\n");
}

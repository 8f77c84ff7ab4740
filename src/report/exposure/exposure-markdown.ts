import type { ExposureReport } from "../../analysis/exposure/exposure-report.ts";
import type { Language } from "../language.ts";
import { type Block, writeMarkdown } from "../markdown/document.ts";
import { layOutExposure } from "./lay-out-page.ts";

const limits = { ports: 100, hosts: 100 };

/** A report on exposure as GitHub-flavoured Markdown, with a newline at its end. Foreign text yields no markup. */
export function renderExposureMarkdown(report: ExposureReport, language: Language): string {
  const page = layOutExposure(report, language, limits);
  const [first = "", ...others] = page.headline;
  const paragraph = (text: string): Block => ({ kind: "paragraph", text });
  return writeMarkdown([
    { kind: "heading", level: 1, text: page.title },
    ...(page.notice === null ? [] : [{ kind: "paragraph", text: page.notice, isStrong: true } as const]),
    { kind: "paragraph", text: first, isStrong: true },
    ...others.map(paragraph),
    ...page.sections.flatMap(({ title, paragraphs, tables }): Block[] => [
      { kind: "heading", level: 2, text: title },
      ...paragraphs.map(paragraph),
      ...tables.flatMap(({ caption, columns, rows, more }): Block[] => [
        ...(caption === null ? [] : [paragraph(caption)]),
        {
          kind: "table",
          columns: columns.map((column) => ({ title: column.title, align: column.isNumber ? "right" : "left" })),
          rows: rows.map((row) => row.map(({ text }) => text)),
        },
        ...(more === null ? [] : [paragraph(more)]),
      ]),
    ]),
    ...(page.notes.lines.length === 0
      ? []
      : [
          { kind: "heading", level: 2, text: page.notes.title } as const,
          { kind: "list", items: page.notes.lines } as const,
        ]),
  ]);
}

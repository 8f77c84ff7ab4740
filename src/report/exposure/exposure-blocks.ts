import type { Block } from "../markdown/document.ts";
import type { ExposurePage } from "./exposure-page.ts";

/** A page on exposure without its title. @param level of the headings of its sections. */
export function exposureBlocks(page: ExposurePage, level: 2 | 3): Block[] {
  const [first = "", ...others] = page.headline;
  const paragraph = (text: string): Block => ({ kind: "paragraph", text });
  return [
    ...(page.notice === null ? [] : [{ kind: "paragraph", text: page.notice, isStrong: true } as const]),
    { kind: "paragraph", text: first, isStrong: true },
    ...others.map(paragraph),
    ...page.sections.flatMap(({ title, paragraphs, tables }): Block[] => [
      { kind: "heading", level, text: title },
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
          { kind: "heading", level, text: page.notes.title } as const,
          { kind: "list", items: page.notes.lines } as const,
        ]),
  ];
}

import { type Line, wrap } from "../layout.ts";
import { type Column, drawTable } from "../table.ts";
import type { PageColumn, PageTable } from "./exposure-page.ts";

/** A table as lines: its caption, its titles, its rows, and what is said of rows left out. */
export function drawPageTable(
  { caption, columns, rows, more }: PageTable,
  width: number,
  ellipsis: string,
  spell: (text: string) => string,
): Line[] {
  const cells = rows.map((row) => row.map(({ text, role = "plain" }) => ({ text: spell(text), role })));
  return [
    ...(caption === null ? [] : wrap(spell(caption), width).map((text): Line => [{ text, role: "muted" }])),
    ...drawTable(
      columns.map((column) => columnOf(column, spell)),
      cells,
      width,
      ellipsis,
    ),
    ...(more === null ? [] : [[{ text: spell(more), role: "muted" as const }]]),
  ];
}

function columnOf({ title, isNumber, dropOrder, leastColumns }: PageColumn, spell: (text: string) => string): Column {
  return {
    title: spell(title),
    align: isNumber ? "right" : "left",
    ...(dropOrder === undefined ? {} : { dropOrder }),
    ...(leastColumns === undefined ? {} : { leastColumns }),
  };
}

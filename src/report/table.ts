import { clip, columnsOf, pad } from "./layout.ts";
import type { Line, Span } from "./layout.ts";

/** A column of a table. Its cells have the same place in every row. */
export interface Column {
  title: string;
  align: "left" | "right";
  /** How narrow the column may get before others are dropped; without it, it keeps the width of its widest cell. */
  leastColumns?: number;
  /** Columns with a number may be dropped, the lowest first. */
  dropOrder?: number;
}

const gap = 2;

/**
 * A table in at most `columns`, its titles first: flexible columns shrink, then whole columns go by their order. If
 * the rest is still too wide it stays so.
 */
export function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly Span[])[],
  width: number,
  ellipsis: string,
): Line[] {
  const fitted = fit(columns, rows, width);
  const titles = columns.map(({ title }): Span => ({ text: title, role: "muted" }));
  return [titles, ...rows].map((row) => drawRow(row, fitted, ellipsis));
}

interface FittedColumn extends Column {
  /** Its place in the rows. */
  at: number;
  columns: number;
}

function fit(columns: readonly Column[], rows: readonly (readonly Span[])[], width: number): FittedColumn[] {
  let kept = columns.map((column, at): FittedColumn => {
    const cells = rows.map((row) => columnsOf(row[at]?.text ?? ""));
    return { ...column, at, columns: Math.max(columnsOf(column.title), ...cells) };
  });
  for (;;) {
    const excess = kept.reduce((sum, column) => sum + column.columns + gap, -gap) - width;
    if (excess <= 0) return kept;
    const slack = kept.reduce((sum, column) => sum + slackOf(column), 0);
    if (slack >= excess) return shrink(kept, excess);
    const dropped = kept.reduce<FittedColumn | null>((first, column) => {
      if (column.dropOrder === undefined) return first;
      return first?.dropOrder === undefined || column.dropOrder < first.dropOrder ? column : first;
    }, null);
    if (dropped === null) return shrink(kept, slack);
    kept = kept.filter((column) => column !== dropped);
  }
}

function slackOf({ columns, leastColumns }: FittedColumn): number {
  return leastColumns === undefined ? 0 : Math.max(0, columns - leastColumns);
}

function shrink(columns: readonly FittedColumn[], excess: number): FittedColumn[] {
  let rest = excess;
  return columns.map((column) => {
    const taken = Math.min(rest, slackOf(column));
    rest -= taken;
    return { ...column, columns: column.columns - taken };
  });
}

function drawRow(row: readonly Span[], columns: readonly FittedColumn[], ellipsis: string): Line {
  return columns.map((column): Span => {
    const cell = row[column.at] ?? { text: "", role: "plain" };
    const text = pad(clip(cell.text, column.columns, ellipsis), column.columns, column.align);
    return { text: column === columns.at(-1) ? text : text + " ".repeat(gap), role: cell.role };
  });
}

import { printable } from "../escape.ts";
import type { Figures } from "../figures.ts";
import { formatCount, formatPoints, formatShare } from "../numbers.ts";
import type { Language } from "../language.ts";
import { exposureEn, type ExposureWords } from "../messages/exposure.en.ts";
import { exposureJa } from "../messages/exposure.ja.ts";
import { pageNamesEn } from "../messages/page-names.en.ts";
import { pageNamesJa } from "../messages/page-names.ja.ts";
import type { PageCell, PageColumn, PageTable } from "./exposure-page.ts";
import type { Rate } from "../../analysis/exposure/exposure-report.ts";

/** What parts of the page are written with. */
export interface Pen {
  words: ExposureWords;
  figures: Figures;
  classNames: Record<string, string>;
}

export function penOf({ code, figures }: Language): Pen {
  const [words, names] = code === "ja" ? [exposureJa, pageNamesJa] : [exposureEn, pageNamesEn];
  return { words, figures, classNames: names.classes };
}

/** A column with what it says of a row. */
export interface Field<Row> extends PageColumn {
  cell: (row: Row, at: number) => PageCell | string;
}

/** A column of text. */
export function textField<Row>(
  title: string,
  cell: Field<Row>["cell"],
  more: Partial<Omit<PageColumn, "title">> = {},
): Field<Row> {
  return { title, isNumber: false, cell, ...more };
}

/** A column of figures. */
export function numberField<Row>(
  title: string,
  cell: Field<Row>["cell"],
  more: Partial<Omit<PageColumn, "title">> = {},
): Field<Row> {
  return { title, isNumber: true, cell, ...more };
}

/** A table of the first rows, which says how many more there are. */
export function tableOf<Row>(
  pen: Pen,
  caption: string | null,
  fields: readonly (Field<Row> | false)[],
  rows: readonly Row[],
  shown: { most: number; all?: number },
): PageTable[] {
  if (rows.length === 0) return [];
  const kept = fields.filter((field) => field !== false);
  const first = rows.slice(0, shown.most);
  const left = (shown.all ?? rows.length) - first.length;
  return [
    {
      caption,
      columns: kept,
      rows: first.map((row, at) =>
        kept.map(({ cell }) => {
          const made = cell(row, at);
          return typeof made === "string" ? { text: made } : made;
        }),
      ),
      more: left > 0 ? pen.words.more(formatCount(left)) : null,
    },
  ];
}

/** A rate in percent; a dash where nothing was looked at. */
export function rateText({ words }: Pen, rate: number | null | undefined): string {
  return rate === null || rate === undefined ? words.none : formatShare(rate);
}

/** The ends of an interval. */
export function intervalText({ words }: Pen, { interval }: Rate): string {
  return interval === null ? words.none : `${formatShare(interval[0])} – ${formatShare(interval[1])}`;
}

/** A change in points with its direction, told by more than its colour. */
export function pointsCell({ words }: Pen, points: number | null): PageCell {
  if (points === null) return { text: words.none };
  const text = formatPoints(points);
  return { text, role: text === "0.0" ? "plain" : points > 0 ? "rising" : "falling" };
}

/** A count; a dash where there is none to be told. */
export function countText({ words }: Pen, count: number | null): string {
  return count === null ? words.none : formatCount(count);
}

/** Text from scans, made safe. */
export function foreign(text: string, most = 60): string {
  return printable(text, most);
}

import { printable } from "../escape.ts";

/** What a cell can hold; null is an empty cell. */
export type CsvCell = string | number | boolean | null;

// The signs that begin a formula, those of East Asian input methods too. Some spreadsheets part cells at semicolons,
// whatever the file was written with, so what follows one begins a cell as well.
const formulaStart = /(^|;)([\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;
/** Printable, and the beginning of no formula: most texts. */
const harmless = /^[a-z\d][\x20-\x3a\x3c-\x7e]*$/iu;
const number = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu;

/**
 * The text of a cell. Numbers stand unrounded, as in JSON. Texts are made printable, so that they hold no control and
 * no line break, and what a spreadsheet would run as a formula begins with an apostrophe instead.
 */
export function writeCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  if (harmless.test(cell)) return cell;
  const text = printable(cell);
  return number.test(text) ? text : text.replace(formulaStart, "$1'$2");
}

import { isIP } from "node:net";
import type { Register } from "../format.ts";
import type { Field } from "./field.ts";
import { commonShare, type Layout, type Roles, syslogHeader } from "./layout.ts";

/** From how many columns on a line is one of columns; words parted by blanks stand in prose too. */
const leastColumns = 4;
const leastWords = 6;

/** The longest beginning of a line of column names that is looked for. */
const longestMark = 200;

/** Lines that a separator cuts into as many columns each; null where none does. */
export function columnLines(lines: readonly string[]): Layout | null {
  for (const separator of [",", "\t", ";", "|", " "]) {
    const layout = columnsBy(separator, lines);
    if (layout !== null) return layout;
  }
  return null;
}

function columnsBy(separator: string, lines: readonly string[]): Layout | null {
  const comment = lines.some((line) => line.startsWith("#")) ? "#" : undefined;
  const rows = lines.filter((line) => comment === undefined || !line.startsWith(comment));
  const headed = rows.filter((line) => syslogHeader.test(line)).length >= rows.length * commonShare && rows.length > 0;
  const tag = headed ? commonTag(rows) : null;
  if (headed && tag === null) return null;
  // Columns of lines with a header begin behind the word that all of them have.
  const texts = rows.map((line) =>
    tag === null ? line : line.slice(Math.max(0, line.indexOf(` ${tag} `)) + tag.length + 2),
  );
  const cut = texts.map((text) => splitCells(text, separator));
  const count = commonest(cut.map((cells) => cells.length));
  const whole = cut.filter((cells) => cells.length === count);
  if (count < (separator === " " ? leastWords : leastColumns) || whole.length < rows.length * commonShare) return null;
  const names = tag === null && separator !== " " ? namesOf(cut[0]!) : null;
  const values = names === null ? whole : whole.slice(1);
  const fields = Array.from({ length: count }, (_, place): Field => ({
    name: names?.[place] ?? "",
    place,
    values: values.map((cells) => cells[place]!).filter((cell) => cell !== "" && cell !== "-"),
  }));
  // Words of equal number stand in prose too.
  if (separator === " " && !fields.some(holdsAddresses)) return null;
  const shift = tag === null ? 0 : 1;
  return {
    title: `columns parted by ${JSON.stringify(separator)}${names === null ? "" : ", named by the first line"}`,
    fields,
    hasHeader: headed,
    grammarOf: (roles) => ({
      kind: "csv",
      separator,
      ...(separator !== " " && rows.some((line) => line.includes('"')) ? { quoted: true } : {}),
      ...(tag === null ? {} : headedOrigin(tag, separator)),
      columns: columnsOf(roles, separator === " " ? shift : 0),
      columnCount: count + (separator === " " ? shift : 0),
      ...(names === null ? {} : { namesMark: cut.length === 0 ? "" : texts[0]!.slice(0, longestMark) }),
      ...(comment === undefined ? {} : { comments: [comment] }),
      identity: roles.has("action") ? ["action"] : [],
    }),
  };
}

function holdsAddresses({ values }: Field): boolean {
  return values.length > 0 && values.every((value) => isIP(value) !== 0);
}

/** Blanks part the tag from the columns: with blanks as separators it is the first of them. */
function headedOrigin(tag: string, separator: string): object {
  const origin = separator === " " ? { markerColumn: 0 } : "word";
  return { marker: [` ${tag} `], origin, header: true };
}

function columnsOf(roles: Roles, shift: number): Record<number, Register> {
  return Object.fromEntries([...roles].map(([register, { place }]) => [place + shift, register] as const));
}

/** The first word behind the header that all lines have there: a program's tag. */
function commonTag(lines: readonly string[]): string | null {
  const tags = lines.map((line) => line.replace(syslogHeader, "").split(" ")[0]!);
  const [first = ""] = tags;
  return first.length > 1 && tags.every((tag) => tag === first) ? first : null;
}

/** The names of a first line that has no values; null for one that has. */
function namesOf(cells: readonly string[]): string[] | null {
  const isName = (cell: string): boolean => /\p{L}/u.test(cell) && isIP(cell) === 0 && !/\d:\d\d/.test(cell);
  return cells.every(isName) && new Set(cells).size === cells.length ? [...cells] : null;
}

/** The cells of a line; separators between quotes are part of a cell. */
function splitCells(line: string, separator: string): string[] {
  if (separator === " " || !line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = "";
  for (const part of line.split(separator)) {
    cell = cell === "" ? part : cell + separator + part;
    if (/^"(?:[^"]|"")*$/.test(cell)) continue;
    cells.push(cell.trim().replace(/^"(.*)"$/, "$1"));
    cell = "";
  }
  return cell === "" ? cells : [...cells, cell];
}

function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

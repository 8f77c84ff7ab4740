import { MALFORMED } from "../scan/event.ts";
import type { CsvGrammar, Format } from "./format.ts";
import { OneReader } from "./read-one.ts";

/** The most words of a vendor that are named, and the most characters of a line of column names. */
const mostWords = 6;
const mostCharacters = 60;

/** What in its lines tells a file's format, for people. */
export interface Telling {
  /** Markers, columns and words, as in `marker "IN=" (8 lines)`. */
  signs: string[];
  /** Why lines of the format are broken, with how many, commonest first. */
  faults: [why: string, lines: number][];
}

/** Tells what in these lines is of a format. */
export function howTold(format: Format, lines: readonly string[]): Telling {
  const reader = new OneReader(format);
  const faults = new Map<string, number>();
  const words = new Set<string>();
  for (const line of lines) {
    const { verdict, fault, decision, fields } = reader.read(line);
    if (verdict === MALFORMED) faults.set(fault, (faults.get(fault) ?? 0) + 1);
    const action = fields.find((field) => field.startsWith("action "));
    if (decision !== "" && action !== undefined) words.add(action.slice("action ".length));
  }
  const signs = [...markersIn(format, lines), ...columnsIn(format, lines)];
  if (words.size > 0) signs.push(`action words ${listSome([...words])}`);
  return { signs, faults: [...faults].toSorted(([, a], [, b]) => b - a) };
}

function markersIn({ grammar }: Format, lines: readonly string[]): string[] {
  const followers = grammar.kind === "kv" && grammar.markerThen !== undefined ? [grammar.markerThen].flat() : [];
  const then = followers.length === 0 ? "" : ` before ${followers.map((text) => JSON.stringify(text)).join(" or ")}`;
  return (grammar.marker ?? []).flatMap((mark) => {
    const text = Buffer.from(mark, "latin1").toString();
    const count = lines.filter((line) => line.includes(text)).length;
    return count === 0 ? [] : [`marker ${JSON.stringify(text)}${then} (${count} ${count === 1 ? "line" : "lines"})`];
  });
}

function columnsIn({ grammar }: Format, lines: readonly string[]): string[] {
  if (grammar.kind !== "csv") return [];
  const names = namesLine(grammar, lines);
  if (names === undefined) return [`columns parted by ${JSON.stringify(grammar.separator)}`];
  const cells = names.split(grammar.separator).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  const columns = Object.entries(grammar.columns ?? {}).map(
    ([place, register]) => `${cells[Number(place)]} → ${register}`,
  );
  if (columns.length > 0) return [`columns ${columns.join(", ")}`];
  return [
    `a line of column names: ${names.length > mostCharacters ? `${names.slice(0, mostCharacters - 1)}…` : names}`,
  ];
}

function namesLine({ namesMark, namesWithin }: CsvGrammar, lines: readonly string[]): string | undefined {
  return lines.find(
    (line) =>
      (namesMark !== undefined && line.startsWith(namesMark)) ||
      (namesWithin !== undefined && line.includes(namesWithin)),
  );
}

function listSome(words: readonly string[]): string {
  const more = words.length - mostWords;
  return words.slice(0, mostWords).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

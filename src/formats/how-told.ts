import { MALFORMED } from "../scan/event.ts";
import type { CsvGrammar, Format } from "./format.ts";
import { OneReader } from "./read-one.ts";

/** The most words of a vendor that are named, and the most characters of a line of column names. */
const mostWords = 6;
const mostCharacters = 60;

/** The most characters of a word that is no action of the format. */
const longestWord = 24;

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
  const unknown = new Set<string>();
  for (const line of lines) {
    const { verdict, fault, decision, fields } = reader.read(line);
    if (verdict === MALFORMED) faults.set(fault, (faults.get(fault) ?? 0) + 1);
    const action = fields.find((field) => field.startsWith("action "));
    const word = action?.slice("action ".length);
    if (decision !== "" && word !== undefined) words.add(word);
    if (fault === "unknown action" && word !== undefined) unknown.add(word.slice(0, longestWord));
  }
  const signs = [...markersIn(format, lines), ...columnsIn(format, lines)];
  if (words.size > 0) signs.push(`action words ${listSome([...words])}`);
  const named = [...faults].map(([why, count]): [string, number] => {
    return [why === "unknown action" && unknown.size > 0 ? `${why} ${listSome([...unknown])}` : why, count];
  });
  return { signs, faults: named.toSorted(([, a], [, b]) => b - a) };
}

function markersIn({ grammar }: Format, lines: readonly string[]): string[] {
  const marks = (grammar.marker ?? []).map((text) => Buffer.from(text, "latin1").toString());
  const followers = grammar.kind === "kv" ? (grammar.markerThen ?? []) : [];
  const counts = new Map<string, number>();
  for (const line of lines) {
    const sign = markerOf(line, marks, followers);
    if (sign !== null) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...counts].map(([sign, count]) => `${sign} (${count} ${count === 1 ? "line" : "lines"})`);
}

/** The marker that comes first in a line, with what follows it where that counts; null when there is none. */
function markerOf(line: string, marks: readonly string[], followers: readonly string[]): string | null {
  const places = marks.map((mark) => ({ mark, at: line.indexOf(mark) })).filter(({ at }) => at >= 0);
  for (const { mark, at } of places.toSorted((a, b) => a.at - b.at)) {
    const marker = `marker ${JSON.stringify(mark)}`;
    if (followers.length === 0) return marker;
    const behind = /^\S* (.*)/.exec(line.slice(at + mark.length))?.[1] ?? "";
    const follower = followers.find((text) => behind.startsWith(text));
    if (follower !== undefined) return `${marker} before ${JSON.stringify(follower)}`;
  }
  return null;
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

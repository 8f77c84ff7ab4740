import type { Role } from "./theme.ts";

/** A run of text in one role. */
export interface Span {
  text: string;
  role: Role;
}

/** One line of the summary, without its end. */
export type Line = readonly Span[];

const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const zeroWidth = /[\p{Mn}\p{Me}]/u;
const ascii = /^[\x20-\x7e]*$/u;

// A space that separates no number from its unit, no range and no sign from what it applies to.
const breakable = /(?<! [-–=+/]|[=+] [\d,]+) (?!%|points\b|[kMGTP]?B\b|[-–] )/u;

const closing = "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff09\u300d\u300f\u3011\u3015\u3009\u300b";
const isClosing = new RegExp(`[${closing}]`, "u");
const opening = "\uff08\u300c\u300e\u3010\u3014\u3008\u300a";
const hiragana = "\u3041-\u309f";
// Where Japanese can be broken without parting a phrase: behind its particles or punctuation, and before a bracket.
// So no line begins with punctuation, and no number, word or date is cut.
const phraseEnd = new RegExp(
  `(?<=[${hiragana}${closing}])(?=[^${hiragana}${closing}\u30fc])|(?<=[^${opening}])(?=[${opening}])`,
  "u",
);

/** How many terminal columns printable text takes: East Asian wide characters take two, combining marks none. */
export function columnsOf(text: string): number {
  if (ascii.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOfOne(character);
  return columns;
}

/** The columns of a line. */
export function columnsOfLine(line: Line): number {
  return line.reduce((sum, span) => sum + columnsOf(span.text), 0);
}

/** Text cut to at most `columns`, its end replaced by the ellipsis where it was cut. */
export function clip(text: string, columns: number, ellipsis = "…"): string {
  if (columnsOf(text) <= columns) return text;
  const room = columns - columnsOf(ellipsis);
  return room < 0 ? takeColumns(text, columns) : takeColumns(text, room) + ellipsis;
}

/** Text cut to at most `columns` by its beginning: of a path, the file name is worth more than the folders. */
export function clipStart(text: string, columns: number, ellipsis = "…"): string {
  if (columnsOf(text) <= columns) return text;
  const room = Math.max(0, columns - columnsOf(ellipsis));
  const kept = [...text];
  let size = columnsOf(text);
  while (size > room) size -= columnsOfOne(kept.shift() ?? "");
  return clip(ellipsis, columns, "") + kept.join("");
}

/** A line cut to at most `columns`. */
export function clipLine(line: Line, columns: number, ellipsis: string): Line {
  if (columnsOfLine(line) <= columns) return line;
  const clipped: Span[] = [];
  let room = columns;
  for (const { text, role } of line) {
    const fits = columnsOf(text) < room;
    // The rest of the line is known to be longer than the room left, so the span that fills it ends in the ellipsis.
    const shown = fits ? text : clip(text + ellipsis, room, ellipsis);
    if (shown !== "") clipped.push({ text: shown, role });
    room -= columnsOf(shown);
    if (!fits) break;
  }
  return clipped;
}

/** The same line in as few spans as its roles need, without spaces at its end. */
export function tidyLine(line: Line): Line {
  const tidy: Span[] = [];
  const end = line.findLastIndex((span) => span.text.trimEnd() !== "");
  for (const [at, { text, role }] of line.slice(0, end + 1).entries()) {
    const shown = at === end ? text.trimEnd() : text;
    const last = tidy.at(-1);
    if (last?.role === role) last.text += shown;
    else if (shown !== "") tidy.push({ text: shown, role });
  }
  return tidy;
}

/** Text with spaces added on one side until it takes `columns`. */
export function pad(text: string, columns: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, columns - columnsOf(text)));
  return align === "left" ? text + space : space + text;
}

/**
 * Text broken at spaces, and Japanese text behind its phrases, into lines of at most `columns`, at least one. A unit
 * stays with its number; a word or phrase longer than a line is broken anywhere.
 */
export function wrap(text: string, columns: number): string[] {
  const limit = Math.max(2, columns);
  const lines: string[] = [];
  let line = "";
  for (const { lead, part } of partText(text)) {
    let rest = line === "" ? part : line + lead + part;
    if (columnsOf(rest) > limit && line !== "") {
      lines.push(line);
      rest = part;
    }
    while (columnsOf(rest) > limit) {
      const head = cut(rest, limit);
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line = rest;
  }
  return [...lines, line];
}

/** The parts of a text that stay together, each with the space that is before it unless a line begins with it. */
function partText(text: string): { lead: string; part: string }[] {
  return text
    .split(breakable)
    .flatMap((word) => word.split(phraseEnd).map((part, at) => ({ lead: at === 0 ? " " : "", part })));
}

/** The beginning of a part that is longer than a line; what follows begins with no punctuation. */
function cut(text: string, columns: number): string {
  const head = takeColumns(text, columns);
  const shorter = isClosing.test(text.charAt(head.length)) ? [...head].slice(0, -1).join("") : "";
  return shorter === "" ? head : shorter;
}

function takeColumns(text: string, columns: number): string {
  let taken = "";
  let room = columns;
  for (const character of text) {
    room -= columnsOfOne(character);
    if (room < 0) break;
    taken += character;
  }
  return taken;
}

function columnsOfOne(character: string): number {
  if (zeroWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

import { clip } from "./layout.ts";

// Controls, lone surrogates, line separators, and all that draws nothing yet moves or hides its neighbours (bidi
// controls, zero-width characters, fillers, tags); of combining marks in a row, those after the fourth.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]|(?<=\p{M}{4})\p{M}/gu;
const symbols = new Map([
  ["−", "-"],
  ["–", "-"],
  ["×", "x"],
  ["…", "..."],
  ["±", "+-"],
  ["→", "->"],
  ["▲", "^"],
  ["▼", "v"],
]);

/**
 * Foreign text made safe for a terminal, on one line: what could control, reorder or hide becomes a visible escape
 * such as `\x1b` or `\u202e`. Text wider than `maxLength` columns ends in an ellipsis.
 */
export function printable(text: string, maxLength = Infinity): string {
  return clip(text.replace(unsafe, escapeCharacter), maxLength);
}

/** Foreign text with one space where there are several, and none at its ends. */
export function oneSpaced(text: string): string {
  return text.replace(/ {2,}/g, " ").trim();
}

/** Printable text in ASCII: signs by their ASCII likeness, all else by its code point. */
export function toAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => symbols.get(character) ?? escapeCharacter(character));
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code > 0xffff) return `\\u{${hex}}`;
  return code > 0xff ? `\\u${hex.padStart(4, "0")}` : `\\x${hex.padStart(2, "0")}`;
}

/** A draft as its figures are looked for: what holds none is blank, digits and signs are those of ASCII. */
export interface Draft {
  /** Paragraphs on one line each. */
  text: string;
  /** For each of its characters the place in the draft as it was written; one more for the end. */
  places: number[];
}

const month = "January|February|March|April|May|June|July|August|September|October|November|December";

/** The names of the months in English, from January on. */
export const months: readonly string[] = month.split("|");

/** What holds numbers but no figures. Order matters: code first. */
const blanks: readonly RegExp[] = [
  // Front matter, code, comments.
  /^---\n[^]*?\n---(?=\n)/g,
  /^ {0,3}(```+|~~~+)[^\n]*\n(?:[^]*?\n)??(?: {0,3}\1[`~]*[ \t]*$|(?![^]))/gm,
  /<!--[^]*?-->/g,
  /(?<=^|\n[ \t]*\n)(?:(?: {4}|\t)[^\n]*(?:\n|$))+/g,
  // Addresses of pages, tags, references to notes.
  /\b(?:https?|ftp):\/\/[^\s)>\]、。]+/gi,
  /(?<=\])\([^)\n]*\)/g,
  /<\/?[a-zA-Z][^>\n]*>/g,
  /\[\^?\d+\]/g,
  // Numbers of list items, headings, tables, chapters.
  /^(?:[ \t]*>)*[ \t]*(?:\d{1,9}[.)．）]|[(（]\d{1,3}[)）])(?=\s)/gm,
  /^#{1,6}[ \t]+第?\d+(?:[.．]\d+)*[.．]?[章節]?(?=[\s　])/gm,
  /\b(?:table|figure|fig\.|section|chapter|appendix|page|step|note)[ \u00a0]\d+(?:\.\d+)*/gi,
  /[図表][ 　]?\d+(?:[-－.]\d+)*|第[ 　]?\d+(?:[.．]\d+)*[章節項四回期]/g,
  // Units of rates.
  /1(?:日|時間|アドレス|台|か月|カ月)(?:・1日)?(?:当たり|あたり|平均)/g,
  // Versions, addresses, hashes, times, names that end in numbers.
  /(?<![\w.])(?:v|version |ver\. ?|バージョン ?)\d+(?:\.\d+)*/gi,
  /(?<![\w.])\d+\.\d+\.\d+(?:\.\d+)*(?:\/\d+)?(?:-\w[\w.]*)?/g,
  /(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\/\d+)?(?![\w:])/gi,
  /\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{12,}\b…?/gi,
  /\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g,
  /\b(?:CVE|RFC|ISO|IEC|TR|KB|MS|CWE|SHA|IPv|NIST|SP)[- ]?\d[\d-]*/g,
];

const entities: Readonly<Record<string, string>> = {
  "&nbsp;": " ",
  "&thinsp;": " ",
  "&#160;": " ",
  "&times;": "×",
  "&minus;": "−",
  "&ndash;": "–",
  "&percnt;": "%",
};

/** Reads a draft in Markdown or plain text. */
export function readDraft(source: string): Draft {
  let masked = source.replaceAll("\r", " ");
  for (const blank of blanks) masked = masked.replace(blank, (found) => found.replaceAll(/[^\n]/g, " "));
  let text = "";
  const places: number[] = [];
  for (let at = 0; at < masked.length;) {
    const entity = masked[at] === "&" ? Object.keys(entities).find((name) => masked.startsWith(name, at)) : undefined;
    const taken = entity?.length ?? 1;
    const put = entity === undefined ? putFor(masked, at) : entities[entity]!;
    for (let i = 0; i < put.length; i++) places.push(at);
    text += put;
    at += taken;
  }
  places.push(masked.length);
  return { text, places };
}

/** What stands for a character. */
function putFor(text: string, at: number): string {
  const character = text[at]!;
  if (character === "\n") return joinsNext(text, at + 1) ? " " : "\n";
  if (/[*`\u200b-\u200d\u2060\ufeff]/.test(character)) return "";
  if (character === "\\") return /[!-/:-@[-`{-~]/.test(text[at + 1] ?? "") ? "" : character;
  if (/[\u00a0\u2000-\u200a\u202f\u3000\t]/.test(character)) return " ";
  return /[\uff01-\uff5e]/.test(character) ? character.normalize("NFKC") : character;
}

/** Whether a line goes on with the paragraph of the line before. */
function joinsNext(text: string, start: number): boolean {
  const end = text.indexOf("\n", start);
  const line = text.slice(start, end < 0 ? undefined : end).trim();
  const ended = text.slice(text.lastIndexOf("\n", start - 2) + 1, start - 1);
  return line !== "" && !/^(?:[-*+] |[|#>]|\d+[.)] )/.test(line) && !/^\s*(?:#|\|)/.test(ended);
}

/** Line and column from 1 of a place in a text; columns count characters. */
export function placeOf(source: string, at: number): { line: number; column: number } {
  const before = source.slice(0, at);
  const start = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: Array.from(before.slice(start)).length + 1 };
}

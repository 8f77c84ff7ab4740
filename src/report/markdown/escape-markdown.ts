import { printable } from "../escape.ts";

const widestText = 10_000;

// Most cells are figures and words, which need none of the looking for what does not belong there.
const harmless = /^(?!.*www\.)[a-z\d ,.%()/+?!–−×-]*$/iu;

// What opens an element anywhere in a line, or ends a table's cell.
const marks = /[\\`*_[\]<>|~$]|&(?=[#a-z])/giu;
// What would make a link of itself, or a mention. Escapes do not help: some parsers look for it once all is parsed.
const linkStarts = /(?<=:)(?=\/\/)|(?<=www)(?=\.)|(?<=@)(?=\S)/giu;
const unseen = "<!-- -->";

/**
 * Foreign text as the content of a line of GitHub-flavoured Markdown: it reads as it is, and yields no element, no
 * link and no other cell. On one line, controls as visible escapes; what stands at its ends must be space.
 */
export function escapeInline(text: string): string {
  if (harmless.test(text)) return text.trim();
  const safe = printable(text, widestText).trim();
  return safe.replace(marks, (mark) => (mark === "&" ? "&amp;" : `\\${mark}`)).replace(linkStarts, unseen);
}

// What opens a heading, a list, a rule or an underline at the beginning of a line.
const lineStart = /^(?:#{1,6}(?=\s|$)|[-+=](?=[\s\-=]|$)|\d{1,9}(?=[.)]))/u;

/** Foreign text as a line of its own, or the first of a list's item; see {@link escapeInline}. */
export function escapeLine(text: string): string {
  return escapeInline(text).replace(lineStart, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/**
 * Text from outside made safe to print: no control characters (C0, C1, DEL) and none that turn the direction
 * of writing; line breaks, tabs and runs of spaces become one space; no space at the ends.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, "")
    .trim();
}

/** {@link cleanText} in quotation marks and cut to 40 characters, for use in a message. */
export function quoteText(text: string): string {
  const clean = Array.from(cleanText(text));
  return clean.length > 40 ? `"${clean.slice(0, 39).join("")}…"` : `"${clean.join("")}"`;
}

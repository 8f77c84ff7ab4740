import { BACKSLASH, type Cursor, QUOTE, SPACE } from "./cursor.ts";
import { isSecondByte } from "./shown-text.ts";

/** True for the bytes of keys. */
export function isKeyByte(byte: number): boolean {
  const folded = byte | 32;
  return (folded >= 97 && folded <= 122) || (byte >= 48 && byte <= 57) || byte === 95 || byte === 46 || byte === 45;
}

/** Where the word that goes on at `at` begins. */
export function wordStart(cursor: Cursor, at: number): number {
  let start = at;
  while (start > cursor.start && cursor.bytes[start - 1]! > SPACE) start--;
  return start;
}

/** Where the key that ends before `equals` begins. */
export function keyStart(cursor: Cursor, equals: number): number {
  let at = equals;
  while (at > cursor.start && isKeyByte(cursor.bytes[at - 1]!)) at--;
  return at;
}

/**
 * Behind the quote that closes the value opened at `open`. A doubled opening quote is closed by a doubled
 * one (`""x""`), a backslash escapes. A value that never closes ends with its first word, so that one lost
 * quote does not swallow the fields behind it.
 */
export function closingQuote(cursor: Cursor, open: number): number {
  const bytes = cursor.bytes;
  const end = cursor.end;
  let at = open + 1;
  const doubled = at < end && bytes[at] === QUOTE && at + 1 < end && isKeyByte(bytes[at + 1]!);
  if (doubled) at++;
  for (; at < end; at++) {
    if (bytes[at] === BACKSLASH && !isSecondByte(bytes, at)) at++;
    else if (bytes[at] === QUOTE) return doubled && at + 1 < end && bytes[at + 1] === QUOTE ? at + 2 : at + 1;
  }
  return Math.min(open + 1, end);
}

/** True where a quote that is open ends more than the value at `valueAt`: `"dstport=445"`, or a line that stands in quotes. */
export function isWithinQuotes(cursor: Cursor, valueAt: number): boolean {
  const { bytes, start } = cursor;
  const key = keyStart(cursor, valueAt - 1);
  if (key > start && bytes[key - 1] === QUOTE) return true;
  let isOpen = false;
  for (let at = start; at < key; at++) if (bytes[at] === QUOTE) isOpen = !isOpen;
  return isOpen;
}

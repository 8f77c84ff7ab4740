import { BACKSLASH, type Cursor, NEWLINE, QUOTE, RETURN } from "./cursor.ts";

/** How a line is cut into cells. */
export interface CellRules {
  separator: number;
  /** True where a cell that begins with a quote may hold separators. */
  quoted: boolean;
  /** True where a backslash takes its meaning from the quote behind it. */
  escaped: boolean;
  /** True where several separators in a row are one: columns are aligned. */
  padded: boolean;
}

/** Finds cells of separated columns. */
export class Cells {
  private readonly separator: number;
  private readonly quoted: boolean;
  private readonly escaped: boolean;
  private readonly padded: boolean;

  constructor({ separator, quoted, escaped, padded }: CellRules) {
    this.separator = separator;
    this.quoted = quoted;
    this.escaped = escaped;
    this.padded = padded;
  }

  /** The start of the cell that is `count` separators behind the one at `from`; −1 when the line has no so many. */
  pass(cursor: Cursor, from: number, count: number): number {
    if (this.padded) return this.passPadded(cursor, from, count);
    const { view, end, bytes } = cursor;
    const separator = this.separator;
    const fourSeparators = separator * 0x01010101;
    const fourQuotes = this.quoted ? QUOTE * 0x01010101 : -1;
    let left = count;
    let at = from;
    for (;;) {
      // Four bytes at a time; a high bit in `hits` is a separator. 450 → 170 ns for the columns of a PAN-OS line.
      while (at + 4 <= end) {
        const four = view.getInt32(at, true);
        if (this.quoted && zeroBytes(four ^ fourQuotes) !== 0) break;
        let hits = zeroBytes(four ^ fourSeparators);
        while (hits !== 0) {
          if (--left === 0) return at + ((31 - Math.clz32(hits & -hits)) >> 3) + 1;
          hits &= hits - 1;
        }
        at += 4;
      }
      const stop = at + 4 <= end ? at + 4 : end;
      while (at < stop) {
        const byte = bytes[at]!;
        if (byte === separator) {
          at++;
          if (--left === 0) return at;
        } else if (this.quoted && byte === QUOTE && (at === from || bytes[at - 1] === separator)) {
          at = this.closingCell(cursor, at);
        } else at++;
      }
      if (at >= end) return -1;
    }
  }

  private passPadded(cursor: Cursor, from: number, count: number): number {
    const { end, bytes } = cursor;
    const separator = this.separator;
    let left = count;
    let at = from;
    while (left > 0) {
      while (at < end && bytes[at] !== separator) at++;
      while (at < end && bytes[at] === separator) at++;
      if (at >= end) return -1;
      left--;
    }
    return at;
  }

  /** Behind the quote that closes the cell opened at `open`: one before a separator or the line's end, not doubled. */
  private closingCell(cursor: Cursor, open: number): number {
    const bytes = cursor.bytes;
    const end = cursor.end;
    for (let at = open + 1; at < end; at++) {
      if (this.escaped && bytes[at] === BACKSLASH) at++;
      else if (bytes[at] === QUOTE) {
        const next = at + 1 < end ? bytes[at + 1]! : NEWLINE;
        if (next === QUOTE) at++;
        else if (next === this.separator || next === NEWLINE || next === RETURN) return at + 1;
      }
    }
    // A quote that never closes is a character like others.
    return open + 1;
  }
}

/** The high bit of each byte that is zero. */
function zeroBytes(four: number): number {
  return ~(((four & 0x7f7f7f7f) + 0x7f7f7f7f) | four | 0x7f7f7f7f);
}

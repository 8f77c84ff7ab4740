import { BACKSLASH, NEWLINE, QUOTE, RETURN } from "./cursor.ts";

/** What the end of a line leaves of a record of separated columns. */
export type RecordState = "closed" | "open" | "stray";

/**
 * Tells whether a record goes on in the next line because a quoted cell holds a line break. In such a cell each quote is
 * doubled or escaped; one that is not shows that a quote was lost, and that the line is a record by itself.
 */
export class CsvRecords {
  private readonly separator: number;
  private readonly escaped: boolean;

  constructor(separator: number, escaped: boolean) {
    this.separator = separator;
    this.escaped = escaped;
  }

  /**
   * Follows one line of a record.
   * @param isOpen whether the line begins inside a quoted cell.
   */
  follow(bytes: Uint8Array, from: number, end: number, isOpen: boolean): RecordState {
    const separator = this.separator;
    let at = from;
    let isInside = isOpen;
    for (;;) {
      if (isInside) {
        at = this.closingQuote(bytes, at, end);
        if (at >= end) return "open";
        if (at < 0) return "stray";
        at++;
      }
      while (at < end && bytes[at] !== separator && (bytes[at] !== QUOTE || !this.isCellStart(bytes, at, from))) at++;
      if (at >= end) return "closed";
      isInside = bytes[at] === QUOTE;
      at++;
    }
  }

  private isCellStart(bytes: Uint8Array, at: number, from: number): boolean {
    return at === from || bytes[at - 1] === this.separator;
  }

  /** Where the quote stands that closes a cell; the line's end when none does, −1 when one neither does nor is doubled. */
  private closingQuote(bytes: Uint8Array, from: number, end: number): number {
    let at = from;
    for (; at < end; at++) {
      if (this.escaped && bytes[at] === BACKSLASH) at++;
      else if (bytes[at] === QUOTE) {
        const next = at + 1 < end ? bytes[at + 1]! : NEWLINE;
        if (next === this.separator || next === NEWLINE || (next === RETURN && at + 2 === end)) return at;
        if (next !== QUOTE) return -1;
        at++;
      }
    }
    return end;
  }
}

import { Cursor, NEWLINE, RETURN } from "../scan/cursor.ts";

import { LONGEST_LINE } from "../scan/kernel/layout.ts";

const defaultCapacity = (1 << 18) + LONGEST_LINE;

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** What is done with each line. The cursor is on the line, without its line break. */
export interface LineSink {
  line(cursor: Cursor): void;
  tooLong(): void;
  /** Takes whole lines of the buffer between `from` and `to` by itself, as many as it can; where the next begins. */
  run?(from: number, to: number): number;
}

/** Cuts bytes into lines: joins chunks, takes LF and CRLF, a last line without a break, a byte order mark. */
export class LineFeeder {
  private readonly buffer: Buffer;
  private readonly cursor: Cursor;
  private readonly sink: LineSink;
  /** Bytes of an unfinished line at the buffer's start. */
  private carried = 0;
  /** True while the rest of a line that is too long goes by. */
  private passing = false;
  private atStart = true;

  /** @param buffer to be filled with lines; longer than the longest line. */
  constructor(sink: LineSink, buffer: Buffer = Buffer.allocUnsafeSlow(defaultCapacity)) {
    this.sink = sink;
    this.buffer = buffer;
    this.cursor = new Cursor(buffer);
  }

  /** True when the next byte goes on with a line that has begun and may still become one. */
  get isInLine(): boolean {
    return this.carried > 0 && !this.passing;
  }

  /** Says that what follows is not the beginning of a text, where a byte order mark may stand. */
  startInside(): void {
    this.atStart = false;
  }

  /** Takes the next bytes, of any length. */
  feed(bytes: Buffer): void {
    if (bytes.buffer === this.buffer.buffer && bytes.byteOffset === this.buffer.byteOffset + this.carried) {
      this.take(this.carried + bytes.length);
      return;
    }
    let from = 0;
    while (from < bytes.length) {
      const count = Math.min(bytes.length - from, this.buffer.length - this.carried);
      bytes.copy(this.buffer, this.carried, from, from + count);
      from += count;
      this.take(this.carried + count);
    }
  }

  /** Where the next bytes may be put before they are fed, to save copying them. */
  get space(): Buffer {
    return this.buffer.subarray(this.carried);
  }

  /** Ends the input: a last line without a line break counts as one. */
  finish(): void {
    if (this.carried > 0 && !this.passing) this.emit(0, this.carried);
    this.carried = 0;
    this.passing = false;
  }

  private take(filled: number): void {
    const buffer = this.buffer;
    let start = this.atStart ? this.passByteOrderMark(filled) : 0;
    // No line break stands in what was carried, and what stands behind `filled` is of an earlier filling.
    const fresh = buffer.subarray(0, filled);
    let from = Math.max(start, this.carried);
    for (;;) {
      if (!this.passing && this.sink.run !== undefined) {
        const next = this.sink.run(start, filled);
        if (next > start) start = from = next;
      }
      const end = fresh.indexOf(NEWLINE, from);
      if (end < 0) break;
      if (this.passing) this.passing = false;
      else this.emit(start, end);
      start = from = end + 1;
    }
    const left = filled - start;
    // The carriage return of a line that is just not too long may be the last byte.
    if (this.passing || left > LONGEST_LINE + 1) {
      if (!this.passing) this.sink.tooLong();
      this.passing = true;
      this.carried = 0;
      return;
    }
    if (start > 0) buffer.copyWithin(0, start, filled);
    this.carried = left;
  }

  /** Where the text begins. */
  private passByteOrderMark(filled: number): number {
    const begins = byteOrderMark.subarray(0, filled).equals(this.buffer.subarray(0, Math.min(filled, 3)));
    this.atStart = begins && filled < 3;
    return begins && filled >= 3 ? 3 : 0;
  }

  private emit(start: number, end: number): void {
    const textEnd = end > start && this.buffer[end - 1] === RETURN ? end - 1 : end;
    if (textEnd - start > LONGEST_LINE) {
      this.sink.tooLong();
      return;
    }
    this.cursor.setLine(start, textEnd);
    this.sink.line(this.cursor);
  }
}

import type { CsvRecords } from "../scan/csv-records.ts";
import { Cursor, NEWLINE, RETURN } from "../scan/cursor.ts";
import { LONGEST_LINE } from "../scan/kernel/layout.ts";

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** What is done with each line. The cursor is on the line, without its line break. */
export interface LineSink {
  /** @param breaks how many line breaks the record holds; −1 for the first line of one that nothing closes. */
  line(cursor: Cursor, breaks: number): void;
  tooLong(): void;
  /**
   * Takes whole lines of the buffer between `from` and `to` by itself, as many as it can; where the next begins.
   * @param isNew whether bytes there are others than at the last call.
   */
  run?(from: number, to: number, isNew: boolean): number;
}

/** The most line breaks of a record: what goes on for longer has lost a quote. */
const mostBreaks = 64;

/** Before the bytes of a room, where the line that the room before cut is put in front of them. */
const reserve = LONGEST_LINE + 2;

/** The size of a buffer of so many rooms, each for so many bytes. */
export function bufferBytes(rooms: number, roomBytes: number): number {
  return rooms * (reserve + roomBytes);
}

/**
 * Cuts bytes into lines: joins chunks, takes LF and CRLF, a last line without a break, a byte order mark. Where records
 * may hold line breaks, it cuts into records: one that is not closed soon is taken for single lines. NUL bytes at the
 * ends of a line are not of it, and a last line of nothing else is none.
 *
 * The buffer has a room that bytes are copied to, and may have three more to read into in turn: one is read into while
 * the lines of another are taken and the third still holds the beginning of the first of them.
 */
export class LineFeeder {
  private readonly buffer: Buffer;
  private readonly cursor: Cursor;
  private readonly sink: LineSink;
  private readonly rooms: number;
  /** The room that was given away last; the first is for copies. */
  private room = 0;
  /** Where an unfinished line stands, and how many bytes it has. */
  private carriedAt = 0;
  private carried = 0;
  /** True while the rest of a line that is too long goes by. */
  private passing = false;
  private atStart = true;
  private readonly records: CsvRecords | null;
  /** Line breaks of the record that goes on; 0 when none does. */
  private breaks = 0;
  /** How long its first line is, and how many of its bytes were followed. */
  private firstLength = 0;
  private followed = 0;

  /**
   * @param buffer of a size that {@link bufferBytes} gives for as many rooms: one, or four.
   * @param records null where each line is a record.
   */
  constructor(
    sink: LineSink,
    buffer: Buffer = Buffer.allocUnsafeSlow(bufferBytes(1, 1 << 18)),
    rooms = 1,
    records: CsvRecords | null = null,
  ) {
    this.sink = sink;
    this.records = records;
    this.buffer = buffer;
    this.rooms = rooms;
    this.cursor = new Cursor(buffer);
  }

  /** True when the next byte goes on with a line that has begun and may still become one. */
  get isInLine(): boolean {
    return this.carried > 0 && !this.passing;
  }

  /** True when the record of the last line goes on. */
  get isInRecord(): boolean {
    return this.breaks > 0;
  }

  /** Says that what follows is not the beginning of a text, where a byte order mark may stand. */
  startInside(): void {
    this.atStart = false;
  }

  /** Takes the next bytes, of any length. */
  feed(bytes: Buffer): void {
    const place = bytes.byteOffset - this.buffer.byteOffset;
    if (bytes.buffer === this.buffer.buffer && place >= reserve && place < this.buffer.length) {
      this.take(place, bytes.length);
      return;
    }
    for (let from = 0; from < bytes.length;) {
      const room = this.spaceOf(0);
      const at = room.byteOffset - this.buffer.byteOffset;
      const count = Math.min(bytes.length - from, room.length);
      this.moveCarried(at);
      bytes.copy(room, 0, from, from + count);
      this.take(at, count);
      from += count;
    }
  }

  /** The next of three rooms, to be read into and then fed: it is taken without a copy. */
  takeSpace(): Buffer {
    this.room = (this.room % (this.rooms - 1)) + 1;
    return this.spaceOf(this.room);
  }

  private spaceOf(room: number): Buffer {
    const size = this.buffer.length / this.rooms;
    return this.buffer.subarray(room * size + reserve, (room + 1) * size);
  }

  /** Ends the input: a last line without a line break counts as one. */
  finish(): void {
    const filled = this.carriedAt + this.carried;
    let start = this.passing ? filled : this.carriedAt;
    while (start < filled && !this.isPadding(start, filled)) {
      const place = this.buffer.subarray(0, filled).indexOf(NEWLINE, start + this.followed);
      const next = this.takeLine(start, place < 0 ? filled : place);
      start = next === start && place < 0 ? this.giveUp(start) : next;
    }
    this.carried = 0;
    this.passing = false;
  }

  /** Puts the unfinished line before the bytes that go on with it. */
  private moveCarried(at: number): void {
    const to = at - this.carried;
    if (this.carriedAt !== to) this.buffer.copyWithin(to, this.carriedAt, this.carriedAt + this.carried);
    this.carriedAt = to;
  }

  private take(at: number, count: number): void {
    this.moveCarried(at);
    const filled = at + count;
    let start = this.atStart ? this.passByteOrderMark(this.carriedAt, filled) : this.carriedAt;
    // No line break stands in what was carried, and what stands behind `filled` is of an earlier filling.
    const fresh = this.buffer.subarray(0, filled);
    let from = Math.max(start, at);
    let isNew = true;
    for (;;) {
      if (!this.passing && this.breaks === 0 && this.sink.run !== undefined) {
        const next = this.sink.run(start, filled, isNew);
        isNew = false;
        if (next > start) start = from = next;
      }
      const end = fresh.indexOf(NEWLINE, from);
      if (end < 0 && this.breaks > 0 && filled - start > LONGEST_LINE) start = from = this.giveUp(start);
      else if (end < 0) break;
      else if (this.passing) {
        this.passing = false;
        start = from = end + 1;
      } else {
        const next = this.takeLine(start, end);
        from = next === start ? end + 1 : next;
        start = next;
      }
    }
    const left = filled - start;
    this.carriedAt = start;
    this.carried = left;
    // The carriage return of a line that is just not too long may be the last byte.
    if (this.passing || left > LONGEST_LINE + 1) {
      if (!this.passing && this.isPadding(start, filled)) {
        // One byte stays to tell that a line has begun.
        this.carriedAt = filled - 1;
        this.carried = 1;
        return;
      }
      if (!this.passing) this.sink.tooLong();
      this.passing = true;
      this.carried = 0;
    }
  }

  /** Where the text begins in the bytes from `at` on. */
  private passByteOrderMark(at: number, filled: number): number {
    const head = this.buffer.subarray(at, Math.min(filled, at + byteOrderMark.length));
    const begins = byteOrderMark.subarray(0, head.length).equals(head);
    this.atStart = begins && head.length < byteOrderMark.length;
    return begins && !this.atStart ? at + byteOrderMark.length : at;
  }

  /** Takes the line that ends at `end` as the last, or the only one, of a record; where the next begins, `start` if this one goes on. */
  private takeLine(start: number, end: number): number {
    const { records, breaks } = this;
    if (records !== null) {
      const state = records.follow(this.buffer, start + this.followed, end, breaks > 0);
      if (state === "open" && breaks < mostBreaks && end - start < LONGEST_LINE) {
        if (breaks === 0) this.firstLength = end - start;
        this.breaks++;
        this.followed = end + 1 - start;
        return start;
      }
      if (state !== "closed" && breaks > 0) return this.giveUp(start);
      this.breaks = this.followed = 0;
    }
    this.emit(start, end, breaks);
    return end + 1;
  }

  /** Takes the first line of a record that nothing closes as one by itself; where the next begins. */
  private giveUp(start: number): number {
    this.breaks = this.followed = 0;
    this.emit(start, start + this.firstLength, -1);
    return start + this.firstLength + 1;
  }

  private isPadding(start: number, end: number): boolean {
    let at = start;
    while (at < end && this.buffer[at] === 0) at++;
    return at === end;
  }

  private emit(start: number, end: number, breaks: number): void {
    let textEnd = end > start && this.buffer[end - 1] === RETURN ? end - 1 : end;
    // What a file was padded with, or the hole that rotation left before a line, is no text.
    let textStart = start;
    while (textStart < textEnd && this.buffer[textStart] === 0) textStart++;
    while (textEnd > textStart && this.buffer[textEnd - 1] === 0) textEnd--;
    if (textEnd - textStart > LONGEST_LINE) {
      this.sink.tooLong();
      return;
    }
    this.cursor.setLine(textStart, textEnd);
    this.sink.line(this.cursor, breaks);
  }
}

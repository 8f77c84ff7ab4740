import { portOf, readAddressPort } from "./address-port.ts";
import { type CellRules, Cells } from "./csv-cells.ts";
import { type Cursor, QUOTE, SPACE, TAB } from "./cursor.ts";
import { EVENT, FOREIGN, type LogEvent, type Verdict } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import { Header } from "./header.ts";
import { isWordByte } from "./kernel/tables.ts";
import type { Marker } from "./marker.ts";
import { cutRegisters, DESTINATION, DESTINATION_PORT } from "./registers.ts";
import type { Scanner } from "./scanner.ts";
import { shownText } from "./shown-text.ts";
import { TRACE_WORD } from "./trace.ts";
import { findBytes, startsWith, type WordTable } from "./words.ts";

/** Which columns are read, from left to right. */
export interface Columns {
  /** 0-based, ascending. */
  places: Int32Array;
  /** The register of each place. */
  registers: Int32Array;
  /** Columns of a whole line; Infinity where more always follow those that are read. */
  count: number;
}

/** Makes {@link Columns} of places with registers. */
export function columnsOf(entries: Iterable<readonly [number, number]>, count = Infinity): Columns {
  const sorted = [...entries].sort((a, b) => a[0] - b[0]);
  return { places: Int32Array.from(sorted, (e) => e[0]), registers: Int32Array.from(sorted, (e) => e[1]), count };
}

/** How separated columns are scanned. */
export interface CsvRules {
  cells: CellRules;
  /** A text that the format's lines hold; null when columns alone tell. */
  marker: Marker | null;
  /**
   * Where the columns begin: at the line's start, at the word behind the marker that holds the first
   * separator, or so that the marker's own text is column `n`.
   */
  origin: "line" | "word" | { markerColumn: number };
  /** Whether a header stands before the columns. */
  header: boolean;
  columns: readonly Columns[];
  /** Column whose first byte picks the columns read behind it; −1 none. */
  selector: number;
  variants: ReadonlyMap<number, Columns>;
  /** Reads a line as column names; null when it is none. */
  readNames: ((line: string) => Columns | null) | null;
  /** What a line of column names begins with; null when that does not tell. */
  namesMark: Buffer | null;
  /** A text that lines of column names hold, which never hold the marker; null when there is none. */
  namesWithin: Buffer | null;
  /** Lines that begin with one of these are comments. */
  comments: readonly Buffer[];
  /** True where a row that ends before the last column that is read is cut short. */
  wholeRows: boolean;
  /** Action and kind registers of which one must hold a known word in a line of this format; a mask. */
  identity: number;
  /** Registers that every line of this format fills; a mask. */
  filled: number;
  /** Registers that hold a value of their kind or `-` in whole lines of this format; a mask. */
  sound: number;
  /** True where an address may have its port behind it. */
  endpoints: boolean;
  /** True where each line with the destination's port has the source's. */
  bothPorts: boolean;
  /** Service names that stand for port numbers; null where ports are numbers. */
  services: WordTable | null;
  /** True where a quoted cell may hold line breaks: then all of a line tells whether it is a whole record. */
  multiline: boolean;
  reader: FieldReader;
}

/** Scans lines of separated columns. */
export class CsvScanner implements Scanner {
  private readonly rules: CsvRules;
  readonly reader: FieldReader;
  private readonly cells: Cells;
  private readonly separator: number;
  private readonly quoted: boolean;
  private readonly header = new Header(false);
  /** True when the line ended before all wanted columns. */
  private isShort = false;
  /** The columns that a line of names gave; null before there is one. */
  private named: Columns | null = null;

  constructor(rules: CsvRules) {
    this.rules = rules;
    this.reader = rules.reader;
    this.cells = new Cells(rules.cells);
    this.separator = rules.cells.separator;
    this.quoted = rules.cells.quoted;
  }

  get fault(): string {
    return this.reader.fault;
  }

  get columnsInUse(): string {
    return this.named === null ? "" : `${this.named.places.join(" ")} ${this.named.registers.join(" ")}`;
  }

  scan(cursor: Cursor, event: LogEvent): Verdict {
    const rules = this.rules;
    const reader = this.reader;
    if (rules.namesMark !== null && startsWith(cursor, cursor.start, rules.namesMark)) {
      // Several formats begin their names alike.
      return rules.readNames === null || this.takeNames(cursor) ? reader.passOver() : FOREIGN;
    }
    if (this.isComment(cursor)) return reader.passOver();
    let from = cursor.start;
    let place = 0;
    let mark = 0;
    let markEnd = 0;
    if (rules.marker !== null) {
      mark = rules.marker.find(cursor);
      if (mark < 0) return this.holdsNames(cursor) ? reader.passOver() : FOREIGN;
      markEnd = Math.min(mark + rules.marker.reach, cursor.end);
      if (rules.origin === "word") from = this.wordWithSeparator(cursor, mark);
      else if (rules.origin !== "line") {
        from = mark + 1;
        place = rules.origin.markerColumn;
      }
      if (from < 0) return reader.passOver();
    }
    if (!this.readFitting(cursor, event, from, place)) return FOREIGN;
    const { trace } = reader;
    trace.looseFrom = from;
    // Without the marker, a line is of another format.
    trace.horizon = Math.max(trace.horizon, markEnd);
    if (rules.header) {
      trace.looseFrom = this.headerEnd(cursor, from, place);
      this.header.read(cursor, trace.looseFrom, reader.stamp, event, trace);
    }
    // Where columns are counted from the line's beginning, it does not matter where a marker stands, if one does.
    const isAnywhere = rules.origin === "line";
    if (!isWordByte(this.separator))
      trace.wordsFrom = isAnywhere ? trace.looseFrom : Math.max(trace.looseFrom, markEnd);
    if (isAnywhere) trace.keep(mark, markEnd);
    const verdict = reader.finishByPlace(event);
    if (verdict === EVENT && rules.bothPorts && event.destinationPort >= 0 && event.sourcePort < 0)
      return reader.reject("missing field");
    return verdict === EVENT && this.isShort && rules.wholeRows ? reader.reject("missing field") : verdict;
  }

  private isComment(cursor: Cursor): boolean {
    const { comments } = this.rules;
    for (let i = 0; i < comments.length; i++) if (startsWith(cursor, cursor.start, comments[i]!)) return true;
    return false;
  }

  private holdsNames(cursor: Cursor): boolean {
    const text = this.rules.namesWithin;
    return text !== null && findBytes(cursor, cursor.start, text) >= 0 && this.takeNames(cursor);
  }

  /** Takes the line's words for column names; false when they are none. */
  private takeNames(cursor: Cursor): boolean {
    const readNames = this.rules.readNames;
    const columns = readNames === null ? null : readNames(shownText(cursor.bytes, cursor.start, cursor.end));
    if (columns === null) return false;
    if (this.named === null || !areSame(this.named, columns)) this.reader.trace.generation++;
    this.named = columns;
    return true;
  }

  /**
   * Reads the line by the columns that a line of names gave, else by the format's usual orders, until one fits.
   * The order is always the same: which of them the line before had must not matter.
   */
  private readFitting(cursor: Cursor, event: LogEvent, from: number, place: number): boolean {
    const { columns, identity } = this.rules;
    if (this.named !== null && this.readBy(this.named, cursor, event, from, place, identity)) return true;
    for (let i = 0; i < columns.length; i++) {
      if (this.readBy(columns[i]!, cursor, event, from, place, identity)) return true;
    }
    return false;
  }

  private readBy(
    columns: Columns,
    cursor: Cursor,
    event: LogEvent,
    from: number,
    place: number,
    identity: number,
  ): boolean {
    this.reader.begin(event);
    this.readColumns(columns, cursor, event, from, place);
    const { filled, sound } = this.rules;
    // Half a value at a line's end is of a cut line.
    return this.reader.fits(identity) && this.reader.has(filled) && (this.isShort || this.reader.isSound(sound));
  }

  private wordWithSeparator(cursor: Cursor, from: number): number {
    const bytes = cursor.bytes;
    let at = from;
    while (at < cursor.end && bytes[at] !== this.separator) at++;
    if (at >= cursor.end) return -1;
    while (at > from && bytes[at - 1] !== SPACE) at--;
    return at;
  }

  private readColumns(first: Columns, cursor: Cursor, event: LogEvent, from: number, firstPlace: number): void {
    const reader = this.reader;
    const selector = this.rules.selector;
    let columns = first;
    this.isShort = false;
    reader.trace.horizon = cursor.end;
    let wanted = 0;
    let at = from;
    let place = firstPlace;
    while (wanted < columns.places.length) {
      const target = columns.places[wanted]!;
      if (target > place) {
        at = this.cells.pass(cursor, at, target - place);
        if (at < 0) {
          this.isShort = true;
          return;
        }
        place = target;
      }
      if (place === selector) {
        reader.trace.mark(TRACE_WORD, at, Math.min(at + 1, cursor.end));
        const variant = this.rules.variants.get(cursor.bytes[at]!);
        if (variant === undefined) return;
        columns = variant;
        wanted = 0;
        continue;
      }
      if (target === place) {
        const register = columns.registers[wanted]!;
        const isQuoted = this.quoted && at < cursor.end && cursor.bytes[at] === QUOTE;
        const valueAt = isQuoted ? at + 1 : at;
        if (register === DESTINATION_PORT) this.readService(cursor, event, valueAt);
        const behind = this.isEndpoint(register)
          ? this.readEndpoint(cursor, event, register, valueAt, isQuoted)
          : isQuoted
            ? reader.readQuoted(cursor, event, register, valueAt)
            : reader.read(cursor, event, register, valueAt);
        // A control character within a cell was the separator, or is none of the value's.
        if (behind < cursor.end && cursor.bytes[behind]! < SPACE && cursor.bytes[behind] !== this.separator)
          reader.isDamaged = true;
        if (behind >= cursor.end && place + 1 < columns.count) {
          if ((cutRegisters & (1 << register)) !== 0) this.isShort = true;
          reader.takeBackCut(event, this.isEndpoint(register) ? portOf(register) : register);
        }
        // The walk goes on from the cell's start where it tells what a quote means.
        if (!isQuoted && cursor.bytes[behind] !== QUOTE) at = Math.max(at, behind);
      }
      wanted++;
    }
    if (!this.rules.multiline) reader.trace.horizon = Math.min(at + 1, cursor.end);
  }

  private isEndpoint(register: number): boolean {
    return this.rules.endpoints && register <= DESTINATION;
  }

  /** Reads an address with its port, if it has one; where the cell ends. */
  private readEndpoint(cursor: Cursor, event: LogEvent, register: number, from: number, isQuoted: boolean): number {
    const { bytes, end } = cursor;
    const close = isQuoted ? QUOTE : this.separator;
    let start = from;
    while (start < end && bytes[start] === SPACE) start++;
    let cellEnd = start;
    while (cellEnd < end && bytes[cellEnd] !== close) cellEnd++;
    readAddressPort(cursor, event, this.reader, register, start, cellEnd, isQuoted);
    return cellEnd;
  }

  /** Takes the port that the service named at `at` has, if it is a known one. */
  private readService(cursor: Cursor, event: LogEvent, at: number): void {
    const { services } = this.rules;
    if (services === null) return;
    const { bytes, end } = cursor;
    let wordEnd = at;
    while (wordEnd < end && bytes[wordEnd] !== this.separator && bytes[wordEnd] !== QUOTE) wordEnd++;
    const port = services.find(bytes, at, wordEnd);
    if (port >= 0) this.reader.takePort(event, port);
  }

  /** Where a syslog header ends: before the word that holds column 0. */
  private headerEnd(cursor: Cursor, from: number, place: number): number {
    const bytes = cursor.bytes;
    let left = place;
    let at = from;
    while (at > cursor.start && (left > 0 || (bytes[at - 1] !== SPACE && bytes[at - 1] !== TAB))) {
      if (bytes[--at] === this.separator) left--;
    }
    return at;
  }
}

function areSame(a: Columns, b: Columns): boolean {
  const isSame = (one: Int32Array, other: Int32Array): boolean =>
    one.length === other.length && one.every((value, i) => value === other[i]);
  return a.count === b.count && isSame(a.places, b.places) && isSame(a.registers, b.registers);
}

import { BACKSLASH, COLON, type Cursor, EQUALS, SPACE, TAB } from "./cursor.ts";
import type { LogEvent } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import { findByte, startsWith } from "./words.ts";

const PIPE = 124;
/** A tab as rsyslog and its kin write it: its octal code behind `#`. */
const escapedTab = Buffer.from("#011");
/** The longest name of a delimiter: `0x09`. */
const longestDelimiter = 4;

/** The columns of a head, its fields' first behind them. */
const headColumns = { cef: 7, leef: 5 };

/**
 * Lines whose fields stand behind a head of columns: ArcSight's Common Event Format, `CEF:0|Vendor|…|key=value key=…`,
 * and IBM's Log Event Extended Format, `LEEF:2.0|Vendor|…|^|key=value^key=…`.
 */
export class Dialect {
  private readonly kind: "cef" | "leef";
  /** Register of each column of the head, −1 none. */
  private readonly registers: readonly number[];
  /** What stands between two fields. */
  private delimiter = SPACE;

  /** @param columns 0-based columns of the head that fill registers. */
  constructor(kind: "cef" | "leef", columns: ReadonlyArray<readonly [number, number]>) {
    this.kind = kind;
    const registers = new Map(columns);
    this.registers = Array.from({ length: headColumns[kind] }, (_, column) => registers.get(column) ?? -1);
  }

  /**
   * Where the bytes end that tell the fields up to `at`, where a value ends. Of LEEF it is all of the line: what
   * stands between fields is told by all of them. Of CEF it is the next key, which ends the value.
   */
  horizonOf(cursor: Cursor, at: number): number {
    if (this.kind === "leef") return cursor.end;
    const equals = findByte(cursor, at, EQUALS);
    return equals < 0 ? cursor.end : equals + 1;
  }

  /** Reads the head that begins at `from`; where the fields begin, the line's end for a head that is cut short. */
  readHead(cursor: Cursor, event: LogEvent, reader: FieldReader, from: number): number {
    let at = from;
    for (const register of this.registers) {
      const end = columnEnd(cursor, at);
      if (register >= 0) readWithin(cursor, event, reader, register, at, firstWordEnd(cursor, at, end));
      at = Math.min(end + 1, cursor.end);
    }
    this.delimiter = SPACE;
    return this.kind === "cef" ? at : this.readDelimiter(cursor, at);
  }

  /** True where the key at `start` is one: what separates fields stands before it. */
  beginsKey(cursor: Cursor, start: number): boolean {
    const before = cursor.bytes[start - 1]!;
    return before === this.delimiter || before === PIPE || (this.delimiter === TAB && this.isEscapedTab(cursor, start));
  }

  /** Where the value at `from` ends, blanks behind it left out. */
  valueEnd(cursor: Cursor, from: number): number {
    const { bytes } = cursor;
    const end = this.delimiter === SPACE ? this.nextKeyStart(cursor, from) : this.nextDelimiter(cursor, from);
    let last = end;
    while (last > from && bytes[last - 1] === SPACE) last--;
    return last;
  }

  private nextKeyStart(cursor: Cursor, from: number): number {
    const { bytes, end } = cursor;
    for (let at = from; at < end; at++) {
      if (bytes[at]! < SPACE) return at;
      if (bytes[at] !== EQUALS || bytes[at - 1] === BACKSLASH) continue;
      let start = at;
      while (start > from && bytes[start - 1] !== SPACE && bytes[start - 1] !== EQUALS) start--;
      // A value that is empty: the next key stands directly behind `key= `.
      if (start < at && start > from && bytes[start - 1] === SPACE) return start;
    }
    return end;
  }

  private nextDelimiter(cursor: Cursor, from: number): number {
    const { bytes, end } = cursor;
    for (let at = from; at < end; at++)
      if (bytes[at] === this.delimiter || bytes[at]! < SPACE || startsWith(cursor, at, escapedTab)) return at;
    return end;
  }

  private isEscapedTab(cursor: Cursor, start: number): boolean {
    const at = start - escapedTab.length;
    return at >= cursor.start && startsWith(cursor, at, escapedTab);
  }

  /** Finds what separates the fields of a LEEF line: what its head names, tabs, or the blanks that a relay made of them. */
  private readDelimiter(cursor: Cursor, from: number): number {
    const { bytes, end } = cursor;
    let close = from;
    while (close < end && close - from <= longestDelimiter && bytes[close] !== PIPE) close++;
    const named = bytes.toString("latin1", from, close);
    const isNamed = close < end && bytes[close] === PIPE && !named.includes("=");
    if (isNamed && named.length === 1) this.delimiter = named.charCodeAt(0);
    else if (isNamed && /^0?x[0-9a-f]{1,2}$/i.test(named))
      this.delimiter = Number.parseInt(named.replace(/^0?x/i, ""), 16);
    else
      for (let at = from; at < end; at++)
        if (bytes[at] === TAB || startsWith(cursor, at, escapedTab)) this.delimiter = TAB;
    return isNamed ? close + 1 : from;
  }
}

/** Reads a value that ends at `to`. */
export function readWithin(
  cursor: Cursor,
  event: LogEvent,
  reader: FieldReader,
  register: number,
  from: number,
  to: number,
  isQuoted = false,
): void {
  const { end } = cursor;
  cursor.end = Math.min(end, to);
  if (isQuoted) reader.readQuoted(cursor, event, register, from);
  else reader.read(cursor, event, register, from);
  cursor.end = end;
}

/** Where the column at `from` ends: at the next `|` that no backslash escapes. */
function columnEnd(cursor: Cursor, from: number): number {
  const { bytes, end } = cursor;
  let at = from;
  while (at < end && bytes[at] !== PIPE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, end);
}

/** Where the first word of a column ends: `traffic` of `traffic:forward accept`. */
function firstWordEnd(cursor: Cursor, from: number, to: number): number {
  let at = from;
  while (at < to && cursor.bytes[at] !== SPACE && cursor.bytes[at] !== COLON) at++;
  return at;
}

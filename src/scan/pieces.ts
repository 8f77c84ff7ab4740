import { type Cursor, NINE, ZERO } from "./cursor.ts";
import type { LogEvent } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import { isWordByte } from "./kernel/tables.ts";
import {
  CLOCK,
  COUNT_NUMBER,
  DESTINATION_ADDRESS,
  DESTINATION_PORT_NUMBER,
  DIGITS,
  EPOCH_NUMBER,
  OTHER_CLOCK,
  PACKETS_NUMBER,
  SOURCE_ADDRESS,
  SOURCE_PORT_NUMBER,
  UPTIME,
  WORD,
} from "./kernel/layout.ts";
import {
  COUNT,
  DATE,
  DESTINATION,
  DESTINATION_PORT,
  EPOCH,
  PACKETS,
  SOURCE,
  SOURCE_PORT,
  STAMP,
  TIME,
  ZONE,
} from "./registers.ts";
import {
  type Mark,
  TRACE_HEADER_STAMP,
  TRACE_HOST,
  TRACE_LOOSE,
  TRACE_OTHER_STAMP,
  TRACE_UPTIME,
  TRACE_WORD,
} from "./trace.ts";

/** A piece of a line, as its {@link Shape} sees it. */
export interface Piece {
  /**
   * `text` stands in every line of the shape. `day` stands in every line of one day. `loose` may be any number or
   * word, as `kind` says. `value` is read.
   */
  role: "text" | "day" | "loose" | "value";
  /** The bytes, as Latin-1. */
  text: string;
  /** A step of the kernel, for loose pieces and values. */
  kind: number;
}

/** How many bytes another value in the place of a piece has at least. */
export function leastOf({ kind, text }: Piece): number {
  switch (kind) {
    case SOURCE_ADDRESS:
    case DESTINATION_ADDRESS:
      return "0.0.0.0".length;
    case CLOCK:
    case OTHER_CLOCK:
    case EPOCH_NUMBER:
      return text.length;
    default:
      return 1;
  }
}

/** A line, and all of it as Latin-1: cutting that into pieces takes less time than making a text of each. */
interface Line {
  bytes: Buffer;
  start: number;
  text: string;
}

const valueKinds = new Map([
  [SOURCE, SOURCE_ADDRESS],
  [DESTINATION, DESTINATION_ADDRESS],
  [SOURCE_PORT, SOURCE_PORT_NUMBER],
  [DESTINATION_PORT, DESTINATION_PORT_NUMBER],
  [COUNT, COUNT_NUMBER],
  [PACKETS, PACKETS_NUMBER],
  [TRACE_UPTIME, UPTIME],
]);

/** Digits of an epoch number: seconds, milli-, micro- and nanoseconds. */
const epochLengths = new Set([10, 13, 16, 19]);

/** Cuts the line that was just read into pieces; null where a shape cannot hold it. */
export function cutPieces(cursor: Cursor, event: LogEvent, reader: FieldReader): Piece[] | null {
  const { trace } = reader;
  if (!trace.isWhole || event.source.family === 6 || event.destination.family === 6) return null;
  const pieces: Piece[] = [];
  const { bytes, start, end } = cursor;
  const line: Line = { bytes, start, text: bytes.toString("latin1", start, Math.max(end, trace.horizon)) };
  const { looseFrom, wordsFrom, keptFrom, keptTo } = trace;
  const between: Looseness = { looseFrom, wordsFrom, keptFrom, keptTo, isInside: false };
  let at = start;
  for (const mark of trace.marks(cursor, event)) {
    if (mark.start < at || mark.end < mark.start) return null;
    addText(pieces, line, at, mark.start, between);
    const isLoose = mark.kind === TRACE_LOOSE;
    if (isLoose) addText(pieces, line, mark.start, mark.end, allLoose[mark.end < trace.horizon ? "inside" : "last"]);
    else if (!addMark(pieces, line, mark, event, trace.hasOwnStamp)) return null;
    at = mark.end;
  }
  // The byte behind the last value ends it, and belongs to the shape.
  if (at < end) addText(pieces, line, at, Math.max(trace.horizon, at + 1), between);
  return pieces;
}

function addMark(pieces: Piece[], line: Line, mark: Mark, event: LogEvent, hasOwnStamp: boolean): boolean {
  const text = textOf(line, mark.start, mark.end);
  switch (mark.kind) {
    case TRACE_HOST:
    case TRACE_WORD:
      pieces.push({ role: "text", text, kind: 0 });
      return true;
    case TRACE_HEADER_STAMP:
      return addStamp(pieces, text, hasOwnStamp);
    case TRACE_OTHER_STAMP:
      return addStamp(pieces, text, true);
    case STAMP:
    case TIME:
    case EPOCH:
      return addStamp(pieces, text, false);
    case DATE:
    case ZONE:
      pieces.push({ role: "day", text, kind: 0 });
      return true;
    default: {
      const kind = isVoid(mark.kind, event) ? DIGITS : valueKinds.get(mark.kind);
      if (kind === undefined) return false;
      const address = kind === SOURCE_ADDRESS ? event.source : kind === DESTINATION_ADDRESS ? event.destination : null;
      if (address !== null && !dottedAddress.test(text)) {
        // A name in its place tells none; an address in another form tells one that a shape cannot read.
        pieces.push({ role: "text", text, kind: 0 });
        return address.family === 0;
      }
      // As a spreadsheet writes a number; see `FieldReader.read`.
      const number = address === null && text.endsWith(".0") ? text.slice(0, -2) : text;
      pieces.push({ role: "value", text: number, kind });
      if (number !== text) pieces.push({ role: "text", text: ".0", kind: 0 });
      return true;
    }
  }
}

const dottedAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** True for a number that was read in the place of a port, of a protocol that has none. */
function isVoid(kind: number, event: LogEvent): boolean {
  return (kind === SOURCE_PORT && event.sourcePort < 0) || (kind === DESTINATION_PORT && event.destinationPort < 0);
}

/**
 * Adds a stamp: the day with all that goes with it, and the time of day; or an epoch number. False for other forms,
 * such as `9:05 PM`.
 */
function addStamp(pieces: Piece[], text: string, isUnused: boolean): boolean {
  const epoch = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (epoch !== null) {
    if (isUnused || !epochLengths.has(epoch[1]!.length)) return false;
    pieces.push({ role: "value", text: epoch[1]!, kind: EPOCH_NUMBER });
    if (epoch[2] !== undefined) pieces.push(dayText("."), { role: "value", text: epoch[2], kind: DIGITS });
    return true;
  }
  const at = text.search(lonelyTime);
  if (at < 0) return false;
  const clockEnd = at + "hh:mm:ss".length;
  const decimals = /^[.,]\d+/.exec(text.slice(clockEnd))?.[0] ?? "";
  const behind = text.slice(clockEnd + decimals.length);
  if (/[ap]\.?m/i.test(behind)) return false;
  if (at > 0) pieces.push(dayText(text.slice(0, at)));
  pieces.push({ role: "value", text: text.slice(at, clockEnd), kind: isUnused ? OTHER_CLOCK : CLOCK });
  if (decimals !== "") {
    pieces.push(dayText(decimals.slice(0, 1)), { role: "value", text: decimals.slice(1), kind: DIGITS });
  }
  if (behind !== "") pieces.push(dayText(behind));
  return true;
}

/** `hh:mm:ss` with nothing before or behind that would make another time of it; the year of `20/Jun/2022:` does not. */
const lonelyTime = /(?:(?<![\d:])|(?<=\/\d{4}:))\d\d:\d\d:\d\d(?![\d:])/;

function dayText(text: string): Piece {
  return { role: "day", text, kind: 0 };
}

/** Text between other text of the shape, or where the line ends. */
const allLoose: Readonly<Record<"inside" | "last", Looseness>> = {
  inside: { looseFrom: 0, wordsFrom: Infinity, keptFrom: 0, keptTo: 0, isInside: true },
  last: { looseFrom: 0, wordsFrom: Infinity, keptFrom: 0, keptTo: 0, isInside: false },
};

interface Looseness {
  looseFrom: number;
  wordsFrom: number;
  keptFrom: number;
  keptTo: number;
  /** True where the bytes before and behind belong to the shape, so that they tell what stands alone. */
  isInside: boolean;
}

/** Adds text; where it is loose, numbers and words that stand alone in it may be others. */
function addText(pieces: Piece[], line: Line, from: number, to: number, looseness: Looseness): void {
  const { looseFrom, wordsFrom, keptFrom, keptTo, isInside } = looseness;
  const { bytes } = line;
  let textStart = from;
  const first = isInside || from === line.start ? from : from + 1;
  for (let at = Math.max(first, Math.min(looseFrom, wordsFrom)); at < to; at++) {
    const isWord = at >= wordsFrom;
    if (!isWordByte(bytes[at]!) || (at > line.start && isWordByte(bytes[at - 1]!))) continue;
    const start = at;
    while (at < to && isWordByte(bytes[at]!)) at++;
    if (start < keptTo && at > keptFrom) continue;
    // What goes on behind is no whole word, and what names a value is none that may be another.
    const goesOn = at === to && (!isInside || isWordByte(bytes[at]!));
    if (goesOn || isName(bytes, start, at) || bytes[at]! >= 128 || (start > line.start && bytes[start - 1]! >= 128))
      continue;
    if (isWord) {
      addLoose(pieces, line, textStart, start, at, WORD);
      textStart = at;
      continue;
    }
    textStart = addLooseDigits(pieces, line, textStart, start, at);
  }
  if (textStart < to) pieces.push({ role: "text", text: textOf(line, textStart, to), kind: 0 });
}

const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** Adds a word whose numbers alone are loose: `2017/04/01`, or a time of day; where the text goes on. */
function addLooseDigits(pieces: Piece[], line: Line, textFrom: number, start: number, end: number): number {
  const { bytes } = line;
  // One look instead of three.
  if (end - start === "hh:mm:ss".length && timeOfDay.test(textOf(line, start, end))) {
    addLoose(pieces, line, textFrom, start, end, OTHER_CLOCK);
    return end;
  }
  let textStart = textFrom;
  for (let at = start; at < end; at++) {
    if (!isDigit(bytes[at]!)) continue;
    const from = at;
    while (at < end && isDigit(bytes[at]!)) at++;
    if ((from > line.start && isNumberPart(bytes[from - 1]!)) || isNumberPart(bytes[at]!)) continue;
    addLoose(pieces, line, textStart, from, at, DIGITS);
    textStart = at;
  }
  return textStart;
}

function addLoose(pieces: Piece[], line: Line, textStart: number, start: number, end: number, kind: number): void {
  if (textStart < start) pieces.push({ role: "text", text: textOf(line, textStart, start), kind: 0 });
  pieces.push({ role: "loose", text: textOf(line, start, end), kind });
}

function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isDigit(bytes[at]!)) return false;
  return true;
}

/** True where what ends here is a key or part of one: `=` behind it, `":` or `(1001)=`, or a colon its last byte. */
function isName(bytes: Uint8Array, start: number, at: number): boolean {
  // A number before a colon is a message's, as routers write it.
  if (bytes[at - 1] === 58 && !isNumber(bytes, start, at - 1)) return true;
  if (bytes[at] === 40 || (bytes[at] === 41 && bytes[at + 1] === 61)) return true;
  const isQuoted = bytes[at] === 34;
  const next = bytes[isQuoted ? at + 1 : at];
  return next === 61 || (isQuoted && (next === 58 || next === 32));
}

function textOf({ start, text }: Line, from: number, to: number): string {
  return text.slice(from - start, to - start);
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isNumberPart(byte: number): boolean {
  const folded = byte | 32;
  return (folded >= 97 && folded <= 122) || isDigit(byte) || byte === 95 || byte >= 128;
}

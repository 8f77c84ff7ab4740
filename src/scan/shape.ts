import { type Cursor, DOT, NINE, SPACE, ZERO } from "./cursor.ts";
import type { LogEvent } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import { readNumber } from "./fields.ts";
import { readPlainIp4 } from "./plain-fields.ts";
import { COUNT, DESTINATION, DESTINATION_PORT, PACKETS, SOURCE, SOURCE_PORT } from "./registers.ts";
import { readStamp } from "./stamp-forms.ts";
import { type Trace, TRACE_HEADER_STAMP, TRACE_HOST, TRACE_UPTIME, TRACE_WORD } from "./trace.ts";

// Steps of a shape beside the registers' numbers.
const TEXT = 32;
const DIGITS = 33;
const DEVICE_TEXT = 34;
const ACTION_TEXT = 35;

/** A line with more steps is read the long way. */
const mostSteps = 256;

/** What one step looks for. */
interface Step {
  kind: number;
  /** The bytes of a text step. */
  text: Uint8Array;
}

/**
 * The shape of a line that was read: the text that stood still, and the numbers between that were read or passed.
 *
 * A line of the same shape differs from it only in the digits of numbers that nothing but their value depends on.
 * So what the long way would make of it is known, but for those values: a match gives the same event, only faster.
 */
export class Shape {
  private readonly kinds: Int32Array;
  private readonly starts: Int32Array;
  private readonly lengths: Int32Array;
  private readonly text: Buffer;
  private readonly view: DataView;
  private readonly action: number;
  private readonly assumed: boolean;
  private readonly protocol: number;
  /** True when the header's stamp does not count. */
  private readonly hasOwnStamp: boolean;

  /** True when the line ended with the shape, so that a longer one is of another. */
  private readonly endsLine: boolean;

  private constructor(steps: readonly Step[], event: LogEvent, trace: Trace, endsLine: boolean) {
    this.kinds = Int32Array.from(steps, (step) => step.kind);
    this.lengths = Int32Array.from(steps, (step) => step.text.length);
    this.starts = new Int32Array(steps.length);
    let size = 0;
    steps.forEach((step, i) => {
      this.starts[i] = size;
      size += step.text.length;
    });
    this.text = Buffer.concat(steps.map((step) => step.text));
    this.view = new DataView(this.text.buffer, this.text.byteOffset, this.text.length);
    this.action = event.action;
    this.assumed = event.assumed;
    this.protocol = event.protocol;
    this.hasOwnStamp = trace.hasOwnStamp;
    this.endsLine = endsLine;
  }

  /** The shape of the line just read into the event; null for lines that have to be read the long way. */
  static of(cursor: Cursor, event: LogEvent, trace: Trace): Shape | null {
    if (!trace.isWhole || event.source.family === 6 || event.destination.family === 6) return null;
    const steps = cutSteps(cursor, event, trace);
    const endsLine = trace.horizon >= cursor.end || trace.lastEnd >= cursor.end;
    return steps === null || steps.length > mostSteps ? null : new Shape(steps, event, trace, endsLine);
  }

  /** Reads the line into the event if it has this shape; false otherwise, with the event in no certain state. */
  match(cursor: Cursor, event: LogEvent, reader: FieldReader): boolean {
    const { bytes, end } = cursor;
    const { kinds } = this;
    const stamp = reader.stamp;
    event.clear();
    stamp.clear();
    let at = cursor.start;
    for (let step = 0; step < kinds.length; step++) {
      const kind = kinds[step]!;
      switch (kind) {
        case TEXT:
        case DEVICE_TEXT:
        case ACTION_TEXT: {
          const length = this.lengths[step]!;
          if (!this.stands(cursor, at, this.starts[step]!, length)) return false;
          if (kind === DEVICE_TEXT) {
            event.deviceStart = at;
            event.deviceEnd = at + length;
          } else if (kind === ACTION_TEXT) {
            event.actionStart = at;
            event.actionEnd = at + length;
          }
          at += length;
          break;
        }
        case DIGITS: {
          const from = at;
          while (at < end && bytes[at]! >= ZERO && bytes[at]! <= NINE) at++;
          if (at === from) return false;
          break;
        }
        case SOURCE:
        case DESTINATION:
          if (at + 16 > end) return false;
          at = readPlainIp4(bytes, at, kind === SOURCE ? event.source : event.destination);
          if (at < 0) return false;
          break;
        case SOURCE_PORT:
        case DESTINATION_PORT: {
          const from = at;
          let port = 0;
          for (; at < end && at < from + 6; at++) {
            const digit = bytes[at]! - ZERO;
            if (digit < 0 || digit > 9) break;
            port = port * 10 + digit;
          }
          if (at === from || port > 65_535) return false;
          if (kind === SOURCE_PORT) event.sourcePort = port;
          else event.destinationPort = port;
          break;
        }
        case COUNT:
        case PACKETS: {
          const value = readNumber(cursor, at);
          if (value < (kind === COUNT ? 1 : 0)) return false;
          if (kind === COUNT) event.count = value;
          else event.packets = value;
          at = cursor.pos;
          break;
        }
        case TRACE_UPTIME: {
          while (at < end && bytes[at] === SPACE) at++;
          const from = at;
          while (at < end && ((bytes[at]! >= ZERO && bytes[at]! <= NINE) || bytes[at] === DOT)) at++;
          if (at === from) return false;
          break;
        }
        case TRACE_HEADER_STAMP:
          if (!readStamp(cursor, at, this.hasOwnStamp ? reader.unusedStamp : stamp)) return false;
          at = cursor.pos;
          break;
        default:
          if (!reader.readTime(cursor, kind, at)) return false;
          at = cursor.pos;
      }
    }
    if (this.endsLine && at !== end) return false;
    event.action = this.action;
    event.assumed = this.assumed;
    event.protocol = this.protocol;
    reader.setTime(event);
    return true;
  }

  private stands(cursor: Cursor, at: number, from: number, length: number): boolean {
    if (at + length > cursor.end) return false;
    const { bytes, view } = cursor;
    let i = 0;
    for (; i + 4 <= length; i += 4)
      if (view.getInt32(at + i, true) !== this.view.getInt32(from + i, true)) return false;
    for (; i < length; i++) if (bytes[at + i] !== this.text[from + i]) return false;
    return true;
  }
}

/** Cuts a line into steps: what was traced, and the text between. Null when traces overlap. */
function cutSteps(cursor: Cursor, event: LogEvent, trace: Trace): Step[] | null {
  const marks = trace.marks(cursor, event);
  const steps: Step[] = [];
  let at = cursor.start;
  for (const { kind, start, end } of marks) {
    if (start < at || end < start) return null;
    addText(steps, cursor, at, start, at >= trace.looseFrom);
    if (kind === TRACE_HOST || kind === TRACE_WORD) {
      const isAction = kind === TRACE_WORD && start === event.actionStart && end === event.actionEnd;
      const isDevice = start === event.deviceStart && end === event.deviceEnd;
      steps.push({ kind: isDevice ? DEVICE_TEXT : isAction ? ACTION_TEXT : TEXT, text: copy(cursor, start, end) });
    } else steps.push({ kind: isVoid(kind, event) ? DIGITS : kind, text: new Uint8Array(0) });
    at = end;
  }
  if (at >= cursor.end) return steps;
  // The byte behind the last value ends it, and belongs to the shape.
  addText(steps, cursor, at, Math.max(trace.horizon, at + 1), at >= trace.looseFrom);
  return steps;
}

/** True for a number that was read in the place of a port, of a protocol that has none. */
function isVoid(kind: number, event: LogEvent): boolean {
  return (kind === SOURCE_PORT && event.sourcePort < 0) || (kind === DESTINATION_PORT && event.destinationPort < 0);
}

function copy(cursor: Cursor, start: number, end: number): Uint8Array {
  return Uint8Array.from(cursor.bytes.subarray(start, end));
}

/** Adds text; where it is loose, numbers that stand alone in it may be others. */
function addText(steps: Step[], cursor: Cursor, from: number, to: number, isLoose: boolean): void {
  const { bytes } = cursor;
  let textStart = from;
  for (let at = isLoose ? from : to; at < to; at++) {
    if (!isDigit(bytes[at]!)) continue;
    const start = at;
    while (at < to && isDigit(bytes[at]!)) at++;
    if (start === from || at === to || isWord(bytes[start - 1]!) || isWord(bytes[at]!)) continue;
    steps.push({ kind: TEXT, text: copy(cursor, textStart, start) }, { kind: DIGITS, text: new Uint8Array(0) });
    textStart = at;
  }
  if (textStart < to) steps.push({ kind: TEXT, text: copy(cursor, textStart, to) });
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isWord(byte: number): boolean {
  const folded = byte | 32;
  return (folded >= 97 && folded <= 122) || isDigit(byte) || byte === 95 || byte >= 128;
}

import {
  CLOSE_PAREN,
  COLON,
  type Cursor,
  NINE,
  OPEN_BRACKET,
  OPEN_PAREN,
  QUOTE,
  SLASH,
  SPACE,
  ZERO,
} from "./cursor.ts";
import { type Address, FOREIGN, type LogEvent, MALFORMED, SKIPPED, type Verdict } from "./event.ts";
import { type FieldReader, registerNumber } from "./field-reader.ts";
import { readAddress, readPort } from "./fields.ts";
import { Header } from "./header.ts";
import type { Marker } from "./marker.ts";
import type { Scanner } from "./scanner.ts";
import { findBytes, startsWith, type WordTable } from "./words.ts";

const SOURCE = registerNumber("source");
const DESTINATION = registerNumber("destination");

/** A piece of a template: text that must stand there, or a slot up to the next text. */
export type TemplatePart =
  | { kind: "text"; text: Buffer }
  /** Text that is passed over. */
  | { kind: "any" }
  /** An address with what may surround it: `outside:10.0.0.1/80(name)`, `inside/10.0.0.1(80)`, `[2001:db8::1]/80`. */
  | { kind: "endpoint"; end: "source" | "destination" }
  | { kind: "field"; register: number };

/** One wording of a message. */
export interface Template {
  parts: readonly TemplatePart[];
  /** DENY or ALLOW. */
  action: number;
}

/** How messages with ids are scanned. */
export interface TemplateRules {
  /** Stands before the id, as in `%ASA-4-106023`. */
  marker: Marker;
  /** Wordings by message id, tried in order. An id without any is no decision. */
  messages: ReadonlyMap<number, readonly Template[]>;
  /** Service names that stand for port numbers. */
  services: WordTable;
  reader: FieldReader;
}

/** Scans messages that carry an id and, for each id, have one of a few wordings. */
export class TemplateScanner implements Scanner {
  private readonly rules: TemplateRules;
  private readonly reader: FieldReader;
  private readonly header = new Header(true);
  private wording = "";

  constructor(rules: TemplateRules) {
    this.rules = rules;
    this.reader = rules.reader;
  }

  get fault(): string {
    return this.wording === "" ? this.reader.fault : this.wording;
  }

  scan(cursor: Cursor, event: LogEvent): Verdict {
    const mark = this.rules.marker.find(cursor);
    if (mark < 0) return FOREIGN;
    const id = this.readId(cursor, mark);
    if (id < 0) return FOREIGN;
    const templates = this.rules.messages.get(id);
    if (templates === undefined) return SKIPPED;
    const text = cursor.pos;
    const reader = this.reader;
    for (let i = 0; i < templates.length; i++) {
      reader.begin(event);
      const template = templates[i]!;
      if (!this.match(cursor, event, template.parts, text)) continue;
      this.wording = "";
      event.action = template.action;
      this.header.read(cursor, mark, reader.stamp, event);
      return reader.finish(event);
    }
    this.wording = `message ${id} in no known wording`;
    return MALFORMED;
  }

  /** Reads the id behind `%ASA-4-` or `%ASA-session-4-`; the cursor is left on the text behind `: `. */
  private readId(cursor: Cursor, mark: number): number {
    const bytes = cursor.bytes;
    const end = cursor.end;
    let at = mark;
    while (at < end && bytes[at] !== COLON && bytes[at] !== SPACE) at++;
    const idEnd = at;
    let id = 0;
    let scale = 1;
    while (at > mark && bytes[at - 1]! >= ZERO && bytes[at - 1]! <= NINE && scale < 1e7) {
      id += (bytes[--at]! - ZERO) * scale;
      scale *= 10;
    }
    if (scale !== 1e6 && scale !== 1e5) return -1;
    at = idEnd;
    while (at < end && (bytes[at] === COLON || bytes[at] === SPACE)) at++;
    cursor.pos = at;
    return id;
  }

  private match(cursor: Cursor, event: LogEvent, parts: readonly TemplatePart[], from: number): boolean {
    let at = from;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!;
      if (part.kind === "text") {
        if (!startsWith(cursor, at, part.text)) return false;
        at += part.text.length;
        continue;
      }
      const next = parts[i + 1];
      let stop = cursor.end;
      if (next !== undefined && next.kind === "text") {
        stop = findBytes(cursor, at, next.text);
        if (stop < 0) return false;
      }
      if (part.kind === "endpoint") this.readEndpoint(cursor, event, part.end === "source", at, stop);
      else if (part.kind === "field") this.reader.read(cursor, event, part.register, at);
      at = stop;
    }
    return true;
  }

  private readEndpoint(cursor: Cursor, event: LogEvent, isSource: boolean, from: number, stop: number): void {
    const address = isSource ? event.source : event.destination;
    const lineEnd = cursor.end;
    // Readers must not run on into the text behind the slot.
    cursor.end = stop;
    let at = this.findAddress(cursor, address, from, stop);
    if (at < 0) at = portMark(cursor, from, stop);
    const port = at < 0 ? -1 : this.readPortBehind(cursor, at, stop);
    cursor.end = lineEnd;
    if (isSource) event.sourcePort = port;
    else event.destinationPort = port;
    // A name in place of the address is an endpoint as well.
    this.reader.present |= 1 << (isSource ? SOURCE : DESTINATION);
  }

  /** Reads the address of an endpoint; the position behind it, −1 when a name stands in its place. */
  private findAddress(cursor: Cursor, address: Address, from: number, stop: number): number {
    const bytes = cursor.bytes;
    if (readAddress(cursor, from, address)) return cursor.pos;
    // Interface names may hold colons and blanks, so every place behind a mark is tried.
    for (let at = from; at < stop; at++) {
      const byte = bytes[at]!;
      if (byte !== COLON && byte !== SLASH && byte !== OPEN_PAREN && byte !== OPEN_BRACKET && byte !== SPACE) continue;
      if (readAddress(cursor, at + 1, address)) return cursor.pos;
      // What stands in brackets behind a name is its port or its translation, not its address.
      if (byte === OPEN_PAREN && at > from) break;
    }
    address.family = 0;
    return -1;
  }

  /** Reads the port in `/80`, `(80)`, `]/80`, `/ssh`; −1 when there is none. */
  private readPortBehind(cursor: Cursor, from: number, stop: number): number {
    const bytes = cursor.bytes;
    let at = from;
    if (at < stop && bytes[at] === 93) at++;
    if (at >= stop || (bytes[at] !== SLASH && bytes[at] !== OPEN_PAREN)) return -1;
    at++;
    const port = readPort(cursor, at);
    if (port >= 0) return cursor.pos < stop && isNameByte(bytes[cursor.pos]!) ? -1 : port;
    let end = at;
    while (
      end < stop &&
      bytes[end] !== SPACE &&
      bytes[end] !== CLOSE_PAREN &&
      bytes[end] !== OPEN_PAREN &&
      bytes[end] !== QUOTE
    )
      end++;
    return this.rules.services.find(bytes, at, end);
  }
}

function isNameByte(byte: number): boolean {
  const folded = byte | 32;
  return (folded >= 97 && folded <= 122) || byte === 45;
}

/** Where a name ends and its port begins: the first `/` or `(` between a name and a digit; −1 none. */
function portMark(cursor: Cursor, from: number, stop: number): number {
  const bytes = cursor.bytes;
  for (let at = from + 1; at + 1 < stop; at++) {
    const byte = bytes[at];
    if (byte !== SLASH && byte !== OPEN_PAREN) continue;
    const next = bytes[at + 1]!;
    if (next >= ZERO && next <= NINE && bytes[at - 1] !== SPACE) return at;
  }
  return -1;
}

/**
 * Compiles a template. `{}` passes over text, `{source}` and `{destination}` are endpoints, another name is
 * a register: `Deny {protocol} src {source} dst {destination} by access-group {}`.
 */
export function parseTemplate(text: string, registerOf: (name: string) => number): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (const piece of text.split(/(\{\w*\})/)) {
    if (piece === "") continue;
    if (!piece.startsWith("{")) parts.push({ kind: "text", text: Buffer.from(piece, "latin1") });
    else if (piece === "{}") parts.push({ kind: "any" });
    else if (piece === "{source}" || piece === "{destination}") {
      parts.push({ kind: "endpoint", end: piece === "{source}" ? "source" : "destination" });
    } else parts.push({ kind: "field", register: registerOf(piece.slice(1, -1)) });
  }
  return parts;
}

import { BACKSLASH, CLOSE_BRACKET, COLON, COMMA, type Cursor, OPEN_BRACKET, QUOTE, SPACE, TAB } from "./cursor.ts";
import { FOREIGN, type LogEvent, EVENT, type Verdict } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import { Header } from "./header.ts";
import type { Marker } from "./marker.ts";
import type { Scanner } from "./scanner.ts";
import { Sentence, type SentencePart } from "./sentence.ts";
import { findByte, WordTable } from "./words.ts";

const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** One object level of the wanted paths. */
interface Level {
  names: WordTable;
  /** By the name's number: a register, or −1 when a level lies below. */
  registers: number[];
  below: (Level | null)[];
}

/** What a path may lead to that is no register: a string of columns, or one of a few wordings. */
const TUPLE = 64;
const SENTENCE = 65;

/** A member whose string holds columns. */
export interface TupleRules {
  paths: readonly string[];
  separator: number;
  /** By column: a register, −1 for none. */
  columns: readonly number[];
}

/** How JSON objects, one a line, are scanned. */
export interface JsonRules {
  marker: Marker;
  /** Dotted paths with register numbers; the first of several for one register counts. */
  paths: ReadonlyArray<readonly [string, number]>;
  tuple: TupleRules | null;
  /** A member whose string has one of a few wordings. */
  sentence: { path: string; wordings: ReadonlyArray<readonly SentencePart[]> } | null;
  /** Registers, as a mask: a line that does not fill them all is of another format. */
  identity: number;
  /** The byte behind the last of which a device's name stands in its value, as in `/a/b/name`; −1 for all of it. */
  deviceBehind: number;
  reader: FieldReader;
}

/** Scans lines that are one JSON object each, perhaps behind a syslog header. Only the wanted paths are looked into. */
export class JsonScanner implements Scanner {
  private readonly marker: Marker;
  readonly reader: FieldReader;
  private readonly root: Level;
  private readonly tuple: TupleRules | null;
  private readonly sentence: Sentence | null;
  /** True where a sentence was read that has no room for a port. */
  private isPortless = false;
  private readonly identity: number;
  private readonly deviceBehind: number;
  private readonly header = new Header(false);

  constructor(rules: JsonRules) {
    this.marker = rules.marker;
    this.reader = rules.reader;
    this.tuple = rules.tuple;
    this.identity = rules.identity;
    this.deviceBehind = rules.deviceBehind;
    const { sentence } = rules;
    this.sentence = sentence === null ? null : new Sentence(sentence.wordings, rules.reader);
    const others = (rules.tuple?.paths ?? []).map((path): [string, number] => [path, TUPLE]);
    if (sentence !== null) others.push([sentence.path, SENTENCE]);
    this.root = levelOf([...rules.paths, ...others]);
  }

  get fault(): string {
    return this.reader.fault;
  }

  scan(cursor: Cursor, event: LogEvent): Verdict {
    const open = findByte(cursor, cursor.start, OPEN_BRACE);
    if (open < 0 || this.marker.find(cursor) < 0) return FOREIGN;
    const reader = this.reader;
    reader.begin(event);
    this.isPortless = false;
    const behind = this.readObject(cursor, event, open + 1, this.root);
    if (!reader.has(this.identity)) return FOREIGN;
    if (this.deviceBehind >= 0) this.shortenDevice(cursor, event);
    if (open > cursor.start) this.header.read(cursor, open, reader.stamp, event, reader.trace);
    reader.trace.looseFrom = open;
    reader.trace.wordsFrom = open;
    reader.trace.horizon = cursor.end;
    const verdict = this.isPortless ? reader.finishWithoutPort(event) : this.finish(event);
    // An object that never closes is a line cut short: what was read may be half a value.
    return behind < 0 && verdict === EVENT ? reader.reject("missing field") : verdict;
  }

  private finish(event: LogEvent): Verdict {
    return this.tuple === null ? this.reader.finish(event) : this.reader.finishByPlace(event);
  }

  /** Reads an object from behind its brace; the position behind its closing brace, −1 when it has none. */
  private readObject(cursor: Cursor, event: LogEvent, from: number, level: Level): number {
    const bytes = cursor.bytes;
    const end = cursor.end;
    let at = from;
    while (at < end) {
      const byte = bytes[at]!;
      if (byte === CLOSE_BRACE) return at + 1;
      if (byte !== QUOTE) {
        at++;
        continue;
      }
      const nameStart = at + 1;
      const nameEnd = stringEnd(cursor, nameStart);
      if (nameEnd < 0) return -1;
      at = passBlank(cursor, nameEnd + 1);
      if (bytes[at] !== COLON || at >= end) continue;
      at = passBlank(cursor, at + 1);
      at = this.readMember(cursor, event, at, level, level.names.find(bytes, nameStart, nameEnd));
      if (at < 0) return -1;
    }
    return -1;
  }

  private readMember(cursor: Cursor, event: LogEvent, at: number, level: Level, name: number): number {
    const first = cursor.bytes[at];
    if (name < 0) return passValue(cursor, at);
    const below = level.below[name]!;
    if (first === OPEN_BRACE && below !== null) return this.readObject(cursor, event, at + 1, below);
    const register = level.registers[name]!;
    if (register >= 0 && first !== OPEN_BRACE && first !== OPEN_BRACKET && !isNull(cursor, at)) {
      if (register >= TUPLE) this.readText(cursor, event, register, at + 1);
      else if (first === QUOTE) this.reader.readQuoted(cursor, event, register, at + 1);
      else this.reader.read(cursor, event, register, at);
    }
    return passValue(cursor, at);
  }

  /** Reads a string, whose first byte is at `from`, that holds more than one value. */
  private readText(cursor: Cursor, event: LogEvent, register: number, from: number): void {
    const end = stringEnd(cursor, from);
    if (end < 0) return;
    if (register === TUPLE) this.readTuple(cursor, event, from);
    else this.isPortless = this.sentence!.read(cursor, event, from, end);
  }

  /** Reads the columns of a string whose first byte is at `from`. */
  private readTuple(cursor: Cursor, event: LogEvent, from: number): void {
    const { columns, separator } = this.tuple!;
    const { bytes, end } = cursor;
    let at = from;
    for (let column = 0; column < columns.length; column++) {
      if (columns[column]! >= 0) this.reader.read(cursor, event, columns[column]!, at);
      while (at < end && bytes[at] !== separator && bytes[at] !== QUOTE) at++;
      if (bytes[at] !== separator || at >= end) return;
      at++;
    }
  }

  private shortenDevice({ bytes }: Cursor, event: LogEvent): void {
    let at = event.deviceEnd;
    while (at > event.deviceStart && bytes[at - 1] !== this.deviceBehind) at--;
    event.deviceStart = at;
  }
}

/** The names of a level. Those of the levels below are also looked for with dots in them, as flat exports write them. */
function levelOf(paths: ReadonlyArray<readonly [string, number]>): Level {
  const children = new Map<string, { register: number; below: [string, number][] }>();
  const childOf = (name: string): { register: number; below: [string, number][] } => {
    let child = children.get(name);
    if (child === undefined) children.set(name, (child = { register: -1, below: [] }));
    return child;
  };
  for (const [path, register] of paths) {
    childOf(path).register = register;
    for (let dot = path.indexOf("."); dot >= 0; dot = path.indexOf(".", dot + 1))
      childOf(path.slice(0, dot)).below.push([path.slice(dot + 1), register]);
  }
  const entries = [...children];
  return {
    names: new WordTable(entries.map(([name], index) => [name, index])),
    registers: entries.map(([, child]) => child.register),
    below: entries.map(([, child]) => (child.below.length === 0 ? null : levelOf(child.below))),
  };
}

function isNull(cursor: Cursor, at: number): boolean {
  const bytes = cursor.bytes;
  return bytes[at] === 110 && bytes[at + 1] === 117 && bytes[at + 2] === 108 && bytes[at + 3] === 108;
}

function passBlank(cursor: Cursor, from: number): number {
  let at = from;
  while (at < cursor.end && (cursor.bytes[at] === SPACE || cursor.bytes[at] === TAB)) at++;
  return at;
}

/** The closing quote of the string whose first byte is at `from`; −1 when the line ends first. */
function stringEnd(cursor: Cursor, from: number): number {
  const bytes = cursor.bytes;
  for (let at = from; at < cursor.end; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) return at;
  }
  return -1;
}

/** Behind the value at `from`, whatever it is; −1 when the line ends inside it. */
function passValue(cursor: Cursor, from: number): number {
  const bytes = cursor.bytes;
  let depth = 0;
  for (let at = from; at < cursor.end; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      at = stringEnd(cursor, at + 1);
      if (at < 0) return -1;
      if (depth === 0) return at + 1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (byte === COMMA && depth === 0) return at;
  }
  return -1;
}

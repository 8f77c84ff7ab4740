import type { Clock } from "../scan/clock.ts";
import { type Columns, columnsOf, CsvScanner } from "../scan/csv.ts";
import { ALLOW, DENY, NO_ACTION } from "../scan/event.ts";
import {
  ACTION_ALLOW,
  ACTION_DENY,
  ACTION_SKIP,
  KIND_DECISION,
  KIND_DENIAL,
  KIND_NONE,
  type Register,
  registerMask,
  registerNumber,
  registers,
  valueEnds,
} from "../scan/registers.ts";
import { FieldReader } from "../scan/field-reader.ts";
import { JsonScanner } from "../scan/json.ts";
import { KvScanner } from "../scan/kv.ts";
import { Marker } from "../scan/marker.ts";
import { PrefixVerdicts } from "../scan/prefix.ts";
import { protocolWords } from "../scan/protocols.ts";
import type { Scanner } from "../scan/scanner.ts";
import { parseTemplate, type Template, TemplateScanner } from "../scan/template.ts";
import { WordTable } from "../scan/words.ts";
import type { CsvGrammar, Format, JsonGrammar, KvGrammar, TemplateGrammar } from "./format.ts";

/** What a line is taken for when nothing in it says what happened. */
export type Assumption = "deny" | "allow" | "none";

/** What a scanner needs beside its format. */
export interface ScanContext {
  /** Dates the stamps; shared by all scanners of one stretch of a file, because it follows the year. */
  clock: Clock;
  assume: Assumption;
}

const protocols = new WordTable(protocolWords);
const noWords = new WordTable([]);
const meanings = { deny: ACTION_DENY, allow: ACTION_ALLOW, skip: ACTION_SKIP };
const kindNumbers = { decision: KIND_DECISION, denial: KIND_DENIAL, none: KIND_NONE };
const assumptions = { deny: DENY, allow: ALLOW, none: NO_ACTION };

/** Compiles a format into a scanner for one stretch of one file. */
export function compileFormat(format: Format, context: ScanContext): Scanner {
  const grammar = format.grammar;
  if (grammar.kind === "kv") return compileKv(format, grammar, context);
  if (grammar.kind === "csv") return compileCsv(format, grammar, context);
  if (grammar.kind === "template") return compileTemplate(format, grammar, context);
  return new JsonScanner({
    marker: new Marker(grammar.marker),
    paths: fieldEntries(grammar),
    reader: readerOf(format, context, " ,}]"),
  });
}

function readerOf(format: Format, context: ScanContext, ends: string, dayFirst = false): FieldReader {
  const assume = format.defaultAction === "assume" ? context.assume : (format.defaultAction ?? "none");
  return new FieldReader(
    {
      actions: new WordTable(Object.entries(format.actions ?? {}).map(([word, meaning]) => [word, meanings[meaning]])),
      kinds:
        format.kinds === undefined
          ? null
          : new WordTable(Object.entries(format.kinds).map(([word, kind]) => [word, kindNumbers[kind]])),
      protocols,
      needs: registerMask(format.needs),
      defaultAction: assumptions[assume],
      defaultProtocol: format.defaultProtocol ?? -1,
      ends: valueEnds(ends),
      portsOptional: format.portsOptional ?? false,
      decimalAddresses: format.decimalAddresses ?? false,
      dayFirst,
    },
    context.clock,
  );
}

function fieldEntries(grammar: KvGrammar | JsonGrammar): [string, number][] {
  return Object.entries(grammar.fields).map(([key, register]) => [key, registerNumber(register)]);
}

function compileKv(format: Format, grammar: KvGrammar, context: ScanContext): Scanner {
  return new KvScanner({
    marker: new Marker(grammar.marker, grammar.markerThen),
    keys: fieldEntries(grammar),
    enough: registerMask(grammar.enough),
    header: grammar.header,
    portless: (grammar.portless ?? []).map((text) => Buffer.from(text, "latin1")),
    notIp: (grammar.notIp ?? []).map((text) => Buffer.from(text, "latin1")),
    prefix: grammar.prefix === undefined ? null : new PrefixVerdicts(grammar.prefix, assumptions[context.assume]),
    reader: readerOf(format, context, grammar.ends ?? " ,"),
  });
}

function compileCsv(format: Format, grammar: CsvGrammar, context: ScanContext): Scanner {
  const names = namesReader(grammar);
  const orders = (grammar.orders ?? []).map((order) => columnsByName(order, grammar)!);
  const selector = grammar.variants?.column ?? -1;
  const places = Object.entries(grammar.columns ?? {}).map(([place, register]) => placeEntry(place, register));
  if (selector >= 0) places.push([selector, -1]);
  const variants = Object.entries(grammar.variants?.when ?? {}).map(
    ([byte, columns]) =>
      [
        byte.charCodeAt(0),
        columnsOf(Object.entries(columns).map(([place, register]) => placeEntry(place, register))),
      ] as const,
  );
  return new CsvScanner({
    separator: grammar.separator.charCodeAt(0),
    quoted: grammar.quoted ?? false,
    marker: grammar.marker === undefined ? null : new Marker(grammar.marker),
    origin: grammar.origin ?? "line",
    header: grammar.header ?? false,
    columns: orders.length > 0 ? orders : [columnsOf(places, grammar.columnCount)],
    wholeRows: grammar.columnCount !== undefined,
    selector,
    variants: new Map(variants),
    readNames: names,
    namesMark: grammar.namesMark === undefined ? null : Buffer.from(grammar.namesMark),
    namesWithin: grammar.namesWithin === undefined ? null : Buffer.from(grammar.namesWithin, "latin1"),
    comment: grammar.comment?.charCodeAt(0) ?? -1,
    identity: registerMask(grammar.identity),
    reader: readerOf(format, context, grammar.separator, grammar.dayFirst),
  });
}

function placeEntry(place: string, register: Register): readonly [number, number] {
  return [Number(place), registerNumber(register)];
}

function namesReader(grammar: CsvGrammar): ((line: string) => Columns | null) | null {
  const mark = grammar.namesMark ?? "";
  if (grammar.names === undefined) return null;
  return (line) => columnsByName(mark.endsWith(" ") ? line.slice(mark.length) : line, grammar);
}

function columnsByName(line: string, grammar: CsvGrammar): Columns | null {
  const entries: [number, number][] = [];
  const names = line.trim().split(grammar.separator === " " ? / +/ : grammar.separator);
  names.forEach((name, place) => {
    const register = grammar.names?.[name.toLowerCase()];
    if (register !== undefined) entries.push([place, registerNumber(register)]);
  });
  return entries.length < 2 ? null : columnsOf(entries, names.length);
}

function compileTemplate(format: Format, grammar: TemplateGrammar, context: ScanContext): Scanner {
  const messages = new Map<number, Template[]>();
  const add = (wordings: Readonly<Record<string, readonly string[]>>, action: number): void => {
    for (const [id, texts] of Object.entries(wordings)) {
      const templates = texts.map((text) => templateOf(text, action));
      messages.set(Number(id), [...(messages.get(Number(id)) ?? []), ...templates]);
    }
  };
  add(grammar.deny, DENY);
  add(grammar.allow, ALLOW);
  return new TemplateScanner({
    marker: new Marker(grammar.marker),
    messages,
    unread: new Set(grammar.unread),
    services: grammar.services === undefined ? noWords : new WordTable(Object.entries(grammar.services)),
    reader: readerOf(format, context, " ,/("),
  });
}

function templateOf(text: string, action: number): Template {
  return { action, parts: parseTemplate(text, slotNumber), isPortless: text.includes("Host}") };
}

function slotNumber(name: string): number {
  const number = registers.findIndex((register) => register === name);
  if (number < 0) throw new RangeError(`a template has the slot {${name}}, which names no register`);
  return number;
}

/** True where an order of columns names as many as are needed to read by it. */
export function isOrder(order: string, grammar: CsvGrammar): boolean {
  return columnsByName(order, grammar) !== null;
}

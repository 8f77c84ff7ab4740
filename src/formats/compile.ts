import type { Clock } from "../scan/clock.ts";
import { type Columns, columnsOf, CsvScanner } from "../scan/csv.ts";
import { CsvRecords } from "../scan/csv-records.ts";
import { ALLOW, DENY, NO_ACTION } from "../scan/event.ts";
import {
  ACTION_ALLOW,
  ACTION_DENY,
  ACTION_SKIP,
  KIND_DECISION,
  KIND_DENIAL,
  KIND_NONE,
  KIND_PASS,
  type Register,
  registerMask,
  registerNumber,
  registers,
  valueEnds,
} from "../scan/registers.ts";
import { FieldReader } from "../scan/field-reader.ts";
import { Dialect } from "../scan/dialect.ts";
import { JsonScanner, type TupleRules } from "../scan/json.ts";
import { KvScanner } from "../scan/kv.ts";
import { Marker } from "../scan/marker.ts";
import { PrefixVerdicts } from "../scan/prefix.ts";
import { protocolWords } from "../scan/protocols.ts";
import { parseSentence } from "../scan/sentence.ts";
import type { Scanner } from "../scan/scanner.ts";
import { type MessageIds, TemplateScanner } from "../scan/template.ts";
import { isFreeOfDigits, isPortless, parseTemplate, type Template } from "../scan/template-parts.ts";
import { WordTable } from "../scan/words.ts";
import { splitCells } from "./split-cells.ts";
import type { CsvGrammar, Format, JsonGrammar, KvGrammar, Sentence, TemplateGrammar } from "./format.ts";

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
const kindNumbers = { decision: KIND_DECISION, denial: KIND_DENIAL, pass: KIND_PASS, none: KIND_NONE };
const assumptions = { deny: DENY, allow: ALLOW, none: NO_ACTION, skip: ACTION_SKIP };

/** Compiles a format into a scanner for one stretch of one file. */
export function compileFormat(format: Format, context: ScanContext): Scanner {
  const grammar = format.grammar;
  if (grammar.kind === "kv") return compileKv(format, grammar, context);
  if (grammar.kind === "csv") return compileCsv(format, grammar, context);
  if (grammar.kind === "template") return compileTemplate(format, grammar, context);
  return compileJson(format, grammar, context);
}

function compileJson(format: Format, grammar: JsonGrammar, context: ScanContext): Scanner {
  const { tuple, sentence } = grammar;
  return new JsonScanner({
    marker: new Marker(grammar.marker),
    paths: fieldEntries(grammar),
    tuple: tuple === undefined ? null : tupleOf(tuple),
    sentence:
      sentence === undefined
        ? null
        : { path: sentence.path, wordings: sentence.wordings.map((text) => parseSentence(text, slotNumber)) },
    identity: registerMask(grammar.identity ?? []),
    deviceBehind: grammar.deviceBehind?.charCodeAt(0) ?? -1,
    reader: readerOf(format, context, ` ,}]${tuple?.separator ?? ""}`),
  });
}

function tupleOf({ paths, separator, columns }: NonNullable<JsonGrammar["tuple"]>): TupleRules {
  const places = Object.keys(columns).map(Number);
  const registerAt = (place: number): number => {
    const register = columns[place];
    return register === undefined ? -1 : registerNumber(register);
  };
  const count = Math.max(...places) + 1;
  return { paths, separator: separator.charCodeAt(0), columns: Array.from({ length: count }, (_, i) => registerAt(i)) };
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
      otherKinds: kindNumbers[format.otherKinds ?? "none"],
      protocols: protocolsOf(format),
      needs: registerMask(format.needs),
      defaultAction: assumptions[assume],
      defaultProtocol: format.defaultProtocol ?? -1,
      ends: valueEnds(ends),
      portsOptional: format.portsOptional ?? false,
      decimalAddresses: format.decimalAddresses ?? false,
      dayFirst,
      utc: format.utc ?? false,
    },
    context.clock,
  );
}

function protocolsOf({ protocols: own }: Format): WordTable {
  return own === undefined ? protocols : new WordTable([...protocolWords, ...Object.entries(own)]);
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
    without: (grammar.without ?? []).map((text) => Buffer.from(text, "latin1")),
    assigns: grammar.assigns ?? "=",
    endpoints: grammar.endpoints ?? false,
    neverLast: registerMask(grammar.neverLast ?? []),
    together: registerMask(grammar.together ?? []),
    markerWord: grammar.markerWord === undefined ? -1 : registerNumber(grammar.markerWord),
    markerNext: grammar.markerNext === undefined ? -1 : registerNumber(grammar.markerNext),
    services: servicesOf(grammar),
    dialect: dialectOf(grammar),
    ends: valueEnds(grammar.ends ?? " ,"),
    reader: readerOf(format, context, grammar.dialect === undefined ? (grammar.ends ?? " ,") : ""),
  });
}

function servicesOf({ services }: KvGrammar | CsvGrammar): WordTable | null {
  return services === undefined ? null : new WordTable(Object.entries(services));
}

function dialectOf({ dialect, head = {} }: KvGrammar): Dialect | null {
  if (dialect === undefined) return null;
  return new Dialect(
    dialect,
    Object.entries(head).map(([place, register]) => placeEntry(place, register)),
  );
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
    cells: {
      separator: grammar.separator.charCodeAt(0),
      quoted: grammar.quoted ?? false,
      escaped: grammar.escaped ?? false,
      padded: grammar.padded ?? false,
    },
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
    comments: (grammar.comments ?? []).map((text) => Buffer.from(text, "latin1")),
    identity: registerMask(grammar.identity),
    multiline: grammar.multiline ?? false,
    filled: registerMask(grammar.filled ?? []),
    sound: registerMask(grammar.sound ?? []),
    endpoints: grammar.endpoints ?? false,
    bothPorts: grammar.bothPorts ?? false,
    services: servicesOf(grammar),
    reader: readerOf(format, context, grammar.separator + (grammar.ends ?? ""), grammar.dayFirst),
  });
}

/** How records of the likeliest of some formats go on over line breaks; null where each line is one. */
export function recordsOf([likeliest]: readonly Format[]): CsvRecords | null {
  if (likeliest?.grammar.kind !== "csv" || likeliest.grammar.multiline !== true) return null;
  return new CsvRecords(likeliest.grammar.separator.charCodeAt(0), likeliest.grammar.escaped ?? false);
}

function placeEntry(place: string, register: Register): readonly [number, number] {
  return [Number(place), registerNumber(register)];
}

function namesReader(grammar: CsvGrammar): ((line: string) => Columns | null) | null {
  const mark = grammar.namesMark ?? "";
  if (grammar.names === undefined) return null;
  return (line) => columnsByName(/\s$/.test(mark) ? line.slice(mark.length) : line, grammar);
}

function columnsByName(line: string, grammar: CsvGrammar): Columns | null {
  const entries: [number, number][] = [];
  const { names = {}, separator } = grammar;
  const cells =
    separator === " " && grammar.quoted !== true ? line.trim().split(/ +/) : splitCells(line.trim(), separator);
  cells.forEach((name, place) => {
    const register = names[name.toLowerCase()];
    if (register !== undefined) entries.push([place, registerNumber(register)]);
  });
  return entries.length < Math.min(2, Object.keys(names).length) ? null : columnsOf(entries, cells.length);
}

function compileTemplate(format: Format, grammar: TemplateGrammar, context: ScanContext): Scanner {
  return new TemplateScanner({
    marker: new Marker(grammar.marker),
    alsoHolds: (grammar.alsoHolds ?? []).map((text) => Buffer.from(text, "latin1")),
    ids: grammar.sentences === undefined ? messageIds(grammar) : null,
    sentences: (grammar.sentences ?? []).map((sentence) => templateOf(sentence)),
    services: grammar.services === undefined ? noWords : new WordTable(Object.entries(grammar.services)),
    dottedPorts: grammar.dottedPorts ?? false,
    hasLead: grammar.lead ?? false,
    colonHost: grammar.colonHost ?? false,
    prefix: grammar.prefix === undefined ? null : new PrefixVerdicts(grammar.prefix, assumptions[context.assume]),
    reader: readerOf(format, context, " ,/("),
  });
}

const templateMeanings = ["deny", "allow", "told", "skip"] as const;

function messageIds(grammar: TemplateGrammar): MessageIds {
  const wordings = new Map<string, Template[] | null>();
  for (const meaning of templateMeanings) {
    for (const [id, texts] of Object.entries(grammar[meaning] ?? {})) {
      const templates = texts.map((wording) => templateOf({ meaning, wording }));
      wordings.set(id, [...(wordings.get(id) ?? []), ...templates]);
    }
  }
  for (const id of grammar.unread ?? []) wordings.set(String(id), null);
  const ids = [...wordings.keys()];
  return {
    table: new WordTable(ids.map((id, number) => [id, number])),
    wordings: [...wordings.values()],
    areWords: ids.some((id) => !/^\d+$/.test(id)),
  };
}

function templateOf({ meaning, wording, protocol }: Sentence): Template {
  const parts = parseTemplate(wording, slotNumber);
  return {
    parts,
    isFreeOfDigits: parts.slice(1).every(isFreeOfDigits),
    action: meaning === "deny" ? DENY : meaning === "allow" ? ALLOW : NO_ACTION,
    isSkipped: meaning === "skip",
    isPortless: isPortless(wording),
    protocol: protocol === undefined ? -1 : protocols.find(Buffer.from(protocol), 0, protocol.length),
  };
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

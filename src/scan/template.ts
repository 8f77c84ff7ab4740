import { type Cursor, GREATER, NINE, SPACE, ZERO } from "./cursor.ts";
import { FOREIGN, type LogEvent, MALFORMED, SKIPPED, type Verdict } from "./event.ts";
import { EndpointReader } from "./endpoint.ts";
import type { FieldReader } from "./field-reader.ts";
import { Header } from "./header.ts";
import type { Marker } from "./marker.ts";
import { MessageId } from "./message-id.ts";
import type { PrefixVerdicts } from "./prefix.ts";
import { PROTOCOL } from "./registers.ts";
import type { Scanner } from "./scanner.ts";
import { isFreeOfDigits, type Template, type TemplatePart, type WordPart } from "./template-parts.ts";
import { TRACE_LOOSE, TRACE_WORD } from "./trace.ts";
import { findBytes, startsWith, type WordTable } from "./words.ts";

const PERCENT = 37;

/** Messages with ids: `ASA-4-106023: …`, `SEC-6-IPACCESSLOGP: …`. */
export interface MessageIds {
  /** Ids with their numbers. */
  table: WordTable;
  /** Wordings by an id's number, tried in order; null for decisions in no fixed wording, lines of another format. */
  wordings: ReadonlyArray<readonly Template[] | null>;
  /** True where ids may be words. */
  areWords: boolean;
}

/** How sentences are scanned. */
export interface TemplateRules {
  /** Stands before the id, as `ASA-` in `%ASA-4-106023`, or where a sentence without id begins. */
  marker: Marker;
  /** Texts that every line holds besides the marker. */
  alsoHolds: readonly Buffer[];
  /** Null for sentences without ids. */
  ids: MessageIds | null;
  /** Wordings from the marker on, tried in order; where there are no ids. */
  sentences: readonly Template[];
  services: WordTable;
  /** True where a port stands behind one more dot. */
  dottedPorts: boolean;
  /** True where the word before the marker is of the sentence, not of the header. */
  hasLead: boolean;
  /** True for products that write `host:` where others write a program's tag. */
  colonHost: boolean;
  /** Verdicts from the text between header and marker; null where the sentence tells. */
  prefix: PrefixVerdicts | null;
  reader: FieldReader;
}

/** Scans sentences: messages that carry an id and, for each id, have one of a few wordings; or wordings alone. */
export class TemplateScanner implements Scanner {
  private readonly rules: TemplateRules;
  readonly reader: FieldReader;
  private readonly header: Header;
  private readonly endpoints: EndpointReader;
  private wording = "";
  /** The id that was read last. */
  private readonly id = new MessageId();
  /** Up to where wordings that do not fit were looked at. */
  private reach = 0;
  /** True while other numbers there would not make one of them fit. */
  private isReachLoose = true;

  constructor(rules: TemplateRules) {
    this.rules = rules;
    this.reader = rules.reader;
    this.header = new Header(rules.colonHost);
    this.endpoints = new EndpointReader(rules.reader, rules.services, rules.dottedPorts);
  }

  get fault(): string {
    return this.wording === "" ? this.reader.fault : this.wording;
  }

  scan(cursor: Cursor, event: LogEvent): Verdict {
    const { ids, marker, sentences, alsoHolds } = this.rules;
    let mark = marker.find(cursor);
    if (mark < 0 || alsoHolds.some((text) => findBytes(cursor, cursor.start, text) < 0)) return FOREIGN;
    if (ids === null) {
      const verdict = this.tryWordings(cursor, event, sentences, mark, mark);
      return verdict === FOREIGN ? this.rejectWording("sentence") : verdict;
    }
    // A host may be called ASA-01.
    while (mark >= 0 && !this.id.read(cursor, mark, ids.areWords)) mark = marker.find(cursor, mark + 1);
    if (mark < 0) return FOREIGN;
    const number = ids.table.find(cursor.bytes, this.id.start, this.id.end);
    const templates = number < 0 ? [] : ids.wordings[number]!;
    if (templates === null) return FOREIGN;
    if (templates.length === 0) return this.skip(cursor, event, mark);
    const verdict = this.tryWordings(cursor, event, templates, mark, cursor.pos);
    if (verdict !== FOREIGN) return verdict;
    return this.rejectWording(`message ${cursor.bytes.toString("latin1", this.id.start, this.id.end)}`);
  }

  /** Passes a message that its id alone tells to be no decision: what stands behind that may be anything. */
  private skip(cursor: Cursor, event: LogEvent, mark: number): Verdict {
    const { reader, header } = this;
    const { trace } = reader;
    reader.begin(event);
    header.read(cursor, this.headerEnd(cursor, mark), reader.stamp, event, trace);
    trace.mark(TRACE_WORD, mark, this.id.end);
    trace.looseFrom = trace.horizon = Math.min(this.id.end + 1, cursor.end);
    // Those texts may stand there.
    if (this.rules.alsoHolds.length > 0) trace.isWhole = false;
    return SKIPPED;
  }

  private rejectWording(what: string): Verdict {
    this.wording = `${what} in no known wording`;
    return MALFORMED;
  }

  /** Reads the line by the first wording that fits the text at `from`; {@link FOREIGN} when none does. */
  private tryWordings(
    cursor: Cursor,
    event: LogEvent,
    templates: readonly Template[],
    mark: number,
    from: number,
  ): Verdict {
    this.reach = 0;
    this.isReachLoose = true;
    for (let i = 0; i < templates.length; i++) {
      const template = templates[i]!;
      this.reader.begin(event);
      this.endpoints.hasUnreadPort = false;
      if (!this.match(cursor, event, template.parts, from)) {
        this.isReachLoose &&= template.isFreeOfDigits;
        continue;
      }
      this.wording = "";
      return this.finish(cursor, event, template, mark);
    }
    return FOREIGN;
  }

  private finish(cursor: Cursor, event: LogEvent, template: Template, mark: number): Verdict {
    const { reader, header } = this;
    const { prefix } = this.rules;
    const { trace } = reader;
    if (template.action > 0) event.action = template.action;
    if (template.protocol >= 0) {
      event.protocol = template.protocol;
      reader.present |= 1 << PROTOCOL;
    }
    // Of what is no decision, the words before the marker say nothing.
    const headerEnd = template.isSkipped ? mark : this.headerEnd(cursor, mark);
    header.read(cursor, headerEnd, reader.stamp, event, trace);
    trace.looseFrom = cursor.end;
    if (this.reach > trace.horizon) {
      if (this.isReachLoose && template.parts.at(-1)?.kind !== "any")
        trace.mark(TRACE_LOOSE, trace.horizon, this.reach);
      trace.horizon = this.reach;
    }
    if (template.isSkipped) {
      this.reachOthers(cursor);
      return SKIPPED;
    }
    if (prefix !== null && prefix.judge(cursor, event, header.restStart, headerEnd) === SKIPPED) return SKIPPED;
    const isWhole = template.isPortless || this.endpoints.hasUnreadPort;
    return isWhole ? reader.finishWithoutPort(event) : reader.finishByPlace(event);
  }

  /** Has the trace hold the texts that each line of the format holds, wherever they stand: other numbers do not matter. */
  private reachOthers(cursor: Cursor): void {
    const { trace } = this.reader;
    let reach = trace.horizon;
    for (const text of this.rules.alsoHolds) {
      if (hasDigit(text)) trace.isWhole = false;
      reach = Math.max(reach, findBytes(cursor, cursor.start, text) + text.length);
    }
    if (reach > trace.horizon) trace.mark(TRACE_LOOSE, trace.horizon, reach);
    trace.horizon = reach;
  }

  private headerEnd({ bytes, start }: Cursor, mark: number): number {
    if (!this.rules.hasLead) return mark > start && bytes[mark - 1] === PERCENT ? mark - 1 : mark;
    let at = mark;
    while (at > start && bytes[at - 1] === SPACE) at--;
    while (at > start && bytes[at - 1]! > SPACE && bytes[at - 1] !== GREATER) at--;
    return at;
  }

  private match(cursor: Cursor, event: LogEvent, parts: readonly TemplatePart[], from: number): boolean {
    let at = from;
    let lastFrom = from;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!;
      const next = parts[i + 1];
      lastFrom = at;
      if (part.kind === "text") {
        if (!startsWith(cursor, at, part.text)) return this.miss(at + part.text.length);
        at += part.text.length;
        continue;
      }
      if (part.kind !== "any") at = passBlanks(cursor, at);
      if (part.kind === "endpoint" && next !== undefined && next.kind === "text") {
        const behind = this.endpoints.readPlain(cursor, event, part.end === "source", at, next.text);
        if (behind >= 0) {
          at = behind;
          continue;
        }
      }
      if (part.kind === "word") {
        at = this.readWord(cursor, event, part, at);
        if (at < 0) return this.miss(cursor.end);
        continue;
      }
      let stop = cursor.end;
      if (next !== undefined && next.kind === "text") {
        stop = findBytes(cursor, at, next.text);
        if (stop < 0) return this.miss(cursor.end);
      }
      at = this.readSlot(cursor, event, part, next, at, stop);
    }
    // Whatever stands in the place of a last slot that is passed over, the line is read alike.
    this.reader.trace.horizon = parts.at(-1)?.kind === "any" ? lastFrom : at;
    return true;
  }

  /** Notes how far a wording was looked at that does not fit. */
  private miss(reach: number): boolean {
    this.reach = Math.max(this.reach, reach);
    return false;
  }

  /** Reads a slot that ends before `stop`, which is returned. */
  private readSlot(
    cursor: Cursor,
    event: LogEvent,
    part: Exclude<TemplatePart, { kind: "text" | "word" }>,
    next: TemplatePart | undefined,
    from: number,
    stop: number,
  ): number {
    const { reader } = this;
    if (part.kind === "field") {
      const lineEnd = cursor.end;
      cursor.end = stop;
      const behind = reader.read(cursor, event, part.register, from);
      cursor.end = lineEnd;
      // Of a protocol of which the first letter is damaged, nothing is read, and its ports may be no ports.
      if (part.register === PROTOCOL && behind === from && from < stop) reader.isDamaged = true;
      // What follows a last value, or stands before the next word that is looked for, is left to others.
      return next === undefined || next.kind !== "text" ? behind : stop;
    }
    const unread = part.kind === "any" ? from : this.endpoints.read(cursor, event, part, from, stop);
    // Digits cannot move the place where the next text is found.
    if (isFreeOfDigits(next)) reader.trace.mark(TRACE_LOOSE, unread, stop);
    return stop;
  }

  /** Reads the first word at or behind `from` that is one of the register's; the position behind it, −1 when none is. */
  private readWord(cursor: Cursor, event: LogEvent, { register, isNumber }: WordPart, from: number): number {
    const { reader } = this;
    const bytes = cursor.bytes;
    let at = from;
    while (at < cursor.end) {
      let end = at;
      while (end < cursor.end && bytes[end] !== SPACE) end++;
      if (isNumber ? isDigits(bytes, at, end) : reader.isWord(cursor, register, at, end)) {
        // No number in the words before makes one of them a word of the register, but it may be the number.
        if (!isNumber) reader.trace.mark(TRACE_LOOSE, from, at);
        reader.read(cursor, event, register, at);
        return end;
      }
      at = passBlanks(cursor, end);
    }
    return -1;
  }
}

function isDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at]! < ZERO || bytes[at]! > NINE) return false;
  return to > from;
}

function passBlanks(cursor: Cursor, from: number): number {
  let at = from;
  while (at < cursor.end && cursor.bytes[at] === SPACE) at++;
  return at;
}

function hasDigit(text: Buffer): boolean {
  return text.some((byte) => byte >= ZERO && byte <= NINE);
}

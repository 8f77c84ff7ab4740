import { LONGEST_LINE } from "../../scan/kernel/layout.ts";
import { holdsTuples, tupleLines } from "./tuple-lines.ts";
import { memberAt, wrappedMember } from "./wrapped-line.ts";

/** How lines are made of JSON records. */
export interface RecordCut {
  /** True where records go over lines or stand in arrays; else each line is one. */
  isDocument: boolean;
  /** The member that holds a line of its own, which a shipper took; null where the record is the line. */
  member: readonly string[] | null;
}

/** How much of a beginning tells how records are to be cut. */
export const recordHeadBytes = 1 << 16;

/** The most bytes of a record that is held in memory; a longer one counts as one line that is too long. */
const longestRecord = 1 << 24;

/** How many bytes of lines are given at once. */
const chunkBytes = 1 << 18;

const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

/** Members of a document's one object that hold its records. */
const recordsMember = /"(?:records|value|events|logs|logEvents|items|entries)"\s*:\s*$/i;

/** True for bytes that may begin JSON, so that more of them are worth looking at. */
export function mayBeJson(head: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?\s*[[{]/.test(head.toString("latin1", 0, 64));
}

/** Tells by the beginning of a text whether its lines have to be made of JSON records first; null where they are lines. */
export function recordCutOf(head: Buffer): RecordCut | null {
  const text = head.toString("latin1").replace(/^(?:\xef\xbb\xbf)?\s*/, "");
  const isDocument = beginsDocument(text, head.length >= recordHeadBytes);
  if (isDocument === null) return null;
  const records = [...new RecordCutter(isDocument).cut(Buffer.from(text, "latin1"))].map((one) => one.toString("utf8"));
  const member = wrappedMember(records.length > 0 ? records : [head.toString("utf8")]);
  return isDocument || member !== null || holdsTuples(text) ? { isDocument, member } : null;
}

/** Whether a text's records go over lines, null for one that is no JSON. */
function beginsDocument(text: string, goesOn: boolean): boolean | null {
  if (text.startsWith("[")) return /^\[\s*\{/.test(text) ? true : null;
  if (!/^\{\s*["}]/.test(text)) return null;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (isObject(lines[0]!)) return holdsRecordsMember(lines[0]!);
  // A first line that is damaged, of many that are objects each.
  if (lines.slice(1, -1).some(isObject)) return false;
  return lines.length > 1 ? /^\s*["}]/.test(lines[1]!) : goesOn;
}

/** A document in one line holds its records in a member. */
function holdsRecordsMember(line: string): boolean {
  const open = line.indexOf("[");
  return open >= 0 && recordsMember.test(line.slice(0, open)) && /^\[\s*\{/.test(line.slice(open));
}

function isObject(line: string): boolean {
  try {
    return line.trimStart().startsWith("{") && typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}

/** Makes lines of JSON: one for each record, or one for each of the flow tuples in it. */
export async function* recordLines(chunks: AsyncIterable<Buffer>, cut: RecordCut): AsyncGenerator<Buffer> {
  const cutter = new RecordCutter(cut.isDocument);
  let lines: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    for (const record of cutter.cut(chunk)) {
      for (const line of linesOf(record, cut)) {
        lines.push(line);
        if ((size += line.length) < chunkBytes) continue;
        yield Buffer.concat(lines, size);
        lines = [];
        size = 0;
      }
    }
  }
  for (const record of cutter.finish()) lines.push(...linesOf(record, cut));
  if (lines.length > 0) yield Buffer.concat(lines);
}

/** The lines of one record, each with its line break. */
function* linesOf(record: Buffer, { member }: RecordCut): Generator<Buffer> {
  const inner = member === null ? "" : memberAt(record.toString("utf8"), member);
  if (inner !== "") {
    yield Buffer.from(`${inner}\n`);
    return;
  }
  const text = record.includes('"flowTuples"') ? record.toString("latin1") : "";
  if (!holdsTuples(text)) yield asLine(record);
  else for (const line of tupleLines(text)) yield Buffer.from(`${line}\n`, "latin1");
}

/** A record as one line: JSON has line breaks only where a blank may stand. */
function asLine(record: Buffer): Buffer {
  // One byte beyond the longest line and its carriage return says that it is too long.
  const line = Buffer.allocUnsafe(Math.min(record.length, LONGEST_LINE + 2) + 1);
  record.copy(line);
  for (let at = line.indexOf(NEWLINE); at >= 0 && at < line.length - 1; at = line.indexOf(NEWLINE, at + 1))
    line[at] = 32;
  line[line.length - 1] = NEWLINE;
  return line;
}

/** Cuts chunks into records, which may go over several of them. */
class RecordCutter {
  private readonly isDocument: boolean;
  /** The beginning of a record, in pieces. */
  private pieces: Buffer[] = [];
  private size = 0;
  private depth = 0;
  private inString = false;
  private isEscaped = false;
  /** True behind the brace of an object of which only the records in it count. */
  private isWrapped = false;

  constructor(isDocument: boolean) {
    this.isDocument = isDocument;
  }

  /** The records that end in a chunk. They may be overwritten with it. */
  cut(chunk: Buffer): Iterable<Buffer> {
    return this.isDocument ? this.cutDocument(chunk) : this.cutLines(chunk);
  }

  /** What is left at the end: a record cut short. */
  *finish(): Generator<Buffer> {
    if (this.size > 0) yield this.take(Buffer.alloc(0));
  }

  private *cutLines(chunk: Buffer): Generator<Buffer> {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield this.take(chunk.subarray(from, end));
      from = end + 1;
    }
    this.keep(chunk.subarray(from));
  }

  private *cutDocument(chunk: Buffer): Generator<Buffer> {
    let from = this.depth > 0 || this.size > 0 ? 0 : -1;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.inString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) this.inString = false;
      } else if (byte === QUOTE) this.inString = this.depth > 0 || this.isWrapped;
      else if (this.depth === 0) {
        // What stands between records and is no JSON is a line of its own.
        if (byte === OPEN_BRACE) {
          this.depth = 1;
          if (from < 0) from = at;
        } else if (from >= 0 && byte === NEWLINE) {
          yield this.take(chunk.subarray(from, at));
          from = -1;
        } else if (from < 0 && !this.isWrapped && !isBetweenRecords(byte)) from = at;
        if (byte === CLOSE_BRACE) this.isWrapped = false;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (byte === OPEN_BRACKET && this.depth === 1 && this.holdsRecords(chunk.subarray(from, at))) {
          this.take(Buffer.alloc(0));
          this.depth = 0;
          this.isWrapped = true;
          from = -1;
        } else this.depth++;
      } else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --this.depth === 0) {
        yield this.take(chunk.subarray(from, at + 1));
        from = -1;
      }
    }
    if (from >= 0) this.keep(chunk.subarray(from));
  }

  /** True where the bracket behind the object's beginning opens the array of its records. */
  private holdsRecords(last: Buffer): boolean {
    if (this.isWrapped) return false;
    const tail = Buffer.concat([...this.pieces.slice(-1), last]).subarray(-80);
    return recordsMember.test(tail.toString("latin1"));
  }

  private keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.size += bytes.length;
    // The beginning is enough to tell that it is too long.
    if (this.size > longestRecord) this.pieces = [Buffer.concat(this.pieces).subarray(0, LONGEST_LINE + 2)];
    else this.pieces.push(Buffer.from(bytes));
  }

  private take(last: Buffer): Buffer {
    const record = this.pieces.length === 0 ? last : Buffer.concat([...this.pieces, last]);
    this.pieces = [];
    this.size = 0;
    return record;
  }
}

/** Blanks, commas and the brackets of arrays around records. */
function isBetweenRecords(byte: number): boolean {
  return byte <= 32 || byte === 44 || byte === OPEN_BRACKET || byte === CLOSE_BRACKET || byte === CLOSE_BRACE;
}

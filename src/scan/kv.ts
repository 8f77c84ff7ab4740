import { BACKSLASH, type Cursor, EQUALS, QUOTE } from "./cursor.ts";
import { FOREIGN, type LogEvent, type Verdict } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import { Header } from "./header.ts";
import type { Marker } from "./marker.ts";
import type { PrefixVerdicts } from "./prefix.ts";
import type { Scanner } from "./scanner.ts";
import { findBytes, WordTable } from "./words.ts";

/** The most keys that a learned layout may have. */
const longestLayout = 24;

/** How a `key=value` format is scanned. */
export interface KvRules {
  marker: Marker;
  /** Vendor keys (case as written) with register numbers. */
  keys: ReadonlyArray<readonly [string, number]>;
  /** Registers after which the rest of the line can hold nothing that is wanted; a mask. */
  enough: number;
  /** Header stamp and host: always, only when the fields carry no time, or never. */
  header: "always" | "fallback" | "never";
  /** Texts that say why a line names no port. */
  portless: readonly Buffer[];
  /** Verdicts from the text between header and marker; null when an action field tells. */
  prefix: PrefixVerdicts | null;
  reader: FieldReader;
}

/**
 * Scans `key=value` lines.
 *
 * Lines of one device have one layout, so the scanner remembers how far behind one wanted value the next
 * wanted key began. If that key stands there again, it is read; if not, the scanner walks from `=` to `=`
 * until it meets a wanted key, and remembers anew.
 */
export class KvScanner implements Scanner {
  private readonly marker: Marker;
  private readonly reader: FieldReader;
  private readonly keys: readonly Buffer[];
  private readonly registers: Int32Array;
  private readonly words: WordTable;
  private readonly enough: number;
  private readonly headerUse: KvRules["header"];
  private readonly header: Header;
  private readonly portless: readonly Buffer[];
  private readonly prefix: PrefixVerdicts | null;
  private readonly layoutKeys = new Int32Array(longestLayout);
  private readonly layoutGaps = new Int32Array(longestLayout);
  private layoutLength = 0;

  constructor(rules: KvRules) {
    this.marker = rules.marker;
    this.reader = rules.reader;
    this.keys = rules.keys.map(([key]) => Buffer.from(`${key}=`, "latin1"));
    this.registers = Int32Array.from(rules.keys, ([, register]) => register);
    this.words = new WordTable(rules.keys.map(([key], index) => [key, index]));
    this.enough = rules.enough;
    this.headerUse = rules.header;
    this.header = new Header(false);
    this.portless = rules.portless;
    this.prefix = rules.prefix;
  }

  get fault(): string {
    return this.reader.fault;
  }

  scan(cursor: Cursor, event: LogEvent): Verdict {
    const payload = this.marker.find(cursor);
    if (payload < 0) return FOREIGN;
    const reader = this.reader;
    reader.begin(event);
    if (this.prefix === null) this.readFields(cursor, event, cursor.start);
    else {
      this.header.read(cursor, payload, reader.stamp, event);
      const verdict = this.prefix.judge(cursor, event, this.header.restStart, payload);
      this.readFields(cursor, event, payload);
      return verdict >= 0 ? (verdict as Verdict) : this.finish(cursor, event);
    }
    if (this.headerUse === "always" || (this.headerUse === "fallback" && !reader.stamp.complete)) {
      this.header.read(cursor, this.firstKey(cursor), reader.stamp, event);
    }
    return this.finish(cursor, event);
  }

  private finish(cursor: Cursor, event: LogEvent): Verdict {
    const verdict = this.reader.finish(event);
    if (this.reader.fault !== "no port") return verdict;
    const explained = this.portless.some((text) => findBytes(cursor, cursor.start, text) >= 0);
    return explained ? this.reader.finishWithoutPort(event) : verdict;
  }

  /** Where the first key of the line begins: the header ends there. */
  private firstKey(cursor: Cursor): number {
    const equals = cursor.bytes.indexOf(EQUALS, cursor.start);
    return equals < 0 || equals >= cursor.end ? cursor.end : keyStart(cursor, equals);
  }

  private readFields(cursor: Cursor, event: LogEvent, from: number): void {
    const reader = this.reader;
    const enough = this.enough;
    let at = from;
    for (let step = 0; step < longestLayout && !reader.has(enough); step++) {
      let key = -1;
      let valueAt = 0;
      if (step < this.layoutLength) {
        const guess = at + this.layoutGaps[step]!;
        const guessed = this.layoutKeys[step]!;
        if (this.keyStands(cursor, guess, guessed)) {
          key = guessed;
          valueAt = guess + this.keys[guessed]!.length;
        }
      }
      if (key < 0) {
        key = this.nextKey(cursor, at);
        if (key < 0) return;
        valueAt = cursor.pos;
        const gap = valueAt - this.keys[key]!.length - at;
        if (step >= this.layoutLength || this.layoutKeys[step] !== key) this.layoutLength = step + 1;
        this.layoutKeys[step] = key;
        this.layoutGaps[step] = gap;
      }
      at = this.readValue(cursor, event, key, valueAt);
    }
  }

  /** Reads a value, quoted or not; the position from which to look for the next key. */
  private readValue(cursor: Cursor, event: LogEvent, key: number, valueAt: number): number {
    const bytes = cursor.bytes;
    if (bytes[valueAt] !== QUOTE || valueAt >= cursor.end)
      return this.reader.read(cursor, event, this.registers[key]!, valueAt);
    const close = closingQuote(cursor, valueAt);
    let at = valueAt + 1;
    while (at < close && bytes[at] === QUOTE) at++;
    this.reader.read(cursor, event, this.registers[key]!, at);
    return close;
  }

  /** True when the whole key stands at `at`, with no key byte before it. */
  private keyStands(cursor: Cursor, at: number, key: number): boolean {
    const word = this.keys[key]!;
    const bytes = cursor.bytes;
    const length = word.length;
    if (at + length > cursor.end) return false;
    for (let i = 0; i < length; i++) if (bytes[at + i] !== word[i]) return false;
    return at === cursor.start || !isKeyByte(bytes[at - 1]!);
  }

  /** Finds the next wanted key at or behind `from`; its index, −1 when none is left. The cursor is left on its value. */
  private nextKey(cursor: Cursor, from: number): number {
    const bytes = cursor.bytes;
    const end = cursor.end;
    let at = from;
    while (at < end) {
      if (bytes[at] !== EQUALS) {
        at++;
        continue;
      }
      const key = this.keyAt(cursor, keyStart(cursor, at), at);
      if (key >= 0 && !this.reader.has(1 << this.registers[key]!)) {
        cursor.pos = at + 1;
        return key;
      }
      at++;
      if (at < end && bytes[at] === QUOTE) at = closingQuote(cursor, at);
    }
    return -1;
  }

  private keyAt(cursor: Cursor, start: number, end: number): number {
    const key = this.words.find(cursor.bytes, start, end);
    if (key < 0) return -1;
    // The table folds case; keys do not.
    return cursor.bytes[start] === this.keys[key]![0] ? key : -1;
  }
}

function isKeyByte(byte: number): boolean {
  const folded = byte | 32;
  return (folded >= 97 && folded <= 122) || (byte >= 48 && byte <= 57) || byte === 95 || byte === 46 || byte === 45;
}

function keyStart(cursor: Cursor, equals: number): number {
  let at = equals;
  while (at > cursor.start && isKeyByte(cursor.bytes[at - 1]!)) at--;
  return at;
}

/**
 * Behind the quote that closes the value opened at `open`. A doubled opening quote is closed by a doubled
 * one (`""x""`), a backslash escapes. A value that never closes ends with its first word, so that one lost
 * quote does not swallow the fields behind it.
 */
function closingQuote(cursor: Cursor, open: number): number {
  const bytes = cursor.bytes;
  const end = cursor.end;
  let at = open + 1;
  const doubled = at < end && bytes[at] === QUOTE && at + 1 < end && isKeyByte(bytes[at + 1]!);
  if (doubled) at++;
  for (; at < end; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) return doubled && at + 1 < end && bytes[at + 1] === QUOTE ? at + 2 : at + 1;
  }
  return Math.min(open + 1, end);
}

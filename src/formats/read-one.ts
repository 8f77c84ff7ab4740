import { addressText } from "../scan/address-text.ts";
import { Clock } from "../scan/clock.ts";
import { Cursor } from "../scan/cursor.ts";
import { DENY, EVENT, FOREIGN, LogEvent, type Verdict } from "../scan/event.ts";
import { protocolName, protocolWords } from "../scan/protocols.ts";
import { registerMask, registers } from "../scan/registers.ts";
import type { Scanner } from "../scan/scanner.ts";
import { TRACE_HEADER_STAMP, TRACE_LOOSE, TRACE_WORD } from "../scan/trace.ts";
import { Zone } from "../scan/zone.ts";
import { compileFormat } from "./compile.ts";
import type { Format, Register } from "./format.ts";

/** How one line was read by one format, for people. */
export interface OneReading {
  verdict: Verdict;
  /** `deny` or `allow`; empty for a line that is no event. */
  decision: "deny" | "allow" | "";
  /** Why the line was not read; empty where it was. */
  fault: string;
  /** The byte up to which the line fitted. */
  stop: number;
  /** What was read, as in `source 198.51.100.7`. */
  fields: string[];
}

/** Reads single lines by one format, one after the other, and tells how far it came. */
export class OneReader {
  private readonly format: Format;
  private readonly scanner: Scanner;

  constructor(format: Format) {
    this.format = format;
    this.scanner = compileFormat(format, { clock: new Clock(new Zone("UTC"), 2000), assume: "deny" });
  }

  read(line: string): OneReading {
    const bytes = Buffer.from(`${line}\n`);
    const cursor = new Cursor(bytes);
    cursor.setLine(0, bytes.length - 1);
    const event = new LogEvent();
    const verdict = this.scanner.scan(cursor, event);
    const mark = verdict === FOREIGN ? this.longestMark(bytes) : null;
    if (mark !== null) return { verdict, decision: "", fields: [], ...mark };
    const decision = verdict !== EVENT ? "" : event.action === DENY ? "deny" : "allow";
    return {
      verdict,
      decision,
      fault: verdict === FOREIGN ? this.whyForeign() : this.whyMalformed(),
      stop: this.stopOf(cursor, event),
      fields: this.fieldsOf(cursor, event),
    };
  }

  /** Where the longest beginning of a marker ends, in a line that holds none; null for one that does. */
  private longestMark(line: Buffer): { fault: string; stop: number } | null {
    const marks = this.format.grammar.marker ?? [];
    const places = marks.map((mark) => {
      let length = mark.length;
      while (length > 0 && !line.includes(mark.slice(0, length), 0, "latin1")) length--;
      return {
        length,
        stop: line.indexOf(mark.slice(0, length), 0, "latin1") + length,
        isWhole: length === mark.length,
      };
    });
    if (places.length === 0 || places.some(({ isWhole }) => isWhole)) return null;
    const shown = marks.map((mark) => JSON.stringify(Buffer.from(mark, "latin1").toString())).join(", ");
    const { stop } = places.reduce((best, place) => (place.length > best.length ? place : best));
    return { fault: `the line holds no marker of the format: ${shown}`, stop };
  }

  private whyForeign(): string {
    const { grammar } = this.format;
    if (grammar.kind === "json") return "the line holds no JSON object";
    if (grammar.kind === "csv")
      return `no column of ${grammar.identity.join(" or ")} holds a word that the format knows`;
    return grammar.kind === "kv" ? "markerThen does not follow the marker" : "no message id follows the marker";
  }

  private whyMalformed(): string {
    const { fault, reader } = this.scanner;
    if (fault !== "missing field" && fault !== "broken field") return fault;
    const lacks = (register: Register): boolean => !reader.has(registerMask([register]));
    const missing = this.format.needs.filter(lacks);
    // A port is not needed by all protocols, and a count by none.
    const others = (["destinationPort", "count"] as const).filter(lacks).slice(0, 1);
    return `${fault}: ${(missing.length > 0 ? missing : others).join(", ")}`;
  }

  /** An action that is not known, a value that is none, or the end of what was read. */
  private stopOf(cursor: Cursor, event: LogEvent): number {
    const { fault, reader } = this.scanner;
    if (fault === "unknown action") return event.actionStart;
    const marks = reader.trace.marks(cursor, event).filter(({ kind }) => kind < TRACE_LOOSE);
    if (fault === "broken field") {
      const { actions = {}, kinds = {} } = this.format;
      const known = new Set([...Object.keys(actions), ...Object.keys(kinds)].map((word) => word.toLowerCase()));
      for (const [word] of protocolWords) known.add(word.toLowerCase());
      const isBroken = (start: number, end: number): boolean =>
        start !== event.actionStart && !known.has(cursor.bytes.toString("latin1", start, end).toLowerCase());
      const broken = marks.find(({ kind, start, end }) => kind === TRACE_WORD && isBroken(start, end));
      if (broken !== undefined) return broken.start;
    }
    return Math.max(0, ...marks.map(({ end }) => end));
  }

  private fieldsOf(cursor: Cursor, event: LogEvent): string[] {
    const text = (start: number, end: number): string => cursor.bytes.toString("utf8", start, end);
    const port = (number: number): string | null => (number < 0 ? null : String(number));
    const values: Partial<Record<Register, string | null>> = {
      source: addressText(event.source),
      destination: addressText(event.destination),
      sourcePort: port(event.sourcePort),
      destinationPort: port(event.destinationPort),
      protocol: event.protocol < 0 ? null : protocolName(event.protocol),
      action: text(event.actionStart, event.actionEnd),
      device: text(event.deviceStart, event.deviceEnd),
      count: event.count === 1 ? null : String(event.count),
      packets: port(event.packets),
    };
    for (const { kind, start, end } of this.scanner.reader.trace.marks(cursor, event)) {
      const register = kind === TRACE_HEADER_STAMP ? "stamp" : registers[kind];
      const isRead = kind >= registers.length || this.scanner.reader.has(1 << kind);
      if (register !== undefined && isRead) values[register] ??= text(start, end);
    }
    return registers.flatMap((name) => (values[name] ? [`${name} ${values[name]}`] : []));
  }
}

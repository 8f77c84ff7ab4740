import type { LockOn } from "../formats/lock-on.ts";
import { type LineCounts, noLines } from "../rollup/lines.ts";
import type { Cursor } from "../scan/cursor.ts";
import { ALLOW, EVENT, FOREIGN, LogEvent, SKIPPED, type Verdict } from "../scan/event.ts";
import { canRunKernel } from "../scan/kernel/kernel.ts";
import { ShapeBook } from "../scan/shape-book.ts";
import type { LineSink } from "./line-feeder.ts";

/** What is made of the lines of an input. Each line is given to exactly one of the methods. */
export interface EventSink {
  /** A decision: a denial or an allowed connection. */
  event(event: LogEvent, cursor: Cursor, scanner: LockOn, line: number): void;
  /** A line that is none, is broken, or is of no known format (verdict FOREIGN). */
  other(verdict: Verdict, cursor: Cursor, scanner: LockOn, line: number): void;
  tooLong(line: number): void;
  /**
   * Lines of known shapes: the records of the book's kernel, to be taken before it goes on. Returns how many lines
   * are denials, with those that the kernel counted. Without this method each line is given to {@link event}.
   */
  records?(book: ShapeBook): number;
  /** Called before the first line, where lines will be read by shapes. */
  begin?(book: ShapeBook): void;
  /** Called for each shape that was learnt, before any line is read by it. */
  learnt?(book: ShapeBook, slot: number): void;
  /** Keeps what follows apart until it is settled, because it may have to be read again; false where it cannot. */
  hold?(): boolean;
  /**
   * Counts what was kept apart, with dates so many years later; null drops it. False when it was dropped, also because
   * it cannot be moved.
   */
  settle?(years: number | null): boolean;
  /** Called once when no line follows. */
  close?(): void;
  /** Awaited now and then between lines, for sinks that write. */
  flush?(): Promise<void>;
}

/** Scans lines, counts their fates, and hands them on. */
export class LineScanner implements LineSink {
  readonly lines: LineCounts = noLines();
  private readonly scanner: LockOn;
  private readonly sink: EventSink;
  /** True for an input that other programs write into, too: their syslog lines are skipped, not unparsed. */
  sharesLog: boolean;
  private readonly event = new LogEvent();
  /** Null for sinks that want each line, and where no kernel can run. */
  private readonly book: ShapeBook | null;

  constructor(scanner: LockOn, sharesLog: boolean, sink: EventSink) {
    this.scanner = scanner;
    this.sharesLog = sharesLog;
    this.sink = sink;
    this.book = sink.records === undefined || !canRunKernel() ? null : new ShapeBook();
    if (this.book !== null) sink.begin?.(this.book);
  }

  /** The buffer that lines have to be in, and its rooms; null where any will do. */
  get buffer(): { bytes: Buffer; rooms: number } | null {
    return this.book === null ? null : { bytes: this.book.kernel.block, rooms: 4 };
  }

  /** Stamps without a year that the clock was not asked for. */
  get yearless(): number {
    return this.book?.yearless ?? 0;
  }

  /** Ends the work of the sink, and gives back what is shared. */
  close(): void {
    this.sink.close?.();
    this.book?.close();
  }

  run(from: number, to: number, isNew: boolean): number {
    const { book, lines } = this;
    if (book === null) return from;
    const { kernel } = book;
    let at = from;
    let isFirst = isNew;
    do {
      const next = book.run(at, to, isFirst);
      isFirst = false;
      // Nothing was read, so the kernel need not be asked for counts: 3,250 → 3,130 ns a line of 23 devices (corpus, iptables).
      if (next === at && !book.isFull) return at;
      at = next;
      const denials = this.sink.records!(book);
      const decisions = kernel.recordCount + kernel.denied + kernel.allowed;
      const { skipped } = kernel;
      lines.total += decisions + skipped;
      lines.skipped += skipped;
      lines.denials += denials;
      lines.allowed += decisions - denials;
      kernel.takeRecords();
    } while (book.isFull);
    return at;
  }

  line(cursor: Cursor, breaks: number): void {
    this.record(cursor, breaks === 0);
    const lines = this.lines;
    // The lines that a record goes on in say nothing by themselves.
    for (let i = 0; i < breaks; i++) {
      lines.skipped++;
      this.sink.other(SKIPPED, cursor, this.scanner, ++lines.total);
    }
  }

  /** @param isLine false for what holds line breaks, or should. */
  private record(cursor: Cursor, isLine: boolean): void {
    const lines = this.lines;
    const number = ++lines.total;
    if (cursor.end === cursor.start) {
      lines.skipped++;
      this.sink.other(SKIPPED, cursor, this.scanner, number);
      return;
    }
    const event = this.event;
    const verdict = this.scanner.scan(cursor, event);
    if (this.book !== null && verdict !== FOREIGN) this.book.follow(this.scanner.reader);
    if (verdict === EVENT) {
      if (event.action === ALLOW) lines.allowed++;
      else lines.denials++;
      this.sink.event(event, cursor, this.scanner, number);
      if (this.book !== null && isLine) this.learn(this.book, cursor, event);
      return;
    }
    if (verdict === SKIPPED && isLine) this.book?.learn(cursor, event, this.scanner.reader, true);
    const fate = verdict === FOREIGN && this.sharesLog && isOtherProgram(cursor) ? SKIPPED : verdict;
    if (fate === SKIPPED) lines.skipped++;
    else lines.unparsed++;
    this.sink.other(fate, cursor, this.scanner, number);
  }

  /** Forgets what was learnt of lines that the clock reads otherwise by now. */
  followClock(): void {
    this.book?.follow(this.scanner.reader);
  }

  private learn(book: ShapeBook, cursor: Cursor, event: LogEvent): void {
    const slot = book.learn(cursor, event, this.scanner.reader, false);
    if (slot >= 0) this.sink.learnt?.(book, slot);
  }

  tooLong(): void {
    this.lines.tooLong++;
    this.sink.tooLong(++this.lines.total);
  }
}

/** A syslog line of another program in a log that programs share is known to be no decision. */
function isOtherProgram(cursor: Cursor): boolean {
  return otherProgram.test(cursor.bytes.toString("latin1", cursor.start, Math.min(cursor.end, cursor.start + 200)));
}

const otherProgram =
  /^(?:\d+ )?(?:<\d{1,3}>)?(?:1 )?(?:[A-Z][a-z]{2} [ \d]?\d (?:\d{4} )?\d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^ ]*)(?: [^ ]+){0,2} (?:[\w./()-]+(?:\[\d+\])?:|last message repeated|message repeated|-- MARK --|[\w./-]+ (?:\d+|-) )/;

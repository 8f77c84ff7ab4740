import type { LockOn } from "../formats/lock-on.ts";
import { type LineCounts, noLines } from "../rollup/lines.ts";
import type { Cursor } from "../scan/cursor.ts";
import { ALLOW, EVENT, FOREIGN, LogEvent, SKIPPED, type Verdict } from "../scan/event.ts";
import type { LineSink } from "./line-feeder.ts";

/** What is made of the lines of an input. Each line is given to exactly one of the methods. */
export interface EventSink {
  /** A decision: a denial or an allowed connection. */
  event(event: LogEvent, cursor: Cursor, scanner: LockOn, line: number): void;
  /** A line that is none, is broken, or is of no known format (verdict FOREIGN). */
  other(verdict: Verdict, cursor: Cursor, scanner: LockOn, line: number): void;
  tooLong(line: number): void;
  /** Awaited now and then between lines, for sinks that write. */
  flush?(): Promise<void>;
}

/** Scans lines, counts their fates, and hands them on. */
export class LineScanner implements LineSink {
  readonly lines: LineCounts = noLines();
  private readonly scanner: LockOn;
  private readonly sink: EventSink;
  private readonly sharesLog: boolean;
  private readonly event = new LogEvent();

  /** @param sharesLog true for a file that other programs write into: their syslog lines are skipped, not unparsed. */
  constructor(scanner: LockOn, sharesLog: boolean, sink: EventSink) {
    this.scanner = scanner;
    this.sharesLog = sharesLog;
    this.sink = sink;
  }

  line(cursor: Cursor): void {
    const lines = this.lines;
    const number = ++lines.total;
    if (cursor.end === cursor.start) {
      lines.skipped++;
      this.sink.other(SKIPPED, cursor, this.scanner, number);
      return;
    }
    const event = this.event;
    const verdict = this.scanner.scan(cursor, event);
    if (verdict === EVENT) {
      if (event.action === ALLOW) lines.allowed++;
      else lines.denials++;
      this.sink.event(event, cursor, this.scanner, number);
      return;
    }
    const fate = verdict === FOREIGN && this.sharesLog && isOtherProgram(cursor) ? SKIPPED : verdict;
    if (fate === SKIPPED) lines.skipped++;
    else lines.unparsed++;
    this.sink.other(fate, cursor, this.scanner, number);
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

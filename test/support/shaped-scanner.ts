import { Cursor } from "../../src/scan/cursor.ts";
import { EVENT, FOREIGN, type LogEvent, SKIPPED, type Verdict } from "../../src/scan/event.ts";
import type { FieldReader } from "../../src/scan/field-reader.ts";
import { SINGLE_RECORD } from "../../src/scan/kernel/layout.ts";
import type { Scanner } from "../../src/scan/scanner.ts";
import { ShapeBook } from "../../src/scan/shape-book.ts";

/**
 * A scanner that reads lines by shapes where it knows one, as reading does. What a record does not hold, the name of
 * the device and decimals of the time, is left empty, of lines that were scanned as well.
 */
export class ShapedScanner implements Scanner {
  /** Lines that were read by a shape. */
  shaped = 0;
  private readonly scanner: Scanner;
  private readonly book = new ShapeBook();
  private readonly cursor = new Cursor(this.book.kernel.block);

  constructor(scanner: Scanner) {
    this.scanner = scanner;
  }

  get fault(): string {
    return this.scanner.fault;
  }

  get reader(): FieldReader {
    return this.scanner.reader;
  }

  scan(line: Cursor, event: LogEvent): Verdict {
    const { kernel } = this.book;
    const length = line.bytes.copy(kernel.block, 0, line.start, line.end);
    kernel.block[length] = 10;
    if (length > 0 && this.book.run(0, length + 1, true) > 0) {
      const isSkipped = kernel.skipped > 0;
      kernel.takeRecords();
      if (isSkipped) return SKIPPED;
      this.readBest(length, event);
      this.shaped++;
      return EVENT;
    }
    this.cursor.setLine(0, length);
    const verdict = this.scanner.scan(this.cursor, event);
    if (verdict !== FOREIGN) this.book.follow(this.scanner.reader);
    if (verdict === EVENT || verdict === SKIPPED)
      this.book.learn(this.cursor, event, this.scanner.reader, verdict === SKIPPED);
    event.deviceStart = event.deviceEnd = event.fractionStart = event.fractionEnd = 0;
    return verdict;
  }

  /** Reads the line once more by the shape that read it: of allowed connections there is no record. */
  private readBest(length: number, event: LogEvent): void {
    const { book } = this;
    for (let slot = 0; slot < book.size; slot++) {
      const shape = book.shapeAt(slot);
      if (shape.skips) continue;
      const end = book.kernel.match(slot, 0);
      if (end < 0 || end > length || (shape.endsLine && end !== length)) continue;
      shape.read(book.kernel, SINGLE_RECORD, event);
      return;
    }
    throw new Error("no shape reads a line that one has read");
  }

  /** Gives back the kernel. */
  close(): void {
    this.book.close();
  }
}

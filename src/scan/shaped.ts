import type { Cursor } from "./cursor.ts";
import { EVENT, type LogEvent, type Verdict } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";
import type { Scanner } from "./scanner.ts";
import { Shape } from "./shape.ts";

/** How many shapes are kept: lines of a few devices and protocols come in turns. */
const mostShapes = 6;

/** After the first tries, only one of so many lines that fit no shape is learnt from. */
const learnEvery = 16;

/** A scanner that reads lines of a shape it has met before without scanning them anew; see {@link Shape}. */
export class ShapedScanner implements Scanner {
  private readonly scanner: Scanner;
  private readonly reader: FieldReader;
  private readonly shapes: Shape[] = [];
  private generation = 0;
  /** How often a shape was made, or could not be. */
  private tries = 0;
  private misses = 0;
  private oldest = 0;

  constructor(scanner: Scanner, reader: FieldReader) {
    this.scanner = scanner;
    this.reader = reader;
  }

  get fault(): string {
    return this.scanner.fault;
  }

  scan(cursor: Cursor, event: LogEvent): Verdict {
    const { shapes, reader } = this;
    if (reader.trace.generation !== this.generation) {
      this.generation = reader.trace.generation;
      shapes.length = 0;
      this.tries = 0;
    }
    for (let i = 0; i < shapes.length; i++) {
      const shape = shapes[i]!;
      if (!shape.match(cursor, event, reader)) continue;
      if (i > 0) {
        shapes[i] = shapes[0]!;
        shapes[0] = shape;
      }
      return EVENT;
    }
    const verdict = this.scanner.scan(cursor, event);
    if (verdict !== EVENT) return verdict;
    if (this.tries < mostShapes || ++this.misses % learnEvery === 0) this.learn(cursor, event);
    return verdict;
  }

  private learn(cursor: Cursor, event: LogEvent): void {
    this.tries++;
    const shape = Shape.of(cursor, event, this.reader.trace);
    if (shape === null) return;
    if (this.shapes.length < mostShapes) this.shapes.push(shape);
    else this.shapes[1 + (this.oldest++ % (mostShapes - 1))] = shape;
  }
}

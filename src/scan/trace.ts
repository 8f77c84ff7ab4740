import type { Cursor } from "./cursor.ts";
import type { LogEvent } from "./event.ts";

// Kinds of marks beside the registers' numbers, which are 0 to 15.
/** The stamp of a header. */
export const TRACE_HEADER_STAMP = 16;
/** A kernel's uptime. */
export const TRACE_UPTIME = 17;
/** The host of a header. */
export const TRACE_HOST = 18;
/** A word whose every byte counts. */
export const TRACE_WORD = 19;

/** Text of which nothing counts but where it ends: numbers that stand alone in it may be others. */
export const TRACE_LOOSE = 20;

/** A stamp of a header that is not the event's. */
export const TRACE_OTHER_STAMP = 21;

const mostMarks = 48;

/** One stretch of a line that reading made something of. */
export interface Mark {
  kind: number;
  start: number;
  end: number;
}

/** Where in the line what was read stood: kept while a line is read the long way, for its {@link Shape}. */
export class Trace {
  /** False when something was read that a shape cannot hold. */
  isWhole = true;
  /** From where on numbers that were not read may be others. */
  looseFrom = 0;
  /** From where on words that were not read may be others. */
  wordsFrom = Infinity;
  /** Where bytes begin and end of which none may be another, though nothing was read there. */
  keptFrom = 0;
  keptTo = 0;
  /** Where the bytes that count end. */
  horizon = 0;
  /** True when the fields told the time, so that the header's stamp did not count. */
  hasOwnStamp = false;
  /** Changes when something beside the line changes how lines are read: shapes from before hold no more. */
  generation = 0;
  private length = 0;
  private readonly kinds = new Int32Array(mostMarks);
  private readonly starts = new Int32Array(mostMarks);
  private readonly ends = new Int32Array(mostMarks);

  clear(): void {
    this.isWhole = true;
    this.length = 0;
    this.looseFrom = 0;
    this.wordsFrom = Infinity;
    this.keptFrom = 0;
    this.keptTo = 0;
    this.horizon = 0;
    this.hasOwnStamp = false;
  }

  /** Says of bytes that none of them may be another. */
  keep(from: number, to: number): void {
    this.keptFrom = from;
    this.keptTo = to;
  }

  /** Where the last thing that was read ends. */
  get lastEnd(): number {
    return Math.max(0, ...this.ends.subarray(0, this.length));
  }

  mark(kind: number, start: number, end: number): void {
    if (this.length === mostMarks) {
      this.isWhole = false;
      return;
    }
    this.kinds[this.length] = kind;
    this.starts[this.length] = start;
    this.ends[this.length++] = end;
  }

  /** The marks from left to right, the event's device and action word among them. */
  marks(cursor: Cursor, event: LogEvent): Mark[] {
    const marks: Mark[] = [];
    for (let i = 0; i < this.length; i++) {
      marks.push({ kind: this.kinds[i]!, start: this.starts[i]!, end: this.ends[i]! });
    }
    const add = (start: number, end: number, kind: number): void => {
      if (end <= start || start < cursor.start) return;
      // Part of a word whose every byte counts is marked already.
      const isMarked = marks.some((mark) =>
        mark.kind === TRACE_WORD ? mark.start <= start && mark.end >= end : mark.start === start && mark.end === end,
      );
      if (!isMarked) marks.push({ kind, start, end });
    };
    add(event.deviceStart, event.deviceEnd, TRACE_HOST);
    add(event.actionStart, event.actionEnd, TRACE_WORD);
    return marks.sort((a, b) => a.start - b.start);
  }
}

import type { Cursor } from "./cursor.ts";
import type { LogEvent, Verdict } from "./event.ts";
import type { FieldReader } from "./field-reader.ts";

/** A format compiled for speed. */
export interface Scanner {
  /**
   * Reads the line under the cursor into the event's registers. Never throws, never reads outside
   * the line, and leaves nothing behind that changes how a foreign line is judged.
   */
  scan(cursor: Cursor, event: LogEvent): Verdict;
  /** Why the last line was malformed, in a few words; empty otherwise. */
  readonly fault: string;
  /** The columns that a line of names gave, in some form that differs where they do; absent where none ever count. */
  readonly columnsInUse?: string;
  /** What read the last line that was not foreign; it knows where in the line the values stood. */
  readonly reader: FieldReader;
}

import type { Cursor } from "./cursor.ts";
import type { LogEvent, Verdict } from "./event.ts";

/** A format compiled for speed. */
export interface Scanner {
  /**
   * Reads the line under the cursor into the event's registers. Never throws, never reads outside
   * the line, and leaves nothing behind that changes how a foreign line is judged.
   */
  scan(cursor: Cursor, event: LogEvent): Verdict;
  /** Why the last line was malformed, in a few words; empty otherwise. */
  readonly fault: string;
}

/**
 * Cells or contacts of one day, one behind the other, in slots as a kernel lays them out: words and floats over the
 * same bytes, places as in the layout. Walked through in plain loops, because there are many.
 */
export interface Slots {
  count: number;
  words: Int32Array;
  floats: Float64Array;
}

/** Contacts of one day, and how many of them have one of our own sources. */
export interface ContactSlots extends Slots {
  own: number;
}

/** What was counted of one day. */
export interface CountedDay {
  cellCount: number;
  /** The cells, as a log of cells keeps them. */
  cellTexts: Iterable<Uint8Array>;
  contacts: ContactSlots;
  /** Denials whose verdict was taken from a default, and denials that did not log their packets. */
  assumed: number;
  withoutPackets: number;
  /** Denials that look like answers, and all of them by scope, in the order of `scopes`. */
  reflected: number;
  scopes: ArrayLike<number>;
  /** Seconds since 1970 UTC of the first and the last denial; Infinity and −1 when there is none. */
  firstSec: number;
  lastSec: number;
}

/** Visits a cell of a day: denials, and packets of those that logged them. */
export type VisitDayCell = (device: number, packed: number, denials: number, packets: number) => void;

/** Visits a contact of a day. */
export type VisitContact = (source: number, destination: number, packed: number, denials: number) => void;

/** The cells of one day. */
export interface DayCellTable {
  readonly count: number;
  each(visit: VisitDayCell): void;
}

/** The contacts of one day. */
export interface DayContactTable {
  each(visit: VisitContact): void;
}

/** What was counted of one day. */
export interface CountedDay {
  cells: DayCellTable;
  contacts: DayContactTable;
  /** Denials whose verdict was taken from a default, and denials that did not log their packets. */
  assumed: number;
  withoutPackets: number;
  /** Seconds since 1970 UTC of the first and the last denial; Infinity and −1 when there is none. */
  firstSec: number;
  lastSec: number;
}

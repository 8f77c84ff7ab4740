import type { LineCounts } from "./lines.ts";

/** A day register for events whose line carries no time. */
export const NO_DAY = -1;

/** Days are counted from 1970-01-01 in the report's zone: day 0 is that date. */
export type VisitCell = (
  day: number,
  device: number,
  protocol: number,
  port: number,
  denials: number,
  packets: number,
) => void;

/** A number of distinct things and the relative standard error of that number; 0 when it is exact. */
export interface Distinct {
  count: number;
  error: number;
}

/** Sums over days and devices. */
export interface PortTotals {
  /** Days with denials, {@link NO_DAY} left out. */
  readonly days: ReadonlySet<number>;
  /** Devices with denials, as indices into their names. */
  readonly devices: ReadonlySet<number>;
  /** Denials without a time. */
  readonly untimed: number;
  /** Visits every protocol and port that has denials; protocol −1 is unknown, port −1 is none. */
  eachPort(visit: (protocol: number, port: number, denials: number, packets: number) => void): void;
}

/** What the analysis reads of one side: counts of denials, wherever they are kept. */
export interface Counts {
  readonly lines: LineCounts;
  /** Device names; a cell's device is an index into it. The name of an unknown device is "". */
  readonly devices: readonly string[];
  /** Denials whose verdict was taken from a default because the line does not say. */
  readonly assumed: number;
  /** Denials that did not log their packets; while it is 0 the packets of the cells are complete. */
  readonly withoutPackets: number;
  /** Visits every cell, in no particular order, and those whose day was come back to in several parts. `protocol` −1 is unknown, `port` −1 has none, `day` may be {@link NO_DAY}. */
  eachCell(visit: VisitCell): void;
  /** Sums over all days and devices. */
  totals(): PortTotals;
  /** Distinct sources of all denials. */
  sources(): Distinct;
  /** Distinct sources of the denials at one protocol and port. */
  sourcesAt(protocol: number, port: number): Distinct;
}

import type { Address } from "../scan/event.ts";
import type { PortTable } from "./port-table.ts";

/** A day register for events whose line carries no time. */
export const NO_DAY = -1;

/** Days are counted from 1970-01-01 in the report's zone: day 0 is that date. For packed ports see `packPort`. */
export type VisitCell = (day: number, device: number, packed: number, denials: number, packets: number) => void;

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

/**
 * Who was refused at what: one entry for each (day, source, destination, packed port), those of one source in a row,
 * its days in order. Of all sources, or of a sample.
 */
export interface ContactView {
  readonly length: number;
  /** {@link NO_DAY} where a denial carries no time. */
  readonly days: Int32Array;
  /** An IPv4 address, or a hash of an IPv6 address where the port carries `IP6_MARK`. */
  readonly sources: Int32Array;
  /** As the sources; 0 where the line names no destination. */
  readonly destinations: Int32Array;
  /** Packed ports (see `packPort`), with `IP6_MARK` where the addresses are of IPv6. */
  readonly ports: Int32Array;
  readonly denials: Float64Array;
  /** Where each source's entries begin; the last number is {@link length}. */
  readonly runs: Int32Array;
  /** How many sources each one stands for, by its place in {@link runs}: 1 where every source is kept. */
  readonly sourceScales: Float64Array;
  /** The largest of these scales, at least 1. */
  readonly coarsestScale: number;
  /** How many contacts of the same source and day an entry stands for: 1 unless a busy source was thinned out. */
  readonly contactScales: Float64Array;
  /** True when all contacts are there, so that all scales are 1. */
  readonly isExact: boolean;
  /** The address behind a word of an entry; null for IPv6 addresses of which only the hash is known, and for none. */
  addressOf(word: number, port: number): Address | null;
}

/** Where a denial's packet came from and went to, by addresses: `own` ones are private or were named by the user. */
export const scopes = ["inbound", "outbound", "internal", "multicast", "unknown"] as const;
export type Scope = (typeof scopes)[number];

/** Seconds in a slot of {@link Activity}. */
export const SLOT_SEC = 900;

/** What a device logged when: decisions, denials and allowed connections alike, by quarters of an hour. */
export interface Activity {
  /**
   * Visits every quarter of an hour in which a device logged, in no particular order.
   * `slot` counts quarters since 1970 UTC; `lines` are decisions, `denied` those of them that are denials.
   */
  each(visit: (device: number, slot: number, lines: number, denied: number) => void): void;
}

/** What a log says that it left out. */
export const omissionKinds = ["repeated", "suppressed", "skipped"] as const;
export type OmissionKind = (typeof omissionKinds)[number];

/** Messages that a device says it left out, and in how many lines it said so. */
export interface Omission {
  device: number;
  kind: OmissionKind;
  lines: number;
  /** 0 where the lines do not say how many. */
  messages: number;
}

/** What the analysis reads of one side: counts of denials, wherever they are kept. */
export interface Counts {
  /** Device names; a cell's device is an index into it. The name of an unknown device is "". */
  readonly devices: readonly string[];
  /** Denials whose verdict was taken from a default because the line does not say. */
  readonly assumed: number;
  /** Denials that did not log their packets; while it is 0 the packets of the cells are complete. */
  readonly withoutPackets: number;
  /** Denials by scope, whole numbers that sum to all denials. */
  readonly scopes: Readonly<Record<Scope, number>>;
  /** Denials that look like answers to packets somebody sent under our addresses. */
  readonly backscatter: number;
  /** How often each device's clock was set back by more than an hour within an input, by device. */
  readonly clockJumps: ReadonlyMap<number, number>;
  readonly omissions: readonly Omission[];
  readonly activity: Activity;
  /** Visits every cell, in no particular order, and those whose day was come back to in several parts. `day` may be {@link NO_DAY}. */
  eachCell(visit: VisitCell): void;
  /**
   * The denials of each day with some, {@link NO_DAY} among them, by the number that a table, all of whose numbers are
   * below `count`, has for the port.
   */
  sumByDay(groups: PortTable, count: number): Map<number, Float64Array>;
  /** Sums over all days and devices. */
  totals(): PortTotals;
  /** Contacts behind the denials; the same object on every call. */
  contacts(): ContactView;
  /** Those of our own sources, which are kept even where others are left out. */
  ownContacts(): ContactView;
  /** Distinct sources of all denials. */
  sources(): Distinct;
  /** Distinct sources of the denials at one protocol and port. */
  sourcesAt(protocol: number, port: number): Distinct;
}

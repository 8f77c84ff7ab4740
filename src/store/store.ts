import type { LineCounts } from "../rollup/lines.ts";
import type { PackedRollup } from "../rollup/rollup.ts";
import type { Totals } from "../rollup/totals.ts";
import type { StoredCounts } from "./stored-counts.ts";

/** What tells the unpacked content of a log from that of others, whatever its file is called and however it is packed. */
export interface Print {
  /** Of so many first bytes, all of a short log, a hash. */
  headBytes: number;
  head: string;
  /** How long it is. */
  bytes: number;
  /** Of its last bytes, as many as of the first. */
  tail: string;
  /** Of bytes all over it. */
  sum: string;
}

/** A log in an origin, and what became of its lines. */
export interface StoredLog {
  path: string;
  /** Its part of the origin's bytes as stored. */
  storedBytes: number;
  /** The id of the format. */
  format: string;
  /** The year given to its first stamp without one; 0 where there is none. */
  baseYear: number;
  /** The zone of its stamps that name none. */
  zone: string;
  lines: LineCounts;
  /** Why it could not be read to its end; null where it was. */
  error: string | null;
}

/** A file to be kept. */
export interface NewOrigin {
  path: string;
  /** As fwtrend tells its version. */
  tool: string;
  importedMs: number;
  logs: readonly StoredLog[];
  prints: readonly Print[];
  /** The fingerprint of the file as stored; null for a stream. */
  copy: string | null;
  /** Origins of which this one is all and more: they go when it comes. */
  replaces: readonly number[];
}

/** A file that is kept. */
export interface StoredOrigin {
  origin: number;
  path: string;
  importedMs: number;
  tool: string;
  bytes: number;
  denials: number;
  /** Those of the denials that are on no day. */
  withoutTime: number;
  /** Days since 1970 in the store's zone; null where no denial has a time. */
  firstDay: number | null;
  lastDay: number | null;
  logs: readonly StoredLog[];
}

/** A fingerprint and the origin that has it. */
export interface KnownPrint extends Print {
  origin: number;
}

/** Days from which to which, both included, since 1970. */
export interface StoredDays {
  from: number;
  to: number;
}

/** What holds for all of a store, from its making on. */
export interface StoreFacts {
  /** The zone of its days. */
  zone: string;
  /** Own networks beside private ones, as CIDR, address or range. */
  home: readonly string[];
}

/**
 * A history of rollups. Stores keep, sum up and give back: no share is ever computed in one, so that the same analysis
 * gives the same answer from memory and from any store.
 */
export interface Store {
  readonly path: string;
  readonly facts: StoreFacts;
  origins(): Promise<StoredOrigin[]>;
  prints(): Promise<KnownPrint[]>;
  /** Fingerprints of files as stored, with the origins whose content they have. */
  copies(): Promise<Map<string, number>>;
  /** Keeps what was counted by days of a file, all of it or nothing; the number it has then. */
  write(origin: NewOrigin, counts: PackedRollup): Promise<number>;
  /** Notes that a file as stored has the content of an origin. */
  noteCopy(print: string, origin: number): Promise<void>;
  /**
   * Keeps an origin of another store; the number it has here then.
   * @throws UserError where what it says of itself does not add up.
   */
  merge(other: Store, origin: number, replaces: readonly number[]): Promise<number>;
  /** Takes an origin out with all that it held; false where there is none. */
  forget(origin: number): Promise<boolean>;
  /** What was counted on some days; null for all of them, and for what has no day. */
  read(days: StoredDays | null): Promise<StoredCounts>;
  /** No more than the sums of some days: sooner told than all that was counted on them. */
  readTotals(days: StoredDays | null): Promise<Totals>;
  /** When the devices of these names logged, by origins; a slot is a quarter of an hour since 1970 UTC. */
  visitQuarters(
    devices: readonly string[],
    fromSlot: number,
    toSlot: number,
    visit: (origin: number, device: string, slot: number, lines: number, denied: number) => void,
  ): Promise<void>;
  /** The same of one origin and all of its devices. */
  visitQuartersOf(
    origin: number,
    visit: (device: string, slot: number, lines: number, denied: number) => void,
  ): Promise<void>;
  close(): void;
}

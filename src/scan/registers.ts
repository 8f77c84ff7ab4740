import { QUOTE } from "./cursor.ts";
import type { WordTable } from "./words.ts";

/** What a vendor's field is for. The order is the bit number in masks. */
export const registers = [
  "source",
  "destination",
  "sourcePort",
  "destinationPort",
  "protocol",
  "action",
  "kind",
  "device",
  "count",
  "packets",
  "date",
  "time",
  "stamp",
  "epoch",
  "zone",
  "fragment",
] as const;
export type Register = (typeof registers)[number];

export const SOURCE = 0;
export const DESTINATION = 1;
export const SOURCE_PORT = 2;
export const DESTINATION_PORT = 3;
export const PROTOCOL = 4;
export const ACTION = 5;
export const KIND = 6;
export const DEVICE = 7;
export const COUNT = 8;
export const PACKETS = 9;
export const DATE = 10;
export const TIME = 11;
export const STAMP = 12;
export const EPOCH = 13;
export const ZONE = 14;
export const FRAGMENT = 15;

/** The number of a register: its bit in masks, the code that {@link FieldReader.read} takes. */
export function registerNumber(register: Register): number {
  return registers.indexOf(register);
}

/** A mask with the bits of the given registers. */
export function registerMask(wanted: readonly Register[]): number {
  return wanted.reduce((mask, register) => mask | (1 << registerNumber(register)), 0);
}

/** Numbers that an action word table gives. */
export const ACTION_DENY = 1;
export const ACTION_ALLOW = 2;
/** A word that says something, but no decision. */
export const ACTION_SKIP = 3;

/** A kind of line whose action decides. */
export const KIND_DECISION = 1;
/** A kind of line that is a denial whatever else it says. */
export const KIND_DENIAL = 2;
/** A kind of line that is known to be no decision. */
export const KIND_NONE = 3;
/** A kind of line that says that traffic was let through, whatever else it says. */
export const KIND_PASS = 4;

/** Registers that hold a whole number; a mask. */
export const numberRegisters =
  (1 << SOURCE_PORT) | (1 << DESTINATION_PORT) | (1 << PROTOCOL) | (1 << COUNT) | (1 << PACKETS) | (1 << FRAGMENT);

/** Registers whose value is read anew in each line of one shape; of the others every byte counts. */
export const valueRegisters =
  (1 << SOURCE) |
  (1 << DESTINATION) |
  (1 << SOURCE_PORT) |
  (1 << DESTINATION_PORT) |
  (1 << COUNT) |
  (1 << PACKETS) |
  (1 << DATE) |
  (1 << TIME) |
  (1 << STAMP) |
  (1 << EPOCH) |
  (1 << ZONE);

/** Registers whose value is another one when its last digits are cut off; a mask. */
export const cutRegisters = (1 << SOURCE_PORT) | (1 << DESTINATION_PORT) | (1 << PROTOCOL);

/** What a reader needs to know of a format. */
export interface FieldRules {
  /** Action words to {@link ACTION_DENY}, {@link ACTION_ALLOW} or {@link ACTION_SKIP}. */
  actions: WordTable;
  /** Words of the `kind` register to {@link KIND_DECISION} and its kin; null when the format has no such register. */
  kinds: WordTable | null;
  /** What other words of the `kind` register are: {@link KIND_NONE} or {@link KIND_DECISION}. */
  otherKinds: number;
  /** True where a TCP or UDP decision without a destination port is whole. */
  portsOptional: boolean;
  /** True where an IPv4 address may be one decimal number. */
  decimalAddresses: boolean;
  /** True where `03/04/2017` is the third of April. */
  dayFirst: boolean;
  /** True where stamps without a zone are of UTC. */
  utc: boolean;
  protocols: WordTable;
  /** Registers that a decision must have; see {@link registerMask}. */
  needs: number;
  /** {@link DENY}, ALLOW, {@link NO_ACTION} or {@link ACTION_SKIP}: what a line says that names no action. */
  defaultAction: number;
  /** IANA number for lines that name no protocol, −1 none. */
  defaultProtocol: number;
  /** Bytes that end a value, 1 each. */
  ends: Uint8Array;
}

/** Why the last line was malformed, for people. */
export type Fault = "" | "unknown action" | "no action" | "no port" | "broken field" | "missing field";

/** A table of value-ending bytes: the given characters, the quote, control characters. */
export function valueEnds(characters: string): Uint8Array {
  const ends = new Uint8Array(256);
  ends.fill(1, 0, 32);
  ends[QUOTE] = 1;
  for (const character of characters) ends[character.charCodeAt(0)] = 1;
  return ends;
}

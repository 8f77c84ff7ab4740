import type { LogEvent } from "../scan/event.ts";
import type { Networks } from "../scan/networks.ts";
import type { NamePatterns } from "./name-patterns.ts";

/** A set of whole numbers from −1 on, a bit for each: number n has bit n + 1. */
export type NumberSet = Uint32Array;

/** What one expression asks of an event; a null or an empty list asks nothing. */
export interface FilterClause {
  ports: NumberSet | null;
  sourcePorts: NumberSet | null;
  protocols: NumberSet | null;
  /** Every one of the sets must hold the address. */
  sources: readonly Networks[];
  destinations: readonly Networks[];
  /** Every one of them must fit the device's name. */
  devices: readonly NamePatterns[];
}

/** The set of all numbers from −1 to `most` that lie in one of the stretches, both ends in it. */
export function numberSet(stretches: readonly (readonly [from: number, to: number])[], most: number): NumberSet {
  const set = new Uint32Array(((most + 1) >>> 5) + 1);
  for (const [from, to] of stretches) {
    for (let bit = from + 1; bit <= to + 1; bit++) set[bit >>> 5]! |= 1 << bit;
  }
  return set;
}

/** True when an event meets all that a clause asks. Allocates nothing. */
export function clauseHolds(clause: FilterClause, event: LogEvent, deviceName: string): boolean {
  if (clause.ports !== null && !contains(clause.ports, event.destinationPort)) return false;
  if (clause.sourcePorts !== null && !contains(clause.sourcePorts, event.sourcePort)) return false;
  if (clause.protocols !== null && !contains(clause.protocols, event.protocol)) return false;
  const { sources, destinations, devices } = clause;
  for (let i = 0; i < sources.length; i++) if (!sources[i]!.has(event.source)) return false;
  for (let i = 0; i < destinations.length; i++) if (!destinations[i]!.has(event.destination)) return false;
  for (let i = 0; i < devices.length; i++) if (!devices[i]!.fits(deviceName)) return false;
  return true;
}

function contains(set: NumberSet, number: number): boolean {
  const bit = number + 1;
  // A number behind the set's end reads as no bit.
  return ((set[bit >>> 5]! >>> bit) & 1) === 1;
}

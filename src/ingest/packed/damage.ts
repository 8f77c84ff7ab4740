import { UserError } from "../../errors.ts";

/** Where packed data turned out to be no good. */
export interface DamagePlace {
  /** The input, as faults name it. */
  name: string;
  /** The way of packing. */
  packing: string;
  /** Bytes of the packed data before that place; of an early end, all there are. */
  storedBytes: number;
  /** What came before, where it was unpacked. */
  unpackedBytes?: number;
}

/** Data that breaks off. */
export function endsEarly(place: DamagePlace, cause?: unknown): UserError {
  return new UserError(
    `${place.name}: ${place.packing} data ends early at byte ${count(place.storedBytes)}${after(place)}`,
    { hint: "is it still being written? What was read is counted; get a whole copy for the rest", exitCode: 4, cause },
  );
}

/** Data that is not what it should be. */
export function isDamaged(place: DamagePlace, cause?: unknown): UserError {
  return new UserError(
    `${place.name}: ${place.packing} data is damaged near byte ${count(place.storedBytes)}${after(place)}`,
    { hint: "what was read is counted; get a whole copy for the rest", exitCode: 4, cause },
  );
}

function after({ unpackedBytes }: DamagePlace): string {
  return unpackedBytes === undefined ? "" : `, after ${count(unpackedBytes)} unpacked bytes`;
}

function count(bytes: number): string {
  return bytes.toLocaleString("en");
}

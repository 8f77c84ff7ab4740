import type { PackedRollup } from "../rollup/rollup.ts";
import type { ReadProgress } from "./read-input.ts";
import type { UnitOutcome, UnitSetup } from "./unit-reader.ts";
import type { Unit } from "./units.ts";

/** Memory that all threads see. */
export interface SharedState {
  /** 1 when reading is to end early. */
  stop: Int32Array<SharedArrayBuffer>;
  /** Bytes, lines and denials of each thread's current unit. */
  progress: Float64Array<SharedArrayBuffer>;
}

/** What a worker is started with. */
export interface WorkerData {
  setup: UnitSetup;
  shared: SharedState;
  /** Its place in the shared progress. */
  place: number;
}

export type ToWorker = { kind: "read"; unit: Unit } | { kind: "finish" };

/** An error as it is sent: of errors, threads pass on no more than the message. */
export interface SentFault {
  message: string;
  hint: string;
  exitCode: number;
}

export type FromWorker =
  | { kind: "ready" }
  | { kind: "read"; outcome: UnitOutcome; faults: (SentFault | null)[] }
  | { kind: "packed"; packed: PackedRollup[] };

const numbersEach = 3;

/** Memory for so many threads. */
export function newSharedState(threads: number): SharedState {
  return {
    stop: new Int32Array(new SharedArrayBuffer(4)),
    progress: new Float64Array(new SharedArrayBuffer(8 * numbersEach * threads)),
  };
}

export function writeProgress({ progress }: SharedState, place: number, now: ReadProgress): void {
  progress[place * numbersEach] = now.storedBytes;
  progress[place * numbersEach + 1] = now.lines;
  progress[place * numbersEach + 2] = now.denials;
}

/** The sum over all threads. */
export function sumProgress({ progress }: SharedState): ReadProgress {
  const sum: ReadProgress = { storedBytes: 0, lines: 0, denials: 0 };
  for (let at = 0; at < progress.length; at += numbersEach) {
    sum.storedBytes += progress[at]!;
    sum.lines += progress[at + 1]!;
    sum.denials += progress[at + 2]!;
  }
  return sum;
}

import type { InputFile } from "./discover.ts";
import { hasRecords, isPackedFile } from "./file-ends.ts";
import type { ByteRange } from "./read-range.ts";

/** A piece of work for one thread: an input, or a stretch of one. */
export interface Unit {
  /** Index of the input. */
  input: number;
  /** Null for a whole input. */
  range: ByteRange | null;
  /** True where the input is not read but hashed, because its stretches are read by themselves. */
  isHash: boolean;
  /** How long it takes to read, in bytes of plain text. */
  weight: number;
}

/** Smaller stretches would spend their time on beginnings, larger ones leave threads without work at the end. */
const leastUnitBytes = 1 << 24;
const mostUnitBytes = 1 << 28;

/** Units of one stretch each, for each thread. */
const unitsPerJob = 4;

/** A byte of packed text takes so many times as long to read as one of plain text: it is eight, and has to be unpacked. */
export const packedWeight = 24;

/** How inputs are cut. */
export interface Cutting {
  /** Threads to read with. */
  jobs: number;
  /** The smallest stretch that a file is cut into, in bytes. */
  leastBytes?: number;
  /** The weight of inputs that are worth starting workers for. */
  worthWeight?: number;
}

/**
 * Cuts inputs into units, the largest first. Plain files are cut into stretches; what is packed, and pipes, are read by
 * one thread each.
 * @param isWhole says which inputs must not be cut.
 */
export function planUnits(
  files: readonly InputFile[],
  { jobs, leastBytes = leastUnitBytes }: Cutting,
  hash: boolean,
  isWhole: (input: number) => boolean,
): Unit[] {
  const units: Unit[] = [];
  for (const [input, file] of files.entries()) {
    const size = file.sizeBytes ?? 0;
    const isPacked = size > 0 && isPackedFile(file.path);
    const bytes = Math.min(mostUnitBytes, Math.max(leastBytes, Math.ceil(size / (jobs * unitsPerJob))));
    const most = isPacked || isWhole(input) ? 1 : Math.max(1, Math.floor(size / bytes));
    // Only of a file that would be cut is it asked.
    const count = most > 1 && hasRecords(file.path) ? 1 : most;
    if (count === 1) {
      units.push({ input, range: null, isHash: false, weight: isPacked ? size * packedWeight : size });
    } else {
      if (hash) units.push({ input, range: null, isHash: true, weight: size });
      for (let i = 0; i < count; i++) {
        const range = { from: Math.floor((size * i) / count), to: Math.floor((size * (i + 1)) / count) };
        units.push({ input, range, isHash: false, weight: range.to - range.from });
      }
    }
  }
  return units.sort((a, b) => b.weight - a.weight);
}

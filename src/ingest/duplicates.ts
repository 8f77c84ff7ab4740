import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { findBinary } from "./binary.ts";
import { headBytes } from "./detect.ts";
import type { SidedInput } from "./collect.ts";

/** One file is hashed at a time. */
const readBuffer = Buffer.allocUnsafeSlow(1 << 20);

/**
 * Finds inputs that hold byte for byte what an earlier input of the same sides holds: a log copied, or
 * renamed by rotation between two exports. Only files of equal size are compared, and none once it `isStopped`.
 * @returns each such input with the one that came first.
 */
export async function markDuplicates(
  inputs: readonly SidedInput[],
  isStopped: () => boolean,
): Promise<Map<SidedInput, SidedInput>> {
  const bySize = new Map<number, SidedInput[]>();
  for (const input of inputs) {
    const size = input.file.sizeBytes;
    if (size === null || size === 0) continue;
    bySize.set(size, [...(bySize.get(size) ?? []), input]);
  }
  const duplicates = new Map<SidedInput, SidedInput>();
  for (const group of bySize.values()) {
    if (group.length < 2) continue;
    const firsts = new Map<string, SidedInput[]>();
    for (const input of group) {
      const digest = await digestOf(input.file.path, isStopped);
      if (digest === null) continue;
      const same = firsts.get(digest) ?? [];
      const first = same.find((other) => haveSameSides(other, input));
      if (first === undefined) firsts.set(digest, [...same, input]);
      else duplicates.set(input, first);
    }
  }
  return duplicates;
}

function haveSameSides(a: SidedInput, b: SidedInput): boolean {
  return a.sides.length === b.sides.length && a.sides.every((side) => b.sides.includes(side));
}

/**
 * SHA-256 of a file; null when it was not read to its end, or would not be as a log. Why it cannot be read, its own
 * reading will report. A stream would take longer to open than most small files to read.
 */
export async function digestOf(path: string, isStopped: () => boolean): Promise<string | null> {
  const hash = createHash("sha256");
  const buffer = readBuffer;
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch {
    return null;
  }
  try {
    for (let isFirst = true; ; isFirst = false) {
      const count = readSync(descriptor, buffer, 0, buffer.length, null);
      if (isFirst && findBinary(path, buffer.subarray(0, Math.min(count, headBytes)), headBytes) !== null) return null;
      hash.update(buffer.subarray(0, count));
      if (count < buffer.length) return hash.digest("hex");
      // Others get their turn, an interrupt among them.
      await new Promise((resolve) => setImmediate(resolve));
      if (isStopped()) return null;
    }
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}

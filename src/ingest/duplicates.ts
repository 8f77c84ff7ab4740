import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { SidedInput } from "./collect.ts";

/**
 * Finds inputs that hold byte for byte what an earlier input of the same sides holds: a log copied, or
 * renamed by rotation between two exports. Only files of equal size are compared.
 * @returns each such input with the one that came first.
 */
export async function markDuplicates(inputs: readonly SidedInput[]): Promise<Map<SidedInput, SidedInput>> {
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
      const digest = await digestOf(input.file.path);
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

/** SHA-256 of a file; null when it cannot be read, which its own reading will report. */
async function digestOf(path: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  } catch {
    return null;
  }
  return hash.digest("hex");
}

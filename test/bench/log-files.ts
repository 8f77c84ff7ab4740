import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BenchKind, benchKinds } from "./lines.ts";

const linesAtOnce = 5000;
const chunkBytes = 1 << 20;

/** The generator of one format's lines. @throws for an id that has none. */
export function kindOf(id: string): BenchKind {
  const kind = benchKinds.find((one) => one.id === id);
  if (kind === undefined)
    throw new Error(`no lines for ${id}; there are ${benchKinds.map((one) => one.id).join(", ")}`);
  return kind;
}

/** The lines of a kind in blocks of text, each line with its newline. */
export function* blocksOf(kind: BenchKind, total: number): Generator<string> {
  if (kind.head !== undefined) yield `${kind.head}\n`;
  for (let i = 0; i < total;) {
    let block = "";
    for (const end = Math.min(total, i + linesAtOnce); i < end; i++) block += `${kind.line(i, total)}\n`;
    yield block;
  }
}

/** A folder for the time of a bench. */
export function openFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "fwtrend-bench-"));
  return { path, remove: () => rmSync(path, { recursive: true }) };
}

/** Writes a file of generated lines. @returns its path. */
export function writeLog(folder: string, id: string, total: number): string {
  const path = join(folder, `${id}-${total}.log`);
  const file = openSync(path, "w");
  for (const block of blocksOf(kindOf(id), total)) writeSync(file, block);
  closeSync(file);
  return path;
}

/** The size of files in megabytes, of a million bytes each. */
export function megabytesOf(...paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6;
}

/** The yardstick: counts the newlines of files with the native search and nothing else. */
export function countNewlines(paths: readonly string[]): number {
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  let count = 0;
  for (const path of paths) {
    const file = openSync(path, "r");
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) {
      const chunk = buffer.subarray(0, size);
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++;
    }
    closeSync(file);
  }
  return count;
}

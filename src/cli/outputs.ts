import { closeSync, openSync, realpathSync, writeFileSync } from "node:fs";
import { UserError } from "../errors.ts";
import type { SidedInput } from "../ingest/collect.ts";
import { STDIN } from "../ingest/discover.ts";
import { unwritable } from "./io.ts";

const gatheredCharacters = 1 << 16;

/** @throws UserError when a file to be written is one of the inputs: a log must not be lost to a report on it. */
export function spareInputs(outputs: readonly string[], inputs: readonly SidedInput[]): void {
  const read = new Set(inputs.map(({ file }) => (file.path === STDIN ? null : realPathOf(file.path))));
  for (const path of outputs) {
    const real = realPathOf(path);
    if (real === null || !read.has(real)) continue;
    throw new UserError(`${path}: is one of the inputs, and would be overwritten`, { hint: "write to another file" });
  }
}

/** Null for a file that does not exist yet. */
function realPathOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/**
 * A text file that grows line by line. Lines come faster than streams take them, so it is written without one, and
 * little of it is ever held in memory.
 */
export class TextFile {
  private readonly path: string;
  private readonly descriptor: number;
  private gathered = "";
  private failure: UserError | null = null;

  /** @throws UserError when the file cannot be opened. */
  constructor(path: string) {
    this.path = path;
    try {
      this.descriptor = openSync(path, "w");
    } catch (cause) {
      throw unwritable(path, cause);
    }
  }

  /** Never throws: a fault of the output is none of the input that is being read. */
  write(text: string): void {
    this.gathered += text;
    if (this.gathered.length >= gatheredCharacters) this.flush();
  }

  /** Ends the file. @returns the first error that writing met, if any. */
  close(): UserError[] {
    this.flush();
    closeSync(this.descriptor);
    return this.failure === null ? [] : [this.failure];
  }

  private flush(): void {
    const text = this.gathered;
    this.gathered = "";
    if (this.failure !== null) return;
    try {
      writeFileSync(this.descriptor, text);
    } catch (cause) {
      this.failure = unwritable(this.path, cause);
    }
  }
}

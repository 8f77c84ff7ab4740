import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { InputFile } from "../ingest/discover.ts";
import { hasRecords, isPackedFile } from "../ingest/file-ends.ts";
import { type Fingerprint, type FoundPrint, printContent, printText } from "../ingest/fingerprint.ts";

/** A file with its fingerprints, as far as they can be taken before it is read. */
export interface PlannedFile {
  file: InputFile;
  /** Of the bytes as stored; null for a pipe. */
  copy: string | null;
  /** Null where it must be unpacked for that. */
  print: FoundPrint | null;
}

/** Takes the fingerprints of a file. @param known those to be looked for. */
export function planFile(file: InputFile, known: readonly Fingerprint[]): PlannedFile {
  const found = printFile(file, known);
  if (found === null) return { file, copy: null, print: null };
  const isText = !isPackedFile(file.path) && !hasRecords(file.path);
  return { file, copy: printText(found.print), print: isText ? found : null };
}

/** The fingerprint of a file as stored; null for a pipe, and for what cannot be read: reading it will tell why. */
function printFile({ path, sizeBytes }: InputFile, known: readonly Fingerprint[]): FoundPrint | null {
  if (sizeBytes === null) return null;
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch {
    return null;
  }
  try {
    const read = (at: number, count: number): Buffer => {
      const buffer = Buffer.allocUnsafe(count);
      return buffer.subarray(0, readSync(descriptor, buffer, 0, count, at));
    };
    return printContent(read, fstatSync(descriptor).size, known);
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}

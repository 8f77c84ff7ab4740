import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { codecOf } from "./packed/codecs.ts";
import { mayBeJson, recordCutOf, recordHeadBytes } from "./packed/record-lines.ts";
import { isTar, tarBlockBytes } from "./packed/tar.ts";
import { utf16Of } from "./packed/utf16.ts";
import { isZip } from "./packed/zip-directory.ts";

const newline = 0x0a;

/** Whether a file cannot be read from any place on: packed, an archive, or in UTF-16. False for what cannot be looked at, too: reading will tell. */
export function isPackedFile(path: string): boolean {
  try {
    const begins = readPart(path, () => ({ at: 0, count: tarBlockBytes }));
    return codecOf(begins) !== null || isZip(begins) || isTar(begins) || utf16Of(begins) !== null;
  } catch {
    return false;
  }
}

/** Whether a file's lines are made of JSON records that may go over several of its own: it cannot be cut anywhere. */
export function hasRecords(path: string): boolean {
  try {
    const begins = readPart(path, () => ({ at: 0, count: recordHeadBytes }));
    return mayBeJson(begins) && recordCutOf(begins) !== null;
  } catch {
    return false;
  }
}

/** The whole lines in the last bytes of a file, so many at the most. @throws what reading it throws. */
export function readLastLines(path: string, bytes: number): Buffer {
  let isWhole = true;
  const tail = readPart(path, (size) => {
    isWhole = size <= bytes;
    return { at: Math.max(0, size - bytes), count: bytes };
  });
  return isWhole ? tail : tail.subarray(tail.indexOf(newline) + 1);
}

/** Reads a part of a file, as far as there is one. */
function readPart(path: string, partOf: (sizeBytes: number) => { at: number; count: number }): Buffer {
  const descriptor = openSync(path, "r");
  try {
    const { at, count } = partOf(fstatSync(descriptor).size);
    const buffer = Buffer.allocUnsafe(count);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, count, at));
  } finally {
    closeSync(descriptor);
  }
}

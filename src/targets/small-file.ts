import { createReadStream } from "node:fs";
import { UserError } from "../errors.ts";
import { cleanText } from "./clean-text.ts";

const MAX_SIZE_BYTES = 16 * 1024 * 1024;

/** What a file is called in messages, and what to do when it cannot be read. */
export interface SmallFileWording {
  /** As in "Cannot read the target table x.csv". */
  what: string;
  /** As in "too large for a table of ports". */
  tooLargeFor: string;
  tooLargeHint: string;
  unreadableHint: string;
}

/** All bytes of a file or pipe of 16 MiB at most. @throws UserError for one that is larger or cannot be read. */
export async function readSmallFile(path: string, wording: SmallFileWording): Promise<Buffer> {
  const name = cleanText(path);
  try {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    // Counted while reading because the size of a pipe is not known before.
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes > MAX_SIZE_BYTES) {
        throw new UserError(`${name} is larger than 16 MiB, too large for ${wording.tooLargeFor}.`, {
          hint: wording.tooLargeHint,
        });
      }
    }
    return Buffer.concat(chunks);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`Cannot read ${wording.what} ${name}: ${describeFault(cause)}.`, {
      hint: wording.unreadableHint,
      cause,
    });
  }
}

function describeFault(fault: unknown): string {
  const code = fault instanceof Error && "code" in fault ? fault.code : null;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "permission denied";
  return cleanText(String(fault));
}

/**
 * The text of bytes in UTF-8, without a BOM.
 * @param name stands in messages, with the line.
 * @throws UserError for UTF-16, for bytes that are no text and for other encodings.
 */
export function decodeText(bytes: Uint8Array, name: string, hint: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new UserError(`${name} is UTF-16 text.`, { hint });
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) throw new UserError(`${name}, line ${lineAt(bytes, zero)}: this is not text.`, { hint });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`${name}, line ${findInvalidLine(bytes)}: this is not UTF-8 text.`, { hint, cause });
  }
}

function findInvalidLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return lineAt(bytes, start);
    }
    start = end;
  }
  return 1;
}

function lineAt(bytes: Uint8Array, offset: number): number {
  return bytes.subarray(0, offset).reduce((line, byte) => (byte === 0x0a ? line + 1 : line), 1);
}

import { type InputFile, STDIN } from "./discover.ts";
import { FileSource } from "./file-source.ts";
import type { Member } from "./packed/members.ts";
import { PipeSource } from "./pipe-source.ts";

/** Where chunks are best put. */
export interface ChunkPlace {
  /**
   * Gives the buffer that the next chunk of plain text is to be read into, which may be asked for while the chunk before
   * is not taken yet; null leaves that to the source.
   */
  space: (() => Buffer) | null;
}

/** How an input is opened. */
export interface SourceOptions {
  /** Whether to hash the bytes as stored. */
  hash: boolean;
  /** How many times its stored size an input may unpack to: `--max-expansion`. */
  maxExpansion: number;
  place?: ChunkPlace;
  /** True to leave JSON documents as they are, instead of making a line of each of their records. */
  keepsDocuments?: boolean;
}

/** The logs of one input: one, or those in an archive. */
export interface ByteSource {
  /** Bytes read so far, as stored. */
  readonly storedBytes: number;
  /**
   * The logs. Each must be read, or left, before the next is asked for. Their text comes in chunks of up to 1 MiB,
   * which may be overwritten when the next is asked for.
   * @throws UserError (exit 4) when the input cannot be opened, unpacked or read to its end.
   */
  members(): AsyncGenerator<Member>;
  /** SHA-256 of the bytes as stored, in hexadecimal; null when it was not asked for or not all were read. */
  sha256(): string | null;
}

/** An input, to be opened by reading its members. */
export function openSource(file: InputFile, options: SourceOptions): ByteSource {
  return file.path === STDIN || file.sizeBytes === null ? new PipeSource(file, options) : new FileSource(file, options);
}

import { createHash, type Hash } from "node:crypto";
import { closeSync, constants, createReadStream, openSync, readSync, statSync } from "node:fs";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { UserError } from "../errors.ts";
import { codecOf, type Codec } from "./codecs.ts";
import { type InputFile, STDIN } from "./discover.ts";
import { unpack } from "./unpack.ts";

const chunkBytes = 1 << 20;

/** Enough to tell every codec by. */
const magicBytes = 8;

/** The decompressed bytes of one input, chunk by chunk. */
export interface ByteSource {
  /** Null for plain text. */
  readonly codec: Codec | null;
  /** Bytes read so far, as stored. */
  readonly storedBytes: number;
  /** Chunks until the end. @throws UserError (exit 4) when the input cannot be read to its end. */
  chunks(): AsyncIterable<Buffer>;
  /** SHA-256 of the bytes as stored, once all are read; null when it was not asked for. */
  sha256(): string | null;
}

/** Opens an input. @throws UserError (exit 4) when it cannot be opened or is packed in a way that cannot be read. */
export function openSource(file: InputFile, options: { hash: boolean }): ByteSource {
  const hash = options.hash ? createHash("sha256") : null;
  return file.path === STDIN || file.sizeBytes === null ? new StreamSource(file, hash) : new FileSource(file, hash);
}

/** A regular file: plain ones are read without streams into one reused buffer. */
class FileSource implements ByteSource {
  readonly codec: Codec | null;
  storedBytes = 0;
  private readonly file: InputFile;
  private readonly hash: Hash | null;
  private readonly descriptor: number;

  constructor(file: InputFile, hash: Hash | null) {
    this.file = file;
    this.hash = hash;
    try {
      this.descriptor = openSync(file.path, "r");
    } catch (cause) {
      throw unreadable(file.path, cause);
    }
    this.codec = this.guard(() => codecOf(this.head()));
    if (this.codec?.open === null) {
      closeSync(this.descriptor);
      throw notUnpacked(file.path, "files are", this.codec);
    }
  }

  private head(): Uint8Array {
    const head = Buffer.alloc(magicBytes);
    return head.subarray(0, readSync(this.descriptor, head, 0, head.length, 0));
  }

  private guard<T>(action: () => T): T {
    try {
      return action();
    } catch (cause) {
      throw unreadable(this.file.path, cause);
    }
  }

  async *chunks(): AsyncIterable<Buffer> {
    if (this.codec === null) yield* this.plainChunks();
    else yield* unpack(this.file.path, this.codec, this.storedChunks());
  }

  private async *plainChunks(): AsyncIterable<Buffer> {
    const buffer = Buffer.allocUnsafeSlow(chunkBytes);
    try {
      for (;;) {
        const count = this.guard(() => readSync(this.descriptor, buffer, 0, buffer.length, null));
        if (count === 0) break;
        const chunk = buffer.subarray(0, count);
        this.storedBytes += count;
        this.hash?.update(chunk);
        yield chunk;
      }
    } finally {
      closeSync(this.descriptor);
    }
  }

  private async *storedChunks(): AsyncIterable<Buffer> {
    const stream = createReadStream(this.file.path, { fd: this.descriptor, highWaterMark: chunkBytes });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      this.storedBytes += chunk.length;
      this.hash?.update(chunk);
      yield chunk;
    }
  }

  sha256(): string | null {
    return this.hash?.copy().digest("hex") ?? null;
  }
}

/** The pipes that are being read. */
const openPipes = new Set<StreamSource>();

/** Ends the pipes that are being read as if their writers had closed them: for an interrupt while nothing arrives. */
export function endPipes(): void {
  for (const pipe of openPipes) pipe.end();
}

/** Standard input, or another pipe. */
class StreamSource implements ByteSource {
  codec: Codec | null = null;
  storedBytes = 0;
  private readonly file: InputFile;
  private readonly hash: Hash | null;
  private readonly name: string;
  private stream: Readable | null = null;
  private isEnded = false;

  constructor(file: InputFile, hash: Hash | null) {
    this.file = file;
    this.hash = hash;
    this.name = file.path === STDIN ? "standard input" : file.path;
  }

  /** Ends reading without a fault. */
  end(): void {
    this.isEnded = true;
    this.stream?.destroy();
  }

  async *chunks(): AsyncIterable<Buffer> {
    openPipes.add(this);
    try {
      this.stream = openPipe(this.file.path);
      yield* this.unpacked(this.count(this.stream));
    } catch (cause) {
      // What was ended from outside is not whole, and is no fault.
      if (!this.isEnded) throw cause;
    } finally {
      openPipes.delete(this);
    }
  }

  private async *unpacked(stored: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    let head: Buffer = Buffer.alloc(0);
    while (head.length < magicBytes) {
      const next = await stored.next();
      if (next.done === true) break;
      head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
    }
    this.codec = codecOf(head);
    const all = rejoin(head, stored);
    if (this.codec === null) yield* all;
    else if (this.codec.open === null) throw notUnpacked(this.name, "data is", this.codec);
    else yield* unpack(this.name, this.codec, all);
  }

  private async *count(stream: Readable): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.storedBytes += chunk.length;
        this.hash?.update(chunk);
        yield chunk;
      }
    } catch (cause) {
      throw unreadable(this.name, cause);
    }
  }

  sha256(): string | null {
    return this.hash?.copy().digest("hex") ?? null;
  }
}

function openPipe(path: string): Readable {
  if (path === STDIN) return process.stdin;
  try {
    if (!statSync(path).isFIFO()) return createReadStream(path);
    // The usual way of opening waits for a writer, in a thread that nothing can end, not even the end of the process.
    return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), writable: false });
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function* rejoin(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  yield* rest;
}

function notUnpacked(path: string, what: string, { name, hint }: Codec): UserError {
  return new UserError(`${path}: ${name} ${what} not unpacked here`, { hint, exitCode: 4 });
}

function unreadable(path: string, cause: unknown): UserError {
  const code = (cause as NodeJS.ErrnoException).code;
  const why = code === "EACCES" ? "permission denied" : code === "EISDIR" ? "is a directory" : (code ?? String(cause));
  return new UserError(`${path}: cannot be read (${why})`, {
    hint: code === "EACCES" ? "check its permissions" : "check the file and its disk",
    exitCode: 4,
    cause,
  });
}

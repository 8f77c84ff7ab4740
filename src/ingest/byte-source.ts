import { createHash, type Hash } from "node:crypto";
import { createReadStream, openSync, readSync, closeSync } from "node:fs";
import type { Readable } from "node:stream";
import { UserError } from "../errors.ts";
import { codecOf, type Codec } from "./codecs.ts";
import { type InputFile, STDIN } from "./discover.ts";

const chunkBytes = 1 << 20;

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
      throw new UserError(`${file.path}: ${this.codec.name} files are not unpacked here`, {
        hint: this.codec.hint,
        exitCode: 4,
      });
    }
  }

  private head(): Uint8Array {
    const head = Buffer.alloc(8);
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

/** Standard input, or another pipe. */
class StreamSource implements ByteSource {
  codec: Codec | null = null;
  storedBytes = 0;
  private readonly file: InputFile;
  private readonly hash: Hash | null;

  constructor(file: InputFile, hash: Hash | null) {
    this.file = file;
    this.hash = hash;
  }

  async *chunks(): AsyncIterable<Buffer> {
    const stream: Readable = this.file.path === STDIN ? process.stdin : createReadStream(this.file.path);
    const stored = this.count(stream);
    const first = await stored.next();
    if (first.done === true) return;
    this.codec = codecOf(first.value);
    const all = rejoin(first.value, stored);
    if (this.codec === null) yield* all;
    else if (this.codec.open === null) {
      throw new UserError(`standard input: ${this.codec.name} data is not unpacked here`, {
        hint: this.codec.hint,
        exitCode: 4,
      });
    } else yield* unpack("standard input", this.codec, all);
  }

  private async *count(stream: Readable): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.storedBytes += chunk.length;
        this.hash?.update(chunk);
        yield chunk;
      }
    } catch (cause) {
      throw unreadable(this.file.path, cause);
    }
  }

  sha256(): string | null {
    return this.hash?.copy().digest("hex") ?? null;
  }
}

async function* rejoin(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

/** Unpacks stored chunks; whatever was unpacked before a fault is given out first. */
async function* unpack(path: string, codec: Codec, stored: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const transform = codec.open!();
  let unpackedBytes = 0;
  let failure: unknown = null;
  const feed = (async () => {
    try {
      for await (const chunk of stored) {
        if (transform.destroyed) return;
        if (!transform.write(chunk)) await drained(transform);
      }
      transform.end();
    } catch (cause) {
      failure = cause;
      transform.destroy();
    }
  })();
  try {
    for await (const chunk of transform as AsyncIterable<Buffer>) {
      unpackedBytes += chunk.length;
      yield chunk;
    }
  } catch (cause) {
    failure ??= cause;
  }
  await feed;
  if (failure !== null) throw damaged(path, codec, unpackedBytes, failure);
}

function drained(transform: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      transform.off("drain", done).off("close", done).off("error", done);
      resolve();
    };
    transform.on("drain", done).on("close", done).on("error", done);
  });
}

function damaged(path: string, codec: Codec, unpackedBytes: number, cause: unknown): UserError {
  if (cause instanceof UserError) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  const at = unpackedBytes.toLocaleString("en");
  const early = code === "Z_BUF_ERROR" || /unexpected end/i.test(String(cause));
  return new UserError(
    early
      ? `${path}: ${codec.name} data ends early, after ${at} unpacked bytes`
      : `${path}: ${codec.name} data is damaged after ${at} unpacked bytes`,
    {
      hint: early
        ? "is it still being written? What was read is counted; get a whole copy for the rest"
        : "what was read is counted; get a whole copy for the rest",
      exitCode: 4,
      cause,
    },
  );
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

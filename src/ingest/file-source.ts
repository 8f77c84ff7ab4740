import { createHash, type Hash } from "node:crypto";
import { closeSync, fstatSync, openSync, read, readSync } from "node:fs";
import type { ByteSource, SourceOptions } from "./byte-source.ts";
import type { InputFile } from "./discover.ts";
import { ByteReader } from "./packed/byte-reader.ts";
import { codecOf } from "./packed/codecs.ts";
import { ExpansionLimit } from "./packed/expansion-limit.ts";
import { type Member, membersOf } from "./packed/members.ts";
import { isTar, tarBlockBytes } from "./packed/tar.ts";
import { utf16Of } from "./packed/utf16.ts";
import { isZip, type RandomAccess } from "./packed/zip-directory.ts";
import { becameShorter, unreadable } from "./unreadable.ts";

const chunkBytes = 1 << 20;

/** How far behind the size that a growing file had the line is followed that was being written. */
const longestEnding = 1 << 16;

const newline = 0x0a;

/**
 * A regular file, read without streams into one reused buffer. What counts is what it held when reading began, and
 * the rest of a line that was then being written: a file that grows for ever is read to an end.
 */
export class FileSource implements ByteSource {
  storedBytes = 0;
  private readonly file: InputFile;
  private readonly options: SourceOptions;
  private hash: Hash | null = null;
  private isWhole = false;
  private descriptor = -1;
  private readonly own: Buffer[] = [];
  /** When reading began; 0 also for files that the system makes up as they are read. */
  private sizeBytes = 0;
  /** True for a file that is read as it is: neither packed, nor an archive, nor in UTF-16. */
  private isText = false;

  constructor(file: InputFile, options: SourceOptions) {
    this.file = file;
    this.options = options;
  }

  async *members(): AsyncGenerator<Member> {
    const { file } = this;
    this.guard(() => {
      this.descriptor = openSync(file.path, "r");
    });
    try {
      this.sizeBytes = this.guard(() => fstatSync(this.descriptor).size);
      const limit = new ExpansionLimit(file.path, this.options.maxExpansion, () => this.storedBytes);
      const head = this.readAt(0, tarBlockBytes);
      this.isText = codecOf(head) === null && !isZip(head) && !isTar(head) && utf16Of(head) === null;
      if (isZip(head)) {
        yield* this.membersIn(limit, this.chunks(), this.zipAccess());
        this.storedBytes = this.sizeBytes;
        if (this.options.hash) await this.hashAll();
      } else {
        yield* this.membersIn(limit, this.counted(), null);
      }
    } finally {
      closeSync(this.descriptor);
    }
  }

  sha256(): string | null {
    return this.isWhole && this.hash !== null ? this.hash.copy().digest("hex") : null;
  }

  private membersIn(
    limit: ExpansionLimit,
    chunks: AsyncGenerator<Buffer>,
    access: RandomAccess | null,
  ): AsyncGenerator<Member> {
    const { file } = this;
    const reader = new ByteReader(chunks);
    const keepsDocuments = this.options.keepsDocuments === true;
    return membersOf({ file, name: file.path, reader, limit, access, keepsDocuments, archives: 0, codecs: 0 });
  }

  private async *counted(): AsyncGenerator<Buffer> {
    this.hash = this.options.hash ? createHash("sha256") : null;
    for await (const chunk of this.chunks()) {
      this.storedBytes += chunk.length;
      this.hash?.update(chunk);
      yield chunk;
    }
    this.isWhole = true;
  }

  private async *chunks(): AsyncGenerator<Buffer> {
    const size = this.sizeBytes > 0 ? this.sizeBytes : Infinity;
    let at = 0;
    let last = newline;
    let reading = this.startReading(at, size);
    try {
      while (at < size) {
        const chunk = await reading;
        if (chunk.length === 0) {
          if (size === Infinity) return;
          throw becameShorter(this.file.path, at, this.sizeBytes);
        }
        at += chunk.length;
        last = chunk.at(-1)!;
        // The system copies the next chunk while this one is scanned: a fifth of the time of long lines.
        if (at < size) reading = this.startReading(at, size);
        yield chunk;
      }
    } finally {
      // The file must not be closed under a reading.
      await Promise.resolve(reading).catch(() => {});
    }
    if (last === newline || !this.isText) return;
    const behind = this.readAt(at, longestEnding);
    const end = behind.indexOf(newline);
    yield behind.subarray(0, end + 1);
  }

  /** Reads the next chunk; of a small file at once, which is sooner done than waited for. */
  private startReading(at: number, size: number): Buffer | Promise<Buffer> {
    const buffer = (this.isText ? this.options.place?.space?.() : undefined) ?? this.ownBuffer(size);
    const count = Math.min(buffer.length, size - at);
    if (size <= chunkBytes) {
      return buffer.subarray(
        0,
        this.guard(() => readSync(this.descriptor, buffer, 0, count, at)),
      );
    }
    return new Promise((resolve, reject) => {
      read(this.descriptor, buffer, 0, count, at, (cause, got) => {
        if (cause === null) resolve(buffer.subarray(0, got));
        else reject(unreadable(this.file.path, cause));
      });
    });
  }

  /** One of two buffers in turn: one is read into while the other is taken. */
  private ownBuffer(size: number): Buffer {
    const next = this.own.length < 2 ? Buffer.allocUnsafeSlow(Math.min(chunkBytes, size)) : this.own.shift()!;
    this.own.push(next);
    return next;
  }

  private zipAccess(): RandomAccess {
    return {
      sizeBytes: this.sizeBytes,
      read: (offset, count) => {
        const bytes = this.readAt(offset, count);
        // Members that share bytes must not look as if there were more.
        this.storedBytes = Math.min(this.sizeBytes, this.storedBytes + bytes.length);
        return bytes;
      },
    };
  }

  private readAt(offset: number, count: number): Buffer {
    const buffer = Buffer.allocUnsafe(count);
    return buffer.subarray(
      0,
      this.guard(() => readSync(this.descriptor, buffer, 0, count, offset)),
    );
  }

  private async hashAll(): Promise<void> {
    this.hash = createHash("sha256");
    for await (const chunk of this.chunks()) this.hash.update(chunk);
    this.isWhole = true;
  }

  private guard<T>(action: () => T): T {
    try {
      return action();
    } catch (cause) {
      throw unreadable(this.file.path, cause);
    }
  }
}

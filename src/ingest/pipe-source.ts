import { createHash, type Hash } from "node:crypto";
import { constants, createReadStream, openSync, statSync } from "node:fs";
import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";
import type { Readable } from "node:stream";
import type { ByteSource, SourceOptions } from "./byte-source.ts";
import { type InputFile, STDIN } from "./discover.ts";
import { ByteReader } from "./packed/byte-reader.ts";
import { ExpansionLimit } from "./packed/expansion-limit.ts";
import { type Member, membersOf } from "./packed/members.ts";
import { unreadable } from "./unreadable.ts";

/** The pipes that are being read. */
const openPipes = new Set<PipeSource>();

/** Ends the pipes that are being read as if their writers had closed them: for an interrupt while nothing arrives. */
export function endPipes(): void {
  for (const pipe of openPipes) pipe.end();
}

/** Standard input, or another pipe. */
export class PipeSource implements ByteSource {
  storedBytes = 0;
  private readonly file: InputFile;
  private readonly maxExpansion: number;
  private readonly keepsDocuments: boolean;
  private readonly hash: Hash | null;
  private readonly name: string;
  private stream: Readable | null = null;
  private isEnded = false;
  private isWhole = false;

  constructor(file: InputFile, { hash, maxExpansion, keepsDocuments = false }: SourceOptions) {
    this.file = file;
    this.maxExpansion = maxExpansion;
    this.keepsDocuments = keepsDocuments;
    this.hash = hash ? createHash("sha256") : null;
    this.name = file.path === STDIN ? "standard input" : file.path;
  }

  /** Ends reading without a fault. */
  end(): void {
    this.isEnded = true;
    this.stream?.destroy();
  }

  async *members(): AsyncGenerator<Member> {
    const { file, name, keepsDocuments } = this;
    openPipes.add(this);
    try {
      this.stream = openPipe(file.path);
      const limit = new ExpansionLimit(name, this.maxExpansion, () => this.storedBytes);
      const reader = new ByteReader(this.counted(this.stream));
      const members = membersOf({ file, name, reader, limit, access: null, keepsDocuments, archives: 0, codecs: 0 });
      for await (const member of members) yield { ...member, chunks: () => this.untilEnded(member.chunks()) };
    } catch (cause) {
      // What was ended from outside is not whole, and is no fault.
      if (!this.isEnded) throw cause;
    } finally {
      openPipes.delete(this);
      this.stream?.destroy();
    }
  }

  sha256(): string | null {
    return this.isWhole && this.hash !== null ? this.hash.copy().digest("hex") : null;
  }

  private async *untilEnded(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try {
      yield* chunks;
    } catch (cause) {
      if (!this.isEnded) throw cause;
    }
  }

  private async *counted(stream: Readable): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.storedBytes += chunk.length;
        this.hash?.update(chunk);
        yield chunk;
      }
    } catch (cause) {
      throw unreadable(this.name, cause);
    }
    this.isWhole = !this.isEnded;
  }
}

/** Opens standard input or another pipe. @throws UserError where that fails. */
export function openPipe(path: string): Readable {
  // Another thread's standard input is a stream that somebody would have to fill.
  if (path === STDIN) return isMainThread ? process.stdin : createReadStream("", { fd: 0, autoClose: false });
  try {
    if (!statSync(path).isFIFO()) return createReadStream(path);
    // The usual way of opening waits for a writer, in a thread that nothing can end, not even the end of the process.
    return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), writable: false });
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

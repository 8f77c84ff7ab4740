import { UserError } from "../errors.ts";
import type { Codec } from "./codecs.ts";

/** What a decompressor is given at once: where data is damaged, what it made of the same piece is lost with it. */
const pieceBytes = 1 << 14;

/** How many unpacked bytes may wait to be taken: a small file may unpack to a huge one. */
const waitingBytes = 1 << 24;

/**
 * Unpacks stored chunks that hold one packed stream, or several in a row as `cat` and parallel packers make them.
 * Whatever was unpacked before a fault is given out first.
 * @param path names the input in the fault.
 */
export async function* unpack(path: string, codec: Codec, stored: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unpacked = { bytes: 0 };
  let decompressor: Decompressor | null = new Decompressor(codec, unpacked);
  try {
    for await (const chunk of stored) {
      let at = 0;
      while (at < chunk.length) {
        // Behind the end of gzip data, zeros are padding.
        if (decompressor === null && chunk[at] === 0 && codec.name === "gzip") {
          at++;
          continue;
        }
        decompressor ??= new Decompressor(codec, unpacked);
        const piece = chunk.subarray(at, at + pieceBytes);
        const left = yield* decompressor.unpack(piece);
        at += piece.length - left;
        if (left > 0) decompressor = null;
      }
    }
    if (decompressor !== null) yield* decompressor.finish();
  } catch (cause) {
    throw damaged(path, codec, unpacked.bytes, cause);
  } finally {
    decompressor?.close();
  }
}

/** One packed stream. Takes what the transform makes at once: an error of it discards what it still holds. */
class Decompressor {
  private readonly transform: ReturnType<NonNullable<Codec["open"]>>;
  private readonly waiting: Buffer[] = [];
  private readonly unpacked: { bytes: number };
  private waitingSize = 0;
  private takenBytes = 0;
  private fault: Error | null = null;
  private ended = false;
  private wake = (): void => {};

  constructor(codec: Codec, unpacked: { bytes: number }) {
    this.unpacked = unpacked;
    this.transform = codec.open!();
    this.transform.on("data", (chunk: Buffer) => {
      this.waiting.push(chunk);
      this.waitingSize += chunk.length;
      if (this.waitingSize > waitingBytes) this.transform.pause();
      this.wake();
    });
    this.transform.on("error", (cause) => {
      this.fault = cause;
      this.wake();
    });
    this.transform.on("end", () => {
      this.ended = true;
      this.wake();
    });
  }

  /** Gives out what a piece unpacks to; returns how many of its bytes lie behind the stream's end. */
  async *unpack(piece: Buffer): AsyncGenerator<Buffer, number> {
    let isTaken = false;
    this.transform.write(piece, () => {
      isTaken = true;
      this.wake();
    });
    this.takenBytes += piece.length;
    yield* this.drain(() => isTaken);
    return this.ended ? this.takenBytes - this.transform.bytesWritten : 0;
  }

  /** Gives out the rest. */
  async *finish(): AsyncGenerator<Buffer> {
    this.transform.end();
    yield* this.drain(() => false);
  }

  close(): void {
    this.transform.destroy();
  }

  private async *drain(isDone: () => boolean): AsyncGenerator<Buffer> {
    for (;;) {
      for (let chunk = this.waiting.shift(); chunk !== undefined; chunk = this.waiting.shift()) {
        this.waitingSize -= chunk.length;
        this.unpacked.bytes += chunk.length;
        yield chunk;
      }
      if (this.fault !== null) throw this.fault;
      if (this.ended || isDone()) return;
      this.transform.resume();
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
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

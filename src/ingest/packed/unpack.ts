import { UserError } from "../../errors.ts";
import type { Codec, Decompressor } from "./codecs.ts";
import { endsEarly, isDamaged } from "./damage.ts";
import { unpackByProgram } from "./unpack-by-program.ts";

/** What a decompressor is given at once. What it makes of it comes in chunks of no more than the codec's own size. */
const pieceBytes = 1 << 18;

/** How many unpacked bytes may wait to be taken: a small piece may unpack to gigabytes. */
const waitingBytes = 1 << 24;

/**
 * Unpacks stored chunks that hold one packed stream, or several in a row as `cat` and parallel packers make them.
 * Whatever was unpacked before a fault is given out first. A chunk may be overwritten once the next one is asked for.
 * @param name names the input in the fault.
 * @throws UserError (exit 4)
 */
export function unpack(name: string, codec: Codec, stored: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (typeof codec.by === "function") return unpackHere(name, codec.name, codec.by, stored);
  if (typeof codec.by === "object") return unpackByProgram(name, codec.name, codec.by, stored);
  throw new UserError(`${name}: ${codec.name} data is not unpacked here`, { hint: codec.by, exitCode: 4 });
}

async function* unpackHere(
  name: string,
  packing: string,
  open: () => Decompressor,
  stored: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const unpacked = { bytes: 0 };
  let storedBytes = 0;
  let stream: PackedStream | null = new PackedStream(open(), 0, unpacked);
  try {
    for await (const chunk of stored) {
      let at = 0;
      while (at < chunk.length) {
        // Behind the end of gzip data, zeros are padding.
        if (stream === null && chunk[at] === 0 && packing === "gzip") {
          at++;
          continue;
        }
        stream ??= new PackedStream(open(), storedBytes + at, unpacked);
        const piece = chunk.subarray(at, at + pieceBytes);
        const left = yield* stream.unpack(piece);
        at += piece.length - left;
        if (left > 0) stream = null;
      }
      storedBytes += chunk.length;
    }
    if (stream !== null) yield* stream.finish();
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const place = { name, packing, unpackedBytes: unpacked.bytes };
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    throw code === "Z_BUF_ERROR" || /unexpected end/i.test(String(cause))
      ? endsEarly({ ...place, storedBytes }, cause)
      : isDamaged({ ...place, storedBytes: stream?.goodBytes ?? storedBytes }, cause);
  } finally {
    stream?.close();
  }
}

/** One packed stream. Takes what the transform makes at once: an error of it discards what it still holds. */
class PackedStream {
  private readonly transform: Decompressor;
  private readonly startsAt: number;
  private readonly unpacked: { bytes: number };
  private readonly waiting: Buffer[] = [];
  private waitingSize = 0;
  private takenBytes = 0;
  private fault: Error | null = null;
  private ended = false;
  private wake = (): void => {};

  /**
   * @param startsAt where the stream begins in what is stored.
   * @param unpacked counts what is given out.
   */
  constructor(transform: Decompressor, startsAt: number, unpacked: { bytes: number }) {
    this.transform = transform;
    this.startsAt = startsAt;
    this.unpacked = unpacked;
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

  /** Bytes of what is stored that were unpacked without a fault. */
  get goodBytes(): number {
    return this.startsAt + this.transform.bytesWritten;
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
      // What a paused transform holds would be lost with the next fault.
      if (this.ended || (isDone() && this.transform.readableLength === 0)) return;
      this.transform.resume();
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}

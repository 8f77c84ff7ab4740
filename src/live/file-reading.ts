import type { FileHandle } from "node:fs/promises";
import { UserError } from "../errors.ts";
import { inferBaseYear } from "../ingest/base-year.ts";
import { detectFormats, headBytes } from "../ingest/detect.ts";
import { LastStamps } from "../ingest/last-stamps.ts";
import { codecOf } from "../ingest/packed/codecs.ts";
import { utf16Of } from "../ingest/packed/utf16.ts";
import { timesOf } from "../ingest/told-times.ts";
import { unreadable } from "../ingest/unreadable.ts";
import { NEWLINE } from "../scan/cursor.ts";
import type { Lane } from "./lane.ts";
import { LineFramer } from "./line-framer.ts";
import type { LiveInput } from "./live-input.ts";

/** Files are read one after the other, so that one buffer serves all. */
const buffer = Buffer.allocUnsafeSlow(1 << 20);

/** From so many bytes on, whole lines go to the scanner as they stand: what a file holds already comes in bulk. */
const bulkBytes = 1 << 18;

/** So much is read before others get their turn. */
const turnBytes = 1 << 24;

/** So many of the bytes read last are compared when reading goes on, to tell a file that was truncated and has grown again. */
const markBytes = 256;

/** A file may be written to again within the same tick of the clock that stamps it, and have as many bytes as before. */
const settledMs = 100;

/** What reading on came upon: the end, more to read, a file that does not hold any more what was read, or a fault. */
export type Found = "end" | "more" | "truncated" | UserError;

/** One file that is read as it grows, whatever name it has. */
export class FileReading {
  /** Where the next byte stands. */
  position = 0;
  /** When it was last read, in milliseconds since 1970. */
  readMs = 0;
  readonly id: string;
  private readonly handle: FileHandle;
  private readonly input: LiveInput;
  private readonly path: string;
  private lane: Lane;
  private framer: LineFramer;
  /** The last bytes that were read. */
  private mark: Buffer = Buffer.alloc(0);
  /** What the file looked like when all of it had been read. */
  private seen = "";
  private grownMs: number;
  /** So many bytes the file held when it was opened. */
  private contentBytes = 0;
  private isRefused = false;
  /** True while the rest of a line goes by that began before what is to be read. */
  private isInOldLine = false;

  constructor(handle: FileHandle, id: string, path: string, input: LiveInput) {
    this.handle = handle;
    this.path = path;
    this.id = id;
    this.input = input;
    this.lane = input.openFastLane();
    this.framer = new LineFramer(input.counting.gatherer, this.lane);
    this.grownMs = input.counting.now();
  }

  /** How long the file has not changed. */
  get quietMs(): number {
    return this.input.counting.now() - this.grownMs;
  }

  /** Tells of which years the stamps are that the file holds already, as in a file that does not grow. */
  async dateContent(sizeBytes: number, modifiedMs: number): Promise<void> {
    const { options } = this.input.counting;
    const file = { path: this.path, sizeBytes, modifiedMs };
    const { zone, year } = timesOf(file.path, options);
    const { bytesRead } = await this.handle.read(buffer, 0, headBytes, 0);
    if (year !== null || bytesRead === 0) return;
    const head = Buffer.from(buffer.subarray(0, bytesRead));
    const { formats } = detectFormats(head, options, zone);
    const isAll = sizeBytes <= headBytes;
    const { firstYear } = await inferBaseYear(file, head, isAll, formats, zone, {
      lastStamp: async () => (isAll ? null : new LastStamps(file, options).of(0, formats)),
      nextBeginning: async () => null,
      doubt: () => undefined,
    });
    this.lane.startBefore(firstYear);
    this.contentBytes = sizeBytes;
  }

  /** Leaves out what stands before a place. */
  async skipTo(sizeBytes: number): Promise<void> {
    const head = await this.handle.read(buffer, 0, Math.min(sizeBytes, headBytes), 0);
    if (head.bytesRead > 0) this.lane.startBehind(Buffer.from(buffer.subarray(0, head.bytesRead)));
    const from = Math.max(0, sizeBytes - markBytes);
    const { bytesRead } = await this.handle.read(buffer, 0, sizeBytes - from, from);
    this.mark = Buffer.from(buffer.subarray(0, bytesRead));
    this.position = from + bytesRead;
    this.isInOldLine = bytesRead > 0 && buffer[bytesRead - 1] !== NEWLINE;
  }

  /** Reads on to the end, or as far as others wait. */
  async read(): Promise<Found> {
    if (this.isRefused) return "end";
    try {
      const { size, mtimeMs } = await this.handle.stat();
      const seen = `${size} ${mtimeMs}`;
      if (seen === this.seen) return "end";
      this.readMs = this.input.counting.now();
      const found = await this.readOn(this.handle);
      if (found === "end" && this.readMs - mtimeMs > settledMs) this.seen = seen;
      return found;
    } catch (cause) {
      return unreadable(this.input.name, cause);
    }
  }

  /** Reads what a copy of the file holds behind what was read; false when it is none. */
  async readRestOf(copy: FileHandle): Promise<boolean> {
    for (;;) {
      const found = await this.readOn(copy);
      if (found !== "more") return found === "end";
    }
  }

  /** Ends what was read, and begins anew: the file was truncated. */
  begin(): void {
    this.endLines();
    this.lane = this.input.openFastLane();
    this.framer = new LineFramer(this.input.counting.gatherer, this.lane);
    this.position = 0;
    this.mark = Buffer.alloc(0);
    this.seen = "";
    this.isInOldLine = false;
  }

  finish(): void {
    this.endLines();
    // A file that was only read loses nothing by a fault of closing it.
    this.handle.close().catch(() => undefined);
  }

  /** A last line without a line break is one: nothing goes on with it. */
  private endLines(): void {
    this.framer.end(true);
    this.input.closeLane(this.lane);
  }

  private async readOn(handle: FileHandle): Promise<Found> {
    for (let taken = 0; taken < turnBytes;) {
      const { mark } = this;
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, this.position - mark.length);
      if (bytesRead < mark.length || !buffer.subarray(0, mark.length).equals(mark)) return "truncated";
      const fresh = buffer.subarray(mark.length, bytesRead);
      if (fresh.length === 0) return "end";
      const fault = this.position === 0 ? this.faultOf(fresh) : null;
      if (fault !== null) {
        this.isRefused = true;
        return fault;
      }
      this.grownMs = this.input.counting.now();
      const count = this.take(fresh);
      this.position += count;
      if (this.position >= this.contentBytes) this.lane.goLive();
      this.input.bytes += count;
      const end = mark.length + count;
      this.mark = Buffer.from(buffer.subarray(Math.max(0, end - markBytes), end));
      taken += count;
    }
    return "more";
  }

  /** Takes bytes, all or a part; how many. */
  private take(bytes: Buffer): number {
    if (this.isInOldLine) {
      const end = bytes.indexOf(NEWLINE) + 1;
      this.isInOldLine = end === 0;
      return end === 0 ? bytes.length : end;
    }
    const isInLine = this.framer.isInLine;
    // The hole that truncation leaves where a program goes on writing at its old place.
    if (!isInLine && bytes[0] === 0) return countZeros(bytes);
    const lines = bytes.length < bulkBytes || isInLine ? 0 : bytes.lastIndexOf(NEWLINE) + 1;
    if (lines === 0) {
      this.framer.write(bytes);
      return bytes.length;
    }
    this.lane.take(bytes.subarray(0, lines));
    return lines;
  }

  private faultOf(head: Buffer): UserError | null {
    const { name } = this.input;
    const codec = codecOf(head);
    if (codec !== null || head.subarray(0, 4).equals(zipMagic)) {
      return new UserError(`${name}: is packed (${codec?.name ?? "zip"}), and packed logs do not grow`, {
        hint: `fwtrend analyze ${name} reads it`,
        exitCode: 4,
      });
    }
    if (utf16Of(head) === null) return null;
    return new UserError(`${name}: is in UTF-16, which is not read while it grows`, {
      hint: `fwtrend analyze ${name} reads it; or: tail -f FILE | iconv -f UTF-16 -t UTF-8 | fwtrend watch -`,
      exitCode: 4,
    });
  }
}

const zipMagic = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

function countZeros(bytes: Buffer): number {
  let count = 0;
  while (count < bytes.length && bytes[count] === 0) count++;
  return count;
}

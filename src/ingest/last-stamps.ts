import { open } from "node:fs/promises";
import { UserError } from "../errors.ts";
import type { Format } from "../formats/format.ts";
import { lastYearless } from "./base-year.ts";
import { openSource } from "./byte-source.ts";
import { detectFormats, headBytes } from "./detect.ts";
import { type InputFile, STDIN } from "./discover.ts";
import type { MonthDay } from "./file-year.ts";
import { codecOf } from "./packed/codecs.ts";
import type { Member } from "./packed/members.ts";
import { isTar, tarBlockBytes } from "./packed/tar.ts";
import { isZip } from "./packed/zip-directory.ts";
import type { ReadOptions } from "./read-input.ts";

/** How much of a log's end is searched for its last stamp. */
const tailBytes = 1 << 18;

/** How much is enough for most: only where it holds none, as in a log that programs share, all of the end is searched. */
const shortTailBytes = 1 << 15;

/**
 * The last year-less stamps of an input's logs. Only where one is asked for are they looked for: at the end of a plain
 * file, else by unpacking the whole input once, for all logs in it. Of a pipe, nothing is known.
 */
export class LastStamps {
  private readonly file: InputFile;
  private readonly options: ReadOptions;
  private inMembers: Promise<readonly (MonthDay | null)[]> | null = null;

  constructor(file: InputFile, options: ReadOptions) {
    this.file = file;
    this.options = options;
  }

  /** That of the log which comes as this number from 0 and is of these formats; null when none is known. */
  async of(index: number, formats: readonly Format[]): Promise<MonthDay | null> {
    const { file, options } = this;
    if (file.path === STDIN || file.sizeBytes === null) return null;
    try {
      const tail = await readPlainTail(file.path);
      if (tail !== null) {
        const short = tail.subarray(Math.max(0, tail.length - shortTailBytes));
        return lastYearless(short, formats, options.zone) ?? lastYearless(tail, formats, options.zone);
      }
      this.inMembers ??= this.unpackAll();
      return (await this.inMembers)[index] ?? null;
    } catch {
      // The reading proper will tell.
      return null;
    }
  }

  /** True where the last stamps cannot be found without unpacking all. */
  async isPacked(): Promise<boolean> {
    const { file } = this;
    if (file.path === STDIN || file.sizeBytes === null) return false;
    return (await readPlainTail(file.path).catch(() => Buffer.alloc(0))) === null;
  }

  private async unpackAll(): Promise<(MonthDay | null)[]> {
    const { file, options } = this;
    const stamps: (MonthDay | null)[] = [];
    try {
      for await (const member of openSource(file, { ...options, hash: false }).members()) {
        const { head, tail } = await unpackEnds(member);
        stamps.push(lastYearless(tail, detectFormats(head, options, options.zone).formats, options.zone));
      }
    } catch (cause) {
      // Faults of the input are told by the reading proper.
      if (!(cause instanceof UserError)) throw cause;
    }
    return stamps;
  }
}

/** The beginning of a log, by which its format is told, and its end. */
interface Ends {
  head: Buffer;
  tail: Buffer;
}

/** Null when the file is packed. */
async function readPlainTail(path: string): Promise<Buffer | null> {
  const handle = await open(path);
  try {
    const read = async (count: number, position: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, position);
      return buffer.subarray(0, bytesRead);
    };
    const magic = await read(tarBlockBytes, 0);
    if (codecOf(magic) !== null || isZip(magic) || isTar(magic)) return null;
    const { size } = await handle.stat();
    return await read(tailBytes, Math.max(0, size - tailBytes));
  } finally {
    await handle.close();
  }
}

/** Of a damaged log, the end is what comes before the damage. */
async function unpackEnds(member: Member): Promise<Ends> {
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of member.chunks()) {
      if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
      tail = Buffer.concat([tail.subarray(Math.max(0, tail.length + chunk.length - tailBytes)), chunk]);
    }
  } catch {
    // The reading proper will tell.
  }
  return { head, tail: tail.subarray(Math.max(0, tail.length - tailBytes)) };
}

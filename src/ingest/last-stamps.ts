import { UserError } from "../errors.ts";
import type { Format } from "../formats/format.ts";
import { type LastStamp, lastYearless } from "./base-year.ts";
import { openSource } from "./byte-source.ts";
import { detectFormats, headBytes } from "./detect.ts";
import { type InputFile, STDIN } from "./discover.ts";
import { isPackedFile, readLastLines } from "./file-ends.ts";
import type { Member } from "./packed/members.ts";
import type { ReadOptions } from "./read-input.ts";

/** How much of a log's end is searched for its last stamp. */
const tailBytes = 1 << 18;

/** How much is searched first: only where it holds none, as in a log that programs share, is more of the end searched. */
const shortTails = [1 << 12, 1 << 15];

/**
 * The last year-less stamps of an input's logs. Only where one is asked for are they looked for: at the end of a plain
 * file, else by unpacking the whole input once, for all logs in it. Of a pipe, nothing is known.
 */
export class LastStamps {
  private readonly file: InputFile;
  private readonly options: ReadOptions;
  private inMembers: Promise<readonly (LastStamp | null)[]> | null = null;

  constructor(file: InputFile, options: ReadOptions) {
    this.file = file;
    this.options = options;
  }

  /** That of the log which comes as this number from 0 and is of these formats; null when none is known. */
  async of(index: number, formats: readonly Format[]): Promise<LastStamp | null> {
    const { file } = this;
    if (file.path === STDIN || file.sizeBytes === null) return null;
    try {
      if (!this.isPacked()) return this.ofPlain(formats);
      this.inMembers ??= this.unpackAll();
      return (await this.inMembers)[index] ?? null;
    } catch {
      // The reading proper will tell.
      return null;
    }
  }

  /** True where the last stamps cannot be found without unpacking all. */
  isPacked(): boolean {
    const { file } = this;
    return file.path !== STDIN && file.sizeBytes !== null && isPackedFile(file.path);
  }

  private ofPlain(formats: readonly Format[]): LastStamp | null {
    for (const bytes of [...shortTails, tailBytes]) {
      const last = lastYearless(readLastLines(this.file.path, bytes), formats, this.options.zone);
      if (last !== null) return last;
    }
    return null;
  }

  private async unpackAll(): Promise<(LastStamp | null)[]> {
    const { file, options } = this;
    const stamps: (LastStamp | null)[] = [];
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

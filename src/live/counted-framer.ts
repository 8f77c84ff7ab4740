import { NEWLINE, NINE, RETURN, SPACE, ZERO } from "../scan/cursor.ts";
import { LONGEST_LINE } from "../scan/kernel/layout.ts";
import type { Framer } from "./line-framer.ts";
import type { LineGatherer, LineTaker } from "./line-gatherer.ts";

/** Longer counts are none that are believed. */
const mostDigits = 5;

/** Where a framer that lost its counts takes hold again: a line break, or a count in front of a message. */
const foothold = /\n|(?<!\d)[1-9]\d{0,4} <\d{1,3}>/g;
const longestFoothold = 12;

/** So much is searched at a time: most lines end before. */
const windowBytes = 2048;

/**
 * Frames messages by the count of their bytes in front of each (RFC 6587, octet counting). Line breaks between messages
 * belong to none.
 *
 * A count that is no number, or larger than the longest line, is not believed: what stands there, up to the next line break
 * or the next count in front of a message, is one line. What follows is framed as before.
 */
export class CountedFramer implements Framer {
  private readonly gatherer: LineGatherer;
  private readonly taker: LineTaker;
  private readonly lost: () => void;
  private state: "count" | "message" | "lost" = "count";
  /** The digits of a count, or a line where counts were lost, as far as they have come. */
  private text = "";
  /** Where in that line a foothold may begin. */
  private searchedTo = 0;
  /** True while the rest of such a line goes by, which is too long. */
  private isPassing = false;
  /** A message that came in parts, how much of it is there, and how long it is. */
  private room = Buffer.alloc(0);
  private filled = 0;
  private count = 0;

  /** @param lost called for each count that could not be believed. */
  constructor(gatherer: LineGatherer, taker: LineTaker, lost: () => void) {
    this.gatherer = gatherer;
    this.taker = taker;
    this.lost = lost;
  }

  write(bytes: Buffer): void {
    for (let rest = bytes; rest.length > 0;) {
      if (this.state === "count") rest = this.readCount(rest);
      else if (this.state === "message") rest = this.readMessage(rest);
      else rest = this.readLost(rest);
    }
    this.gatherer.flush(this.taker);
  }

  end(isWhole: boolean): boolean {
    const isLine = this.state === "lost" && isWhole;
    const isCut = !isLine && !this.isPassing && (this.state === "message" || this.text !== "");
    if (isLine) this.takeLost(this.text);
    this.gatherer.flush(this.taker);
    this.text = "";
    this.room = Buffer.alloc(0);
    return isCut;
  }

  private readCount(bytes: Buffer): Buffer {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      const isFirst = this.text === "";
      if (isFirst && (byte === NEWLINE || byte === RETURN)) continue;
      if (byte >= ZERO + (isFirst ? 1 : 0) && byte <= NINE && this.text.length < mostDigits) {
        this.text += String.fromCharCode(byte);
        continue;
      }
      this.count = Number(this.text);
      if (!isFirst && byte === SPACE && this.count <= LONGEST_LINE) {
        this.text = "";
        this.filled = 0;
        this.state = "message";
        return bytes.subarray(at + 1);
      }
      this.lost();
      this.searchedTo = this.text.length + 1;
      this.state = "lost";
      return bytes.subarray(at);
    }
    return bytes.subarray(bytes.length);
  }

  private readMessage(bytes: Buffer): Buffer {
    const lacking = this.count - this.filled;
    const part = bytes.subarray(0, lacking);
    if (part.length < lacking || this.filled > 0) {
      if (this.room.length < this.count) this.room = Buffer.allocUnsafeSlow(this.count);
      part.copy(this.room, this.filled);
    }
    if (part.length === lacking) {
      const message = this.filled === 0 ? part : this.room.subarray(0, this.count);
      this.gatherer.addMessage(message, this.taker);
      this.state = "count";
    } else this.filled += part.length;
    return bytes.subarray(part.length);
  }

  private readLost(bytes: Buffer): Buffer {
    const text = this.text + bytes.toString("latin1", 0, windowBytes);
    foothold.lastIndex = this.searchedTo;
    const found = foothold.exec(text);
    if (found === null) {
      this.text = text;
      this.searchedTo = Math.max(this.searchedTo, text.length - longestFoothold);
      this.passLong();
      return bytes.subarray(Math.min(bytes.length, windowBytes));
    }
    this.takeLost(text.slice(0, found.index));
    // The count may have begun in what came before.
    const next = found.index + (found[0] === "\n" ? 1 : 0) - this.text.length;
    const begun = next < 0 ? this.text.slice(next) : "";
    this.isPassing = false;
    this.text = "";
    this.state = "count";
    const rest = bytes.subarray(Math.max(0, next));
    return begun === "" ? rest : Buffer.concat([Buffer.from(begun, "latin1"), rest]);
  }

  /** Keeps of a line that is too long only what a foothold may begin in. */
  private passLong(): void {
    if (!this.isPassing && this.text.length <= LONGEST_LINE) return;
    if (!this.isPassing) {
      this.gatherer.flush(this.taker);
      this.taker.tooLong();
    }
    this.isPassing = true;
    this.text = this.text.slice(-longestFoothold);
    this.searchedTo = 0;
  }

  private takeLost(line: string): void {
    if (!this.isPassing) this.gatherer.addMessage(Buffer.from(line, "latin1"), this.taker);
  }
}

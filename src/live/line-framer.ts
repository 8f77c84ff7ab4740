import split2 from "split2";
import { NEWLINE } from "../scan/cursor.ts";
import { LONGEST_LINE } from "../scan/kernel/layout.ts";
import type { LineGatherer, LineTaker } from "./line-gatherer.ts";

/** Takes the bytes of one stream, however they are cut. */
export interface Framer {
  write(bytes: Buffer): void;
  /**
   * Ends the stream. What has no end yet is a line where the stream came to its own end, and is dropped where it was cut
   * off: half a port is another port. Returns whether something was dropped.
   */
  end(isWhole: boolean): boolean;
}

/**
 * Frames lines by their line breaks, by split2, and gathers them into blocks for the scanners.
 *
 * Bytes go through split2 as characters of Latin-1, so that they come out as they went in whatever their encoding, and its
 * mapper takes the lines, so that none waits in a queue. Nanoseconds a line of 250 bytes, one core: 195, of which 105 are
 * split2's own and 90 for gathering; 230 with `data` events, 260 with the UTF-8 that split2 decodes by default. To look for
 * the last line break of a block and hand it on whole takes 22, so what a file holds already goes around split2. A line
 * over TCP costs 3,400 in all, a datagram 10,000: the rest is the system's and Node's, and scanning (`npm run bench:live`).
 */
export class LineFramer implements Framer {
  private readonly splitter: ReturnType<typeof split2>;
  private readonly gatherer: LineGatherer;
  private readonly taker: LineTaker;
  /** Bytes of the line that has no end yet. */
  private openBytes = 0;
  /** True while the rest of a line goes by that is too long. */
  private isPassing = false;

  constructor(gatherer: LineGatherer, taker: LineTaker) {
    this.gatherer = gatherer;
    this.taker = taker;
    const gather = (line: string): void => gatherer.addText(line, taker);
    this.splitter = split2("\n", gather, { decodeStrings: false });
  }

  /** True when the next byte goes on with a line that has begun. */
  get isInLine(): boolean {
    return this.openBytes > 0 || this.isPassing;
  }

  write(bytes: Buffer): void {
    const from = this.isPassing ? bytes.indexOf(NEWLINE) + 1 : 0;
    if (this.isPassing && from === 0) return;
    this.isPassing = false;
    const rest = bytes.subarray(from);
    if (rest.length === 0) return;
    const behindLast = rest.lastIndexOf(NEWLINE) + 1;
    this.openBytes = behindLast === 0 ? this.openBytes + rest.length : rest.length - behindLast;
    this.splitter.write(rest.toString("latin1"));
    // It is ended here, to be counted as too long: split2's own bound drops such a line without a word.
    if (this.openBytes > LONGEST_LINE + 1) {
      this.endLine();
      this.isPassing = true;
    }
    this.gatherer.flush(this.taker);
  }

  end(isWhole: boolean): boolean {
    const isCut = this.openBytes > 0 && !isWhole;
    if (this.openBytes > 0 && isWhole) this.endLine();
    this.gatherer.flush(this.taker);
    this.openBytes = 0;
    this.splitter.destroy();
    return isCut;
  }

  private endLine(): void {
    this.splitter.write("\n");
    this.openBytes = 0;
  }
}

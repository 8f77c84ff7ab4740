import { CountedFramer } from "./counted-framer.ts";
import { type Framer, LineFramer } from "./line-framer.ts";
import type { LineGatherer, LineTaker } from "./line-gatherer.ts";

/** A count and the beginning of a syslog message. Lines that end in line breaks begin so only if they are cut. */
const counted = /^[1-9]\d{0,9} <\d/;

/** What may still become that. */
const mayBeCounted = /^(?:[1-9]\d{0,9}(?: <?)?)?$/;

/** Frames syslog over TCP (RFC 6587): by counts where the connection begins with one, else by line breaks. */
export class SyslogFramer implements Framer {
  private readonly gatherer: LineGatherer;
  private readonly taker: LineTaker;
  private readonly lost: () => void;
  private framer: Framer | null = null;
  /** The first bytes, while they do not tell yet. */
  private begin: Buffer = Buffer.alloc(0);

  /** @param lost called for each count that could not be believed. */
  constructor(gatherer: LineGatherer, taker: LineTaker, lost: () => void) {
    this.gatherer = gatherer;
    this.taker = taker;
    this.lost = lost;
  }

  write(bytes: Buffer): void {
    if (this.framer !== null) {
      this.framer.write(bytes);
      return;
    }
    this.begin = this.begin.length === 0 ? bytes : Buffer.concat([this.begin, bytes]);
    const text = this.begin.toString("latin1", 0, 16);
    if (mayBeCounted.test(text)) return;
    this.choose(counted.test(text));
  }

  end(isWhole: boolean): boolean {
    return (this.framer ?? this.choose(false)).end(isWhole);
  }

  private choose(isCounted: boolean): Framer {
    const { gatherer, taker } = this;
    const framer = isCounted ? new CountedFramer(gatherer, taker, this.lost) : new LineFramer(gatherer, taker);
    this.framer = framer;
    if (this.begin.length > 0) framer.write(this.begin);
    this.begin = Buffer.alloc(0);
    return framer;
  }
}

import { mixPair } from "../../rollup/hash.ts";

const firstCapacity = 1 << 8;

/** A set of triples of 32-bit words, in open addressing: (port, network) for hundreds of thousands of sources. */
export class NetworkSet {
  private size = 0;
  private mask = firstCapacity - 1;
  private words = new Int32Array(firstCapacity * 3);

  /** Adds a triple whose first word is not 0. @returns whether it was not there. */
  add(first: number, second: number, third: number): boolean {
    const { words, mask } = this;
    let slot = mixPair(mixPair(first, second), third) & mask;
    while (words[slot * 3] !== 0) {
      if (words[slot * 3] === first && words[slot * 3 + 1] === second && words[slot * 3 + 2] === third) return false;
      slot = (slot + 1) & mask;
    }
    words[slot * 3] = first;
    words[slot * 3 + 1] = second;
    words[slot * 3 + 2] = third;
    if (++this.size * 2 > mask) this.grow();
    return true;
  }

  private grow(): void {
    const { words } = this;
    this.mask = this.mask * 2 + 1;
    this.words = new Int32Array((this.mask + 1) * 3);
    this.size = 0;
    for (let at = 0; at < words.length; at += 3) {
      if (words[at] !== 0) this.add(words[at]!, words[at + 1]!, words[at + 2]!);
    }
  }
}

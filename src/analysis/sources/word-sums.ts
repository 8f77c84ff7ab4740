import { mix32 } from "../../rollup/hash.ts";

const firstCapacity = 1 << 8;

/** Sums by 32-bit word, in open addressing; emptied at once, whatever its size. */
export class WordSums {
  /** How many words there are. */
  size = 0;
  private mask = firstCapacity - 1;
  private words = new Int32Array(firstCapacity);
  private sums = new Float64Array(firstCapacity);
  /** The round in which a slot was filled; those of earlier rounds are free. */
  private rounds = new Int32Array(firstCapacity);
  private round = 1;

  /** Forgets all words. */
  clear(): void {
    this.round++;
    this.size = 0;
  }

  /** Adds to the sum of a word, which may be by 0; returns what that is then. */
  add(word: number, amount: number): number {
    const { words, rounds, round, mask } = this;
    let slot = mix32(word) & mask;
    while (rounds[slot] === round) {
      if (words[slot] === word) return (this.sums[slot]! += amount);
      slot = (slot + 1) & mask;
    }
    rounds[slot] = round;
    words[slot] = word;
    this.sums[slot] = amount;
    if (++this.size * 2 > mask) this.grow();
    return amount;
  }

  /** The sum of a word; 0 of one that was never added. */
  get(word: number): number {
    const { words, rounds, round, mask } = this;
    let slot = mix32(word) & mask;
    while (rounds[slot] === round) {
      if (words[slot] === word) return this.sums[slot]!;
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  /** Visits every word with its sum, in no particular order. */
  each(visit: (word: number, sum: number) => void): void {
    for (let slot = 0; slot <= this.mask; slot++) {
      if (this.rounds[slot] === this.round) visit(this.words[slot]!, this.sums[slot]!);
    }
  }

  private grow(): void {
    const { words, sums, rounds, round } = this;
    const capacity = words.length * 4;
    this.mask = capacity - 1;
    this.words = new Int32Array(capacity);
    this.sums = new Float64Array(capacity);
    this.rounds = new Int32Array(capacity);
    for (let old = 0; old < words.length; old++) {
      if (rounds[old] !== round) continue;
      let slot = mix32(words[old]!) & this.mask;
      while (this.rounds[slot] === round) slot = (slot + 1) & this.mask;
      this.rounds[slot] = round;
      this.words[slot] = words[old]!;
      this.sums[slot] = sums[old]!;
    }
  }
}

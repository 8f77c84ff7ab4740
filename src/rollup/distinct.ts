import { IP6_MARK } from "./cells.ts";
import type { ContactList } from "./contact-list.ts";
import { mixPair } from "./hash.ts";

/** Distinct sources, of all contacts and by packed port. */
export interface SourceCounts<T> {
  all: T;
  byPort: ReadonlyMap<number, T>;
}

/** Counts the distinct sources of contacts. */
export function countSources(list: ContactList): SourceCounts<number> {
  const all = new PairSet(list.length);
  const pairs = new PairSet(list.length);
  const byPort = new Map<number, number>();
  for (let i = 0; i < list.length; i++) {
    const source = list.sources[i]!;
    const port = list.ports[i]!;
    all.add(source, port & IP6_MARK);
    if (!pairs.add(source, port)) continue;
    const key = port & ~IP6_MARK;
    byPort.set(key, (byPort.get(key) ?? 0) + 1);
  }
  return { all: all.size, byPort };
}

/** A set of pairs of words, in open addressing. */
class PairSet {
  size = 0;
  private readonly mask: number;
  private readonly pairs: Int32Array;
  /** Whether the pair of two zeros, which also marks a free slot, is in the set. */
  private hasZeros = false;

  /** @param most pairs there will be. */
  constructor(most: number) {
    this.mask = 2 ** Math.ceil(Math.log2(most * 2 + 2)) - 1;
    this.pairs = new Int32Array((this.mask + 1) * 2);
  }

  /** Adds a pair; true when it is a new one. */
  add(first: number, second: number): boolean {
    const { mask, pairs } = this;
    if (first === 0 && second === 0) {
      const isNew = !this.hasZeros;
      this.hasZeros = true;
      if (isNew) this.size++;
      return isNew;
    }
    let slot = (mixPair(first, second) & mask) * 2;
    while (pairs[slot] !== 0 || pairs[slot + 1] !== 0) {
      if (pairs[slot] === first && pairs[slot + 1] === second) return false;
      slot = (slot + 2) & (mask * 2 + 1);
    }
    pairs[slot] = first;
    pairs[slot + 1] = second;
    this.size++;
    return true;
  }
}

import { IP6_MARK, portBits } from "./cells.ts";
import type { ContactList } from "./contact-list.ts";
import { mix32, mixPair } from "./hash.ts";

/** Distinct sources, of all contacts and by packed port. */
export interface SourceCounts<T> {
  all: T;
  /** Those at a packed port. */
  at: (packed: number) => T;
}

/** Contacts are looked at in so many portions by the hash of their source, so that each fits the cache. */
const portionBits = 8;
const portions = 1 << portionBits;

/** Counts the distinct sources of contacts. */
export function countSources(list: ContactList): SourceCounts<number> {
  const { starts, sources, ports } = partition(list);
  const counts = new Map<number, Int32Array>();
  let protocol = -1;
  let ofProtocol: Int32Array = new Int32Array(0);
  const largest = starts.reduce((most, start, i) => Math.max(most, (starts[i + 1] ?? start) - start), 0);
  const seen = new PairSet(largest);
  let all = 0;
  for (let portion = 0; portion < portions; portion++) {
    const from = starts[portion]!;
    const to = starts[portion + 1]!;
    seen.clear();
    for (let i = from; i < to; i++) if (seen.add(sources[i]!, ports[i]! & IP6_MARK)) all++;
    seen.clear();
    for (let i = from; i < to; i++) {
      if (!seen.add(sources[i]!, ports[i]!)) continue;
      const packed = ports[i]! & ~IP6_MARK;
      if (packed >>> portBits !== protocol) {
        protocol = packed >>> portBits;
        ofProtocol = counts.get(protocol) ?? new Int32Array(1 << portBits);
        counts.set(protocol, ofProtocol);
      }
      ofProtocol[packed & ((1 << portBits) - 1)]!++;
    }
  }
  return { all, at: (packed) => counts.get(packed >>> portBits)?.[packed & ((1 << portBits) - 1)] ?? 0 };
}

/** Sources and ports of contacts, those of one portion together. */
function partition(list: ContactList): { starts: Int32Array; sources: Int32Array; ports: Int32Array } {
  const { length } = list;
  const starts = new Int32Array(portions + 1);
  for (let i = 0; i < length; i++) starts[portionOf(list.sources[i]!) + 1]!++;
  for (let portion = 0; portion < portions; portion++) starts[portion + 1]! += starts[portion]!;
  const next = starts.slice();
  const sources = new Int32Array(length);
  const ports = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    const source = list.sources[i]!;
    const at = next[portionOf(source)]!++;
    sources[at] = source;
    ports[at] = list.ports[i]!;
  }
  return { starts, sources, ports };
}

function portionOf(source: number): number {
  return mix32(source) >>> (32 - portionBits);
}

/** A set of pairs of words, in open addressing; emptied at once. */
class PairSet {
  private readonly mask: number;
  private readonly pairs: Int32Array;
  /** The round in which a slot was filled. */
  private readonly rounds: Int32Array;
  private round = 0;

  /** @param most pairs there will be. */
  constructor(most: number) {
    this.mask = 2 ** Math.ceil(Math.log2(most * 2 + 2)) - 1;
    this.pairs = new Int32Array((this.mask + 1) * 2);
    this.rounds = new Int32Array(this.mask + 1);
  }

  clear(): void {
    this.round++;
  }

  /** Adds a pair; true when it is a new one. */
  add(first: number, second: number): boolean {
    const { mask, pairs, rounds, round } = this;
    let slot = mixPair(first, second) & mask;
    while (rounds[slot] === round) {
      if (pairs[slot * 2] === first && pairs[slot * 2 + 1] === second) return false;
      slot = (slot + 1) & mask;
    }
    rounds[slot] = round;
    pairs[slot * 2] = first;
    pairs[slot * 2 + 1] = second;
    return true;
  }
}

import type { Distinct } from "./counts.ts";
import { mixPair } from "./hash.ts";
import { addToSketch, emptySketch, estimateSketch, mergeSketch, sketchBytes, sketchError } from "./sketch.ts";

/** Distinct sources of one set are counted exactly up to here, then estimated. */
const exactLimit = 1024;

/** The set of all denials of a month, beside those of each port. */
export const ALL_PORTS = -1;

/**
 * Distinct sources per (month, protocol and port). Small sets share one table of hashes; a set that
 * outgrows {@link exactLimit} becomes a HyperLogLog of 4 KiB.
 */
export class SourceSets {
  // Sets by number, from 1.
  private setCount = 0;
  private months = new Int32Array(64);
  private ports = new Int32Array(64);
  private sizes = new Int32Array(64);
  /** The first hash of each small set in the table below, −1 none. */
  private heads = new Int32Array(64);
  private readonly sketches: (Uint8Array | null)[] = [null];
  private readonly knownMonths = new Set<number>();
  /** Open addressing from (month, port) to set number. */
  private setSlots = new Int32Array(128);
  // The shared table of hashes: which set, which hash, the next slot of the same set.
  private used = 0;
  private setOf = new Int32Array(1024);
  private hashes = new Int32Array(1024);
  private next = new Int32Array(1024);

  /** The number of the set for a month (months since 1970) and a packed port or {@link ALL_PORTS}; from 1. */
  numberOf(month: number, packed: number): number {
    const slot = this.slotOf(month, packed);
    const known = this.setSlots[slot]!;
    if (known !== 0) return known;
    const set = ++this.setCount;
    this.knownMonths.add(month);
    if (set >= this.ports.length) this.growSets();
    this.months[set] = month;
    this.ports[set] = packed;
    this.heads[set] = -1;
    this.sketches.push(null);
    if (set * 2 > this.setSlots.length) this.rehashSets();
    else this.setSlots[slot] = set;
    return set;
  }

  /** Where the number of a set stands, or would stand. */
  private slotOf(month: number, packed: number): number {
    const mask = this.setSlots.length - 1;
    let slot = mixPair(month, packed) & mask;
    for (;;) {
      const set = this.setSlots[slot]!;
      if (set === 0 || (this.ports[set] === packed && this.months[set] === month)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private growSets(): void {
    const capacity = this.ports.length * 2;
    this.months = enlarge(this.months, capacity);
    this.ports = enlarge(this.ports, capacity);
    this.sizes = enlarge(this.sizes, capacity);
    this.heads = enlarge(this.heads, capacity);
  }

  private rehashSets(): void {
    const capacity = this.setSlots.length * 2;
    this.setSlots = new Int32Array(capacity);
    for (let set = 1; set <= this.setCount; set++) {
      let slot = mixPair(this.months[set]!, this.ports[set]!) & (capacity - 1);
      while (this.setSlots[slot] !== 0) slot = (slot + 1) & (capacity - 1);
      this.setSlots[slot] = set;
    }
  }

  /** Adds a source's hash to a set. */
  add(set: number, hash: number): void {
    const sketch = this.sketches[set]!;
    if (sketch !== null) {
      addToSketch(sketch, hash);
      return;
    }
    const mask = this.setOf.length - 1;
    let slot = mixPair(set, hash) & mask;
    while (this.setOf[slot] !== 0) {
      if (this.setOf[slot] === set && this.hashes[slot] === hash) return;
      slot = (slot + 1) & mask;
    }
    this.put(slot, set, hash);
    if (++this.sizes[set]! > exactLimit) this.promote(set);
    if (++this.used * 2 > mask) this.rehashHashes();
  }

  private put(slot: number, set: number, hash: number): void {
    this.setOf[slot] = set;
    this.hashes[slot] = hash;
    this.next[slot] = this.heads[set]!;
    this.heads[set] = slot;
  }

  /** Turns a small set into a sketch. Its hashes stay in the table, unused, until that is next made anew. */
  private promote(set: number): void {
    const sketch = emptySketch();
    for (let slot = this.heads[set]!; slot >= 0; slot = this.next[slot]!) addToSketch(sketch, this.hashes[slot]!);
    this.sketches[set] = sketch;
    this.heads[set] = -1;
  }

  /** Makes the table anew, larger if need be, without the hashes of sets that became sketches. */
  private rehashHashes(): void {
    const { setOf, hashes } = this;
    let kept = 0;
    for (const set of setOf) if (set !== 0 && this.sketches[set] === null) kept++;
    const capacity = kept * 3 > setOf.length ? setOf.length * 2 : setOf.length;
    this.setOf = new Int32Array(capacity);
    this.hashes = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
    this.heads.fill(-1);
    this.used = kept;
    for (let old = 0; old < setOf.length; old++) {
      const set = setOf[old]!;
      if (set === 0 || this.sketches[set] !== null) continue;
      let slot = mixPair(set, hashes[old]!) & (capacity - 1);
      while (this.setOf[slot] !== 0) slot = (slot + 1) & (capacity - 1);
      this.put(slot, set, hashes[old]!);
    }
  }

  /** All sets in flat arrays, to be sent elsewhere. */
  pack(): PackedSources {
    const count = this.setCount;
    const packed: PackedSources = {
      months: this.months.slice(1, count + 1),
      ports: this.ports.slice(1, count + 1),
      sizes: new Int32Array(count),
      hashes: new Int32Array(0),
      sketches: new Uint8Array(0),
    };
    const small: number[] = [];
    const large: Uint8Array[] = [];
    for (let set = 1; set <= count; set++) {
      const sketch = this.sketches[set]!;
      packed.sizes[set - 1] = sketch === null ? this.sizes[set]! : -1;
      if (sketch === null)
        for (let slot = this.heads[set]!; slot >= 0; slot = this.next[slot]!) small.push(this.hashes[slot]!);
      else large.push(sketch);
    }
    packed.hashes = Int32Array.from(small);
    packed.sketches = new Uint8Array(large.length * sketchBytes);
    large.forEach((sketch, i) => packed.sketches.set(sketch, i * sketchBytes));
    return packed;
  }

  /** Adds all that packed sets hold. */
  absorb(packed: PackedSources): void {
    let hash = 0;
    let sketch = 0;
    for (let i = 0; i < packed.months.length; i++) {
      const set = this.numberOf(packed.months[i]!, packed.ports[i]!);
      const size = packed.sizes[i]!;
      for (const end = hash + size; hash < end; hash++) this.add(set, packed.hashes[hash]!);
      if (size >= 0) continue;
      if (this.sketches[set] === null) this.promote(set);
      mergeSketch(this.sketches[set]!, packed.sketches.subarray(sketch, sketch + sketchBytes));
      sketch += sketchBytes;
    }
  }

  /** Distinct sources over all months at a packed port, or at {@link ALL_PORTS}. */
  distinct(packed: number): Distinct {
    let sketch: Uint8Array | null = null;
    const small = new Set<number>();
    for (const month of this.knownMonths) {
      const set = this.setSlots[this.slotOf(month, packed)]!;
      if (set === 0) continue;
      const large = this.sketches[set]!;
      if (large !== null) mergeSketch((sketch ??= emptySketch()), large);
      else for (let slot = this.heads[set]!; slot >= 0; slot = this.next[slot]!) small.add(this.hashes[slot]!);
    }
    if (sketch === null) return { count: small.size, error: 0 };
    for (const hash of small) addToSketch(sketch, hash);
    return { count: Math.round(estimateSketch(sketch)), error: sketchError };
  }
}

/** Source sets in flat arrays, one entry a set; hashes and sketches follow one another in set order. */
export interface PackedSources {
  months: Int32Array<ArrayBuffer>;
  ports: Int32Array<ArrayBuffer>;
  /** How many hashes the set has; −1 for a set that is a sketch. */
  sizes: Int32Array<ArrayBuffer>;
  hashes: Int32Array<ArrayBuffer>;
  sketches: Uint8Array<ArrayBuffer>;
}

function enlarge(from: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(capacity);
  to.set(from);
  return to;
}

import type { Distinct } from "./counts.ts";
import { mixPair } from "./hash.ts";
import { addToSketch, emptySketch, estimateSketch, mergeSketch, sketchError } from "./sketch.ts";

/** Distinct sources of one set are counted exactly up to here, then estimated. */
const exactLimit = 1024;

/** The set of all denials of a month, beside those of each port. */
export const ALL_PORTS = -1;

/**
 * Distinct sources per (month, protocol and port). Small sets share one table of hashes; a set that
 * outgrows {@link exactLimit} becomes a HyperLogLog of 4 KiB.
 */
export class SourceSets {
  private readonly ids = new Map<number, number>();
  private readonly packed: number[] = [0];
  private readonly sizes: number[] = [0];
  private readonly sketches: (Uint8Array | null)[] = [null];
  private used = 0;
  private mask = 1023;
  private setOf = new Int32Array(1024);
  private hashes = new Int32Array(1024);
  private index: Map<number, Int32Array[]> | null = null;

  /** The number of the set for a month (months since 1970) and a packed port or {@link ALL_PORTS}; from 1. */
  idOf(month: number, packed: number): number {
    const key = month * 2 ** 27 + packed;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.packed.length;
      this.ids.set(key, id);
      this.packed.push(packed);
      this.sizes.push(0);
      this.sketches.push(null);
    }
    return id;
  }

  /** Adds a source's hash to a set. */
  add(id: number, hash: number): void {
    const sketch = this.sketches[id]!;
    if (sketch !== null) {
      addToSketch(sketch, hash);
      return;
    }
    let slot = mixPair(id, hash) & this.mask;
    while (this.setOf[slot] !== 0) {
      if (this.setOf[slot] === id && this.hashes[slot] === hash) return;
      slot = (slot + 1) & this.mask;
    }
    this.setOf[slot] = id;
    this.hashes[slot] = hash;
    this.index = null;
    if (++this.sizes[id]! > exactLimit) this.promote(id);
    if (++this.used * 3 > this.mask * 2) this.grow();
  }

  private promote(id: number): void {
    const sketch = emptySketch();
    for (let slot = 0; slot <= this.mask; slot++) {
      if (this.setOf[slot] === id) addToSketch(sketch, this.hashes[slot]!);
    }
    this.sketches[id] = sketch;
  }

  /** Doubles the table, leaving behind what became a sketch. */
  private grow(): void {
    const { setOf, hashes } = this;
    let kept = 0;
    for (const id of setOf) if (id !== 0 && this.sketches[id] === null) kept++;
    const capacity = kept * 3 > this.mask ? setOf.length * 2 : setOf.length;
    this.mask = capacity - 1;
    this.setOf = new Int32Array(capacity);
    this.hashes = new Int32Array(capacity);
    this.used = kept;
    for (let old = 0; old < setOf.length; old++) {
      const id = setOf[old]!;
      if (id === 0 || this.sketches[id] !== null) continue;
      let slot = mixPair(id, hashes[old]!) & this.mask;
      while (this.setOf[slot] !== 0) slot = (slot + 1) & this.mask;
      this.setOf[slot] = id;
      this.hashes[slot] = hashes[old]!;
    }
  }

  /** Distinct sources over all months at a packed port, or at {@link ALL_PORTS}. */
  distinct(packed: number): Distinct {
    const hashes = new Set<number>();
    let sketch: Uint8Array | null = null;
    for (let id = 1; id < this.packed.length; id++) {
      if (this.packed[id] !== packed) continue;
      const dense = this.sketches[id]!;
      if (dense !== null) mergeSketch((sketch ??= emptySketch()), dense);
    }
    for (const hash of this.smallSets()
      .get(packed)
      ?.flatMap((part) => [...part]) ?? [])
      hashes.add(hash);
    if (sketch === null) return { count: hashes.size, error: 0 };
    for (const hash of hashes) addToSketch(sketch, hash);
    return { count: Math.round(estimateSketch(sketch)), error: sketchError };
  }

  /** The hashes of all small sets by packed port, gathered in one pass. */
  private smallSets(): Map<number, Int32Array[]> {
    if (this.index !== null) return this.index;
    const lists = new Map<number, number[]>();
    for (let slot = 0; slot <= this.mask; slot++) {
      const id = this.setOf[slot]!;
      if (id === 0 || this.sketches[id] !== null) continue;
      const packed = this.packed[id]!;
      const list = lists.get(packed);
      if (list === undefined) lists.set(packed, [this.hashes[slot]!]);
      else list.push(this.hashes[slot]!);
    }
    this.index = new Map([...lists].map(([packed, list]) => [packed, [Int32Array.from(list)]]));
    return this.index;
  }
}

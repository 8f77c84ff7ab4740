import { ContactList } from "./contact-list.ts";
import type { ContactPart } from "./contact-view.ts";
import type { Slots } from "./day-tables.ts";
import { mix32, mixPair } from "./hash.ts";

/** Once not all can be kept, a sample does that is smaller: what is told of it is hardly less sure, and told sooner. */
const sampleDivisor = 2;

/** So many times the budget is filled in: a little, as most of what will not be kept need not be counted then. */
const slack = 1.125;

/** At this level hardly a source is left: there are no more than 2^32. */
const topLevel = 31;

/** Contacts in flat arrays, one entry each, and what of them was left out. */
export interface PackedContacts {
  level: number;
  isThinned: boolean;
  days: Int32Array<ArrayBuffer>;
  sources: Int32Array<ArrayBuffer>;
  destinations: Int32Array<ArrayBuffer>;
  ports: Int32Array<ArrayBuffer>;
  denials: Float64Array<ArrayBuffer>;
  /** Sources of which only a part of a day's contacts is kept. */
  thinned: { day: number; source: number; level: number }[];
}

/**
 * Who was refused at what: (day, source, destination, packed port) → denials, of all sources or, where those are too
 * many, of a sample.
 *
 * The sample holds the sources whose hash ends in `level` zeros, with all that they did. A source is in it or not by
 * its address alone, so samples of parts of the data add up to that of the whole. The level is the smallest that
 * keeps within the budget, so it does not depend on the order of the data or on how it was cut.
 */
export class Contacts {
  /** One of 2^level sources is kept. */
  level = 0;
  /** Bits that the hash of a kept source has not. */
  mask = 0;
  private readonly budget: number;
  private readonly mostPerSource: number;
  private readonly ofOwn: boolean;
  private readonly list = new ContactList();
  /** Days of which the list holds contacts, and those of which it may hold one twice. */
  private readonly days = new Set<number>();
  private readonly parted = new Set<number>();
  /** True once not all contacts could be kept, so that those of busy sources are thinned out. */
  private isThinned = false;
  /** By {@link sourceDay}: of the source, contacts are kept whose hash ends in so many zeros. */
  private readonly thinned = new Map<number, number>();

  /**
   * @param budget contacts to be kept at most; @param mostPerSource of one source on one day, when not all are.
   * @param ofOwn whether it takes those of our own sources, or those of all others.
   */
  constructor(budget: number, mostPerSource: number, ofOwn = false) {
    this.budget = budget;
    this.mostPerSource = mostPerSource;
    this.ofOwn = ofOwn;
  }

  /** Takes the contacts of a day that is over, or of a part of it. */
  take(day: number, contacts: Slots): void {
    this.enter(day);
    const from = this.list.length;
    this.list.addDay(day, contacts, this.mask, this.ofOwn);
    if (this.thinned.size > 0) this.dropThinned(from);
    // More than are kept are filled in before they are looked at, so that looking costs little.
    if (this.list.length >= this.budget * slack) this.fit();
  }

  /** Drops what is not kept of busy sources, from an entry of the list on. */
  private dropThinned(from: number): void {
    const { list } = this;
    list.keep(
      (i) => i < from || !this.isThinnedOut(list.days[i]!, list.sources[i]!, list.destinations[i]!, list.ports[i]!),
    );
  }

  private enter(day: number): void {
    if (this.days.has(day)) this.parted.add(day);
    this.days.add(day);
  }

  private keep(day: number, source: number, destination: number, port: number, denials: number): void {
    if ((mix32(source) & this.mask) !== 0) return;
    if (this.thinned.size > 0 && this.isThinnedOut(day, source, destination, port)) return;
    this.list.add(day, source, destination, port, denials);
  }

  private isThinnedOut(day: number, source: number, destination: number, port: number): boolean {
    const level = this.thinned.get(sourceDay(day, source));
    return level !== undefined && zeroBits(contactHash(destination, port)) < level;
  }

  /** Brings the list to what any order of the same data would have left. */
  private fit(): void {
    if (this.parted.size > 0) this.list.join(this.parted);
    this.parted.clear();
    if (this.list.length <= this.budget && !this.isThinned) return;
    this.isThinned = true;
    const most = this.budget / sampleDivisor;
    // The one source whose hash is 0 is left at any level, with all its days.
    for (let kept = this.thinOut(); kept.charged > most && this.level < topLevel; kept = this.thinOut()) {
      this.raise(this.thinned.size === 0 ? levelWithin(most, kept.zeros, this.level) : this.level + 1);
    }
  }

  private raise(level: number): void {
    this.level = level;
    this.mask = 2 ** level - 1;
    const { mask } = this;
    this.list.sample(mask);
    for (const key of this.thinned.keys()) if ((mix32(key | 0) & mask) !== 0) this.thinned.delete(key);
  }

  /**
   * Thins out each source that has too many contacts on one day. Tells how many contacts there are when each such
   * source counts as having all it may have (how many are kept of it, chance tells), and, where there is no such
   * source, how many hashes of sources end in how many zeros.
   */
  private thinOut(): { charged: number; zeros: Int32Array } {
    const { list, thinned } = this;
    const zeros = new Int32Array(33);
    // Most are told from the busy ones by a count of all sources that share sixteen bits of their hash.
    const alike = new Int32Array(1 << 16);
    const most = countHashes(list.sources, list.length, alike, zeros);
    if (most > this.mostPerSource) {
      for (const [key, count] of this.countBusy(alike)) {
        if (count > this.mostPerSource) thinned.set(key, this.levelFor(key));
      }
    }
    if (thinned.size === 0) return { charged: list.length, zeros };
    this.dropThinned(0);
    let charged = list.length;
    const kept = new Map<number, number>([...thinned.keys()].map((key) => [key, 0]));
    for (let i = 0; i < list.length; i++) {
      const key = sourceDay(list.days[i]!, list.sources[i]!);
      const count = kept.get(key);
      if (count !== undefined) kept.set(key, count + 1);
    }
    for (const count of kept.values()) charged += this.mostPerSource - count;
    return { charged, zeros };
  }

  /** How many contacts each source has on each day, of those that may have too many. */
  private countBusy(alike: Int32Array): Map<number, number> {
    const { list } = this;
    const counts = new Map<number, number>();
    for (let i = 0; i < list.length; i++) {
      const source = list.sources[i]!;
      if (alike[mix32(source) >>> 16]! <= this.mostPerSource) continue;
      const key = sourceDay(list.days[i]!, source);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  /** The smallest level at which a source has no more contacts on a day than it may. */
  private levelFor(key: number): number {
    const { list } = this;
    const atLevel = new Int32Array(33);
    for (let i = 0; i < list.length; i++) {
      if (sourceDay(list.days[i]!, list.sources[i]!) !== key) continue;
      atLevel[zeroBits(contactHash(list.destinations[i]!, list.ports[i]!))]!++;
    }
    let kept = 0;
    let level = 33;
    while (level > 0 && kept + atLevel[level - 1]! <= this.mostPerSource) kept += atLevel[--level]!;
    return level;
  }

  /** All contacts in flat arrays. */
  pack(): PackedContacts {
    this.fit();
    const { list } = this;
    const end = list.length;
    return {
      level: this.level,
      isThinned: this.isThinned,
      days: list.days.slice(0, end),
      sources: list.sources.slice(0, end),
      destinations: list.destinations.slice(0, end),
      ports: list.ports.slice(0, end),
      denials: list.denials.slice(0, end),
      thinned: [...this.thinned].map(([key, level]) => ({ day: Math.floor(key / 2 ** 32), source: key | 0, level })),
    };
  }

  /** Adds all that packed contacts hold. */
  absorb(packed: PackedContacts): void {
    if (packed.level > this.level) this.raise(packed.level);
    this.isThinned ||= packed.isThinned;
    for (const { day, source, level } of packed.thinned) {
      const key = sourceDay(day, source);
      if ((mix32(source) & this.mask) === 0) this.thinned.set(key, Math.max(level, this.thinned.get(key) ?? 0));
    }
    for (const day of new Set(packed.days)) this.enter(day);
    for (let i = 0; i < packed.days.length; i++) {
      const { days, sources, destinations, ports, denials } = packed;
      this.keep(days[i]!, sources[i]!, destinations[i]!, ports[i]!, denials[i]!);
    }
    if (this.list.length >= this.budget) this.fit();
  }

  /** All contacts, to be viewed. */
  part(): ContactPart {
    this.fit();
    const { list, level, thinned } = this;
    const contactScale = (day: number, source: number): number => 2 ** (thinned.get(sourceDay(day, source)) ?? 0);
    return { list, scale: 2 ** level, contactScale: thinned.size === 0 ? null : contactScale, ofOwn: this.ofOwn };
  }
}

/**
 * Counts contacts by the upper bits of the hash of their source, and by how many zeros it ends in; the most that share
 * the upper bits. See `Totals.addSums` for why it ends with its loop.
 */
function countHashes(sources: Int32Array, length: number, alike: Int32Array, zeros: Int32Array): number {
  let most = 0;
  for (let i = 0; i < length; i++) {
    const hash = mix32(sources[i]!);
    const count = ++alike[hash >>> 16]!;
    if (count > most) most = count;
    zeros[zeroBits(hash)]!++;
  }
  return most;
}

/** The first level above one at which no more than so many contacts are left. */
function levelWithin(most: number, zeros: Int32Array, above: number): number {
  let level = zeros.length;
  let left = 0;
  while (level > above + 1 && left + zeros[level - 1]! <= most) left += zeros[--level]!;
  return Math.min(level, topLevel);
}

/** One number for a day and a source; its lower 32 bits are the source. */
function sourceDay(day: number, source: number): number {
  return day * 2 ** 32 + (source >>> 0);
}

function contactHash(destination: number, port: number): number {
  return mixPair(destination ^ 0x5bd1e995, port);
}

/** How many zeros a hash ends in; 32 for 0. */
export function zeroBits(hash: number): number {
  return hash === 0 ? 32 : 31 - Math.clz32(hash & -hash);
}

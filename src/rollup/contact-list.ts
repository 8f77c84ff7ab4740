import {
  CONTACT_DENIALS,
  CONTACT_DESTINATION,
  CONTACT_PACKED,
  CONTACT_SOURCE,
  OWN_MARK,
  SLOT_BYTES,
} from "../scan/kernel/layout.ts";
import type { Slots } from "./day-tables.ts";
import { mix32, mixPair } from "./hash.ts";

const firstCapacity = 1 << 10;

/** Grown so much at once: memory that is not written to costs nothing, copies do. */
const growth = 8;

/** Contacts in flat arrays, one entry each: what was refused, when, to whom, at what. */
export class ContactList {
  length = 0;
  days = new Int32Array(firstCapacity);
  sources = new Int32Array(firstCapacity);
  destinations = new Int32Array(firstCapacity);
  /** Packed ports; see `packPort`. */
  ports = new Int32Array(firstCapacity);
  denials = new Float64Array(firstCapacity);

  add(day: number, source: number, destination: number, port: number, denials: number): void {
    const i = this.length;
    if (i === this.days.length) this.resize(i * growth);
    this.days[i] = day;
    this.sources[i] = source;
    this.destinations[i] = destination;
    this.ports[i] = port;
    this.denials[i] = denials;
    this.length = i + 1;
  }

  /**
   * Adds the contacts of a day whose source's hash has none of the bits of `without`, only those from our own sources
   * or only those from others.
   */
  addDay(day: number, contacts: Slots, without: number, ofOwn: boolean): void {
    while (this.length + contacts.count > this.days.length) this.resize(this.days.length * growth);
    this.length = this.write(day, contacts, without, ofOwn ? OWN_MARK : 0);
  }

  /** Writes down the contacts that are wanted; where they end. A loop like that of `Totals.addCells`. */
  private write(day: number, { count, words, floats }: Slots, without: number, mark: number): number {
    const { days, sources, destinations, ports, denials } = this;
    let i = this.length;
    for (let at = 0, end = count * SLOT_BYTES; at < end; at += SLOT_BYTES) {
      const source = words[(at + CONTACT_SOURCE) >> 2]!;
      const port = words[(at + CONTACT_PACKED) >> 2]!;
      if ((port & OWN_MARK) !== mark || (mix32(source) & without) !== 0) continue;
      days[i] = day;
      sources[i] = source;
      destinations[i] = words[(at + CONTACT_DESTINATION) >> 2]!;
      ports[i] = port;
      denials[i++] = floats[(at + CONTACT_DENIALS) >> 3]!;
    }
    return i;
  }

  private resize(capacity: number): void {
    const { days, sources, destinations, ports, denials } = this;
    this.days = new Int32Array(capacity);
    this.sources = new Int32Array(capacity);
    this.destinations = new Int32Array(capacity);
    this.ports = new Int32Array(capacity);
    this.denials = new Float64Array(capacity);
    this.days.set(days);
    this.sources.set(sources);
    this.destinations.set(destinations);
    this.ports.set(ports);
    this.denials.set(denials);
  }

  /** Keeps the entries whose source's hash has none of the bits of `without`, in their order. */
  sample(without: number): void {
    this.length = this.moveSample(without);
  }

  private moveSample(without: number): number {
    const { days, sources, destinations, ports, denials, length } = this;
    let kept = 0;
    for (let i = 0; i < length; i++) {
      const source = sources[i]!;
      if ((mix32(source) & without) !== 0) continue;
      days[kept] = days[i]!;
      sources[kept] = source;
      destinations[kept] = destinations[i]!;
      ports[kept] = ports[i]!;
      denials[kept++] = denials[i]!;
    }
    return kept;
  }

  /** Keeps the entries that are wanted, in their order. */
  keep(isWanted: (i: number) => boolean): void {
    let kept = 0;
    for (let i = 0; i < this.length; i++) {
      if (!isWanted(i)) continue;
      if (kept < i) this.copy(i, kept);
      kept++;
    }
    this.length = kept;
  }

  private copy(from: number, to: number): void {
    this.days[to] = this.days[from]!;
    this.sources[to] = this.sources[from]!;
    this.destinations[to] = this.destinations[from]!;
    this.ports[to] = this.ports[from]!;
    this.denials[to] = this.denials[from]!;
  }

  /** Joins entries that are of the same contact, on these days. */
  join(among: ReadonlySet<number>): void {
    const mask = 2 ** Math.ceil(Math.log2(this.length * 2 + 2)) - 1;
    const places = new Int32Array(mask + 1).fill(-1);
    let kept = 0;
    let day = Number.NaN;
    let isAmong = false;
    for (let i = 0; i < this.length; i++) {
      if (this.days[i] !== day) isAmong = among.has((day = this.days[i]!));
      if (!isAmong) {
        if (kept < i) this.copy(i, kept);
        kept++;
        continue;
      }
      let slot = this.hashAt(i) & mask;
      let place = places[slot]!;
      while (place >= 0 && !this.areSame(place, i)) {
        slot = (slot + 1) & mask;
        place = places[slot]!;
      }
      if (place >= 0) {
        this.denials[place]! += this.denials[i]!;
        continue;
      }
      places[slot] = kept;
      if (kept < i) this.copy(i, kept);
      kept++;
    }
    this.length = kept;
  }

  private hashAt(i: number): number {
    const ends = mixPair(this.sources[i]!, this.destinations[i]!);
    return mixPair(ends ^ this.days[i]!, this.ports[i]!);
  }

  private areSame(a: number, b: number): boolean {
    return (
      this.sources[a] === this.sources[b] &&
      this.destinations[a] === this.destinations[b] &&
      this.ports[a] === this.ports[b] &&
      this.days[a] === this.days[b]
    );
  }
}

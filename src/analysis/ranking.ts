import { gatherNumbers, gatherWords, orderByWords } from "../rollup/order.ts";
import { PortTable } from "../rollup/port-table.ts";

/** The denials at one protocol and port of a side, and its place among all ports of that side. */
export interface RankedPort {
  /** 1 is the busiest. Every port has a rank of its own; ties go to the lower protocol, then the lower port. */
  rank: number;
  /** IANA number, −1 unknown. */
  protocol: number;
  /** 0–65535. */
  port: number;
  denials: number;
}

const firstCapacity = 1 << 6;

/** Ports with their denials, to be ranked: each protocol and port once, in any order. */
export class PortList {
  length = 0;
  protocols = new Int32Array(firstCapacity);
  ports = new Int32Array(firstCapacity);
  denials = new Float64Array(firstCapacity);

  /** @param denials whole, above 0. */
  add(protocol: number, port: number, denials: number): void {
    const i = this.length++;
    if (i === this.denials.length) this.resize(i * 8);
    this.protocols[i] = protocol;
    this.ports[i] = port;
    this.denials[i] = denials;
  }

  private resize(capacity: number): void {
    const { protocols, ports, denials } = this;
    this.protocols = new Int32Array(capacity);
    this.ports = new Int32Array(capacity);
    this.denials = new Float64Array(capacity);
    this.protocols.set(protocols);
    this.ports.set(ports);
    this.denials.set(denials);
  }
}

/** What tells the ports that mean something from all others. */
interface KnownPorts {
  isKnown(port: number): boolean;
}

/**
 * Every port of a side with denials, the busiest first, in flat arrays: there are tens of thousands, and most of a
 * report walks through them or asks for the first few.
 */
export class Ranking {
  readonly length: number;
  /** IANA numbers, −1 unknown. */
  readonly protocols: Int32Array;
  readonly ports: Int32Array;
  readonly denials: Float64Array;
  private ranks: PortTable | null = null;
  /** Of the table asked for last: nearly always it is the same one. */
  private known: { table: KnownPorts; places: readonly number[] } | null = null;

  constructor(list: PortList) {
    const order = orderByDenials(list);
    this.length = list.length;
    this.protocols = new Int32Array(list.length);
    this.ports = new Int32Array(list.length);
    this.denials = new Float64Array(list.length);
    gatherWords(list.protocols, order, this.protocols);
    gatherWords(list.ports, order, this.ports);
    gatherNumbers(list.denials, order, this.denials);
  }

  /** The port at a place, which is its rank − 1. */
  at(place: number): RankedPort {
    return {
      rank: place + 1,
      protocol: this.protocols[place]!,
      port: this.ports[place]!,
      denials: this.denials[place]!,
    };
  }

  /** The busiest ports, up to so many. */
  first(count: number): RankedPort[] {
    return Array.from({ length: Math.min(count, this.length) }, (_, place) => this.at(place));
  }

  /** The rank of a protocol and port; 0 where it has no denial. */
  rankOf(protocol: number, port: number): number {
    this.ranks ??= this.numberPorts();
    return this.ranks.get(protocol, port);
  }

  /** The port of that protocol and number; null where it has no denial. */
  find(protocol: number, port: number): RankedPort | null {
    const rank = this.rankOf(protocol, port);
    return rank === 0 ? null : this.at(rank - 1);
  }

  private numberPorts(): PortTable {
    const ranks = new PortTable();
    for (let place = 0; place < this.length; place++) ranks.set(this.protocols[place]!, this.ports[place]!, place + 1);
    return ranks;
  }

  /** The places, in their order, of the ports that a table knows: few of them all. */
  placesOf(table: KnownPorts): readonly number[] {
    if (this.known?.table !== table) {
      const places: number[] = [];
      for (let place = 0; place < this.length; place++) if (table.isKnown(this.ports[place]!)) places.push(place);
      this.known = { table, places };
    }
    return this.known.places;
  }
}

/** The order of a list's ports by denials, most first, then by protocol and port. */
function orderByDenials({ length, protocols, ports, denials }: PortList): Int32Array {
  const words = new Int32Array(length);
  let most = 0;
  let isInOrder = true;
  for (let i = 0; i < length; i++) {
    words[i] = ((protocols[i]! + 1) << 16) | ports[i]!;
    if (i > 0 && words[i]! < words[i - 1]!) isInOrder = false;
    if (denials[i]! > most) most = denials[i]!;
  }
  const byPort = isInOrder ? undefined : orderByWords(words);
  // Of larger numbers, a word takes the lower 32 bits.
  for (let i = 0; i < length; i++) words[i] = most - denials[i]!;
  const byLower = orderByWords(words, byPort);
  if (most < 2 ** 32) return byLower;
  for (let i = 0; i < length; i++) words[i] = Math.floor((most - denials[i]!) / 2 ** 32);
  return orderByWords(words, byLower);
}

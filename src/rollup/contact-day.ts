import { capacityFor } from "./cells.ts";
import {
  CONTACT_DENIALS,
  CONTACT_DESTINATION,
  CONTACT_PACKED,
  CONTACT_SOURCE,
  OWN_MARK,
  SLOT_BYTES,
} from "../scan/kernel/layout.ts";
import type { ContactSlots } from "./day-tables.ts";
import { mixPair } from "./hash.ts";

/** The contacts of one day while it is counted: (source, destination, packed port) → denials, in open addressing. */
export class ContactDay {
  /** Contacts held. */
  size = 0;
  private mask = 0;
  /** Source, destination and port of each slot, one behind the other. */
  private keys = new Int32Array(0);
  /** 0 in a free slot. */
  private denials = new Float64Array(0);

  constructor() {
    this.allocate(capacityFor(0));
  }

  private allocate(capacity: number): void {
    this.mask = capacity - 1;
    this.keys = new Int32Array(capacity * 3);
    this.denials = new Float64Array(capacity);
  }

  /** Counts denials, above 0. */
  add(source: number, destination: number, port: number, denials: number): void {
    const { keys, mask } = this;
    let slot = hashOf(source, destination, port) & mask;
    let at = slot * 3;
    while (this.denials[slot]! > 0) {
      if (keys[at] === source && keys[at + 1] === destination && keys[at + 2] === port) {
        this.denials[slot]! += denials;
        return;
      }
      slot = (slot + 1) & mask;
      at = slot * 3;
    }
    keys[at] = source;
    keys[at + 1] = destination;
    keys[at + 2] = port;
    this.denials[slot] = denials;
    if (++this.size * 3 > mask * 2) this.grow();
  }

  private grow(): void {
    const { keys, denials } = this;
    this.allocate(denials.length * 2);
    const { mask } = this;
    for (let old = 0; old < denials.length; old++) {
      const count = denials[old]!;
      if (count === 0) continue;
      const from = old * 3;
      let slot = hashOf(keys[from]!, keys[from + 1]!, keys[from + 2]!) & mask;
      while (this.denials[slot]! > 0) slot = (slot + 1) & mask;
      this.keys[slot * 3] = keys[from]!;
      this.keys[slot * 3 + 1] = keys[from + 1]!;
      this.keys[slot * 3 + 2] = keys[from + 2]!;
      this.denials[slot] = count;
    }
  }

  /** Empties the table; one much too large for what it held is made smaller. */
  clear(): void {
    const capacity = capacityFor(this.size);
    if (capacity * 4 <= this.mask) this.allocate(capacity);
    else this.denials.fill(0);
    this.size = 0;
  }

  /** All contacts. */
  slots(): ContactSlots {
    const bytes = new ArrayBuffer(this.size * SLOT_BYTES);
    const words = new Int32Array(bytes);
    const floats = new Float64Array(bytes);
    let at = 0;
    let own = 0;
    for (let slot = 0; slot < this.denials.length; slot++) {
      if (this.denials[slot] === 0) continue;
      words[(at + CONTACT_SOURCE) >> 2] = this.keys[slot * 3]!;
      words[(at + CONTACT_DESTINATION) >> 2] = this.keys[slot * 3 + 1]!;
      const packed = this.keys[slot * 3 + 2]!;
      words[(at + CONTACT_PACKED) >> 2] = packed;
      if ((packed & OWN_MARK) !== 0) own++;
      floats[(at + CONTACT_DENIALS) >> 3] = this.denials[slot]!;
      at += SLOT_BYTES;
    }
    return { count: this.size, words, floats, own };
  }
}

function hashOf(source: number, destination: number, port: number): number {
  return mixPair(Math.imul(source, 0x85ebca6b) ^ destination, port);
}

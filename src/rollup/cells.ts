import { CELL_DENIALS, CELL_DEVICE, CELL_PACKED, CELL_PACKETS, SLOT_BYTES } from "../scan/kernel/layout.ts";
import type { Slots } from "./day-tables.ts";
import { mixPair } from "./hash.ts";

/** Marks a packed number that stands beside an IPv6 address. */
export const IP6_MARK = 1 << 30;

/** Bits of a packed number behind the protocol. */
export const portBits = 17;

/** Protocol and port in one number: protocol −1–255, port −1–65535. */
export function packPort(protocol: number, port: number): number {
  return ((protocol + 1) << portBits) | (port + 1);
}

/** The protocol in a packed number. */
export function protocolOf(packed: number): number {
  return (packed >>> portBits) - 1;
}

/** The port in a packed number. */
export function portOf(packed: number): number {
  return (packed & 0x1ffff) - 1;
}

/** The cells of one day while it is counted: (device, packed port) → denials and packets, in open addressing. */
export class DayCells {
  private size = 0;
  private mask = 0;
  private ports = new Int32Array(0);
  private devices = new Int32Array(0);
  private denials = new Float64Array(0);
  private packets = new Float64Array(0);

  constructor() {
    this.allocate(capacityFor(0));
  }

  private allocate(capacity: number): void {
    this.mask = capacity - 1;
    this.ports = new Int32Array(capacity);
    this.devices = new Int32Array(capacity);
    this.denials = new Float64Array(capacity);
    this.packets = new Float64Array(capacity);
  }

  /** Empties the table; one much too large for what it held is made smaller. */
  clear(): void {
    const capacity = capacityFor(this.size);
    if (capacity * 4 <= this.mask) this.allocate(capacity);
    else this.denials.fill(0);
    this.size = 0;
  }

  /** Adds to one cell. @param denials above 0. */
  add(device: number, packed: number, denials: number, packets: number): void {
    if (this.size * 3 > this.mask * 2) this.grow();
    let slot = mixPair(device, packed) & this.mask;
    while (this.denials[slot]! > 0) {
      if (this.ports[slot] === packed && this.devices[slot] === device) {
        this.denials[slot]! += denials;
        this.packets[slot]! += packets;
        return;
      }
      slot = (slot + 1) & this.mask;
    }
    this.ports[slot] = packed;
    this.devices[slot] = device;
    this.denials[slot] = denials;
    this.packets[slot] = packets;
    this.size++;
  }

  private grow(): void {
    const { ports, devices, denials, packets } = this;
    this.allocate(denials.length * 2);
    for (let old = 0; old < denials.length; old++) {
      if (denials[old] === 0) continue;
      let slot = mixPair(devices[old]!, ports[old]!) & this.mask;
      while (this.denials[slot]! > 0) slot = (slot + 1) & this.mask;
      this.ports[slot] = ports[old]!;
      this.devices[slot] = devices[old]!;
      this.denials[slot] = denials[old]!;
      this.packets[slot] = packets[old]!;
    }
  }

  /** How many cells there are. */
  get count(): number {
    return this.size;
  }

  /** All cells. */
  slots(): Slots {
    const bytes = new ArrayBuffer(this.size * SLOT_BYTES);
    const words = new Int32Array(bytes);
    const floats = new Float64Array(bytes);
    let at = 0;
    for (let slot = 0; slot < this.denials.length; slot++) {
      if (this.denials[slot] === 0) continue;
      words[(at + CELL_DEVICE) >> 2] = this.devices[slot]!;
      words[(at + CELL_PACKED) >> 2] = this.ports[slot]!;
      floats[(at + CELL_DENIALS) >> 3] = this.denials[slot]!;
      floats[(at + CELL_PACKETS) >> 3] = this.packets[slot]!;
      at += SLOT_BYTES;
    }
    return { count: this.size, words, floats };
  }
}

/** The size of a table that so many entries fill by two thirds at most. */
export function capacityFor(entries: number): number {
  return 2 ** Math.max(6, Math.ceil(Math.log2(entries * 1.5 + 1)));
}

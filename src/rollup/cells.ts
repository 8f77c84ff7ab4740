import { mixPair } from "./hash.ts";

/** Protocol and port in one number: protocol −1–255, port −1–65535. */
export function packPort(protocol: number, port: number): number {
  return ((protocol + 1) << 17) | (port + 1);
}

/** The protocol in a packed number. */
export function protocolOf(packed: number): number {
  return (packed >>> 17) - 1;
}

/** The port in a packed number. */
export function portOf(packed: number): number {
  return (packed & 0x1ffff) - 1;
}

/** The cells of one day: (device, protocol, port) → denials and packets, in open addressing. */
export class DayCells {
  readonly day: number;
  private size = 0;
  private mask = 63;
  private ports = new Int32Array(64);
  private devices = new Int32Array(64);
  private denials = new Float64Array(64);
  private packets = new Float64Array(64);
  /** The number of each cell's source set; 0 until it is known. Saves a look-up per event. */
  private sets = new Int32Array(64);

  constructor(day: number) {
    this.day = day;
  }

  /** Adds to one cell; its slot, which holds until the next call. @param denials above 0. */
  add(device: number, packed: number, denials: number, packets: number): number {
    if (this.size * 3 > this.mask * 2) this.grow();
    let slot = mixPair(device, packed) & this.mask;
    while (this.denials[slot]! > 0) {
      if (this.ports[slot] === packed && this.devices[slot] === device) {
        this.denials[slot]! += denials;
        this.packets[slot]! += packets;
        return slot;
      }
      slot = (slot + 1) & this.mask;
    }
    this.ports[slot] = packed;
    this.devices[slot] = device;
    this.denials[slot] = denials;
    this.packets[slot] = packets;
    this.size++;
    return slot;
  }

  /** The number of a cell's source set; 0 when none was set. */
  setAt(slot: number): number {
    return this.sets[slot]!;
  }

  /** Remembers the number of a cell's source set. */
  rememberSet(slot: number, set: number): void {
    this.sets[slot] = set;
  }

  private grow(): void {
    const { ports, devices, denials, packets, sets } = this;
    const capacity = denials.length * 2;
    this.mask = capacity - 1;
    this.ports = new Int32Array(capacity);
    this.devices = new Int32Array(capacity);
    this.denials = new Float64Array(capacity);
    this.packets = new Float64Array(capacity);
    this.sets = new Int32Array(capacity);
    for (let old = 0; old < denials.length; old++) {
      if (denials[old] === 0) continue;
      let slot = mixPair(devices[old]!, ports[old]!) & this.mask;
      while (this.denials[slot]! > 0) slot = (slot + 1) & this.mask;
      this.ports[slot] = ports[old]!;
      this.devices[slot] = devices[old]!;
      this.denials[slot] = denials[old]!;
      this.packets[slot] = packets[old]!;
      this.sets[slot] = sets[old]!;
    }
  }

  /** How many cells there are. */
  get count(): number {
    return this.size;
  }

  /** Visits every cell once. */
  each(visit: (device: number, packed: number, denials: number, packets: number) => void): void {
    for (let slot = 0; slot < this.denials.length; slot++) {
      const denials = this.denials[slot]!;
      if (denials > 0) visit(this.devices[slot]!, this.ports[slot]!, denials, this.packets[slot]!);
    }
  }
}

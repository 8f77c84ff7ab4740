import { CELL_DENIALS, CELL_DEVICE, CELL_PACKED, CELL_PACKETS, SLOT_BYTES } from "../scan/kernel/layout.ts";
import type { Slots } from "./day-tables.ts";
import { NO_DAY, type PortTotals } from "./counts.ts";
import { portBits, portOf, protocolOf } from "./cells.ts";

/** Totals in flat arrays: for each protocol met, an array by port. */
export interface PackedTotals {
  protocols: number[];
  denials: Float64Array<ArrayBuffer>[];
  packets: Float64Array<ArrayBuffer>[];
  days: number[];
  devices: number[];
  untimed: number;
}

interface ProtocolSums {
  denials: Float64Array<ArrayBuffer>;
  packets: Float64Array<ArrayBuffer>;
}

const none: ProtocolSums = { denials: new Float64Array(0), packets: new Float64Array(0) };

const slots = 2 ** 16 + 1;
const portMask = (1 << portBits) - 1;

/** Sums over all days and devices, kept while counting: most of a report needs no more. */
export class Totals implements PortTotals {
  readonly days = new Set<number>();
  readonly devices = new Set<number>();
  untimed = 0;
  private readonly sums = new Map<number, ProtocolSums>();

  /** Adds all cells of a day. */
  addDay(day: number, cells: Slots): void {
    const denials = this.addSums(cells);
    this.meetDevices(cells);
    if (day === NO_DAY) this.untimed += denials;
    else if (cells.count > 0) this.meetDay(day);
  }

  /** Notes a day with denials whose cells come as {@link addSums}. */
  meetDay(day: number): void {
    if (day !== NO_DAY) this.days.add(day);
  }

  /** Notes a device with denials whose cells come as {@link addSums}. */
  meetDevice(device: number): void {
    this.devices.add(device);
  }

  /**
   * Adds cells that were summed up over days and devices; how many denials they have. Behind the loop nothing is done:
   * the engine makes fast code for it while it runs for the first time, and has to leave that code for whatever it has
   * not seen yet, each time it gets there.
   */
  addSums({ count, words, floats }: Slots): number {
    let lastProtocol = -1;
    let last = none;
    let sum = 0;
    for (let at = 0, end = count * SLOT_BYTES; at < end; at += SLOT_BYTES) {
      const packed = words[(at + CELL_PACKED) >> 2]!;
      const denials = floats[(at + CELL_DENIALS) >> 3]!;
      if (packed >>> portBits !== lastProtocol) {
        lastProtocol = packed >>> portBits;
        last = this.sumsOf(lastProtocol);
      }
      last.denials[packed & portMask]! += denials;
      last.packets[packed & portMask]! += floats[(at + CELL_PACKETS) >> 3]!;
      sum += denials;
    }
    return sum;
  }

  private meetDevices({ count, words }: Slots): void {
    let last = -1;
    for (let at = CELL_DEVICE >> 2, end = (count * SLOT_BYTES) >> 2; at < end; at += SLOT_BYTES >> 2) {
      if (words[at] !== last) this.devices.add((last = words[at]!));
    }
  }

  private sumsOf(protocol: number): ProtocolSums {
    let sums = this.sums.get(protocol);
    if (sums === undefined) {
      sums = { denials: new Float64Array(slots), packets: new Float64Array(slots) };
      this.sums.set(protocol, sums);
    }
    return sums;
  }

  eachPort(visit: Parameters<PortTotals["eachPort"]>[0]): void {
    for (const [protocol, { denials, packets }] of this.sums) {
      for (let port = 0; port < slots; port++) {
        if (denials[port] === 0) continue;
        const packed = (protocol << portBits) | port;
        visit(protocolOf(packed), portOf(packed), denials[port]!, packets[port]!);
      }
    }
  }

  /** All sums in flat arrays. */
  pack(): PackedTotals {
    const all = [...this.sums];
    return {
      protocols: all.map(([protocol]) => protocol),
      denials: all.map(([, sums]) => sums.denials),
      packets: all.map(([, sums]) => sums.packets),
      days: [...this.days],
      devices: [...this.devices],
      untimed: this.untimed,
    };
  }

  /** Adds packed totals. @param devices the numbers here of their devices. */
  absorb(packed: PackedTotals, devices: readonly number[]): void {
    for (const [i, protocol] of packed.protocols.entries()) {
      const { denials, packets } = this.sumsOf(protocol);
      for (let port = 0; port < slots; port++) {
        denials[port]! += packed.denials[i]![port]!;
        packets[port]! += packed.packets[i]![port]!;
      }
    }
    for (const day of packed.days) this.days.add(day);
    for (const device of packed.devices) this.devices.add(devices[device]!);
    this.untimed += packed.untimed;
  }
}

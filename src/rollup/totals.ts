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

const slots = 2 ** 16 + 1;
const portMask = (1 << portBits) - 1;

/** Sums over all days and devices, kept while counting: most of a report needs no more. */
export class Totals implements PortTotals {
  readonly days = new Set<number>();
  readonly devices = new Set<number>();
  untimed = 0;
  private readonly sums = new Map<number, ProtocolSums>();
  private lastProtocol = Number.NaN;
  private last: ProtocolSums = { denials: new Float64Array(0), packets: new Float64Array(0) };
  private lastDay = Number.NaN;
  private lastDevice = Number.NaN;

  /** Adds denials of a day at a packed port. */
  add(day: number, device: number, packed: number, denials: number, packets: number): void {
    const protocol = packed >>> portBits;
    if (protocol !== this.lastProtocol) this.turnTo(protocol);
    const port = packed & portMask;
    this.last.denials[port]! += denials;
    this.last.packets[port]! += packets;
    if (day === NO_DAY) this.untimed += denials;
    else if (day !== this.lastDay) this.days.add((this.lastDay = day));
    if (device !== this.lastDevice) this.devices.add((this.lastDevice = device));
  }

  /** Adds all cells of a day. */
  addDay(day: number, { count, words, floats }: Slots): void {
    for (let at = 0, end = count * SLOT_BYTES; at < end; at += SLOT_BYTES) {
      const packed = words[(at + CELL_PACKED) >> 2]!;
      const device = words[(at + CELL_DEVICE) >> 2]!;
      const denials = floats[(at + CELL_DENIALS) >> 3]!;
      if (day === NO_DAY || day !== this.lastDay || device !== this.lastDevice) {
        this.add(day, device, packed, denials, floats[(at + CELL_PACKETS) >> 3]!);
        continue;
      }
      if (packed >>> portBits !== this.lastProtocol) this.turnTo(packed >>> portBits);
      this.last.denials[packed & portMask]! += denials;
      this.last.packets[packed & portMask]! += floats[(at + CELL_PACKETS) >> 3]!;
    }
  }

  private turnTo(protocol: number): void {
    let sums = this.sums.get(protocol);
    if (sums === undefined) {
      sums = { denials: new Float64Array(slots), packets: new Float64Array(slots) };
      this.sums.set(protocol, sums);
    }
    this.lastProtocol = protocol;
    this.last = sums;
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
      this.turnTo(protocol);
      const { denials, packets } = this.last;
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

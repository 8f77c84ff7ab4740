import { portBits, portOf, protocolOf } from "./cells.ts";
import type { PortTotals } from "./counts.ts";

/** Sums of one protocol, by port + 1. */
export interface ProtocolSums {
  denials: Float64Array;
  packets: Float64Array;
}

const slots = 2 ** 16 + 1;

/** Sums over all days and devices: most of a report needs no more. */
export class Totals implements PortTotals {
  readonly days: ReadonlySet<number>;
  readonly devices = new Set<number>();
  untimed = 0;
  private readonly sums = new Map<number, ProtocolSums>();

  /** @param days those with denials. */
  constructor(days: ReadonlySet<number>) {
    this.days = days;
  }

  /** The sums of a protocol as packed ports have it, to be added to. */
  sumsOf(protocol: number): ProtocolSums {
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
}

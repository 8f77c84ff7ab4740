import type { Address } from "../scan/event.ts";
import type { Kernel } from "../scan/kernel/kernel.ts";
import {
  FIRST_OCTETS,
  MOST_NETWORK_RANGES,
  NETWORK_MIXED,
  NETWORK_MULTICAST,
  NETWORK_OTHER,
  NETWORK_OWN,
  NETWORK_RANGE_BYTES,
  NETWORK_RANGES,
  NETWORKS,
} from "../scan/kernel/layout.ts";
import { multicastNetworks, type Network, Networks, privateNetworks } from "../scan/networks.ts";
import type { Scope } from "./counts.ts";

/** Which addresses are our own: private ones, and those of the networks that the user names. */
export class Home {
  private readonly own: Networks;

  /** @param named own networks beside the private ones. */
  constructor(named: readonly Network[] = []) {
    this.own = named.length === 0 ? privateNetworks : new Networks([...privateNetworks.all, ...named]);
  }

  isOwn(address: Address): boolean {
    return this.own.has(address);
  }

  /** Where a connection came from and went to; unknown where the line names not both, or neither is our own. */
  scopeOf(source: Address, destination: Address): Scope {
    if (source.family === 0 || destination.family === 0) return "unknown";
    if (multicastNetworks.has(destination)) return "multicast";
    const isOwn = this.own.has(source);
    if (this.own.has(destination)) return isOwn ? "internal" : "inbound";
    return isOwn ? "outbound" : "unknown";
  }

  /** Tells a kernel of the networks; false when there are too many for it. */
  write(kernel: Kernel): boolean {
    const ranges = [...listRanges(this.own, NETWORK_OWN), ...listRanges(multicastNetworks, NETWORK_MULTICAST)].sort(
      (a, b) => a.from - b.from,
    );
    // An address of two kinds is told by looking into both sets, one after the other.
    if (ranges.some(({ from }, at) => at > 0 && from <= ranges[at - 1]!.to)) return false;
    const octets = kernel.bytes.subarray(FIRST_OCTETS, FIRST_OCTETS + 256).fill(NETWORK_OTHER);
    const halves = kernel.bytes.subarray(NETWORKS, NETWORKS + 65_536).fill(NETWORK_OTHER);
    for (const range of ranges) mark(octets, 24, range);
    const mixed = ranges.filter((range) => !mark(halves, 16, range));
    if (mixed.length > MOST_NETWORK_RANGES) return false;
    for (const [i, { from, to, kind }] of mixed.entries()) {
      kernel.words.set([from, to, kind], (NETWORK_RANGES + i * NETWORK_RANGE_BYTES) >> 2);
    }
    kernel.setRangeCount(mixed.length);
    return true;
  }
}

interface KindRange {
  from: number;
  to: number;
  kind: number;
}

function listRanges(networks: Networks, kind: number): KindRange[] {
  return Array.from(networks.rangesIp4.from, (from, at) => ({ from, to: networks.rangesIp4.to[at]!, kind }));
}

/**
 * Marks a range in a table by the upper bits of addresses, those above `shift`; false when it does not end where they
 * change, so that smaller parts have to tell.
 */
function mark(kinds: Uint8Array, shift: number, { from, to, kind }: KindRange): boolean {
  const rest = 2 ** shift - 1;
  const isWhole = (from & rest) === 0 && (to & rest) === rest;
  kinds.fill(isWhole ? kind : NETWORK_MIXED, from >>> shift, (to >>> shift) + 1);
  return isWhole;
}

import { IP6_MARK } from "../../rollup/cells.ts";
import { NO_DAY } from "../../rollup/counts.ts";
import type { ContactView } from "../../rollup/counts.ts";
import { NetworkSet } from "./network-set.ts";
import type { PortTable } from "../../rollup/port-table.ts";

/** Who met some ports on one side, by the numbers of a {@link PortTable}, from 1. Of a sample, all are estimates. */
export interface PortSources {
  /** Distinct sources. */
  sources: Float64Array;
  /** Distinct pairs of a source and a day; without those that have no time. */
  sourceDays: Float64Array;
  /** How many of those pairs were met among the contacts kept, and which part of all sources those are of, 0–1. */
  keptSourceDays: Int32Array;
  keptPart: number;
  /** Pairs of a source and a day among the contacts kept, at any port. */
  allKeptSourceDays: number;
  /** Denials whose source is known, and the variance of that sum. */
  denials: Float64Array;
  denialsVariance: Float64Array;
  /** The denials of the heaviest of the sources kept: of a sample, the heaviest of all may not be among them. */
  heaviest: Float64Array;
  /** Distinct /24 networks of IPv4 sources and /48 networks of IPv6 sources, of the sources kept; not scaled up. */
  networks: Int32Array;
  /** 1 where there may be more networks: sources were left out, or the addresses of some are not known. */
  networksAreFloor: Uint8Array;
}

/**
 * Looks up who met the ports that have a number in a table, in one walk over the contacts. Each source kept stands for
 * so many as its scale says; the variance is that of Horvitz and Thompson for sources that are kept independently.
 */
export function countPortSources(contacts: ContactView, ports: PortTable, portCount: number): PortSources {
  const size = portCount + 1;
  const result: PortSources = {
    sources: new Float64Array(size),
    sourceDays: new Float64Array(size),
    keptSourceDays: new Int32Array(size),
    keptPart: partKept(contacts.sourceScales),
    allKeptSourceDays: 0,
    denials: new Float64Array(size),
    denialsVariance: new Float64Array(size),
    heaviest: new Float64Array(size),
    networks: new Int32Array(size),
    networksAreFloor: new Uint8Array(size).fill(contacts.isExact ? 0 : 1),
  };
  const networks = new NetworkSet();
  /** Of the source at hand, for the ports it met: how often that is, the last day, the denials. */
  const lastRun = new Int32Array(size).fill(-1);
  const lastDay = new Int32Array(size);
  const ofSource = new Float64Array(size);
  const met: number[] = [];

  const { runs, days, denials, contactScales, sourceScales } = contacts;
  for (let run = 0; run + 1 < runs.length; run++) {
    const scale = sourceScales[run]!;
    let dayBefore = NO_DAY;
    for (let i = runs[run]!, end = runs[run + 1]!; i < end; i++) {
      const day = days[i]!;
      if (day !== dayBefore) result.allKeptSourceDays++;
      dayBefore = day;
      const port = ports.atPacked(contacts.ports[i]!);
      if (port === 0) continue;
      if (lastRun[port] !== run) {
        lastRun[port] = run;
        lastDay[port] = NO_DAY;
        ofSource[port] = 0;
        met.push(port);
      }
      if (day !== lastDay[port]) {
        lastDay[port] = day;
        result.sourceDays[port]! += scale;
        result.keptSourceDays[port]!++;
      }
      ofSource[port]! += denials[i]! * contactScales[i]!;
    }
    for (const port of met) {
      addSource(result, port, ofSource[port]!, scale);
      addNetwork(result, networks, contacts, runs[run]!, port);
    }
    met.length = 0;
  }
  return result;
}

function partKept(sourceScales: Float64Array): number {
  let all = 0;
  for (let run = 0; run < sourceScales.length; run++) all += sourceScales[run]!;
  return all === 0 ? 1 : sourceScales.length / all;
}

function addSource(result: PortSources, port: number, denials: number, scale: number): void {
  result.sources[port]! += scale;
  result.denials[port]! += denials * scale;
  // (1 − p) / p² with p = 1 / scale.
  result.denialsVariance[port]! += denials * denials * scale * (scale - 1);
  if (denials > result.heaviest[port]!) result.heaviest[port] = denials;
}

function addNetwork(
  result: PortSources,
  networks: NetworkSet,
  contacts: ContactView,
  entry: number,
  port: number,
): void {
  const word = contacts.sources[entry]!;
  const packed = contacts.ports[entry]!;
  if ((packed & IP6_MARK) === 0) {
    if (networks.add(port, word >>> 8, 0)) result.networks[port]!++;
    return;
  }
  const address = contacts.addressOf(word, packed);
  if (address === null || address.family !== 6) result.networksAreFloor[port] = 1;
  else if (networks.add(-port, address.w0, address.w1 >>> 16)) result.networks[port]!++;
}

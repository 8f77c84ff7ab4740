import { IP6_MARK, portOf, protocolOf } from "../../rollup/cells.ts";
import { NO_DAY } from "../../rollup/counts.ts";
import type { ContactView } from "../../rollup/counts.ts";
import { PortTable } from "../../rollup/port-table.ts";
import { addressText } from "../../scan/address-text.ts";
import type { Address } from "../../scan/event.ts";
import { protocolName } from "../../scan/protocols.ts";
import { classOf, isIot, TCP, UDP, UNKNOWN_PROTOCOL } from "../../targets/target-table.ts";
import type { TargetTable } from "../../targets/target-table.ts";
import { dayToIso } from "../iso-day.ts";

/** So many rows are listed. */
const mostRows = 50;

/** The pairs of a source with so many contacts are looked through one by one. */
const mostSought = 64;

/** An own device that was refused when it went for a telnet or IoT port elsewhere: infected, perhaps. */
export interface ReportOwnInfected {
  source: string;
  protocol: string;
  port: number;
  class: string;
  /** Estimated where the source was so busy that its contacts were thinned out; see {@link OwnInfectedFigures.isExact}. */
  denials: number;
  /** Days with such denials, those without a time left out; the first and the last of them, ISO. */
  days: number;
  firstDay: string | null;
  lastDay: string | null;
  /** Distinct destinations, those that the lines do not name left out; a floor where contacts were thinned out. */
  destinations: number;
}

/** A number estimated from a sample of sources, with its standard error: 0 where all contacts are kept. */
export interface Estimate {
  value: number;
  standardError: number;
}

/** Own addresses that were refused at telnet and IoT ports elsewhere. */
export interface OwnInfectedFigures {
  /** The 50 pairs of a source and a port with most denials; ties go to the lower address, protocol and port. */
  rows: ReportOwnInfected[];
  /** All such sources, pairs of a source and a port, and denials. */
  sources: Estimate;
  pairs: Estimate;
  denials: Estimate;
  /** False when contacts are a sample, so that a source may be missing. */
  isExact: boolean;
}

/** The denials of one source at one port. */
interface Pair {
  word: number;
  /** As in the view: with the mark of IPv6. */
  packed: number;
  denials: number;
  days: number;
  firstDay: number;
  lastDay: number;
  /** With repetitions until {@link countDistinct}. */
  destinations: number[];
}

/**
 * Denials from own addresses to telnet and IoT ports (default range) of addresses that are not own. Multicast and
 * broadcast destinations are left out, as devices of any kind look for their neighbours there; an address that is
 * not known is not own.
 */
export function reportOwnInfected(
  view: ContactView,
  isOwn: (address: Address) => boolean,
  targets: TargetTable,
): OwnInfectedFigures {
  const isTarget = tableOf(targets);
  const heaviest: Pair[] = [];
  const sums = { sources: createSum(), pairs: createSum(), denials: createSum() };
  for (let run = 0; run + 1 < view.runs.length; run++) {
    const to = view.runs[run + 1]!;
    let from = view.runs[run]!;
    while (from < to && isTarget.atPacked(view.ports[from]!) === 0) from++;
    if (from === to) continue;
    const source = view.addressOf(view.sources[from]!, view.ports[from]!);
    if (source === null || !isOwn(source)) continue;
    const found = readSource(view, from, to, isOwn, isTarget);
    if (found.length === 0) continue;
    const scale = view.sourceScales[run]!;
    addSource(sums.sources, 1, scale);
    addSource(sums.pairs, found.length, scale);
    let denials = 0;
    for (const pair of found) {
      denials += pair.denials;
      insertPair(heaviest, pair);
    }
    addSource(sums.denials, denials, scale);
  }
  return {
    rows: heaviest.map((pair) => describePair(pair, view, targets)),
    sources: estimate(sums.sources),
    pairs: estimate(sums.pairs),
    denials: estimate(sums.denials),
    isExact: view.isExact,
  };
}

/** 1 for the ports of telnet and the IoT. */
function tableOf(targets: TargetTable): PortTable {
  const table = new PortTable();
  for (const port of targets.ports) {
    for (const protocol of [UNKNOWN_PROTOCOL, TCP, UDP]) {
      if (isIot(targets, protocol, port, "default")) table.set(protocol, port, 1);
    }
  }
  return table;
}

/** The pairs of one source, whose entries are `[from, to)`. */
function readSource(
  view: ContactView,
  from: number,
  to: number,
  isOwn: (address: Address) => boolean,
  isTarget: PortTable,
): Pair[] {
  const pairs: Pair[] = [];
  // Most sources have one contact or two, for which a map would take longer than all the rest.
  const byPort = to - from > mostSought ? new Map<number, Pair>() : null;
  for (let at = from; at < to; at++) {
    const port = view.ports[at]!;
    if (isTarget.atPacked(port) === 0) continue;
    const destination = view.destinations[at]!;
    const address = destination === 0 ? null : view.addressOf(destination, port);
    if (address !== null && (isOwn(address) || isForMany(address))) continue;
    let pair = byPort === null ? pairs.find((known) => known.packed === port) : byPort.get(port);
    if (pair === undefined) {
      pair = {
        word: view.sources[at]!,
        packed: port,
        denials: 0,
        days: 0,
        firstDay: NO_DAY,
        lastDay: NO_DAY,
        destinations: [],
      };
      byPort?.set(port, pair);
      pairs.push(pair);
    }
    pair.denials += view.denials[at]! * view.contactScales[at]!;
    if (destination !== 0) pair.destinations.push(destination);
    addDay(pair, view.days[at]!);
  }
  return pairs;
}

/** Keeps the heaviest pairs, in their order. */
function insertPair(heaviest: Pair[], pair: Pair): void {
  if (heaviest.length === mostRows && comparePairs(heaviest[mostRows - 1]!, pair) < 0) return;
  let at = heaviest.length;
  while (at > 0 && comparePairs(pair, heaviest[at - 1]!) < 0) at--;
  heaviest.splice(at, 0, pair);
  if (heaviest.length > mostRows) heaviest.pop();
}

/** A source's days come in order. */
function addDay(pair: Pair, day: number): void {
  if (day === NO_DAY || day === pair.lastDay) return;
  if (pair.days === 0) pair.firstDay = day;
  pair.days++;
  pair.lastDay = day;
}

/** True for multicast and for the broadcast address. */
function isForMany({ family, w0 }: Address): boolean {
  if (family === 6) return w0 >>> 24 === 0xff;
  return w0 >>> 28 === 0xe || w0 === -1 || w0 === 0xffff_ffff;
}

/** Most denials first; then IPv4 by address, IPv6 by the hash of it, each by protocol and port. */
function comparePairs(a: Pair, b: Pair): number {
  return (
    b.denials - a.denials ||
    (a.packed & IP6_MARK) - (b.packed & IP6_MARK) ||
    (a.word >>> 0) - (b.word >>> 0) ||
    a.packed - b.packed
  );
}

function describePair(pair: Pair, view: ContactView, targets: TargetTable): ReportOwnInfected {
  const address = view.addressOf(pair.word, pair.packed);
  const packed = pair.packed & ~IP6_MARK;
  const [protocol, port] = [protocolOf(packed), portOf(packed)];
  return {
    source: (address && addressText(address)) ?? "",
    protocol: protocolName(protocol),
    port,
    class: classOf(targets, protocol, port),
    denials: pair.denials,
    days: pair.days,
    firstDay: pair.days === 0 ? null : dayToIso(pair.firstDay),
    lastDay: pair.days === 0 ? null : dayToIso(pair.lastDay),
    destinations: countDistinct(pair.destinations),
  };
}

function countDistinct(words: readonly number[]): number {
  const sorted = Int32Array.from(words).sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) count++;
  return count;
}

/** A Horvitz–Thompson sum over sampled sources, each of which stands for `scale` of them. */
interface SampledSum {
  value: number;
  variance: number;
}

function createSum(): SampledSum {
  return { value: 0, variance: 0 };
}

/** With the chance p = 1 / scale of a source to be in the sample, y² · (1 − p) / p² is y² · scale · (scale − 1). */
function addSource(sum: SampledSum, amount: number, scale: number): void {
  sum.value += amount * scale;
  sum.variance += amount * amount * scale * (scale - 1);
}

function estimate({ value, variance }: SampledSum): Estimate {
  return { value, standardError: Math.sqrt(variance) };
}

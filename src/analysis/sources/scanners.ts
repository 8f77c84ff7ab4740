import { portOf } from "../../rollup/cells.ts";
import { NO_DAY } from "../../rollup/counts.ts";
import type { ContactView } from "../../rollup/counts.ts";
import { DayGauge } from "./day-gauge.ts";
import { thinningVariance } from "./estimate.ts";
import { WordSums } from "./word-sums.ts";

/** From how many on a source scans, by what it tried on one day. */
export interface ScanThresholds {
  /** Distinct destination ports. */
  wide: number;
  /** Distinct ports on one host. */
  vertical: number;
  /** Distinct hosts at one port. */
  horizontal: number;
}

/** The published threshold of the Japanese police, and Zeek's defaults. */
export const defaultScanThresholds: ScanThresholds = { wide: 100, vertical: 15, horizontal: 25 };

/** The kinds of scans, the most telling first. */
export const scanKinds = ["wide", "vertical", "horizontal"] as const;
export type ScanKind = (typeof scanKinds)[number];

/** Bits of {@link Scanner.kinds}. */
export const WIDE = 1;
export const VERTICAL = 2;
export const HORIZONTAL = 4;

/** A source that scanned on at least one day. All numbers are of this source alone, whatever it stands for. */
export interface Scanner {
  /** Its place in `view.runs`. */
  run: number;
  /** {@link WIDE}, {@link VERTICAL} and {@link HORIZONTAL}, put together over all its days. */
  kinds: number;
  /** Distinct ports (by protocol) and hosts over all its days; of those kept where it was thinned out. */
  ports: number;
  hosts: number;
  /** Denials on all its days, scanning or not; estimated where it was thinned out. */
  denials: number;
  /** Denials on the days on which it scanned, and what thinning adds to the variance of their scaled number. */
  scanDenials: number;
  thinningVariance: number;
  /** Days on which it scanned; 1 where the log has no days. */
  scanDays: number;
  /** First and last day on which it was seen; null where the log has no days. */
  firstDay: number | null;
  lastDay: number | null;
}

/** The scanners of one side. */
export interface Scanners {
  /** In the order of the view's sources. */
  scanners: readonly Scanner[];
  /** Those applied: `horizontal` is lowered where few hosts were seen. */
  thresholds: ScanThresholds;
  /** False when no contact has a day: all are taken for one day then. */
  isDated: boolean;
  /** False when no contact names its destination: only wide scans can be told then. */
  hasHosts: boolean;
}

/**
 * Finds the sources that scanned, each day by itself.
 *
 * Where some contacts have a day, those without make no scan, since they may be of many days; the source's own
 * totals have them. A threshold of hosts above half of all destinations seen is lowered to that half, at least 2.
 * Of a source whose contacts were thinned out, what is kept decides; ports on one host and hosts at one port also
 * pass when the number they stand for is three standard errors above the threshold. So a kind may be missed there.
 */
export function findScanners(view: ContactView, given: ScanThresholds = defaultScanThresholds): Scanners {
  const hostsSeen = countHosts(view, given.horizontal * 2);
  const horizontal = Math.min(given.horizontal, Math.max(2, Math.ceil(hostsSeen / 2)));
  const thresholds = { ...given, horizontal };
  const isDated = view.days.some((day) => day !== NO_DAY);
  const scanners: Scanner[] = [];
  const gauge = new DayGauge();
  const [ports, hosts] = [new WordSums(), new WordSums()];
  const least = leastContacts(view, thresholds);
  const { runs, days } = view;
  for (let run = 0; run < runs.length - 1; run++) {
    const end = runs[run + 1]!;
    if (end - runs[run]! < least) continue;
    let scanner: Scanner | null = null;
    for (let from = runs[run]!, to = from; from < end; from = to) {
      const day = days[from]!;
      while (to < end && days[to] === day) to++;
      if (to - from < least || (isDated && day === NO_DAY)) continue;
      gauge.measure(view, from, to);
      const kinds = kindsOf(gauge, thresholds, view.contactScales[from]!);
      if (kinds === 0) continue;
      scanner ??= describeSource(view, run, ports, hosts);
      addScanDay(scanner, view, from, to, kinds);
    }
    if (scanner !== null) scanners.push(scanner);
  }
  return { scanners, thresholds, isDated, hasHosts: hostsSeen > 0 };
}

/** The main kind of kinds put together: the first of {@link scanKinds} among them. */
export function mainKind(kinds: number): ScanKind {
  if ((kinds & WIDE) !== 0) return "wide";
  return (kinds & VERTICAL) !== 0 ? "vertical" : "horizontal";
}

/** So few kept contacts never pass by what they stand for: three standard errors of up to nine reach down to 0. */
const mostUntelling = 9;

/** Fewer kept contacts than this cannot be a scan. */
function leastContacts(view: ContactView, { wide, vertical, horizontal }: ScanThresholds): number {
  return Math.min(wide, vertical, horizontal, view.isExact ? Infinity : mostUntelling + 1);
}

/** Distinct destinations of all sources, counted up to `most`. */
function countHosts({ destinations }: ContactView, most: number): number {
  const seen = new WordSums();
  let last = 0;
  for (let i = 0; i < destinations.length && seen.size < most; i++) {
    const host = destinations[i]!;
    if (host === 0 || host === last) continue;
    seen.add(host, 0);
    last = host;
  }
  return seen.size;
}

function kindsOf(gauge: DayGauge, thresholds: ScanThresholds, contactScale: number): number {
  const isWide = gauge.ports >= thresholds.wide;
  const isVertical = isAtLeast(gauge.portsOnHost, contactScale, thresholds.vertical);
  const isHorizontal = isAtLeast(gauge.hostsOnPort, contactScale, thresholds.horizontal);
  return (isWide ? WIDE : 0) | (isVertical ? VERTICAL : 0) | (isHorizontal ? HORIZONTAL : 0);
}

/** Whether a number of contacts, of which so many are kept, certainly reaches a threshold. */
function isAtLeast(kept: number, scale: number, threshold: number): boolean {
  if (kept >= threshold) return true;
  return scale > 1 && scale * (kept - 3 * Math.sqrt(kept * (1 - 1 / scale))) >= threshold;
}

function describeSource(view: ContactView, run: number, ports: WordSums, hosts: WordSums): Scanner {
  ports.clear();
  hosts.clear();
  const end = view.runs[run + 1]!;
  let denials = 0;
  let [firstDay, lastDay] = [Infinity, NO_DAY];
  for (let i = view.runs[run]!; i < end; i++) {
    denials += view.denials[i]! * view.contactScales[i]!;
    const port = view.ports[i]!;
    if (portOf(port) >= 0) ports.add(port, 0);
    const host = view.destinations[i]!;
    if (host !== 0) hosts.add(host, 0);
    const day = view.days[i]!;
    if (day === NO_DAY) continue;
    if (day < firstDay) firstDay = day;
    if (day > lastDay) lastDay = day;
  }
  return {
    run,
    kinds: 0,
    ports: ports.size,
    hosts: hosts.size,
    denials,
    scanDenials: 0,
    thinningVariance: 0,
    scanDays: 0,
    firstDay: lastDay === NO_DAY ? null : firstDay,
    lastDay: lastDay === NO_DAY ? null : lastDay,
  };
}

function addScanDay(scanner: Scanner, view: ContactView, from: number, to: number, kinds: number): void {
  const contactScale = view.contactScales[from]!;
  const scale = view.sourceScales[scanner.run]!;
  scanner.kinds |= kinds;
  scanner.scanDays++;
  for (let i = from; i < to; i++) {
    const denials = view.denials[i]!;
    scanner.scanDenials += denials * contactScale;
    scanner.thinningVariance += thinningVariance(denials, contactScale, scale);
  }
}

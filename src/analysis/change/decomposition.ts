import { protocolName } from "../../scan/protocols.ts";
import type { RankedPort } from "../ranking.ts";
import type { Tally } from "../tally.ts";

/** How a part of the denials changed, and what of the change of its share came from where. */
export interface ReportEffects {
  /** Denials of the period minus those of the baseline. */
  countChange: number;
  /** `countChange` / all denials of the baseline, a fraction; null when the baseline has none. */
  contribution: number | null;
  /** The change of the share in percentage points: `ownPoints + restPoints`; null when a side has no denials. */
  points: number | null;
  /** What of `points` comes from the part's own count; null when a side has no denials. */
  ownPoints: number | null;
  /** What of `points` comes from all denials having become more or fewer; null when a side has no denials. */
  restPoints: number | null;
}

/** The effects of a group or class. */
export interface ReportNamedEffects extends ReportEffects {
  id: string;
}

/** The effects of one protocol and port. */
export interface ReportPortEffects extends ReportEffects {
  /** The lower-case IANA name, the number as text, or `unknown`. */
  protocol: string;
  port: number;
}

/** The exact decomposition of the change between two sides. */
export interface ReportDecomposition {
  /** All denials of the period / those of the baseline; null when the baseline has none. */
  totalRatio: number | null;
  /** `iot` is `telnet` and `iot-other` together; those two and `other` sum to the total change. */
  groups: ReportNamedEffects[];
  classes: ReportNamedEffects[];
  /** Ports by how much their count changed, most first; ports that did not change are not among them. */
  ports: ReportPortEffects[];
  /** All other ports and the denials without a port: with `ports` it sums to the total change. */
  otherPorts: ReportEffects;
}

/** A group or class with its denials on both sides. */
export interface NamedCounts {
  id: string;
  denials: number;
  baselineDenials: number | null;
}

/** How many ports are listed. */
const portsListed = 20;

/**
 * Decomposes the change between two sides, by the groups and classes given and by port.
 * Null without a baseline.
 */
export function reportDecomposition(
  groups: readonly NamedCounts[],
  classes: readonly NamedCounts[],
  period: Tally,
  baseline: Tally | null,
): ReportDecomposition | null {
  if (baseline === null) return null;
  const totals = { now: period.denials, before: baseline.denials };
  const describe = ({ id, denials, baselineDenials }: NamedCounts): ReportNamedEffects => {
    return { id, ...decompose({ now: denials, before: baselineDenials ?? 0 }, totals) };
  };
  const ports = pickMostChanged(period, baseline);
  const listed = { now: 0, before: 0 };
  for (const { now, before } of ports) {
    listed.now += now;
    listed.before += before;
  }
  return {
    totalRatio: totals.before === 0 ? null : totals.now / totals.before,
    groups: groups.map(describe),
    classes: classes.map(describe),
    ports: ports.map(({ protocol, port, ...counts }) => {
      return { protocol: protocolName(protocol), port, ...decompose(counts, totals) };
    }),
    otherPorts: decompose({ now: totals.now - listed.now, before: totals.before - listed.before }, totals),
  };
}

/** A number of denials on both sides. */
export interface TwoCounts {
  now: number;
  before: number;
}

/**
 * The change of a part x among all denials X, from side 0 to side 1. With shares s = x / X and their logarithmic mean
 * L = (s1 − s0) / ln(s1 / s0), which is s where both are equal, s1 − s0 = L · ln(x1 / x0) − L · ln(X1 / X0): the first
 * term is the part's own doing, the second that of the total. They sum to the change but for rounding. Of a part that
 * is 0 on a side all of the change is its own. (The logarithmic mean Divisia index, Ang 2004.)
 */
export function decompose(part: TwoCounts, total: TwoCounts): ReportEffects {
  const countChange = part.now - part.before;
  const contribution = total.before === 0 ? null : countChange / total.before;
  if (total.now === 0 || total.before === 0) {
    return { countChange, contribution, points: null, ownPoints: null, restPoints: null };
  }
  const share = part.now / total.now;
  const baselineShare = part.before / total.before;
  const points = (share - baselineShare) * 100;
  if (part.now === 0 || part.before === 0)
    return { countChange, contribution, points, ownPoints: points, restPoints: 0 };

  const mean = logarithmicMean(share, baselineShare) * 100;
  const ownPoints = mean * Math.log(part.now / part.before);
  const restPoints = mean * Math.log(total.before / total.now);
  return { countChange, contribution, points, ownPoints, restPoints };
}

/** Of two numbers above 0. */
function logarithmicMean(a: number, b: number): number {
  const less = Math.min(a, b);
  const growth = Math.abs(a - b) / less;
  // The logarithm of 1 + growth, not of a / b: of nearly equal numbers, that would lose all its digits.
  return growth === 0 ? less : (less * growth) / Math.log1p(growth);
}

interface PortCounts extends TwoCounts {
  protocol: number;
  port: number;
}

/** The ports whose counts changed most, most first; ties go to the lower protocol, then the lower port. */
function pickMostChanged(period: Tally, baseline: Tally): PortCounts[] {
  const most: PortCounts[] = [];
  const now = period.ranking;
  const before = baseline.ranking;
  for (let place = 0; place < now.length; place++) {
    const protocol = now.protocols[place]!;
    const port = now.ports[place]!;
    const rank = before.rankOf(protocol, port);
    keepIfAmongMost(most, protocol, port, now.denials[place]!, rank === 0 ? 0 : before.denials[rank - 1]!);
  }
  for (let place = 0; place < before.length; place++) {
    const protocol = before.protocols[place]!;
    const port = before.ports[place]!;
    if (now.rankOf(protocol, port) === 0) keepIfAmongMost(most, protocol, port, 0, before.denials[place]!);
  }
  return most;
}

function keepIfAmongMost(most: PortCounts[], protocol: number, port: number, now: number, before: number): void {
  const least = most[portsListed - 1];
  if (now === before || (least !== undefined && Math.abs(now - before) < Math.abs(least.now - least.before))) return;
  const counts = { protocol, port, now, before };
  let place = most.length;
  while (place > 0 && comesBefore(counts, most[place - 1]!)) place--;
  most.splice(place, 0, counts);
  if (most.length > portsListed) most.pop();
}

function comesBefore(a: PortCounts, b: PortCounts): boolean {
  const difference = Math.abs(a.now - a.before) - Math.abs(b.now - b.before);
  return difference === 0 ? comparePorts(a, b) < 0 : difference > 0;
}

function comparePorts(a: Pick<RankedPort, "protocol" | "port">, b: Pick<RankedPort, "protocol" | "port">): number {
  return a.protocol - b.protocol || a.port - b.port;
}

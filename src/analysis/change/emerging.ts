import { NO_DAY } from "../../rollup/counts.ts";
import { protocolName } from "../../scan/protocols.ts";
import { dayToIso } from "../iso-day.ts";
import { isAbsent, measureSide, pickFallen, pickRisen } from "./candidates.ts";
import type { Candidate, ComparedSide, MeasuredSide } from "./candidates.ts";
import { countPortDays } from "./port-days.ts";
import type { PortDays } from "./port-days.ts";
import { countPortSources } from "./port-sources.ts";
import type { PortSources } from "./port-sources.ts";
import { PortTable } from "../../rollup/port-table.ts";
import { isRise } from "./rise.ts";
import type { Amount } from "./rise.ts";

/** What is told of a port that emerged or vanished, on both sides. */
interface PortOnBothSides {
  /** The lower-case IANA name, the number as text, or `unknown`. */
  protocol: string;
  port: number;
  denials: number;
  /** 0 where the baseline has none at this port. */
  baselineDenials: number;
  /** Denials a day with data. */
  denialsPerDay: number;
  baselineDenialsPerDay: number;
}

/** A port of the top N that the baseline does not explain. */
export interface ReportEmerging extends PortOnBothSides {
  rank: number;
  /** Among all ports of the baseline; null when it had no denial there. */
  baselineRank: number | null;
  /** `absent` from the baseline's top 1,000; or `grown`: 4 times the denials and twice the sources a day. */
  rule: "absent" | "grown";
  /** ISO date of the first denial; null where none has a time. */
  firstSeen: string | null;
  /** Days with denials at this port. */
  daysActive: number;
  /** Distinct sources, and the relative standard error of their number: 0 where all of them were kept. */
  sources: number;
  sourcesError: number;
  /** Distinct sources a day with data; null where the side's log names no sources. */
  sourcesPerDay: number | null;
  baselineSourcesPerDay: number | null;
  /** Distinct /24 networks of the sources (of IPv6: /48). */
  networks24: number;
  /** True where that is a floor: of a sample of sources, or where IPv6 addresses are known by a hash alone. */
  networks24IsFloor: boolean;
  /** What of the port's denials came from its heaviest source; of a sample a floor. Null where no source is known. */
  topSourceShare: number | null;
  /** `one source` has half of the denials or more. Null where the sources kept cannot tell. */
  label: "spread" | "one source" | null;
}

/** A port that was in the baseline's top N and is not in the period's. */
export interface ReportVanished extends PortOnBothSides {
  baselineRank: number;
  /** Among all ports of the period; null when it has no denial there. */
  rank: number | null;
}

/** The ports that came and went. */
export interface EmergingPorts {
  /** By their rank. */
  emerging: ReportEmerging[];
  /** By their rank in the baseline. */
  vanished: ReportVanished[];
  /** Why nothing can be told; null when both lists are complete. */
  reason: string | null;
}

/** A port has grown when so many times the sources a day met it. */
const sourcesGrowth = 2;
/** How many standard deviations the sources of a port must be beyond what chance explains, by its label. */
const [ofOneSource, ofSpread] = [2, 3];

/**
 * The ports that emerged and those that vanished between baseline and period.
 *
 * A port has emerged when it is among the period's `top` busiest, and was absent from the baseline's 1,000 busiest or
 * has at least 4 times its denials and at least twice its sources a day. It has vanished when it was among the
 * baseline's `top` busiest, is not among the period's, and has at most a quarter of its denials a day. Days are those
 * with data; denials without a time are taken to have come at the pace of those with one. Where a side's log names no
 * sources at all, denials alone decide.
 *
 * That is not enough where numbers are small: of 1,000 denials over a long tail of ports, dozens meet the definition
 * by chance. So a port must also have, on the side where it is busy, at least 10 denials, from two sources or on two
 * days, and they must be 5 standard deviations more than the other side explains (see `isRise`). As denials come in
 * bursts, so must its pairs of source and day be by 3 standard deviations, or by 2 where one source has half of the
 * denials: against none in as many days that takes 7 pairs, or one source on 3 days. Each is held against the other
 * side's pace a day and its share of the whole, so that a side which saw more of everything reports nothing for that.
 *
 * Simulated (`test/analysis/change/emerging-chance.test.ts`): two sides that draw 1,000 to 1,000,000 denials from the
 * same Zipf-like ports, exponents 0.8 to 1.2, sizes and days equal and not: in none of 96 comparisons is a port
 * reported; by the definition alone in four of five. If each denial were ten of one source, in one of ten.
 */
export function findEmerging(period: ComparedSide, baseline: ComparedSide | null, top: number): EmergingPorts {
  const reason = findReason(period, baseline);
  if (reason !== null || baseline === null) return { emerging: [], vanished: [], reason };
  const now = measureSide(period);
  const before = measureSide(baseline);

  const risen = pickRisen(now, before, top);
  const fallen = pickFallen(now, before, top);
  const candidates = [...risen, ...fallen];
  if (candidates.length === 0) return { emerging: [], vanished: [], reason };
  const ports = new PortTable();
  for (const [i, { protocol, port }] of candidates.entries()) ports.set(protocol, port, i + 1);
  const ofPeriod = lookUp(now, ports, candidates.length);
  const ofBaseline = lookUp(before, ports, candidates.length);

  return {
    emerging: risen
      .map((port, i) => ({ port, place: i + 1 }))
      .filter(
        ({ port, place }) =>
          isRepeated(ofPeriod, place) && areSourcesBeyondChance(port.denials, ofPeriod, ofBaseline, place),
      )
      .map(({ port, place }) => describeEmerging(port, place, ofPeriod, ofBaseline))
      .filter((port) => port.rule === "absent" || hasMoreSources(port)),
    vanished: fallen
      .map((port, i) => ({ port, place: risen.length + i + 1 }))
      .filter(
        ({ port, place }) =>
          isRepeated(ofBaseline, place) && areSourcesBeyondChance(port.baselineDenials, ofBaseline, ofPeriod, place),
      )
      .map(({ port }) => describeVanished(port, now, before)),
    reason,
  };
}

function findReason(period: ComparedSide, baseline: ComparedSide | null): string | null {
  if (baseline === null) return "There is no baseline to compare with.";
  for (const [name, { tally }] of [["period", period] as const, ["baseline", baseline] as const]) {
    if (tally.denials === 0) return `The ${name} has no denial.`;
    if (tally.daysWithData === 0) return `No denial of the ${name} carries a time, so nothing can be said a day.`;
  }
  return null;
}

interface LookedUp extends MeasuredSide {
  /** Walks over the cells when called first; often there is no need to. */
  findDays: () => PortDays;
  portSources: PortSources;
  /** Whether the log names sources at all. */
  hasSources: boolean;
}

function lookUp(side: MeasuredSide, ports: PortTable, portCount: number): LookedUp {
  const contacts = side.counts.contacts();
  let portDays: PortDays | null = null;
  return {
    ...side,
    findDays: () => (portDays ??= countPortDays(side.counts, ports, portCount)),
    portSources: countPortSources(contacts, ports, portCount),
    hasSources: contacts.length > 0,
  };
}

/** Two sources or two days are two pairs of source and day. */
function isRepeated({ hasSources, portSources, findDays }: LookedUp, place: number): boolean {
  return hasSources ? portSources.keptSourceDays[place]! > 1 : findDays().daysActive[place]! > 1;
}

/**
 * Denials come in bursts, as a few sources send thousands; but sources come one by one. Pairs of source and day are
 * counted of those kept, by the days and by all such pairs.
 */
function areSourcesBeyondChance(denials: number, more: LookedUp, less: LookedUp, place: number): boolean {
  if (!more.hasSources || !less.hasSources) return true;
  const { label } = describeHeaviest(denials, more.portSources, place);
  const deviations = label === "one source" ? ofOneSource : ofSpread;
  const amountOf = (side: LookedUp, per: number): Amount => ({ count: side.portSources.keptSourceDays[place]!, per });
  const daysOf = ({ tally, portSources }: LookedUp): number => tally.daysWithData * portSources.keptPart;
  return (
    isRise(amountOf(more, daysOf(more)), amountOf(less, daysOf(less)), deviations) &&
    isRise(
      amountOf(more, more.portSources.allKeptSourceDays),
      amountOf(less, less.portSources.allKeptSourceDays),
      deviations,
    )
  );
}

function hasMoreSources({ sourcesPerDay, baselineSourcesPerDay }: ReportEmerging): boolean {
  if (sourcesPerDay === null || baselineSourcesPerDay === null) return true;
  return sourcesPerDay >= sourcesGrowth * baselineSourcesPerDay && sourcesPerDay > 0;
}

function describeEmerging(port: Candidate, place: number, now: LookedUp, before: LookedUp): ReportEmerging {
  const { portSources } = now;
  const { firstDay: firstDays, daysActive } = now.findDays();
  const firstDay = firstDays[place]!;
  const sources = now.counts.sourcesAt(port.protocol, port.port);
  return {
    ...describeBoth(port, now, before),
    rank: port.rank,
    baselineRank: port.baselineRank === 0 ? null : port.baselineRank,
    rule: isAbsent(port) ? "absent" : "grown",
    firstSeen: firstDay === NO_DAY ? null : dayToIso(firstDay),
    daysActive: daysActive[place]!,
    sources: sources.count,
    sourcesError: sources.error,
    sourcesPerDay: dailySources(now, place),
    baselineSourcesPerDay: dailySources(before, place),
    networks24: portSources.networks[place]!,
    networks24IsFloor: portSources.networksAreFloor[place] === 1,
    ...describeHeaviest(port.denials, portSources, place),
  };
}

function describeVanished(port: Candidate, now: MeasuredSide, before: MeasuredSide): ReportVanished {
  return {
    ...describeBoth(port, now, before),
    baselineRank: port.baselineRank,
    rank: port.rank === 0 ? null : port.rank,
  };
}

function describeBoth(port: Candidate, now: MeasuredSide, before: MeasuredSide): PortOnBothSides {
  return {
    protocol: protocolName(port.protocol),
    port: port.port,
    denials: port.denials,
    baselineDenials: port.baselineDenials,
    denialsPerDay: port.denials / now.days,
    baselineDenialsPerDay: port.baselineDenials / before.days,
  };
}

/** Only contacts with a time are counted, so the days are those with data, not raised. */
function dailySources({ tally, portSources, hasSources }: LookedUp, place: number): number | null {
  return hasSources ? portSources.sourceDays[place]! / tally.daysWithData : null;
}

function describeHeaviest(
  denials: number,
  portSources: PortSources,
  place: number,
): Pick<ReportEmerging, "topSourceShare" | "label"> {
  const heaviest = portSources.heaviest[place]!;
  if (heaviest === 0) return { topSourceShare: null, label: null };
  const topSourceShare = Math.min(1, heaviest / denials);
  if (topSourceShare >= 0.5) return { topSourceShare, label: "one source" };
  // Could a source that was not kept have the other half? Only if those kept do not account for that half.
  const accounted = portSources.denials[place]! - 2 * Math.sqrt(portSources.denialsVariance[place]!);
  return { topSourceShare, label: accounted > denials / 2 ? "spread" : null };
}

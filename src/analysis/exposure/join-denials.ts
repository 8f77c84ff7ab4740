import { protocolNumbers } from "../../exposure/hosts/endpoint.ts";
import { protocolName } from "../../scan/protocols.ts";
import { severities } from "../../targets/severity.ts";
import type { TargetTable } from "../../targets/target-table.ts";
import { isRise } from "../change/rise.ts";
import type { AttackedPort, Attacks, AttackSpan } from "./attacks.ts";
import type { KnownPort } from "./exposure-report.ts";
import { describePort } from "./known-port.ts";
import { type HostMeasures, portCode } from "./measure-hosts.ts";

/** Where a port stands: open without need or not, and whether attacks on it grew in number a day, by chance or not. */
export const quadrants = ["exposed-rising", "exposed-falling", "closed-rising", "closed-falling"] as const;
export type Quadrant = (typeof quadrants)[number];

/** A port with what scans and denials say of it together. */
export interface ReportAttackedPort extends KnownPort {
  /** Null where there is no trend. */
  quadrant: Quadrant | null;
  /** Hosts on which it is open without need; 0 for a closed port. */
  hosts: number;
  /** Hosts on which it was opened since the scan before; null without one. */
  opened: number | null;
  /** True for a port that was newly opened somewhere while attacks on it grow beyond chance. */
  isNewUnderRise: boolean;
  denials: number;
  /** Among all ports; null where there is no denial. */
  rank: number | null;
  /** Of all denials of the period. */
  share: number;
  sources: number;
  /** Denials a day with data. */
  denialsPerDay: number | null;
  baselineDenials: number | null;
  baselineDenialsPerDay: number | null;
  /** How many times as many denials a day as before, one added on both sides; null without a baseline. */
  growth: number | null;
  /** Steady where chance explains the change. */
  trend: "rising" | "steady" | "falling" | null;
  /** Denials of the period times growth, which counts from a tenth to tenfold: what is sorted by within a severity. */
  urgency: number;
}

export interface ReportAttacks {
  period: AttackSpan;
  baseline: AttackSpan | null;
  sourcesAreEstimates: boolean;
  /** Ports that are open without need, what to close first at the top. */
  exposed: ReportAttackedPort[];
  /** The busiest ports that are open nowhere. */
  closed: ReportAttackedPort[];
  /** Ports with denials by quadrant; null where there is no trend. */
  quadrants: QuadrantFigures<Quadrant>[] | null;
  /** Ports that are open only where they are meant to be public: in none of the quadrants. */
  meant: QuadrantFigures<"public">;
}

interface QuadrantFigures<Id> {
  id: Id;
  ports: number;
  denials: number;
  share: number;
}

/** So many closed ports are listed. */
const listedClosed = 100;

/** Standard deviations beyond which a change is more than chance. */
const beyondChance = 2;

const leastGrowth = 0.1;
const mostGrowth = 10;

/**
 * Joins what is exposed with what is attacked. What to close first: by severity, within it by the denials of the period
 * times their growth, so that a port under the heaviest attack comes first, and one whose attacks grow tenfold counts
 * as if they had grown already.
 */
export function joinDenials(
  measures: HostMeasures,
  opened: ReadonlyMap<number, number> | null,
  attacks: Attacks,
  targets: TargetTable,
): ReportAttacks {
  const byCode = new Map<number, AttackedPort>();
  for (const attack of attacks.ports) {
    const name = protocolName(attack.protocol);
    if (name === "tcp" || name === "udp" || name === "sctp") byCode.set(portCode(name, attack.port), attack);
  }
  const exposed = [...measures.ports].map(([code, { protocol, port, hosts }]) => {
    const attack = byCode.get(code) ?? noAttack(protocolNumbers[protocol], port);
    return describeAttack(
      attack,
      { hosts, opened: opened === null ? null : (opened.get(code) ?? 0) },
      attacks,
      targets,
    );
  });
  const standOf = (attack: AttackedPort): "exposed" | "public" | "closed" => {
    const name = protocolName(attack.protocol);
    if (name !== "tcp" && name !== "udp" && name !== "sctp") return "closed";
    const code = portCode(name, attack.port);
    if (measures.ports.has(code)) return "exposed";
    return measures.publicPorts.has(code) ? "public" : "closed";
  };
  const none = { hosts: 0, opened: opened === null ? null : 0 };
  const closed = attacks.ports
    .filter((attack) => attack.denials > 0 && standOf(attack) === "closed")
    .slice(0, listedClosed)
    .map((attack) => describeAttack(attack, none, attacks, targets));
  return {
    period: attacks.period,
    baseline: attacks.baseline,
    sourcesAreEstimates: attacks.sourcesAreEstimates,
    exposed: exposed.sort(compareUrgency),
    closed,
    quadrants: attacks.baseline === null ? null : countQuadrants(attacks, standOf),
    meant: sumPorts(
      "public",
      attacks.ports.filter((attack) => standOf(attack) === "public"),
      attacks.period,
    ),
  };
}

function noAttack(protocol: number, port: number): AttackedPort {
  return { protocol, port, denials: 0, rank: 0, sources: 0, baselineDenials: 0 };
}

function describeAttack(
  attack: AttackedPort,
  { hosts, opened }: Pick<ReportAttackedPort, "hosts" | "opened">,
  { period, baseline }: Attacks,
  targets: TargetTable,
): ReportAttackedPort {
  const { protocol, port, denials, rank, sources, baselineDenials } = attack;
  const growth = growthOf(attack, period, baseline);
  const trend = trendOf(attack, period, baseline);
  return {
    ...describePort(targets, protocol, protocolName(protocol), port),
    quadrant: quadrantOf(hosts > 0, attack, period, baseline),
    hosts,
    opened,
    isNewUnderRise: (opened ?? 0) > 0 && trend === "rising",
    denials,
    rank: denials === 0 ? null : rank,
    share: period.denials === 0 ? 0 : denials / period.denials,
    sources,
    denialsPerDay: period.daysWithData === 0 ? null : denials / period.daysWithData,
    baselineDenials: baseline && baselineDenials,
    baselineDenialsPerDay:
      baseline === null || baseline.daysWithData === 0 ? null : baselineDenials / baseline.daysWithData,
    growth,
    trend,
    urgency: denials * Math.min(mostGrowth, Math.max(leastGrowth, growth ?? 1)),
  };
}

function growthOf(
  { denials, baselineDenials }: AttackedPort,
  period: AttackSpan,
  baseline: AttackSpan | null,
): number | null {
  if (baseline === null || baseline.daysWithData === 0 || period.daysWithData === 0) return null;
  return (denials + 1) / period.daysWithData / ((baselineDenials + 1) / baseline.daysWithData);
}

function trendOf(
  { denials, baselineDenials }: AttackedPort,
  period: AttackSpan,
  baseline: AttackSpan | null,
): ReportAttackedPort["trend"] {
  if (baseline === null || baseline.daysWithData === 0 || period.daysWithData === 0) return null;
  const now = { count: denials, per: period.daysWithData };
  const before = { count: baselineDenials, per: baseline.daysWithData };
  if (isRise(now, before, beyondChance)) return "rising";
  return isRise(before, now, beyondChance) ? "falling" : "steady";
}

function quadrantOf(
  isExposed: boolean,
  { denials, baselineDenials }: AttackedPort,
  period: AttackSpan,
  baseline: AttackSpan | null,
): Quadrant | null {
  if (baseline === null) return null;
  const isRising = denials * baseline.daysWithData > baselineDenials * period.daysWithData;
  if (isExposed) return isRising ? "exposed-rising" : "exposed-falling";
  return isRising ? "closed-rising" : "closed-falling";
}

function countQuadrants(
  { ports, period, baseline }: Attacks,
  standOf: (attack: AttackedPort) => "exposed" | "public" | "closed",
): QuadrantFigures<Quadrant>[] {
  const members = new Map<Quadrant, AttackedPort[]>(quadrants.map((id) => [id, []]));
  for (const attack of ports) {
    const stand = standOf(attack);
    if (stand !== "public") members.get(quadrantOf(stand === "exposed", attack, period, baseline)!)!.push(attack);
  }
  return quadrants.map((id) => sumPorts(id, members.get(id)!, period));
}

function sumPorts<Id>(id: Id, ports: readonly AttackedPort[], period: AttackSpan): QuadrantFigures<Id> {
  const denials = ports.reduce((sum, attack) => sum + attack.denials, 0);
  return { id, ports: ports.length, denials, share: period.denials === 0 ? 0 : denials / period.denials };
}

function compareUrgency(a: ReportAttackedPort, b: ReportAttackedPort): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    b.urgency - a.urgency ||
    b.hosts - a.hosts ||
    a.port - b.port ||
    (a.protocol < b.protocol ? -1 : 1)
  );
}

import { IP6_MARK, packPort, portOf, protocolOf } from "../../rollup/cells.ts";
import type { Counts } from "../../rollup/counts.ts";
import { TCP, UNKNOWN_PROTOCOL } from "../../targets/protocol.ts";
import { dayToIso } from "../iso-day.ts";

/** What is asked of denials, wherever they are kept. */
export type AttackCounts = Pick<Counts, "eachCell" | "totals" | "contacts">;

/** Days counted from 1970-01-01 in the report's zone, both among them. */
export interface DayRange {
  from: number;
  to: number;
}

/** One of the two spans that a trend is told by. */
export interface AttackSpan {
  /** ISO; null where denials carry no time. */
  from: string | null;
  to: string | null;
  daysWithData: number;
  /** Denials at all ports, and those without one. */
  denials: number;
}

/** A port that connections were refused at. */
export interface AttackedPort {
  /** IANA number; where the log names none, that of TCP. */
  protocol: number;
  port: number;
  denials: number;
  /** Among all ports of the span; 1 is the busiest. */
  rank: number;
  /** Distinct sources in the span. */
  sources: number;
  baselineDenials: number;
}

/** Attacks by port in a span, and in the one before. */
export interface Attacks {
  period: AttackSpan;
  /** Null where there is nothing to tell a trend by. */
  baseline: AttackSpan | null;
  /** By rank; ports of the baseline alone behind them, with no denials. */
  ports: AttackedPort[];
  /** True where numbers of sources are estimates. */
  sourcesAreEstimates: boolean;
  /** Denials outside both spans, or without a time where others have one. */
  leftOut: number;
}

/** The two spans of a trend. */
export interface TrendSpans {
  period: DayRange;
  baseline: DayRange | null;
}

/**
 * Counts denials by port in two spans of time: those given or, without, the later and the earlier half of all days with
 * data, so that a few lines of a clock that was wrong do not move the middle. Where denials carry no time they all are
 * of one span, and there is no trend.
 */
export function measureAttacks(counts: AttackCounts, given: TrendSpans | null): Attacks {
  const spans = given ?? halveDays(counts.totals().days);
  const isOfPeriod = (day: number): boolean => (spans === null ? true : isIn(day, spans.period));
  const isOfBaseline = (day: number): boolean => spans !== null && spans.baseline !== null && isIn(day, spans.baseline);
  const now = new Map<number, number>();
  const before = new Map<number, number>();
  const sums = { now: 0, before: 0, leftOut: 0 };
  counts.eachCell((day, _device, packed, denials) => {
    const port = joinProtocols(packed);
    if (isOfPeriod(day)) {
      sums.now += denials;
      now.set(port, (now.get(port) ?? 0) + denials);
    } else if (isOfBaseline(day)) {
      sums.before += denials;
      before.set(port, (before.get(port) ?? 0) + denials);
    } else sums.leftOut += denials;
  });
  const days = [...counts.totals().days];
  const describe = (range: DayRange | null, denials: number): AttackSpan => ({
    from: range && dayToIso(range.from),
    to: range && dayToIso(range.to),
    daysWithData: range === null ? 0 : days.filter((day) => isIn(day, range)).length,
    denials,
  });
  const baseline = spans?.baseline ?? null;
  return {
    period: describe(spans?.period ?? null, sums.now),
    baseline: baseline && describe(baseline, sums.before),
    ports: rankPorts(now, before, countSources(counts, isOfPeriod)),
    sourcesAreEstimates: !counts.contacts().isExact,
    leftOut: sums.leftOut,
  };
}

/** A side of a report: counts of its own, and the span that it is of. */
export interface AttackedSide {
  counts: Pick<Counts, "totals" | "contacts">;
  /** ISO; null where the logs carry no times. */
  span: { from: string | null; to: string | null };
}

/**
 * The same of the sides of a report: all denials of each count, whatever their days. Without a baseline there is no trend.
 * @param leftOut denials on neither side.
 */
export function measureSides(period: AttackedSide, baseline: AttackedSide | null, leftOut: number): Attacks {
  const now = sumPorts(period);
  const before = baseline === null ? new Map<number, number>() : sumPorts(baseline);
  return {
    period: describeSide(period, now),
    baseline: baseline && describeSide(baseline, before),
    ports: rankPorts(
      now,
      before,
      countSources(period.counts, () => true),
    ),
    sourcesAreEstimates: !period.counts.contacts().isExact,
    leftOut,
  };
}

/** Denials by port, joined over protocols. */
function sumPorts({ counts }: AttackedSide): Map<number, number> {
  const sums = new Map<number, number>();
  counts.totals().eachPort((protocol, port, denials) => {
    const packed = joinProtocols(packPort(protocol, port));
    sums.set(packed, (sums.get(packed) ?? 0) + denials);
  });
  return sums;
}

function describeSide({ counts, span: { from, to } }: AttackedSide, sums: ReadonlyMap<number, number>): AttackSpan {
  const denials = [...sums.values()].reduce((sum, count) => sum + count, 0);
  return { from, to, daysWithData: counts.totals().days.size, denials };
}

/** Ports of both spans, the busiest first. All maps are by packed port. */
function rankPorts(
  now: ReadonlyMap<number, number>,
  before: ReadonlyMap<number, number>,
  sources: ReadonlyMap<number, number>,
): AttackedPort[] {
  return [...new Set([...now.keys(), ...before.keys()])]
    .map((packed) => ({
      protocol: protocolOf(packed),
      port: portOf(packed),
      denials: now.get(packed) ?? 0,
      sources: Math.round(sources.get(packed) ?? 0),
      baselineDenials: before.get(packed) ?? 0,
    }))
    .filter(({ port }) => port >= 0)
    .sort((a, b) => b.denials - a.denials || a.protocol - b.protocol || a.port - b.port)
    .map((port, at): AttackedPort => ({ ...port, rank: at + 1 }));
}

/** The later and the earlier half of some days with data; null where there are none. */
export function halveDays(withData: ReadonlySet<number>): TrendSpans | null {
  const days = Int32Array.from(withData).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (days.length === 1) return { period: { from: first, to: last }, baseline: null };
  const middle = days[days.length >> 1]!;
  return { period: { from: middle, to: last }, baseline: { from: first, to: middle - 1 } };
}

/** Distinct sources at each port, those of a sample counted for as many as they stand for. */
function countSources(counts: Pick<Counts, "contacts">, isCounted: (day: number) => boolean): Map<number, number> {
  const { runs, ports, days, sourceScales } = counts.contacts();
  const sums = new Map<number, number>();
  const lastRun = new Map<number, number>();
  for (let run = 0; run < runs.length - 1; run++) {
    for (let at = runs[run]!; at < runs[run + 1]!; at++) {
      if (!isCounted(days[at]!)) continue;
      const port = joinProtocols(ports[at]!);
      if (lastRun.get(port) === run) continue;
      lastRun.set(port, run);
      sums.set(port, (sums.get(port) ?? 0) + sourceScales[run]!);
    }
  }
  return sums;
}

/** The packed port, without a mark; of TCP where the log names no protocol. */
function joinProtocols(packed: number): number {
  const plain = packed & ~IP6_MARK;
  return protocolOf(plain) === UNKNOWN_PROTOCOL && portOf(plain) >= 0 ? packPort(TCP, portOf(plain)) : plain;
}

function isIn(day: number, { from, to }: DayRange): boolean {
  return from <= day && day <= to;
}

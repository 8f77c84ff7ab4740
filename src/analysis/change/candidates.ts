import type { Counts } from "../../rollup/counts.ts";
import type { RankedPort } from "../ranking.ts";
import type { Tally } from "../tally.ts";
import { isRise } from "./rise.ts";

/** One side of a comparison. */
export interface ComparedSide {
  counts: Counts;
  tally: Tally;
}

/** A port below this rank in the baseline was absent from it. */
const baselineTop = 1000;
const [denialsGrowth, denialsDecline] = [4, 4];
const leastDenials = 10;
/** How many standard deviations denials must be beyond what chance explains. */
const deviations = 5;

/** A side with the days that its denials took. */
export interface MeasuredSide extends ComparedSide {
  /** Days with data, raised by the denials that carry no time. */
  days: number;
}

/** The days that a side's denials took: {@link MeasuredSide}. At least one denial carries a time. */
export function measureSide({ counts, tally }: ComparedSide): MeasuredSide {
  const timed = tally.denials - counts.totals().untimed;
  return { counts, tally, days: (tally.daysWithData * tally.denials) / timed };
}

/** A port with what both sides have of it; a rank of 0 stands for none. */
export interface Candidate {
  protocol: number;
  port: number;
  rank: number;
  denials: number;
  baselineRank: number;
  baselineDenials: number;
}

/** Ports among the period's busiest whose denials make them candidates, by rank. */
export function pickRisen(now: MeasuredSide, before: MeasuredSide, top: number): Candidate[] {
  return pairUp(now, before, top)
    .map(({ own, other }) => ({
      protocol: own.protocol,
      port: own.port,
      rank: own.rank,
      denials: own.denials,
      baselineRank: other?.rank ?? 0,
      baselineDenials: other?.denials ?? 0,
    }))
    .filter((port) => {
      const hasGrown = port.denials * before.days >= denialsGrowth * port.baselineDenials * now.days;
      return (isAbsent(port) || hasGrown) && isBeyondChance(port.denials, now, port.baselineDenials, before);
    });
}

/** Ports among the baseline's busiest, but not the period's, whose denials make them candidates, by rank there. */
export function pickFallen(now: MeasuredSide, before: MeasuredSide, top: number): Candidate[] {
  return pairUp(before, now, top)
    .map(({ own, other }) => ({
      protocol: own.protocol,
      port: own.port,
      rank: other?.rank ?? 0,
      denials: other?.denials ?? 0,
      baselineRank: own.rank,
      baselineDenials: own.denials,
    }))
    .filter((port) => {
      const isOut = port.rank === 0 || port.rank > top;
      const hasDeclined = denialsDecline * port.denials * before.days <= port.baselineDenials * now.days;
      return isOut && hasDeclined && isBeyondChance(port.baselineDenials, before, port.denials, now);
    });
}

/** Whether a port was not among the baseline's 1,000 busiest. */
export function isAbsent({ baselineRank }: Candidate): boolean {
  return baselineRank === 0 || baselineRank > baselineTop;
}

function isBeyondChance(more: number, moreSide: MeasuredSide, less: number, lessSide: MeasuredSide): boolean {
  return (
    more >= leastDenials &&
    isRise({ count: more, per: moreSide.days }, { count: less, per: lessSide.days }, deviations) &&
    isRise({ count: more, per: moreSide.tally.denials }, { count: less, per: lessSide.tally.denials }, deviations)
  );
}

/** The busiest ports of a side, each with the same port of the other side. */
function pairUp(
  { tally }: MeasuredSide,
  other: MeasuredSide,
  top: number,
): { own: RankedPort; other: RankedPort | null }[] {
  return tally.ranking.first(top).map((own) => ({ own, other: other.tally.ranking.find(own.protocol, own.port) }));
}

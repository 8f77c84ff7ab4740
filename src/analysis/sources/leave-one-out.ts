import { NOWHERE, UNTOLD, pairUp } from "./join-sources.ts";
import type { Pairs } from "./join-sources.ts";
import { denialsOf, gainOf, mostGain, partOf, pointsOf } from "./split-side.ts";
import type { HeadlineSide } from "./split-side.ts";
import { compareSources, sourceText } from "./source-text.ts";

/** What the headline of a side is without one source. Of a thinned-out source, its denials are estimated. */
export interface WithoutSource {
  /** Null where only a hash of the address is known. */
  source: string | null;
  /** Its denials on this side, and their share of all denials. */
  denials: number;
  share: number;
  /** The shares without it; null where nothing is left. */
  iotShareWithout: number | null;
  telnetShareWithout: number | null;
  /** The IoT share without it minus the IoT share, in percentage points; null where nothing is left. */
  movesPoints: number | null;
  /** The change of the IoT share with the source left out on both sides; null without a baseline or where untold. */
  pointsWithout: number | null;
}

/** What the change of the headline is without one source on both sides. */
export interface ChangeWithoutSource {
  source: string | null;
  denials: number;
  baselineDenials: number;
  /** The change of the IoT share without it, in percentage points; null where nothing is left of a side. */
  pointsWithout: number | null;
  /** `pointsWithout` minus the change with all sources; null where nothing is left of a side. */
  movesPoints: number | null;
}

/**
 * The sources that move the headline most when left out; ties go to the one with more denials, then to the lower
 * address. Null where no source is known, or for the change where a side has no denial.
 */
export interface LeaveOneOut {
  /** Moves the period's IoT share most. */
  period: WithoutSource | null;
  /** Moves the baseline's IoT share most. */
  baseline: WithoutSource | null;
  /** Moves the change most. */
  change: ChangeWithoutSource | null;
  /** True when sources were left out of a sample, any of which might move it more. */
  isSample: boolean;
}

/** Finds the sources that move the headline most. Removing one takes off its own denials, whatever it stands for. */
export function leaveOneOut(now: HeadlineSide, before: HeadlineSide | null): LeaveOneOut {
  if (before === null) {
    return { period: describeMover(now, () => null), baseline: null, change: null, isSample: !now.view.isExact };
  }
  const pairs = pairUp(now.view, before.view);
  return {
    period: describeMover(now, (run) => pointsOf(now, run, before, pairs.ofNow[run]!)),
    baseline: describeMover(before, (run) => pointsOf(now, pairs.ofBefore[run]!, before, run)),
    change: describeChange(now, before, pairs),
    isSample: !now.view.isExact || !before.view.isExact,
  };
}

function describeMover(side: HeadlineSide, pointsWithout: (run: number) => number | null): WithoutSource | null {
  const { view, sums } = side;
  const run = pickMover(side);
  if (run < 0) return null;
  const part = partOf(side, run);
  const left = sums.all - part.all;
  return {
    source: sourceText(view, run),
    denials: part.all,
    share: part.all / sums.all,
    iotShareWithout: left > 0 ? (sums.iot - part.iot) / left : null,
    telnetShareWithout: left > 0 ? (sums.telnet - part.telnet) / left : null,
    movesPoints: left > 0 ? gainOf(side, run) * 100 : null,
    pointsWithout: pointsWithout(run),
  };
}

/** The place of the source that moves its own side's share most, −1 where there is none. */
function pickMover(side: HeadlineSide): number {
  const { view, sums } = side;
  const sources = view.runs.length - 1;
  let [best, most, bestOwn] = [-1, 0, 0];
  if (sums.all === 0) return best;
  // The bound grows with the denials, so most sources are told by theirs: with so few none moves it as much, nor more.
  let [tooFew, notMore] = [-1, -1];
  for (let run = 0; run < sources; run++) {
    const own = denialsOf(side, run);
    if (own <= tooFew || (own <= notMore && !winsTie(run, own))) continue;
    const bound = mostGain(side, own);
    if (best >= 0 && bound < most) {
      tooFew = own;
      continue;
    }
    if (best >= 0 && isAtMost(bound, most)) {
      notMore = Math.max(notMore, own);
      if (!winsTie(run, own)) continue;
    }
    const gain = Math.abs(gainOf(side, run));
    if (best >= 0 && (gain < most || (gain === most && !winsTie(run, own)))) continue;
    best = run;
    bestOwn = own;
    most = gain;
  }
  return best;

  function winsTie(run: number, own: number): boolean {
    return (bestOwn - own || compareSources(view, run, view, best)) <= 0;
  }
}

/** Whether a bound, with its hair, can be reached but not passed by what was reached before. */
function isAtMost(bound: number, most: number): boolean {
  return bound <= most * (1 + 2e-9);
}

function describeChange(now: HeadlineSide, before: HeadlineSide, pairs: Pairs): ChangeWithoutSource | null {
  if (now.sums.all === 0 || before.sums.all === 0) return null;
  const places = pickChangeMover(now, before, pairs);
  if (places === null) return null;
  const [run, beforeRun] = places;
  const gains = gainOf(now, run) - gainOf(before, beforeRun);
  return {
    source: run >= 0 ? sourceText(now.view, run) : sourceText(before.view, beforeRun),
    denials: run >= 0 ? partOf(now, run).all : 0,
    baselineDenials: beforeRun >= 0 ? partOf(before, beforeRun).all : 0,
    pointsWithout: pointsOf(now, run, before, beforeRun),
    movesPoints: Number.isFinite(gains) ? gains * 100 : null,
  };
}

/** The places in the period and in the baseline of the source that moves the change most; null where there is none. */
function pickChangeMover(now: HeadlineSide, before: HeadlineSide, { ofNow, ofBefore }: Pairs): [number, number] | null {
  let [bestRun, bestBefore, most] = [NOWHERE, NOWHERE, -1];
  const denialsAt = (run: number, beforeRun: number): number => denialsOf(now, run) + denialsOf(before, beforeRun);
  const winsTie = (run: number, beforeRun: number): boolean => {
    const [view, place] = run >= 0 ? [now.view, run] : [before.view, beforeRun];
    const [bestView, bestPlace] = bestRun >= 0 ? [now.view, bestRun] : [before.view, bestBefore];
    const fewer = denialsAt(bestRun, bestBefore) - denialsAt(run, beforeRun);
    return (fewer || compareSources(view, place, bestView, bestPlace)) <= 0;
  };
  const consider = (run: number, beforeRun: number): void => {
    if (run === UNTOLD || beforeRun === UNTOLD) return;
    const bound = mostGain(now, denialsOf(now, run)) + mostGain(before, denialsOf(before, beforeRun));
    if (bound < most || (most >= 0 && isAtMost(bound, most) && !winsTie(run, beforeRun))) return;
    const gain = Math.abs(gainOf(now, run) - gainOf(before, beforeRun));
    // Where nothing is left on either side, infinities cancel out.
    const moved = Number.isNaN(gain) ? Infinity : gain;
    if (moved < most || (moved === most && !winsTie(run, beforeRun))) return;
    [bestRun, bestBefore, most] = [run, beforeRun, moved];
  };
  for (let run = 0; run < ofNow.length; run++) consider(run, ofNow[run]!);
  for (let run = 0; run < ofBefore.length; run++) if (ofBefore[run] === NOWHERE) consider(NOWHERE, run);
  return most < 0 ? null : [bestRun, bestBefore];
}

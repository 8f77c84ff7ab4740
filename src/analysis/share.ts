import type { ShareFigures } from "./report.ts";

/** Some of a side's denials, and all of them. */
export interface Part {
  denials: number;
  /** The denominator: all denials of the side. */
  total: number;
}

/** The share of a part: a fraction 0–1, and 0 on a side without denials. */
export function shareOf({ denials, total }: Part): number {
  return total === 0 ? 0 : denials / total;
}

/** The difference of two shares in percentage points. */
function pointsBetween(share: number, baselineShare: number): number {
  return (share - baselineShare) * 100;
}

/** A part of the period beside the same part of the baseline; where there is nothing to compare with, that is null. */
export function compareShares(part: Part, baseline: Part | null): ShareFigures {
  const share = shareOf(part);
  const figures = { denials: part.denials, share };
  if (baseline === null) {
    return { ...figures, baselineDenials: null, baselineShare: null, points: null, ratio: null };
  }
  // Of nothing there is no share, and no change from it.
  if (baseline.total === 0) {
    return { ...figures, baselineDenials: baseline.denials, baselineShare: null, points: null, ratio: null };
  }
  const baselineShare = shareOf(baseline);
  return {
    ...figures,
    baselineDenials: baseline.denials,
    baselineShare,
    points: pointsBetween(share, baselineShare),
    ratio: baseline.denials === 0 ? null : part.denials / baseline.denials,
  };
}

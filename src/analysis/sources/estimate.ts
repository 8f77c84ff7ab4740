import type { ContactView } from "../../rollup/counts.ts";

/** A figure and its standard error, in the figure's unit; the error is 0 where nothing is estimated. */
export interface Estimate {
  value: number;
  standardError: number;
}

/**
 * What a source adds to the variance of an estimated sum (Horvitz–Thompson, sources included independently with
 * chance 1 / scale). @param amount what the source alone adds to the sum, not scaled by its scale.
 */
export function sourceVariance(amount: number, scale: number): number {
  return amount * amount * scale * (scale - 1);
}

/**
 * What one contact of a source that was thinned out adds to the variance of an estimated sum, on top of
 * {@link sourceVariance} of the source; 0 where all of its contacts are kept.
 */
export function thinningVariance(denials: number, contactScale: number, scale: number): number {
  return denials * denials * contactScale * (contactScale - 1) * scale;
}

/** How far a view is thinned: one of 2^level sources is kept; of a view of several parts, the level of the coarsest. */
export function samplingLevel(view: ContactView): number {
  return Math.log2(view.coarsestScale);
}

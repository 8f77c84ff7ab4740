import type { PageWords } from "../messages/page.en.ts";
import { formatPoints, formatRatio, formatTenths, tenthsOf } from "../numbers.ts";
import type { Page } from "./page.ts";

/** A share in percent: `38.0 %`; a dash where there is none. */
export function writeShare(words: PageWords, share: number | null): string {
  return share === null ? words.nothing : writeTenths(words, tenthsOf(share));
}

/** Tenths of a percent as percent: 380 is `38.0 %`. */
export function writeTenths({ names }: PageWords, tenths: number): string {
  return keepTogether(names.percent(formatTenths(tenths)));
}

/** Points with their unit: `−18.9 points`; a dash where there are none. */
export function writePoints(words: PageWords, points: number | null): string {
  return points === null ? words.nothing : keepTogether(words.names.points(formatPoints(points)));
}

/** A ratio: `×1.11`; a dash where there is none. */
export function writeRatio(words: PageWords, ratio: number | null): string {
  return ratio === null ? words.nothing : formatRatio(ratio);
}

/** What the shares of each side are of: denials, or distinct sources. */
export function countedOf({ report }: Page): { period: number; baseline: number; isOfSources: boolean } {
  const { totals, provenance } = report;
  const isOfSources = provenance.method === "unique-sources";
  const isOfAll = provenance.method === "top100" || provenance.method === "all-ports";
  const now = isOfAll || totals.denials === 0 ? totals.denials : totals.denominator;
  const before = isOfAll ? totals.baselineDenials : totals.baselineDenominator;
  return { period: now, baseline: before ?? 0, isOfSources };
}

/** Text whose numbers stay on one line with their units and signs. */
export function keepTogether(text: string): string {
  return text.replace(/(?<=\d) (?=%|points\b|[kMGTP]?B\b)/gu, "\u00a0");
}

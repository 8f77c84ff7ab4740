import { tally } from "../../../src/analysis/tally.ts";
import { findScanners } from "../../../src/analysis/sources/scanners.ts";
import type { ScanThresholds } from "../../../src/analysis/sources/scanners.ts";
import type { ScanSide } from "../../../src/analysis/sources/scan-report.ts";
import { findSurvey } from "../../../src/analysis/sources/survey.ts";
import type { KnownScanner } from "../../../src/analysis/sources/survey.ts";
import type { ContactView } from "../../../src/rollup/counts.ts";
import { addressText } from "../../../src/scan/address-text.ts";
import { contactsOf, countsOf } from "../../support/counts.ts";
import type { CountRow } from "../../support/counts.ts";

interface SideOptions {
  /** Addresses in a list of known scanners; no list where they are left out. */
  known?: readonly string[];
  thresholds?: ScanThresholds;
  /** Instead of the rows' own contacts. */
  view?: ContactView;
}

/** All that is known of the scans in rows. */
export function sideOf(
  rows: readonly CountRow[],
  { known, thresholds, view = contactsOf(rows) }: SideOptions = {},
): ScanSide {
  const isKnown: KnownScanner | null = known ? (address) => known.includes(addressText(address) ?? "") : null;
  const scanners = findScanners(view, thresholds);
  return { view, tally: tally(countsOf(rows)), scanners, survey: findSurvey(view, scanners, isKnown) };
}

/**
 * A view as if it were a sample in which every source stands for so many, and every contact of the busy source for
 * four of its own.
 */
export function asSample(view: ContactView, scale: number, busySource?: number): ContactView {
  return {
    ...view,
    sourceScales: view.sourceScales.map(() => scale),
    coarsestScale: scale,
    contactScales: view.contactScales.map((_, i) => (view.sources[i] === busySource ? 4 : 1)),
    isExact: false,
  };
}

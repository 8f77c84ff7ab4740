import type { ContactView } from "../../rollup/counts.ts";
import { dayToIso } from "../iso-day.ts";
import type { Tally } from "../tally.ts";
import { samplingLevel, sourceVariance } from "./estimate.ts";
import type { Estimate } from "./estimate.ts";
import { HORIZONTAL, VERTICAL, WIDE, mainKind } from "./scanners.ts";
import type { ScanKind, ScanThresholds, Scanner, Scanners } from "./scanners.ts";
import { compareSources, sourceText } from "./source-text.ts";
import { LISTED } from "./survey.ts";
import type { Survey } from "./survey.ts";

/** What is known of the scans of one side. */
export interface ScanSide {
  view: ContactView;
  tally: Tally;
  scanners: Scanners;
  survey: Survey;
}

/** One of the scanners with the most denials. Its numbers are its own, over all its days. */
export interface ReportScanner {
  /** Null where only a hash of the address is known. */
  source: string | null;
  /** The first of wide, vertical, horizontal that it was on any day. */
  kind: ScanKind;
  /** True where a list of known scanners names it. */
  isListed: boolean;
  /** Distinct ports and hosts that it tried. */
  ports: number;
  hosts: number;
  denials: number;
  /** Days on which it scanned. */
  scanDays: number;
  /** ISO dates; null where the log carries no times. */
  firstSeen: string | null;
  lastSeen: string | null;
}

/** Why something about scans is null. */
export type ScansUntold = "no-denials" | "no-sources" | "no-times";

/** The scans of one side. */
export interface ReportScanSide {
  /** Scanning sources, each day's summed, by days with denials; null where the side has no days or no sources. */
  scannersPerDay: number | null;
  scannersPerDayError: number | null;
  /** Denials of sources on the days on which they scanned, as a fraction 0–1 of all denials. */
  shareOfDenials: number | null;
  shareOfDenialsError: number | null;
  /** Why one of the above is null; null when none is. */
  reason: ScansUntold | null;
  /** One of 2^level sources was kept. */
  samplingLevel: number;
  /** True when the figures are estimates, and the list names but those scanners that were kept. */
  isSample: boolean;
  /** False when no denial carries a time: the whole log was taken for one day. */
  isDated: boolean;
  /**
   * Distinct sources of each kind, one of several kinds in each; `survey` are wide or listed ones. Vertical and
   * horizontal are null where no destination is logged: all above is of wide scans alone then.
   */
  byKind: Record<ScanKind | "survey", number | null> | null;
  /** Those applied: `horizontal` is lowered where few hosts were seen. */
  thresholds: ScanThresholds;
  /** The 20 with the most denials, ties by address. */
  top: ReportScanner[];
}

/** The report's part on scans. */
export interface ReportScans extends ReportScanSide {
  baseline: ReportScanSide | null;
  /** Null without a baseline; each figure is null where one of its sides is. */
  change: {
    /** Scanners per day by those of the baseline; null where that has none. */
    scannersPerDayRatio: number | null;
    /** Difference of the shares of denials, in percentage points. */
    shareOfDenialsPoints: number | null;
  } | null;
}

const topScanners = 20;

/** Describes the scans of a period, and of its baseline where there is one. */
export function reportScans(period: ScanSide, baseline: ScanSide | null): ReportScans {
  const now = describeSide(period);
  if (baseline === null) return { ...now, baseline: null, change: null };
  const before = describeSide(baseline);
  return { ...now, baseline: before, change: describeChange(now, before) };
}

function describeChange(now: ReportScanSide, before: ReportScanSide): ReportScans["change"] {
  const isRated = now.scannersPerDay !== null && before.scannersPerDay !== null && before.scannersPerDay > 0;
  const isShared = now.shareOfDenials !== null && before.shareOfDenials !== null;
  return {
    scannersPerDayRatio: isRated ? now.scannersPerDay! / before.scannersPerDay! : null,
    shareOfDenialsPoints: isShared ? (now.shareOfDenials! - before.shareOfDenials!) * 100 : null,
  };
}

function describeSide(side: ScanSide): ReportScanSide {
  const { view, tally, survey } = side;
  const { scanners, thresholds, isDated } = side.scanners;
  const reason = findReason(side);
  const days = reason === null ? tally.daysWithData : null;
  const denials = reason === null || reason === "no-times" ? tally.denials : null;
  const scanDays = sumUp(view, scanners, ({ scanDays: amount }) => amount);
  const scanned = sumUp(view, scanners, ({ scanDenials }) => scanDenials);
  const error = Math.hypot(scanned.standardError, thinningError(scanners));
  return {
    scannersPerDay: days && scanDays.value / days,
    scannersPerDayError: days && scanDays.standardError / days,
    // What sources of a sample stand for may exceed all that there is.
    shareOfDenials: denials && Math.min(1, scanned.value / denials),
    shareOfDenialsError: denials && error / denials,
    reason,
    samplingLevel: samplingLevel(view),
    isSample: !view.isExact,
    isDated,
    byKind: denials === null ? null : countKinds(side),
    thresholds,
    top: pickTop(view, scanners).map((scanner) => describeScanner(view, scanner, survey)),
  };
}

function findReason({ view, tally, scanners }: ScanSide): ScansUntold | null {
  if (tally.denials === 0) return "no-denials";
  if (view.length === 0) return "no-sources";
  return scanners.isDated && tally.daysWithData > 0 ? null : "no-times";
}

function sumUp(view: ContactView, scanners: readonly Scanner[], amountOf: (scanner: Scanner) => number): Estimate {
  let [sum, variance] = [0, 0];
  for (const scanner of scanners) {
    const scale = view.sourceScales[scanner.run]!;
    const amount = amountOf(scanner);
    sum += amount * scale;
    variance += sourceVariance(amount, scale);
  }
  return { value: sum, standardError: Math.sqrt(variance) };
}

function thinningError(scanners: readonly Scanner[]): number {
  let variance = 0;
  for (const scanner of scanners) variance += scanner.thinningVariance;
  return Math.sqrt(variance);
}

function countKinds({ view, scanners: { scanners, hasHosts }, survey }: ScanSide): ReportScanSide["byKind"] {
  const byKind = { wide: 0, vertical: 0, horizontal: 0 };
  for (const { run, kinds } of scanners) {
    const scale = view.sourceScales[run]!;
    if ((kinds & WIDE) !== 0) byKind.wide += scale;
    if ((kinds & VERTICAL) !== 0) byKind.vertical += scale;
    if ((kinds & HORIZONTAL) !== 0) byKind.horizontal += scale;
  }
  const { wide, vertical, horizontal } = byKind;
  return {
    wide,
    vertical: hasHosts ? vertical : null,
    horizontal: hasHosts ? horizontal : null,
    survey: survey.sources.value,
  };
}

function pickTop(view: ContactView, scanners: readonly Scanner[]): Scanner[] {
  const top: Scanner[] = [];
  const compare = (a: Scanner, b: Scanner): number => b.denials - a.denials || compareSources(view, a.run, view, b.run);
  for (const scanner of scanners) {
    const last = top[topScanners - 1];
    if (last !== undefined && compare(scanner, last) > 0) continue;
    top.splice(topScanners - 1);
    let place = top.length;
    while (place > 0 && compare(scanner, top[place - 1]!) < 0) place--;
    top.splice(place, 0, scanner);
  }
  return top;
}

function describeScanner(view: ContactView, scanner: Scanner, { marks }: Survey): ReportScanner {
  const { run, ports, hosts, denials, scanDays, firstDay, lastDay } = scanner;
  return {
    source: sourceText(view, run),
    kind: mainKind(scanner.kinds),
    isListed: (marks[run]! & LISTED) !== 0,
    ports,
    hosts,
    denials,
    scanDays,
    firstSeen: firstDay === null ? null : dayToIso(firstDay),
    lastSeen: lastDay === null ? null : dayToIso(lastDay),
  };
}

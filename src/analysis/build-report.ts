import type { Scope } from "../rollup/counts.ts";
import type { LineCounts } from "../rollup/lines.ts";
import type { Address } from "../scan/event.ts";
import { targetsAsOf } from "../targets/as-of.ts";
import type { TargetTable } from "../targets/target-table.ts";
import { reportClasses } from "./classes.ts";
import { reportDecomposition } from "./change/decomposition.ts";
import { findEmerging } from "./change/emerging.ts";
import { splitMapping } from "./change/mapping-split.ts";
import { reportSpread } from "./change/spread.ts";
import { reportHygiene } from "./coverage/hygiene.ts";
import { compareDevices, type LikeSide } from "./coverage/like-for-like.ts";
import { reportOwnInfected } from "./coverage/own-infected.ts";
import { type RateSide, reportRates } from "./coverage/rates.ts";
import { reportCoverage } from "./coverage/side-coverage.ts";
import { sumWeekHours } from "./coverage/week-hours.ts";
import { measureGroups, reportGroups, type Rule } from "./groups.ts";
import { reportCertainty } from "./certainty/certainty.ts";
import { reportPorts } from "./ports.ts";
import { reportSchema } from "./report.ts";
import type { Mapping, Provenance, Report, ReportPeriod } from "./report.ts";
import { reportSensitivity } from "./sensitivity.ts";
import { shareOf } from "./share.ts";
import { type Lens, type Side, type SideView, viewSide } from "./side-view.ts";
import { reportScans } from "./sources/scan-report.ts";
import { warn, type WarningSide } from "./warnings.ts";

export type { Side } from "./side-view.ts";

/** All that a report is made of. */
export interface ReportSource extends Lens {
  period: Side;
  /** Null when there is nothing to compare with. */
  baseline: Side | null;
  targets: TargetTable;
  mapping: Mapping;
  /** How many of the busiest ports are listed, and are in the numerator of `top100`. At least 1. */
  top: number;
  /** Seconds that the report's zone is ahead of UTC at an instant in seconds since 1970 UTC. */
  offsetAt: (timeSec: number) => number;
  /** Whether an address is one of our own. */
  isOwn: (address: Address) => boolean;
  /** How many own addresses there are; null when nobody said. */
  ownAddresses: number | null;
  provenance: Pick<Provenance, "tool" | "command" | "arguments" | "zone" | "inputs" | "counted">;
  /** Over all inputs. */
  lines: LineCounts;
  partial: boolean;
  /** What was found while reading; the report's own warnings follow these. */
  warnings: readonly string[];
  /** Denials read but outside both periods. */
  outsidePeriods: number;
  /** Denials read but on neither side, because periods are cut by dates and these carry no time. */
  withoutTime: number;
  /** Denials read but not wanted. */
  filtered: number;
}

/** The report on one period, or on a period and its baseline. The same input gives the same report. */
export function buildReport(source: ReportSource): Report {
  const { method, top } = source;
  const rule: Rule = { method, top };
  const targetsOf = (span: ReportPeriod): TargetTable => rowsOf(source, span);
  const period = viewSide(source.period, source, targetsOf);
  const baseline = source.baseline && viewSide(source.baseline, source, targetsOf);
  const groups = reportGroups(period, baseline, rule);
  const classes = reportClasses(period, baseline);
  const { emerging, vanished, reason } = findEmerging(ofAll(period), baseline && ofAll(baseline), top);

  return {
    schema: reportSchema,
    partial: source.partial,
    provenance: describeProvenance(source),
    period: period.span,
    baseline: baseline?.span ?? null,
    lines: source.lines,
    totals: describeTotals(source, period, baseline),
    groups,
    classes,
    ports: reportPorts(period, baseline?.tally ?? null, top),
    sensitivity: reportSensitivity(period, top),
    baselineSensitivity: baseline && reportSensitivity(baseline, top),
    ...reportCertainty(period, baseline, rule),
    weekHours: sumWeekHours(period.timelines, source.offsetAt),
    baselineWeekHours: baseline && sumWeekHours(baseline.timelines, source.offsetAt),
    decomposition: reportDecomposition(groups, classes, period.tally, baseline?.tally ?? null),
    mapping: reportMapping(source, period, baseline, rule),
    spread: reportSpread(period.tally, baseline?.tally ?? null),
    emerging,
    vanished,
    emergingReason: reason,
    scans: reportScans(scansOf(period), baseline && scansOf(baseline)),
    ...describeHygiene(source, period, baseline),
    rates: reportRates(rateOf(source, period), baseline && rateOf(source, baseline)),
    ...describeCoverage(period, baseline),
    devices: baseline && compareDevices(likeOf(period), likeOf(baseline)),
    warnings: [
      ...source.warnings,
      ...warnOfMapping(source, period, baseline),
      ...warn(
        warningSide(source, period),
        baseline && warningSide(source, baseline),
        isCut(source) ? source.withoutTime : 0,
      ),
    ],
  };
}

/** The rows that hold on a side. A side without dates has no years to hold rows against: there all of them do. */
export function rowsOf(
  { mapping, targets }: Pick<ReportSource, "mapping" | "targets">,
  { from, to }: ReportPeriod,
): TargetTable {
  if (mapping === "fixed" || from === null || to === null) return targets;
  return targetsAsOf(targets, yearOf(from), yearOf(to));
}

/** Rows hold in years, which a side without dates has none of. */
function warnOfMapping({ mapping }: ReportSource, period: SideView, baseline: SideView | null): string[] {
  if (mapping === "fixed") return [];
  const sides = [
    ["period", period],
    ["baseline", baseline],
  ] as const;
  return sides.flatMap(([name, side]) => {
    if (side === null || side.span.from !== null) return [];
    return [`The ${name} has no dates, so it is counted by all rows of the targets table.`];
  });
}

function yearOf(isoDay: string): number {
  return Number(isoDay.slice(0, 4));
}

function describeProvenance({ provenance, method, top, targets, mapping }: ReportSource): Provenance {
  const { tool, command, zone, inputs, counted } = provenance;
  const again = provenance.arguments;
  const table = { version: targets.version, sha256: targets.sha256, mapping };
  return { tool, command, arguments: again, anonymized: false, zone, method, top, targets: table, counted, inputs };
}

/** What the shares of a side's groups are of. */
function wholeOf(rule: Rule, side: SideView): number {
  return measureGroups(side, side.targets, rule, "default").total;
}

function warningSide(rule: Rule, side: SideView): WarningSide {
  return { tally: side.all, span: side.span, method: rule.method, denominator: wholeOf(rule, side) };
}

function describeTotals(source: ReportSource, period: SideView, baseline: SideView | null): Report["totals"] {
  const { denials, packets, portless } = period.all;
  const sources = period.counts.sources();
  const { value, standardError } = period.surveyDenials.total;
  return {
    denials,
    denominator: wholeOf(source, period),
    baselineDenominator: baseline && wholeOf(source, baseline),
    packets: period.counts.withoutPackets === 0 ? packets : null,
    sources: sources.count,
    sourcesError: sources.error,
    portless: { denials: portless, share: shareOf({ denials: portless, total: denials }) },
    baselineDenials: baseline?.all.denials ?? null,
    baselineSources: baseline?.counts.sources().count ?? null,
    outsidePeriods: source.outsidePeriods,
    withoutTime: source.withoutTime,
    filtered: source.filtered,
    surveyDenials: Math.round(value),
    surveyDenialsError: standardError,
    baselineSurveyDenials: baseline && Math.round(baseline.surveyDenials.total.value),
    assumed: period.counts.assumed + (baseline?.counts.assumed ?? 0),
  };
}

/** Ports come and go in all that was denied, whatever the method counts. */
function ofAll({ counts, all }: SideView): { counts: SideView["counts"]; tally: SideView["all"] } {
  return { counts, tally: all };
}

function scansOf({ contacts, all, scanners, survey }: SideView): Parameters<typeof reportScans>[0] {
  return { view: contacts, tally: all, scanners, survey };
}

function reportMapping(
  source: ReportSource,
  period: SideView,
  baseline: SideView | null,
  rule: Rule,
): Report["mapping"] {
  if (source.mapping === "fixed" || baseline === null) return null;
  return splitMapping(period.targets, baseline.targets, (side, table) => {
    const { numbers, total } = measureGroups(side === "period" ? period : baseline, table, rule, "default");
    return {
      iot: shareOf({ denials: numbers.iot, total }),
      telnet: shareOf({ denials: numbers.telnet, total }),
    };
  });
}

function describeHygiene(
  { isOwn }: ReportSource,
  period: SideView,
  baseline: SideView | null,
): Pick<Report, "scope" | "backscatter" | "ownInfected" | "ownInfectedTotals"> {
  const now = reportHygiene(period.counts, baseline?.counts ?? null);
  const { rows, ...totals } = reportOwnInfected(period.counts.ownContacts(), isOwn, period.targets);
  const before: Record<Scope, number> | null = now.baseline && now.baseline.scope.denials;
  return {
    scope: { ...now.scope.denials, baseline: before },
    backscatter: { ...now.backscatter, baseline: now.baseline && now.baseline.backscatter },
    ownInfected: rows,
    ownInfectedTotals: totals,
  };
}

function rateOf({ ownAddresses }: ReportSource, { all, counts, span }: SideView): RateSide {
  const { days, daysWithData } = span;
  return { denials: all.denials - counts.totals().untimed, days, daysWithData, ownAddresses };
}

function describeCoverage(
  period: SideView,
  baseline: SideView | null,
): Pick<Report, "coverage" | "coverageTotal" | "baselineCoverage" | "baselineCoverageTotal"> {
  const now = reportCoverage(period.counts, period.timelines);
  const before = baseline && reportCoverage(baseline.counts, baseline.timelines);
  return {
    coverage: now.devices,
    coverageTotal: { ...now.total, moreDevices: now.moreDevices },
    baselineCoverage: before && before.devices,
    baselineCoverageTotal: before && { ...before.total, moreDevices: before.moreDevices },
  };
}

function likeOf({ all, span }: SideView): LikeSide {
  return { devices: all.devices, days: span.days, daysWithData: span.daysWithData };
}

function isCut(source: ReportSource): boolean {
  return source.period.period !== null || (source.baseline?.period ?? null) !== null;
}

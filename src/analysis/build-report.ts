import type { LineCounts } from "../rollup/lines.ts";
import type { Counts } from "../rollup/counts.ts";
import type { TargetTable } from "../targets/target-table.ts";
import { reportClasses } from "./classes.ts";
import { reportGroups } from "./groups.ts";
import type { Period } from "./period.ts";
import { reportPorts } from "./ports.ts";
import { describePeriod } from "./report-period.ts";
import { reportSchema } from "./report.ts";
import type { Method, Provenance, Report } from "./report.ts";
import { reportSensitivity } from "./sensitivity.ts";
import { shareOf } from "./share.ts";
import { tally } from "./tally.ts";
import type { Tally } from "./tally.ts";
import { warn } from "./warnings.ts";

/** One side of a report. Where a period is given, the counts hold its days and no others. */
export interface Side {
  counts: Counts;
  /** The days the counts were cut to; null when they were not cut by date. */
  period: Period | null;
}

/** All that a report is made of. */
export interface ReportSource {
  period: Side;
  /** Null when there is nothing to compare with. */
  baseline: Side | null;
  targets: TargetTable;
  method: Method;
  /** How many of the busiest ports are listed, and are in the numerator of `top100`. At least 1. */
  top: number;
  provenance: Pick<Provenance, "tool" | "command" | "zone" | "inputs">;
  /** Over all inputs. */
  lines: LineCounts;
  partial: boolean;
  /** What was found while reading; the report's own warnings follow these. */
  warnings: readonly string[];
  /** Denials read but outside both periods. */
  outsidePeriods: number;
  /** Denials read but on neither side, because periods are cut by dates and these carry no time. */
  withoutTime: number;
}

/** The report on one period, or on a period and its baseline. The same input gives the same report. */
export function buildReport(source: ReportSource): Report {
  const { targets, method, top } = source;
  const rule = { method, top };
  const period = describeSide(source.period);
  const baseline = source.baseline && describeSide(source.baseline);
  const ofBaseline = baseline?.tally ?? null;
  const { tool, command, zone, inputs } = source.provenance;

  return {
    schema: reportSchema,
    partial: source.partial,
    provenance: {
      tool,
      command,
      zone,
      method,
      top,
      targets: { version: targets.version, sha256: targets.sha256, mapping: "fixed" },
      inputs,
    },
    period: period.span,
    baseline: baseline?.span ?? null,
    lines: source.lines,
    totals: {
      ...describeTotals(period, baseline),
      outsidePeriods: source.outsidePeriods,
      withoutTime: source.withoutTime,
    },
    groups: reportGroups(period.tally, ofBaseline, targets, rule),
    classes: reportClasses(period.tally, ofBaseline, targets),
    ports: reportPorts(period, ofBaseline, targets, top),
    sensitivity: reportSensitivity(period.tally, targets, top),
    warnings: [...source.warnings, ...warn(period, baseline, isCut(source) ? source.withoutTime : 0)],
  };
}

interface DescribedSide {
  counts: Counts;
  tally: Tally;
  span: Report["period"];
}

function describeSide({ counts, period }: Side): DescribedSide {
  const sum = tally(counts);
  return { counts, tally: sum, span: describePeriod(period, sum) };
}

function describeTotals(
  period: DescribedSide,
  baseline: DescribedSide | null,
): Omit<Report["totals"], "outsidePeriods" | "withoutTime"> {
  const { denials, packets, portless } = period.tally;
  const sources = period.counts.sources();
  return {
    denials,
    packets: period.counts.withoutPackets === 0 ? packets : null,
    sources: sources.count,
    sourcesError: sources.error,
    portless: { denials: portless, share: shareOf({ denials: portless, total: denials }) },
    baselineDenials: baseline?.tally.denials ?? null,
    baselineSources: baseline?.counts.sources().count ?? null,
    assumed: period.counts.assumed + (baseline?.counts.assumed ?? 0),
  };
}

function isCut(source: ReportSource): boolean {
  return source.period.period !== null || (source.baseline?.period ?? null) !== null;
}

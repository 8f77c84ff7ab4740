import type { Report } from "../../../src/analysis/report.ts";
import { amount, count, fraction, listOf, nullOr, object, oneOf, truth } from "../json-shape.ts";
import { decomposition, emerging, mapping, spread, vanished } from "./change.ts";
import {
  backscatter,
  coverageTotal,
  device,
  devices,
  ownInfected,
  ownInfectedTotals,
  rates,
  scope,
  weekHours,
} from "./coverage.ts";
import { exposure } from "./exposure.ts";
import { lines, period, provenance } from "./provenance.ts";
import { classShape, dayShape, group, methodShares, port } from "./shares.ts";
import { leaveOneOut, scans, significance } from "./sources.ts";
import { name } from "./words.ts";

const totals = object<Report["totals"]>({
  denials: count,
  denominator: count,
  baselineDenominator: nullOr(count),
  packets: nullOr(count),
  sources: count,
  sourcesError: amount,
  portless: object<Report["totals"]["portless"]>({ denials: count, share: fraction }),
  baselineDenials: nullOr(count),
  baselineSources: nullOr(count),
  outsidePeriods: count,
  withoutTime: count,
  filtered: count,
  surveyDenials: count,
  surveyDenialsError: amount,
  baselineSurveyDenials: nullOr(count),
  assumed: count,
});

/** The skeleton that scripts may rely on: every key of a report with its type; a report may hold more. */
export const report = object<Report>({
  schema: oneOf("fwtrend/report/1"),
  partial: truth,
  provenance,
  period,
  baseline: nullOr(period),
  lines,
  totals,
  groups: listOf(group),
  classes: listOf(classShape),
  ports: listOf(port),
  sensitivity: listOf(methodShares),
  baselineSensitivity: nullOr(listOf(methodShares)),
  significance,
  leaveOneOut: nullOr(leaveOneOut),
  decomposition: nullOr(decomposition),
  mapping: nullOr(mapping),
  spread: nullOr(spread),
  emerging: listOf(emerging),
  vanished: listOf(vanished),
  emergingReason: nullOr(name),
  scans,
  scope,
  backscatter,
  ownInfected: listOf(ownInfected),
  ownInfectedTotals,
  rates,
  daily: listOf(dayShape),
  baselineDaily: nullOr(listOf(dayShape)),
  weekHours,
  baselineWeekHours: nullOr(weekHours),
  coverage: listOf(device),
  coverageTotal,
  baselineCoverage: nullOr(listOf(device)),
  baselineCoverageTotal: nullOr(coverageTotal),
  devices: nullOr(devices),
  exposure,
  warnings: listOf(name),
});

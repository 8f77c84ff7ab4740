import type { ContactView } from "../../rollup/counts.ts";
import { PortTable } from "../../rollup/port-table.ts";
import { type Rule, sortPorts } from "../groups.ts";
import { dayToIso } from "../iso-day.ts";
import type { Report, ReportDay } from "../report.ts";
import type { SideView } from "../side-view.ts";
import type { Tally } from "../tally.ts";
import type { GroupSums, HeadlineSide } from "../sources/split-side.ts";
import { leaveOneOut } from "../sources/leave-one-out.ts";
import { noSignificance, reportSignificance, type ReportSignificance } from "./bootstrap.ts";
import { type DailySeries, sumByDay } from "./daily-series.ts";

/**
 * The days behind the headline, and how sure it is: its intervals, and the source that moves it most. Both are of denials: of a share of
 * distinct sources neither is told, and no day knows what of its denials came from survey scanners.
 */
export function reportCertainty(
  period: SideView,
  baseline: SideView | null,
  rule: Rule,
): Pick<Report, "daily" | "baselineDaily" | "significance" | "leaveOneOut"> {
  const now = seriesOf(period, rule);
  const before = baseline && seriesOf(baseline, rule);
  const daily = { daily: listDays(now), baselineDaily: before && listDays(before) };
  const significance = reportIntervals(now, before, rule);
  if (rule.method === "unique-sources") return { ...daily, significance, leaveOneOut: null };
  const ofBaseline = baseline && headlineOf(baseline, rule);
  return { ...daily, significance, leaveOneOut: leaveOneOut(headlineOf(period, rule), ofBaseline) };
}

function seriesOf(side: SideView, rule: Rule): DailySeries {
  return sumByDay(side.counts, numeratorOf(side.all, side, rule).ports);
}

function listDays({ days, all, telnet, iotOther }: DailySeries): ReportDay[] {
  return Array.from(days, (day, i) => {
    return { day: dayToIso(day), denials: all[i]!, telnet: telnet[i]!, iotOther: iotOther[i]! };
  });
}

function reportIntervals(period: DailySeries, baseline: DailySeries | null, rule: Rule): ReportSignificance {
  if (rule.method === "unique-sources") return noSignificance("Intervals are told of shares of denials only.");
  if (rule.method === "survey-excluded") {
    return noSignificance("Which denials are of survey scanners is known for the whole side, not for each day.");
  }
  return reportSignificance(period, baseline);
}

/** The ports in the numerator of a rule, 1 for telnet, 2 for IoT without it, and what denials they have. */
function numeratorOf(tally: Tally, { targets }: SideView, rule: Rule): { ports: PortTable; sums: GroupSums } {
  const ports = new PortTable();
  const sums = { all: tally.denials, iot: 0, telnet: 0 };
  for (const { port, group } of sortPorts(tally, targets, rule, "default")) {
    ports.set(port.protocol, port.port, group === "telnet" ? 1 : 2);
    sums.iot += port.denials;
    if (group === "telnet") sums.telnet += port.denials;
  }
  return { ports, sums };
}

function headlineOf(side: SideView, rule: Rule): HeadlineSide {
  const view = rule.method === "survey-excluded" ? silence(side.contacts, side.survey.runs) : side.contacts;
  const { ports, sums } = numeratorOf(side.tally, side, rule);
  return { view, sums, numerators: ports };
}

/** The view with no denials of some sources. */
function silence(view: ContactView, runs: readonly number[]): ContactView {
  const denials = view.denials.slice();
  for (const run of runs) denials.fill(0, view.runs[run], view.runs[run + 1]);
  return { ...view, denials };
}

import type { GroupId, Method, Report, ReportGroup, ReportPeriod } from "../analysis/report.ts";
import { printable } from "./escape.ts";
import { en } from "./messages/en.ts";
import { directionOf, formatCount, formatPoints, formatShare, tenthsOf } from "./numbers.ts";

/** The report in one sentence, generated from its figures so that no word can contradict a number. */
export function writeHeadline(report: Report): string {
  const words = en.headline;
  const { denials, baselineDenials, denominator, baselineDenominator } = report.totals;
  const { method } = report.provenance;
  const when = writeWhen(report.period);
  const before = report.baseline === null ? null : writeWhen(report.baseline) || en.when.side(en.sides.baseline);
  if (denials === 0) {
    const isFall = before !== null && baselineDenials !== null && baselineDenials > 0;
    return isFall ? words.nothingNow(when, before, formatCount(baselineDenials)) : words.nothing(when);
  }

  const isOfSources = method === "unique-sources";
  if (denominator === 0) return (isOfSources ? words.noSource : words.surveyAlone)(formatCount(denials), when);

  const telnet = groupOf(report, "telnet");
  const name = nameTelnet(method);
  const share = formatShare(telnet.share);
  const aimed = writeAimed(report, when);
  if (before === null) return words.analyzed(aimed, name, share);
  if (baselineDenials !== 0 && baselineDenominator === 0) {
    return (isOfSources ? words.withoutBaselineSource : words.surveyBaseline)(aimed, name, share, before);
  }
  if (baselineDenials === 0 || telnet.baselineShare === null || telnet.points === null) {
    return words.withoutBaseline(aimed, name, share, before);
  }
  return words.compared(aimed, writeChange(name, telnet.baselineShare, telnet.share, telnet.points));
}

/** What was counted, and which share of it was aimed at IoT. */
function writeAimed({ totals, groups, provenance }: Report, when: string): string {
  const words = en.headline;
  const share = formatShare(groups.find(({ id }) => id === "iot")?.share ?? 0);
  if (provenance.method === "unique-sources") {
    return words.sources(formatCount(totals.denominator), totals.denominator === 1, when, share);
  }
  const isWhole = provenance.method !== "survey-excluded";
  const counted = isWhole ? totals.denials : totals.denials - totals.surveyDenials;
  return words.aimed(formatCount(counted), counted === 1, isWhole ? when : words.withoutSurvey(when), share);
}

/**
 * What a share did, as a clause without a full stop: `telnet fell from 48.1 % to 29.2 % (−18.9 points)`. The word
 * follows the points as printed, and nothing is said to move between two shares that print alike.
 */
export function writeChange(what: string, from: number, to: number, points: number): string {
  const words = en.headline;
  const direction = directionOf(points);
  const [before, now, change] = [formatShare(from), formatShare(to), en.points(formatPoints(points))];
  const isSameInPrint = tenthsOf(from) === tenthsOf(to);
  if (direction === "same") {
    return isSameInPrint ? words.unchanged(what, now) : words.unchangedBetween(what, before, now, change);
  }
  if (direction === "falling") {
    return isSameInPrint ? words.fellWithin(what, now, change) : words.fell(what, before, now, change);
  }
  return isSameInPrint ? words.roseWithin(what, now, change) : words.rose(what, before, now, change);
}

/** The group of a report. Every report has all four. */
export function groupOf(report: Report, id: GroupId): ReportGroup {
  const group = report.groups.find((candidate) => candidate.id === id);
  if (group === undefined) throw new TypeError(`the report has no group ${id}`);
  return group;
}

/** What "telnet" means under a method: port 23 alone, as in the published reference, or every telnet port. */
export function nameTelnet(method: Method): string {
  return method === "top100" ? en.groups.telnetPort : en.groups.telnet;
}

/** The period as it continues a sentence, with a space before it: ` in FY2017`; empty where there are no dates. */
function writeWhen({ label, from, to }: ReportPeriod): string {
  if (from === null || to === null) return en.when.undated;
  const name = printable(label, 40);
  const [start, end] = name.split("..");
  if (start !== undefined && end !== undefined) return en.when.span(start, end);
  if (name !== "" && name !== from) return en.when.labelled(name);
  return from === to ? en.when.day(from) : en.when.span(from, to);
}

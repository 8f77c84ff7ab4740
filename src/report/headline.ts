import type { GroupId, Method, Report, ReportGroup, ReportPeriod } from "../analysis/report.ts";
import { oneSpaced, printable } from "./escape.ts";
import { writeShare } from "./figures.ts";
import { english } from "./language.ts";
import type { Language } from "./language.ts";
import { directionOf, tenthsOf } from "./numbers.ts";

/** The report in one sentence, generated from its figures so that no word can contradict a number. */
export function writeHeadline(report: Report, language: Language = english): string {
  const { figures } = language;
  const words = language.words.headline;
  const { denials, baselineDenials, denominator, baselineDenominator } = report.totals;
  const { method } = report.provenance;
  const { sides, when: places } = language.words;
  const when = writeWhen(report.period, language);
  const before = report.baseline && (writeWhen(report.baseline, language) || places.side(sides.baseline));
  if (denials === 0) {
    const isFall = before !== null && baselineDenials !== null && baselineDenials > 0;
    return isFall ? words.nothingNow(when, before, figures.count(baselineDenials)) : words.nothing(when);
  }

  const isOfSources = method === "unique-sources";
  if (denominator === 0) return (isOfSources ? words.noSource : words.surveyAlone)(figures.count(denials), when);

  const telnet = groupOf(report, "telnet");
  const name = nameTelnet(method, language);
  const share = writeShare(figures, telnet.share);
  const aimed = writeAimed(report, when, language);
  if (before === null) return words.analyzed(aimed, name, share);
  if (baselineDenials !== 0 && baselineDenominator === 0) {
    return (isOfSources ? words.withoutBaselineSource : words.surveyBaseline)(aimed, name, share, before);
  }
  if (baselineDenials === 0 || telnet.baselineShare === null || telnet.points === null) {
    return words.withoutBaseline(aimed, name, share, before);
  }
  return words.compared(aimed, writeChange(name, telnet.baselineShare, telnet.share, telnet.points, language));
}

/** What was counted, and which share of it was aimed at IoT. */
function writeAimed({ totals, groups, provenance }: Report, when: string, { words, figures }: Language): string {
  const { sources, aimed } = words.headline;
  const share = writeShare(figures, groups.find(({ id }) => id === "iot")?.share ?? 0);
  if (provenance.method === "unique-sources") {
    return sources(figures.count(totals.denominator), totals.denominator === 1, when, share);
  }
  const isWhole = provenance.method !== "survey-excluded";
  const counted = isWhole ? totals.denials : totals.denials - totals.surveyDenials;
  return aimed(figures.count(counted), counted === 1, when, share, isWhole);
}

/**
 * What a share did, as a clause without a full stop: `telnet fell from 48.1 % to 29.2 % (−18.9 points)`. The word
 * follows the points as printed, and nothing is said to move between two shares that print alike.
 */
export function writeChange(
  what: string,
  from: number,
  to: number,
  points: number,
  language: Language = english,
): string {
  return writeChangeOfTenths(what, tenthsOf(from), tenthsOf(to), points, language);
}

/** {@link writeChange} of two shares as printed, in tenths of a percent. */
export function writeChangeOfTenths(
  what: string,
  from: number,
  to: number,
  points: number,
  { words: { headline: words }, figures }: Language,
): string {
  const direction = directionOf(points);
  const [before, now, change] = [figures.percent(from), figures.percent(to), figures.change(points)];
  const isSameInPrint = from === to;
  // Shares that are rounded to make up the whole can move the other way by a tenth.
  if (direction !== "same" && !isSameInPrint && direction !== (from > to ? "falling" : "rising")) {
    return words.allButUnchanged(what, before, now);
  }
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
export function nameTelnet(method: Method, { words: { groups } }: Language = english): string {
  return method === "top100" ? groups.telnetPort : groups.telnet;
}

/** The period as it continues a sentence, with a space before it: ` in FY2017`; empty where there are no dates. */
function writeWhen({ label, from, to }: ReportPeriod, { words: { when } }: Language): string {
  if (from === null || to === null) return when.undated;
  const name = printable(oneSpaced(label), 40);
  const [start, end] = name.split("..");
  if (start !== undefined && end !== undefined) return when.span(start, end);
  if (name !== "" && name !== from) return when.labelled(when.label(name));
  return from === to ? when.day(from) : when.span(from, to);
}

import type { FloorReason, ReportCoverageTotal } from "../analysis/coverage/side-coverage.ts";
import type { Report } from "../analysis/report.ts";
import { printable } from "./escape.ts";
import { writeShare } from "./figures.ts";
import { groupOf } from "./headline.ts";
import { directionOf, formatCount, formatDaily, tenthsOf } from "./numbers.ts";
import { isTold } from "./prose-pen.ts";
import type { Pen, ProseSides } from "./prose-pen.ts";
import { describeChosen } from "./summary-facts.ts";
import { describeBackscatter, describeInfected, describeScope, nameSource, tellingPoints } from "./summary-findings.ts";
import { writeNotice } from "./summary-model.ts";

const sentenceColumns = 600;

/** What a reader has to be careful about: what restricts the figures, what they rest on, what may be missing. */
export function writeCareful(report: Report, sides: ProseSides, pen: Pen): string[] {
  const { language, words } = pen;
  const isCounted = report.totals.denominator > 0;
  const reason = isCounted ? report.significance.reason : null;
  return [
    writeNotice(report, language),
    tellChosen(report, pen),
    reason === null ? null : words.quoted(language.words.sentence(reason)),
    ...(isCounted ? tellHeadline(report, pen) : []),
    ...tellCoverage(report.coverageTotal, sides.now.name, pen),
    ...(report.baselineCoverageTotal === null
      ? []
      : tellCoverage(report.baselineCoverageTotal, sides.before.name, pen)),
    ...report.warnings.map((warning) => tellWarning(warning, pen)),
  ].filter(isTold);
}

/** What the share of IoT depends on. */
function tellHeadline(report: Report, pen: Pen): (string | null)[] {
  const { words, language } = pen;
  const [scope, infected] = [describeScope(report, language), describeInfected(report, language)];
  const backscatter = describeBackscatter(report, language);
  return [
    tellRange(report, pen),
    ...tellLoudest(report, pen),
    tellSurvey(report, pen),
    tellSample(report, pen),
    tellMapping(report, pen),
    tellAssumed(report, pen),
    scope && words.scope(scope),
    backscatter && words.backscatter(backscatter),
    infected && words.infected(infected),
  ];
}

function tellChosen({ provenance }: Report, { words, language }: Pen): string | null {
  const parts = describeChosen(provenance, language);
  return parts.length === 0 ? null : words.chosen(parts.join(language.words.joints.list));
}

function tellRange(report: Report, { words, figures }: Pen): string | null {
  const { range, share } = groupOf(report, "iot");
  const [strict, wide] = [tenthsOf(range.strict), tenthsOf(range.wide)];
  if (strict === tenthsOf(share) && wide === tenthsOf(share)) return null;
  return words.range(figures.percent(strict), figures.percent(wide));
}

/** The source that moves the share most, and whether the change turns without it. */
function tellLoudest(report: Report, { words, figures, language }: Pen): string[] {
  const found = report.leaveOneOut?.period ?? null;
  if (found === null || found.iotShareWithout === null || found.movesPoints === null) return [];
  if (Math.abs(found.movesPoints) < tellingPoints) return [];
  const { share, points } = groupOf(report, "iot");
  const clauses = [
    words.without(
      nameSource(found.source, language),
      writeShare(figures, found.share),
      writeShare(figures, share),
      writeShare(figures, found.iotShareWithout),
    ),
  ];
  const { pointsWithout } = found;
  const isTurned = points !== null && pointsWithout !== null && directionOf(points) !== directionOf(pointsWithout);
  if (isTurned) clauses.push(words.turns(figures.change(pointsWithout)));
  const isSample = report.leaveOneOut?.isSample === true;
  return clauses.map((clause) => words.stop(isSample ? words.ofSample(clause) : clause));
}

function tellSurvey({ totals, sensitivity, scans, provenance }: Report, { words, figures }: Pen): string | null {
  if (totals.surveyDenials === 0) return null;
  const share = writeShare(figures, totals.surveyDenials / totals.denials);
  const without = sensitivity.find(({ method }) => method === "survey-excluded")?.iotShare ?? null;
  // A share of denials is no match for shares of sources, and the headline by survey-excluded is that share itself.
  const isOther = provenance.method === "top100" || provenance.method === "all-ports";
  const text =
    without === null || !isOther ? words.survey(share) : words.surveyIot(share, writeShare(figures, without));
  return words.stop(scans.isSample ? words.ofSample(text) : text);
}

function tellSample({ totals }: Report, { words, figures }: Pen): string | null {
  return totals.sourcesError > 0 ? words.sampled(writeShare(figures, totals.sourcesError)) : null;
}

function tellMapping({ mapping }: Report, { words, figures }: Pen): string | null {
  if (mapping === null) return null;
  const { iot, addedRows, removedRows } = mapping;
  const [constant, added, removed] = [iot.constant, iot.added, iot.removed].map((points) => figures.change(points));
  return words.mapping(constant!, added!, formatCount(addedRows), removed!, formatCount(removedRows));
}

function tellAssumed({ totals }: Report, { words, figures }: Pen): string | null {
  return totals.assumed > 0 ? words.assumed(figures.count(totals.assumed), totals.assumed === 1) : null;
}

function tellCoverage({ coverage, devices, floor }: ReportCoverageTotal, name: string, pen: Pen): string[] {
  const { words, figures, language } = pen;
  const { sides } = language.words;
  const side = name === sides.period || name === sides.baseline ? words.theSide(name) : name;
  const sentences: string[] = [];
  if (coverage !== null && (tenthsOf(coverage) < 1000 || floor.length > 0)) {
    sentences.push(words.coverage(side, writeShare(figures, coverage), formatCount(devices), devices === 1));
  }
  if (floor.length > 0) {
    const reasons = floor.map((reason) => nameFloor(reason, pen)).join(language.words.joints.list);
    sentences.push(words.floor(side, reasons));
  }
  return sentences;
}

function nameFloor(reason: FloorReason, { words: { floors }, figures }: Pen): string {
  if ("hours" in reason) {
    return floors[reason.kind](formatCount(reason.devices), reason.devices === 1, formatDaily(reason.hours));
  }
  return floors[reason.kind](reason.messages === null ? null : figures.count(reason.messages));
}

function tellWarning(warning: string, { words, language }: Pen): string | null {
  const text = printable(language.words.sentence(warning), sentenceColumns).trim();
  return text === "" ? null : words.quoted(text);
}

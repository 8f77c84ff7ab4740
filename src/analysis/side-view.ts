import type { ContactView, Counts } from "../rollup/counts.ts";
import type { TargetTable } from "../targets/target-table.ts";
import type { Period } from "./period.ts";
import type { Method, ReportPeriod } from "./report.ts";
import { describePeriod } from "./report-period.ts";
import { readTimelines, type Timeline } from "./coverage/timeline.ts";
import { findScanners, type Scanners, type ScanThresholds } from "./sources/scanners.ts";
import {
  findSurvey,
  type KnownScanner,
  type Survey,
  surveyDenials,
  type SurveyDenials,
  withoutSurvey,
} from "./sources/survey.ts";
import { countUniqueSources, type UniqueSources } from "./sources/unique-sources.ts";
import { tally, type Tally } from "./tally.ts";

/** One side of a report. Where a period is given, the counts hold its days and no others. */
export interface Side {
  counts: Counts;
  /** The days the counts were cut to; null when they were not cut by date. */
  period: Period | null;
}

/** How the sides are looked at. */
export interface Lens {
  method: Method;
  scanThresholds: ScanThresholds;
  /** Null where no list of known scanners was given. */
  isKnownScanner: KnownScanner | null;
}

/** One side with all that several parts of a report need of it. */
export interface SideView {
  counts: Counts;
  contacts: ContactView;
  span: ReportPeriod;
  /** All denials. */
  all: Tally;
  /** All denials but those of survey scanners. */
  surveyless: Tally;
  /** The denials that the method counts: one of the two. */
  tally: Tally;
  scanners: Scanners;
  survey: Survey;
  surveyDenials: SurveyDenials;
  /** When each device logged, by name. */
  timelines: ReadonlyMap<string, Timeline>;
  /** The rows that hold on this side. */
  targets: TargetTable;
  /** Distinct sources by what they touched, by a table. */
  uniqueSources(targets: TargetTable): UniqueSources;
}

/** Looks at a side. @param targetsOf picks the rows of a table that hold in a span. */
export function viewSide(side: Side, lens: Lens, targetsOf: (span: ReportPeriod) => TargetTable): SideView {
  const { counts } = side;
  const all = tally(counts);
  const contacts = counts.contacts();
  const scanners = findScanners(contacts, lens.scanThresholds);
  const survey = findSurvey(contacts, scanners, lens.isKnownScanner);
  const ofSurvey = surveyDenials(contacts, survey);
  const surveyless = withoutSurvey(all, ofSurvey);
  const span = describePeriod(side.period, all);
  const known = new Map<TargetTable, UniqueSources>();
  return {
    counts,
    contacts,
    span,
    all,
    surveyless,
    tally: lens.method === "survey-excluded" ? surveyless : all,
    scanners,
    survey,
    surveyDenials: ofSurvey,
    timelines: readTimelines(counts),
    targets: targetsOf(span),
    uniqueSources(targets) {
      let unique = known.get(targets);
      if (unique === undefined) known.set(targets, (unique = countUniqueSources(contacts, targets)));
      return unique;
    },
  };
}

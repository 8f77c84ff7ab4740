import type { GroupId, Report, ReportPort, ShareFigures } from "../analysis/report.ts";
import { formatCount } from "../report/numbers.ts";
import type { TargetClass } from "../targets/target.ts";

/** What a figure is about. */
export type Subject =
  | { kind: "group"; id: GroupId }
  | { kind: "class"; id: TargetClass }
  | { kind: "port"; protocol: string; port: number }
  | { kind: "totals" };

const shareFigures = ["share", "denials", "points", "ratio", "baselineShare", "baselineDenials"] as const;

/** The figures that each kind of subject has. */
export const figuresOf = {
  group: [...shareFigures, "portsInTop"],
  class: shareFigures,
  port: [...shareFigures, "sources", "rank", "baselineRank"],
  totals: [
    "denials",
    "sources",
    "packets",
    "ratio",
    "baselineDenials",
    "baselineSources",
    "outsidePeriods",
    "withoutTime",
    "assumed",
  ],
} as const satisfies Readonly<Record<Subject["kind"], readonly string[]>>;

export type Figure = (typeof figuresOf)[Subject["kind"]][number];

const comparing: ReadonlySet<Figure> = new Set<Figure>([
  "points",
  "ratio",
  "baselineShare",
  "baselineDenials",
  "baselineSources",
  "baselineRank",
]);

/** True for figures that only a report with a baseline has. */
export function needsBaseline(figure: Figure): boolean {
  return comparing.has(figure);
}

/** True for figures that are fractions from 0 to 1. */
export function isShare(figure: Figure): boolean {
  return figure === "share" || figure === "baselineShare";
}

/** A figure of a report, unrounded, or why it has none. */
export type Measured = { value: number } | { value: null; reason: string };

/** Looks up a figure of the subject; one that the subject's kind does not have has no value. */
export function measure(report: Report, subject: Subject, figure: Figure): Measured {
  if (needsBaseline(figure) && report.baseline === null) return none("there is no baseline");
  if (subject.kind === "totals") return measureTotals(report.totals, figure);
  // A share of nothing is no share, whatever number stands for it.
  const isOfPeriod = figure === "share" || figure === "points";
  const isOfBaseline = figure === "baselineShare" || figure === "points";
  const fault =
    (isOfPeriod && findNothing(report, subject, "period")) ||
    (isOfBaseline && findNothing(report, subject, "baseline"));
  if (fault) return none(fault);
  if (subject.kind === "port") return measurePort(report, subject, figure);
  const list: readonly (ShareFigures & { id: string })[] = subject.kind === "group" ? report.groups : report.classes;
  const found = list.find(({ id }) => id === subject.id);
  if (found === undefined) return none(`the report has no ${subject.kind} ${subject.id}`);
  return valueIn(found, figure, figure === "ratio" ? "the baseline has no such denial" : "the report does not tell it");
}

/** Why the shares of a side are of nothing; null where they are not. */
function findNothing({ totals, provenance }: Report, { kind }: Subject, side: "period" | "baseline"): string | null {
  const isPeriod = side === "period";
  if ((isPeriod ? totals.denials : totals.baselineDenials) === 0) return `the ${side} has no denial`;
  const isOfSources = provenance.method === "unique-sources";
  // By that method, groups alone have shares of sources.
  if ((isOfSources && kind !== "group") || (isPeriod ? totals.denominator : totals.baselineDenominator) !== 0)
    return null;
  return isOfSources
    ? `no denial of the ${side} names its source`
    : `all denials of the ${side} are of survey scanners`;
}

function measureTotals(totals: Report["totals"], figure: Figure): Measured {
  if (figure === "ratio") return ratioOf(totals.denials, totals.baselineDenials);
  return valueIn(
    totals,
    figure,
    figure === "packets" ? "not every denial logs its packets" : "the report does not tell it",
  );
}

/** A port that is not listed has no denial where the list is not full; where it is, nothing is known of it. */
function measurePort(report: Report, subject: Subject & { kind: "port" }, figure: Figure): Measured {
  const { ports, provenance } = report;
  const port = ports.find((one) => one.protocol === subject.protocol && one.port === subject.port);
  if (port !== undefined) return figuresOfPort(port, figure);
  const name = `${subject.port}/${subject.protocol}`;
  if (ports.length >= provenance.top)
    return none(`${name} is not among the ${formatCount(provenance.top)} busiest ports`);
  if (figure === "denials" || figure === "share" || figure === "sources") return { value: 0 };
  return none(`the period has no denial to ${name}, so the report does not list it`);
}

function figuresOfPort(port: ReportPort, figure: Figure): Measured {
  if (figure === "ratio") return ratioOf(port.denials, port.baselineDenials);
  const isUnranked = figure === "baselineRank" && port.baselineDenials === 0;
  return valueIn(port, figure, isUnranked ? "the baseline has no such denial" : "the report does not tell it");
}

function ratioOf(denials: number, baselineDenials: number | null): Measured {
  return baselineDenials === null || baselineDenials === 0
    ? none("the baseline has no such denial")
    : { value: denials / baselineDenials };
}

function valueIn(figures: object, figure: Figure, reason: string): Measured {
  const value: unknown = new Map<string, unknown>(Object.entries(figures)).get(figure);
  return typeof value === "number" ? { value } : none(reason);
}

function none(reason: string): Measured {
  return { value: null, reason };
}

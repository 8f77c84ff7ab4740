import type { Report, ReportPeriod } from "../../analysis/report.ts";
import { roundGroups } from "../numbers.ts";
import { readDraft } from "./draft.ts";
import { findTokens } from "./tokens.ts";

/** What a figure is told in. Percentages are kept as such, not as fractions. */
export type FigureKind = "percent" | "points" | "ratio" | "amount";

/** A figure that a draft may tell. */
export interface Figure {
  value: number;
  /** Where it stands in the report, or how it follows from what stands there. */
  path: string;
}

/** A figure of the baseline and the same of the period. */
export interface FigurePair {
  kind: FigureKind;
  was: number;
  is: number;
  path: string;
}

/** What a report can be cited for. */
export interface FigureIndex {
  figures: Record<FigureKind, Figure[]>;
  /** Counts of single days and hours: so many that nearly any rounded number is among them. */
  fine: Figure[];
  pairs: FigurePair[];
  /** By how many percent counts changed. */
  changes: Figure[];
  ports: { protocol: string; port: number; path: string }[];
  /** Every date in the report, ISO. */
  dates: Set<string>;
}

/** Numbers that name or order things and measure none. */
const names = new Set(["port", "rank", "baselineRank", "baseYear", "samplingLevel"]);
/** Lists of single hosts and sites are cited by their length alone. */
const listed = /^exposure\.(?:exposedHosts|change\.list|sites\.list)$/;
/** What the table of targets says of a port is no finding. */
const described = new Set(["devices", "campaigns"]);
const fineLists = /^(?:baseline)?(?:daily|weekHours)\b/i;

/** Collects all that a report can be cited for. */
export function indexFigures(report: Report): FigureIndex {
  const index: FigureIndex = {
    figures: { percent: [], points: [], ratio: [], amount: [] },
    fine: [],
    pairs: [],
    changes: [],
    ports: [{ protocol: "tcp", port: 23, path: "telnet" }],
    dates: new Set(),
  };
  walk(report, "", "", index);
  addDerived(report, index);
  return index;
}

function walk(value: unknown, path: string, key: string, index: FigureIndex): void {
  if (Array.isArray(value)) {
    addFigure(index, "amount", value.length, `${path}.length`);
    if (!listed.test(path)) for (const [at, item] of value.entries()) walk(item, `${path}[${at}]`, key, index);
  } else if (typeof value === "object" && value !== null) {
    const tree = value as Record<string, unknown>;
    if (typeof tree["port"] === "number" && typeof tree["protocol"] === "string") {
      index.ports.push({ protocol: tree["protocol"], port: tree["port"], path });
    }
    for (const [name, item] of Object.entries(tree)) walk(item, path === "" ? name : `${path}.${name}`, name, index);
    // Pairs of the whole report come last: those of groups are what a reader looks for.
    addPairs(tree, path, index);
  } else if (typeof value === "number") addLeaf(value, path, key, index);
  else if (typeof value === "string") {
    for (const [date] of value.matchAll(/\d{4}-\d\d-\d\d/g)) index.dates.add(date);
    if (value.includes(" ") && !described.has(key)) addSentence(value, path, index);
  }
}

function addLeaf(value: number, path: string, key: string, index: FigureIndex): void {
  if (names.has(key) || path.endsWith(".bytes")) return;
  if (fineLists.test(path)) index.fine.push({ value, path });
  else addFigure(index, kindOf(path, key), value, path);
  // The change of a fraction is told in points.
  if (/\bchange\./.test(path) && kindOf(path, key) === "percent") addFigure(index, "points", value, path);
}

/** What the report itself says in words can be cited. */
function addSentence(text: string, path: string, index: FigureIndex): void {
  if (/^(?:exposure\.)?provenance\./.test(path) && !path.endsWith(".error")) return;
  const draft = readDraft(text);
  for (const { kind, value, sign } of findTokens(draft, new Uint8Array(draft.text.length))) {
    index.figures[kind].push({ value: sign < 0 ? -value : value, path });
  }
}

function addFigure(index: FigureIndex, kind: FigureKind, value: number, path: string): void {
  index.figures[kind].push({ value: scaled(kind, value, path), path });
}

/** Fractions are kept in percent; points are so already, but where they are the change of a fraction. */
function scaled(kind: FigureKind, value: number, path: string): number {
  return kind === "percent" || (kind === "points" && /\bchange\./.test(path) && !/points/i.test(path))
    ? value * 100
    : value;
}

function kindOf(path: string, key: string): FigureKind {
  if (/points/i.test(key) || /^mapping\.(?:iot|telnet)\./.test(path)) return "points";
  if (/ratio/i.test(key) || /\bratio\./.test(path)) return "ratio";
  const isFraction =
    (path.startsWith("exposure.") && (key === "rate" || key === "interval")) ||
    /share/i.test(key) ||
    /\b(?:baselineR|r)ange\./.test(path) ||
    /^(?:coverage|hhi|contribution|sourcesError)$/.test(key);
  return isFraction ? "percent" : "amount";
}

/** Pairs are `share` beside `baselineShare`, and the figures of an object beside those of its `baseline`. */
function addPairs(tree: Record<string, unknown>, path: string, index: FigureIndex): void {
  const base = path === "" ? "" : `${path}.`;
  for (const [name, is] of Object.entries(tree)) {
    if (name === "weekHours" || name === "daily" || name === "baseline") continue;
    addPair(tree[`baseline${name[0]?.toUpperCase()}${name.slice(1)}`], is, base + name, name, index);
    const before = tree["baseline"];
    if (typeof before !== "object" || before === null) continue;
    addPair((before as Record<string, unknown>)[name], is, base + name, name, index);
  }
}

function addPair(was: unknown, is: unknown, path: string, key: string, index: FigureIndex): void {
  if (typeof was === "number" && typeof is === "number") {
    const kind = kindOf(path, key);
    index.pairs.push({ kind, was: scaled(kind, was, path), is: scaled(kind, is, path), path });
    return;
  }
  if (typeof was !== "object" || typeof is !== "object" || was === null || is === null) return;
  for (const [name, item] of Object.entries(is)) {
    const [inner, place] = Array.isArray(is) ? [key, `[${name}]`] : [name, `.${name}`];
    addPair((was as Record<string, unknown>)[name], item, path + place, inner, index);
  }
}

/** Figures that follow from those of the report. */
function addDerived(report: Report, index: FigureIndex): void {
  const { totals, lines, groups, classes } = report;
  const add = (kind: FigureKind, value: number | null, path: string): void => {
    if (value !== null && Number.isFinite(value)) index.figures[kind].push({ value, path });
  };
  for (const [fate, count] of Object.entries(lines))
    add("percent", (count * 100) / lines.total, `lines.${fate} / lines.total`);
  addScopes(report, add);
  const { denials, baselineDenials, surveyDenials, baselineSurveyDenials } = totals;
  add("percent", (surveyDenials * 100) / denials, "totals.surveyDenials / totals.denials");
  add("amount", denials - surveyDenials, "totals.denials − totals.surveyDenials");
  if (baselineDenials !== null) {
    const survey = baselineSurveyDenials ?? 0;
    add("percent", (survey * 100) / baselineDenials, "totals.baselineSurveyDenials / totals.baselineDenials");
    add("amount", baselineDenials - survey, "totals.baselineDenials − totals.baselineSurveyDenials");
    add("amount", denials - baselineDenials, "totals.denials − totals.baselineDenials");
    add("amount", denials + baselineDenials, "totals.denials + totals.baselineDenials");
    add("ratio", denials / baselineDenials, "totals.denials / totals.baselineDenials");
  }
  const failed = report.provenance.inputs.filter(({ error }) => error !== null).length;
  add("amount", failed, "provenance.inputs not read to their end");
  addPerDay(report.period, denials, "totals.denials / period", add);
  if (report.baseline !== null)
    addPerDay(report.baseline, baselineDenials ?? 0, "totals.baselineDenials / baseline", add);
  addRounded(report, index);
  addParts(report, add);
  // What these figures are of.
  add("amount", report.spread === null ? null : 10, "spread.top10Share");
  for (const part of [50, 80, 90]) add("percent", report.spread === null ? null : part, `spread.portsFor${part}`);
  const counted: [string, number, number | null][] = [
    ["totals.denials", denials, baselineDenials],
    ["totals.sources", totals.sources, totals.baselineSources],
    ...groups.map((one, at): [string, number, number | null] => [
      `groups[${at}].denials`,
      one.denials,
      one.baselineDenials,
    ]),
    ...classes.map((one, at): [string, number, number | null] => [
      `classes[${at}].denials`,
      one.denials,
      one.baselineDenials,
    ]),
  ];
  for (const [path, is, was] of counted) {
    if (was !== null && was > 0) index.changes.push({ value: (is / was - 1) * 100, path: `${path} by the baseline's` });
  }
}

type Add = (kind: FigureKind, value: number | null, path: string) => void;

function addScopes({ scope }: Report, add: Add): void {
  const { baseline, ...counts } = scope;
  for (const [side, all] of [
    ["scope", counts],
    ["scope.baseline", baseline ?? {}],
  ] as const) {
    const total = Object.values(all).reduce((sum, count) => sum + count, 0);
    for (const [name, count] of Object.entries(all)) add("percent", (count * 100) / total, `${side}.${name} / all`);
  }
}

function addPerDay({ days, daysWithData }: ReportPeriod, denials: number, path: string, add: Add): void {
  if (days !== null && days > 0) add("amount", denials / days, `${path}.days`);
  if (daysWithData > 0) add("amount", denials / daysWithData, `${path}.daysWithData`);
}

/** Shares as they are printed where they have to add up. */
function addRounded({ groups }: Report, index: FigureIndex): void {
  const tenthsOf = (key: "share" | "baselineShare"): [string, number][] => {
    const shareOf = (id: string): number => groups.find((one) => one.id === id)?.[key] ?? 0;
    return Object.entries(roundGroups(shareOf("telnet"), shareOf("iot-other"), shareOf("other")));
  };
  const before = new Map(tenthsOf("baselineShare"));
  for (const [id, tenths] of tenthsOf("share")) {
    const path = `groups ${id} share, rounded to add up`;
    const [is, was] = [tenths / 10, (before.get(id) ?? 0) / 10];
    index.figures.percent.push({ value: is, path }, { value: was, path: path.replace("share", "baselineShare") });
    index.pairs.push({ kind: "percent", was, is, path });
  }
}

/** Parts of a change as they are printed where they have to add up, and the extremes of lists. */
function addParts({ decomposition, daily, weekHours }: Report, add: Add): void {
  const { groups = [], classes = [], ports = [], otherPorts = null } = decomposition ?? {};
  for (const { points, ownPoints, restPoints } of [
    ...groups,
    ...classes,
    ...ports,
    ...(otherPorts ? [otherPorts] : []),
  ]) {
    if (points === null || ownPoints === null || restPoints === null) continue;
    const tenths = (value: number): number => Math.round(value * 10) / 10;
    add("points", tenths(points) - tenths(ownPoints), "decomposition restPoints, rounded to add up");
    add("points", tenths(points) - tenths(restPoints), "decomposition ownPoints, rounded to add up");
  }
  if (daily.length > 0) {
    add("amount", Math.max(...daily.map(({ denials }) => denials)), "daily, the highest");
    add("amount", Math.min(...daily.map(({ denials }) => denials)), "daily, the lowest");
  }
  if (weekHours.length > 0) add("amount", Math.max(...weekHours.flat()), "weekHours, the highest");
}

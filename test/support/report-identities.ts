import { expect } from "vitest";
import type { ReportEffects } from "../../src/analysis/change/decomposition.ts";
import type { SpreadFigures } from "../../src/analysis/change/spread.ts";
import type { MethodShares, Report, ReportGroup } from "../../src/analysis/report.ts";
import { scopes } from "../../src/rollup/counts.ts";

/** The groups that share out all there is; "iot" holds two of them. */
const parts: ReadonlySet<string> = new Set(["telnet", "iot-other", "other"]);
const digits = 9;

/** Expects what holds in every report, whatever it is on. */
export function expectIdentities(report: Report): void {
  expectLines(report);
  expectGroups(report, sideOfPeriod(report));
  if (report.baseline !== null) expectGroups(report, sideOfBaseline(report));
  expectSameNulls(report);
  expectRanks(report);
  expectDecomposition(report);
  expectMapping(report);
  expectSpread(report);
  expectScopes(report);
  expectDays(report);
  expectExposure(report);
}

function expectLines({ lines, provenance }: Report): void {
  for (const counts of [lines, ...provenance.inputs.map((input) => input.lines)]) {
    const { total, ...fates } = counts;
    expect(sum(Object.values(fates))).toBe(total);
  }
}

/** What both sides of a report have of groups and classes. */
interface Side {
  denials: number;
  denominator: number;
  /** Null where their number is an estimate. */
  surveyDenials: number | null;
  /** Null where it is not told of the side, or an estimate. */
  sources: number | null;
  groups: (Pick<ReportGroup, "id" | "denials" | "share" | "sources"> & { range: ReportGroup["range"] })[];
  classes: { denials: number; share: number }[];
  sensitivity: MethodShares[];
}

function sideOfPeriod({ totals, groups, classes, sensitivity }: Report): Side {
  return {
    denials: totals.denials,
    denominator: totals.denominator,
    surveyDenials: totals.surveyDenialsError === 0 ? totals.surveyDenials : null,
    sources: totals.sourcesError === 0 ? totals.sources : null,
    groups,
    classes,
    sensitivity,
  };
}

function sideOfBaseline({ totals, groups, classes, baselineSensitivity, scans }: Report): Side {
  const isExact = scans.baseline?.isSample === false;
  return {
    denials: totals.baselineDenials!,
    denominator: totals.baselineDenominator!,
    surveyDenials: isExact ? totals.baselineSurveyDenials : null,
    sources: isExact ? totals.baselineSources : null,
    groups: groups.map(({ id, baselineDenials, baselineShare, baselineSources, baselineRange }) => ({
      id,
      denials: baselineDenials!,
      share: baselineShare ?? 0,
      sources: baselineSources!,
      range: baselineRange!,
    })),
    classes: classes.map(({ baselineDenials, baselineShare }) => ({
      denials: baselineDenials!,
      share: baselineShare ?? 0,
    })),
    sensitivity: baselineSensitivity!,
  };
}

function expectGroups({ provenance: { method, top } }: Report, side: Side): void {
  const { groups, classes, denominator } = side;
  const exclusive = groups.filter(({ id }) => parts.has(id));
  expect(groups.map(({ id }) => id)).toEqual(["telnet", "iot", "iot-other", "other"]);
  const ofSurvey = method === "survey-excluded" ? side.surveyDenials : 0;
  const counted = ofSurvey === null ? null : side.denials - ofSurvey;
  if (counted !== null) {
    expect(sum(exclusive.map(({ denials }) => denials))).toBe(counted);
    expect(sum(classes.map(({ denials }) => denials))).toBe(counted);
    expect(sum(classes.map(({ share }) => share))).toBeCloseTo(counted === 0 ? 0 : 1, digits);
  }
  const sources = sum(exclusive.map((group) => group.sources));
  if (side.sources !== null) expect(sources).toBe(side.sources);
  expect(denominator).toBe(method === "unique-sources" ? sources : (counted ?? denominator));
  expect(sum(exclusive.map(({ share }) => share))).toBeCloseTo(denominator === 0 ? 0 : 1, digits);

  const iot = groups[1]!;
  for (const { range, share } of groups) expect(range.default).toBe(share);
  expect(iot.range.strict).toBeLessThanOrEqual(iot.range.default);
  expect(iot.range.default).toBeLessThanOrEqual(iot.range.wide);
  const headline = side.sensitivity.find((one) => one.method === (method === "top100" ? `top${top}` : method));
  expect(headline).toMatchObject({
    iotShare: denominator === 0 ? null : iot.share,
    telnetShare: denominator === 0 ? null : groups[0]!.share,
  });
}

/** What compares is null without a baseline, and otherwise only where something is missing. */
function expectSameNulls(report: Report): void {
  const { totals, groups, classes, ports, scans, provenance } = report;
  const isAlone = report.baseline === null;
  const compared = [
    totals.baselineDenials,
    totals.baselineDenominator,
    totals.baselineSources,
    totals.baselineSurveyDenials,
    ...[...groups, ...classes, ...ports].map((one) => one.baselineDenials),
    ...groups.flatMap((group) => [group.baselineSources, group.baselineRange]),
    report.baselineSensitivity,
    report.decomposition,
    report.scope.baseline,
    report.backscatter.baseline,
    report.rates.baseline,
    report.rates.ratio,
    report.baselineCoverage,
    report.baselineCoverageTotal,
    report.baselineDaily,
    report.baselineWeekHours,
    report.devices,
    scans.baseline,
    scans.change,
  ];
  expect(new Set(compared.map((one) => one === null))).toEqual(new Set([isAlone]));
  // Of a baseline of nothing there are no shares either.
  const hasShares = !isAlone && (totals.baselineDenominator ?? 0) > 0;
  if (provenance.method !== "unique-sources") {
    for (const { baselineShare, points } of [...groups, ...classes, ...ports]) {
      expect([baselineShare !== null, points !== null]).toEqual([hasShares, hasShares]);
    }
  }
  for (const one of [...groups, ...classes]) {
    if (one.baselineShare === 0 || one.baselineShare === null) expect(one.ratio).toBeNull();
    else expect(one.ratio).not.toBeNull();
    if (one.baselineShare !== null) expect(one.points).toBeCloseTo((one.share - one.baselineShare) * 100, digits);
  }
  expect(report.leaveOneOut === null).toBe(provenance.method === "unique-sources");
  expect(report.mapping === null).toBe(isAlone || provenance.targets.mapping === "fixed");
  if (report.emergingReason !== null) expect([...report.emerging, ...report.vanished]).toEqual([]);
}

function expectRanks({ ports, emerging, vanished, totals, provenance }: Report): void {
  expect(ports.map(({ rank }) => rank)).toEqual(ports.map((_, at) => at + 1));
  expect(ports.map(({ denials }) => denials)).toEqual(ports.map(({ denials }) => denials).sort((a, b) => b - a));
  expect(ports.length).toBeLessThanOrEqual(provenance.top);
  expect(sum(ports.map(({ denials }) => denials)) + totals.portless.denials).toBeLessThanOrEqual(totals.denials);
  for (const { rank, denials } of emerging) {
    expect(rank).toBeLessThanOrEqual(provenance.top);
    expect(denials).toBeGreaterThan(0);
  }
  for (const { rank, baselineRank } of vanished) {
    expect(baselineRank).toBeLessThanOrEqual(provenance.top);
    expect(rank ?? Infinity).toBeGreaterThan(provenance.top);
  }
}

function expectDecomposition({ decomposition, groups, classes }: Report): void {
  if (decomposition === null) return;
  const exclusive = groups.filter(({ id }) => parts.has(id));
  const change = sum(exclusive.map(({ denials, baselineDenials }) => denials - baselineDenials!));
  const isPart = ({ id }: { id: string }): boolean => parts.has(id);
  const splits: ReportEffects[][] = [
    decomposition.groups.filter(isPart),
    decomposition.classes,
    [...decomposition.ports, decomposition.otherPorts],
  ];
  for (const split of splits) expect(sum(split.map(({ countChange }) => countChange))).toBe(change);
  expect(decomposition.classes.map(({ id }) => id).sort()).toEqual(classes.map(({ id }) => id).sort());
  for (const { points, ownPoints, restPoints } of splits.flat()) {
    if (points === null) expect([ownPoints, restPoints]).toEqual([null, null]);
    else expect(ownPoints! + restPoints!).toBeCloseTo(points, digits);
  }
}

function expectMapping({ mapping, groups }: Report): void {
  if (mapping === null) return;
  for (const id of ["iot", "telnet"] as const) {
    const { constant, added, removed, points } = mapping[id];
    expect(constant + added + removed).toBeCloseTo(points, digits);
    expect(points).toBeCloseTo(groups.find((group) => group.id === id)!.points!, digits);
  }
}

function expectSpread({ spread, ports, provenance }: Report): void {
  if (spread === null) return;
  const isComplete = ports.length < provenance.top;
  expectSpreadOf(spread, isComplete ? ports.length : 1 << 24);
  if (spread.baseline !== null) expectSpreadOf(spread.baseline, 1 << 24);
  expect(spread.change === null).toBe(spread.baseline === null);
}

function expectSpreadOf(figures: SpreadFigures, portCount: number): void {
  const slack = 1e-9;
  expect(figures.effectivePorts).toBeGreaterThanOrEqual(1 - slack);
  expect(figures.effectivePorts).toBeLessThanOrEqual(portCount * (1 + slack));
  expect(figures.hhi).toBeGreaterThanOrEqual((1 - slack) / portCount);
  const { portsFor50, portsFor80, portsFor90 } = figures;
  expect([portsFor50, portsFor80, portsFor90]).toEqual([portsFor50, portsFor80, portsFor90].sort((a, b) => a - b));
  expect(portsFor90).toBeLessThanOrEqual(portCount);
}

/** Scopes are counted before a scope is chosen, so with one they are of more denials. */
function expectScopes({ scope, backscatter, totals, provenance }: Report): void {
  const chosen = provenance.counted.scope;
  const sides = [
    [scope, backscatter, totals.denials],
    [scope.baseline, backscatter.baseline, totals.baselineDenials],
  ] as const;
  for (const [counts, answers, denials] of sides) {
    if (counts === null || answers === null) continue;
    const all = sum(scopes.map((id) => counts[id]));
    if (chosen === "all") expect(all).toBe(denials);
    else expect(counts[chosen]).toBe(denials);
    expect(answers.denials).toBeLessThanOrEqual(all);
    if (all > 0) expect(answers.share).toBeCloseTo(answers.denials / all, digits);
    else expect(answers.share).toBeNull();
  }
}

function expectDays({ daily, baselineDaily, weekHours, baselineWeekHours, period, baseline, totals }: Report): void {
  const sides = [
    [daily, weekHours, period, totals.denials],
    [baselineDaily, baselineWeekHours, baseline, totals.baselineDenials],
  ] as const;
  for (const [days, hours, span, denials] of sides) {
    if (days === null || hours === null) continue;
    expect(days).toHaveLength(span!.daysWithData);
    expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].sort());
    expect(sum(days.map((day) => day.denials))).toBeLessThanOrEqual(denials!);
    for (const day of days) expect(day.telnet + day.iotOther).toBeLessThanOrEqual(day.denials);
    expect(hours.map((row) => row.length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
  }
}

/** What scans are held against are the denials of the report. */
function expectExposure({ exposure, totals, period, baseline }: Report): void {
  const attacks = exposure?.attacks ?? null;
  if (attacks === null) return;
  expect(attacks.period.denials).toBe(totals.denials);
  expect(attacks.baseline?.denials ?? null).toBe(totals.baselineDenials);
  expect([attacks.period.from, attacks.period.daysWithData]).toEqual([period.from, period.daysWithData]);
  expect(attacks.baseline?.to ?? null).toBe(baseline?.to ?? null);
  if (attacks.quadrants === null) return;
  const [exposed, ...others] = [...attacks.quadrants, attacks.meant].map(({ denials }) => denials);
  expect(exposed! + sum(others) + totals.portless.denials).toBe(totals.denials);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

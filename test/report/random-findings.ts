import * as fc from "fast-check";
import { decompose } from "../../src/analysis/change/decomposition.ts";
import type { Method, Report, ReportGroup } from "../../src/analysis/report.ts";
import { defended } from "./defended-report.ts";
import { anyReport } from "./random-reports.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const points = fc.double({ min: -100, max: 100, noNaN: true });
const count = fc.oneof(fc.nat(50), fc.nat(100_000), fc.nat({ max: 4_000_000_000_000 }));
const interval = fc.option(fc.tuple(points, points).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a])));
const spreadFigures = fc.record({
  effectivePorts: fc.double({ min: 1, max: 65_536, noNaN: true }),
  hhi: share,
  top10Share: share,
  portsFor50: fc.nat(9),
  portsFor80: fc.nat(99),
  portsFor90: fc.nat(999),
});
const portCounts = fc.array(fc.record({ port: fc.nat(65_535), now: count, before: count }), { maxLength: 8 });

/** Reports with any counts and any findings, whose foreign texts come from `text`. */
export function anyFindings(text: fc.Arbitrary<string>): fc.Arbitrary<Report> {
  const other = defended();
  const parts = fc.record({
    base: anyReport(text),
    method: fc.constantFrom<Method>("top100", "all-ports", "unique-sources", "survey-excluded"),
    strict: share,
    wide: share,
    telnetPoints: interval,
    iotPoints: interval,
    iotOtherPoints: interval,
    reason: fc.option(fc.constant("An interval needs 14 days with data; the period has 3 and the baseline has 0.")),
    spreads: fc.option(fc.tuple(spreadFigures, fc.option(spreadFigures))),
    ports: portCounts,
    emerging: fc.nat(3),
    leaveOneOut: fc.record({ source: fc.option(text), share, iotShareWithout: share, movesPoints: points }),
    pointsWithout: points,
    isSample: fc.boolean(),
    survey: share,
    surveyIot: fc.option(share),
    coverage: fc.option(share),
    hours: fc.double({ min: 0, max: 9_999, noNaN: true }),
    messages: fc.option(count),
    assumed: count,
    daily: fc.tuple(fc.double({ min: 0.01, max: 1e6, noNaN: true }), fc.double({ min: 0.01, max: 1e6, noNaN: true })),
    daysDiffer: fc.boolean(),
    sources: fc.array(fc.nat(100_000), { minLength: 8, maxLength: 8 }),
  });
  return parts.map((random) => {
    const report = { ...other, ...pick(random.base) };
    const { telnetPoints, iotPoints, iotOtherPoints } = random;
    report.provenance = { ...report.provenance, method: random.method };
    setSources(report.groups, random.sources);
    for (const group of report.groups) {
      if (group.id === "iot")
        Object.assign(group, { range: { ...group.range, strict: random.strict, wide: random.wide } });
    }
    report.significance = {
      telnet: { share: null, baselineShare: null, points: telnetPoints },
      iot: { share: null, baselineShare: null, points: iotPoints },
      "iot-other": { share: null, baselineShare: null, points: iotOtherPoints },
      other: { share: null, baselineShare: null, points: null },
      untimed: 0,
      baselineUntimed: null,
      reason: random.reason,
    };
    const totals = { now: report.totals.denials, before: report.totals.baselineDenials ?? 0 };
    const effects = (now: number, before: number) => decompose({ now, before }, totals);
    report.decomposition = {
      totalRatio: totals.before === 0 ? null : totals.now / totals.before,
      groups: report.groups.map((group) => ({ id: group.id, ...effects(group.denials, group.baselineDenials ?? 0) })),
      classes: [],
      ports: random.ports.map(({ port, now, before }) => ({ protocol: "tcp", port, ...effects(now, before) })),
      otherPorts: effects(0, 0),
    };
    report.spread = random.spreads && describeSpread(...random.spreads);
    report.emerging = report.emerging.slice(0, random.emerging);
    report.leaveOneOut = {
      period: { ...random.leaveOneOut, denials: 1, telnetShareWithout: 0, pointsWithout: random.pointsWithout },
      baseline: null,
      change: null,
      isSample: random.isSample,
    };
    report.scans = { ...report.scans, isSample: random.isSample };
    report.totals.surveyDenials = Math.floor(random.survey * report.totals.denials);
    report.totals.assumed = random.assumed;
    report.sensitivity = [{ method: "survey-excluded", iotShare: random.surveyIot, telnetShare: null }];
    report.coverageTotal = {
      ...report.coverageTotal,
      coverage: random.coverage,
      floor: [
        { kind: "gaps", devices: 2, hours: random.hours },
        { kind: "suppressed", devices: 1, messages: random.messages },
      ],
    };
    setDaily(report, random.daily, random.daysDiffer);
    return report;
  });
}

/** What random reports say of the main job; the findings are another's. */
function pick(
  base: Report,
): Pick<Report, "partial" | "period" | "baseline" | "totals" | "groups" | "ports" | "warnings"> {
  const { partial, period, baseline, totals, groups, ports, warnings } = base;
  return { partial, period, baseline, totals: { ...totals }, groups, ports, warnings };
}

function setSources(groups: readonly ReportGroup[], sources: readonly number[]): void {
  for (const [at, group] of groups.entries()) {
    group.sources = sources[at * 2] ?? 0;
    group.baselineSources = group.baselineDenials === null ? null : (sources[at * 2 + 1] ?? 0);
  }
}

function describeSpread(
  now: NonNullable<NonNullable<Report["spread"]>["baseline"]>,
  before: NonNullable<Report["spread"]>["baseline"],
): Report["spread"] {
  if (before === null) return { ...now, baseline: null, change: null };
  const change = {
    effectivePorts: now.effectivePorts - before.effectivePorts,
    hhi: now.hhi - before.hhi,
    top10Share: now.top10Share - before.top10Share,
    portsFor50: now.portsFor50 - before.portsFor50,
    portsFor80: now.portsFor80 - before.portsFor80,
    portsFor90: now.portsFor90 - before.portsFor90,
  };
  return { ...now, baseline: before, change };
}

function setDaily(report: Report, [now, before]: readonly [number, number], daysDiffer: boolean): void {
  const rates = (amount: number) => ({ denialsPerDay: amount, denialsPerDayPerAddress: null });
  const side = (amount: number) => ({ onDaysWithData: rates(amount), onDaysOfPeriod: rates(amount) });
  report.rates = { ...side(now), baseline: side(before), ratio: null };
  report.devices = {
    inBoth: [],
    onlyPeriod: [],
    onlyBaseline: [],
    devicesDiffer: false,
    daysDiffer,
    differs: daysDiffer,
    canRestrict: false,
  };
}

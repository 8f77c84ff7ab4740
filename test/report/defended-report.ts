import { decompose } from "../../src/analysis/change/decomposition.ts";
import type { ReportDevice } from "../../src/analysis/coverage/device-coverage.ts";
import { noteText } from "../../src/analysis/coverage/notes.ts";
import type { Note } from "../../src/analysis/coverage/notes.ts";
import type { Report } from "../../src/analysis/report.ts";
import { compared, fy2016, fy2017 } from "./sample-reports.ts";

const spread = {
  effectivePorts: 84.9,
  hhi: 0.0989,
  top10Share: 0.5547,
  portsFor50: 7,
  portsFor80: 90,
  portsFor90: 612,
};
const spreadBefore = {
  effectivePorts: 25.2,
  hhi: 0.245,
  top10Share: 0.6835,
  portsFor50: 2,
  portsFor80: 29,
  portsFor90: 89,
};

/** The published case with every finding that a report can have. */
export function defended(): Report {
  const report = compared();
  const totals = { now: fy2017.total, before: fy2016.total };
  const effects = (now: number, before: number) => decompose({ now, before }, totals);
  return {
    ...report,
    totals: {
      ...report.totals,
      surveyDenials: 2_425,
      baselineSurveyDenials: 1_900,
      assumed: 60,
      filtered: 120,
    },
    sensitivity: [
      ...report.sensitivity,
      { method: "survey-excluded", iotShare: 0.427, telnetShare: 0.346 },
      { method: "unique-sources", iotShare: 0.526, telnetShare: 0.432 },
    ],
    provenance: {
      ...report.provenance,
      counted: { ...report.provenance.counted, exclude: ["device:lab*"], likeForLike: true },
    },
    significance: {
      telnet: { share: [0.2719, 0.3134], baselineShare: [0.4635, 0.4983], points: [-21.77, -16.29] },
      iot: { share: [0.3551, 0.4044], baselineShare: [0.5478, 0.6066], points: [-23.9, -16.04] },
      "iot-other": { share: [0.0786, 0.098], baselineShare: [0.0775, 0.1169], points: [-3.13, 1.27] },
      other: { share: [0.5956, 0.6449], baselineShare: [0.3934, 0.4522], points: [16.04, 23.9] },
      untimed: 0,
      baselineUntimed: 0,
      reason: null,
    },
    decomposition: {
      totalRatio: totals.now / totals.before,
      groups: [
        { id: "telnet", ...effects(fy2017.telnet, fy2016.telnet) },
        { id: "iot", ...effects(fy2017.telnet + fy2017.iotOther, fy2016.telnet + fy2016.iotOther) },
        { id: "iot-other", ...effects(fy2017.iotOther, fy2016.iotOther) },
      ],
      classes: [],
      ports: [
        { protocol: "tcp", port: 23, ...effects(7_300, 10_871) },
        { protocol: "tcp", port: 445, ...effects(4_150, 1_310) },
        { protocol: "tcp", port: 2323, ...effects(702, 1_480) },
        { protocol: "tcp", port: 22, ...effects(1_840, 1_125) },
        { protocol: "tcp", port: 52869, ...effects(410, 0) },
        { protocol: "tcp", port: 7547, ...effects(388, 735) },
      ],
      otherPorts: effects(10_210, 7_079),
    },
    leaveOneOut: {
      period: {
        source: "198.51.100.157",
        denials: 748,
        share: 0.02992,
        iotShareWithout: 0.3917,
        telnetShareWithout: 0.301,
        movesPoints: 1.17,
        pointsWithout: -18.9,
      },
      baseline: null,
      change: {
        source: "198.51.100.157",
        denials: 748,
        baselineDenials: 125,
        pointsWithout: -18.7,
        movesPoints: 1.2,
      },
      isSample: true,
    },
    scans: { ...report.scans, scannersPerDay: 12.3, shareOfDenials: 0.1447, isSample: true },
    spread: {
      ...spread,
      baseline: spreadBefore,
      change: {
        effectivePorts: spread.effectivePorts - spreadBefore.effectivePorts,
        hhi: spread.hhi - spreadBefore.hhi,
        top10Share: spread.top10Share - spreadBefore.top10Share,
        portsFor50: 5,
        portsFor80: 61,
        portsFor90: 523,
      },
    },
    emerging: [emerging(9000, 312, 211, 0.042), emerging(52869, 410, 199, 0.051), emerging(8291, 288, 4, 0.88)],
    emergingReason: null,
    vanished: [
      {
        protocol: "tcp",
        port: 5358,
        denials: 3,
        baselineDenials: 310,
        denialsPerDay: 0.01,
        baselineDenialsPerDay: 0.85,
        baselineRank: 12,
        rank: 940,
      },
    ],
    scope: { inbound: 24_000, outbound: 250, internal: 750, multicast: 0, unknown: 0, baseline: null },
    backscatter: { label: "candidate", denials: 608, share: 0.02432, baseline: null },
    ownInfected: [
      {
        source: "192.0.2.9",
        protocol: "tcp",
        port: 23,
        class: "telnet",
        denials: 40,
        days: 2,
        firstDay: "2017-05-01",
        lastDay: "2017-05-02",
        destinations: 40,
      },
    ],
    ownInfectedTotals: {
      sources: { value: 1, standardError: 0 },
      pairs: { value: 1, standardError: 0 },
      denials: { value: 40, standardError: 0 },
      isExact: true,
    },
    rates: {
      ...report.rates,
      onDaysWithData: { denialsPerDay: 68.7, denialsPerDayPerAddress: 0.27 },
      ratio: {
        onDaysWithData: { denialsPerDay: 1.11, denialsPerDayPerAddress: 1.11 },
        onDaysOfPeriod: { denialsPerDay: 1.11, denialsPerDayPerAddress: 1.11 },
      },
    },
    coverage: [device()],
    coverageTotal: {
      coverage: 0.978,
      devices: 3,
      devicesTold: 3,
      devicesWithGaps: 1,
      moreDevices: 0,
      floor: [
        { kind: "gaps", devices: 1, hours: 578.5 },
        { kind: "rate-limit", devices: 1, hours: 12 },
        { kind: "repeated", devices: 1, messages: 1_204 },
        { kind: "skipped", devices: 1, messages: null },
      ],
    },
    warnings: ['Some devices logged denials on one side only; only in the period: "fw02" and 1,204 more.'],
  };
}

const notes: Note[] = [
  {
    kind: "rate-limit",
    perMinute: 3,
    quarters: 48,
    first: "2017-06-01T00:00:00Z",
    last: "2017-06-01T11:45:00Z",
    counted: "lines",
  },
  { kind: "clock-set-back", times: 2 },
  { kind: "clock-reset", lines: 14, from: "2000-01-01", to: "2000-01-02", daysBefore: 6_300 },
  { kind: "repeated", lines: 90, messages: 1_204 },
  { kind: "skipped", lines: 1, messages: null },
];

function device(): ReportDevice {
  return {
    device: "fw01",
    first: "2017-04-01T00:00:00Z",
    last: "2018-03-31T23:45:00Z",
    hours: 8_760,
    hoursWithLines: 8_181,
    coverage: 0.934,
    gaps: [],
    gapCount: 2,
    gapHours: 578.5,
    usualGapHours: 0.25,
    gapsReason: null,
    notes: notes.map(noteText),
    findings: notes,
  };
}

function emerging(port: number, denials: number, sources: number, topSourceShare: number): Report["emerging"][number] {
  return {
    protocol: "tcp",
    port,
    denials,
    baselineDenials: 0,
    denialsPerDay: denials / 365,
    baselineDenialsPerDay: 0,
    rank: 9,
    baselineRank: null,
    rule: "absent",
    firstSeen: "2017-11-20",
    daysActive: 90,
    sources,
    sourcesError: 0,
    sourcesPerDay: sources / 365,
    baselineSourcesPerDay: 0,
    networks24: sources,
    networks24IsFloor: false,
    topSourceShare,
    label: topSourceShare < 0.5 ? "spread" : "one source",
  };
}

import type { ReportEffects } from "../../src/analysis/change/decomposition.ts";
import type { ReportDevice } from "../../src/analysis/coverage/device-coverage.ts";
import type { Report } from "../../src/analysis/report.ts";
import type { ReportScanner, ReportScanSide } from "../../src/analysis/sources/scan-report.ts";
import { compared } from "./sample-reports.ts";

/** The published case with something to tell in every section. */
export function full(): Report {
  const report = compared();
  const { provenance } = report;
  return {
    ...report,
    provenance: {
      ...provenance,
      command: ["compare", "logs/2017 H1", "it's"],
      inputs: provenance.inputs.map((input, at) => ({ ...input, sha256: String(at).repeat(64) })),
      targets: { ...provenance.targets, mapping: "as-of" },
      counted: {
        include: ["port:23 src:198.51.100.0/24"],
        exclude: ["device:lab*"],
        scope: "inbound",
        home: ["203.0.113.0/24"],
        likeForLike: true,
        devicesLeftOut: ["fw-lab"],
        ownFormats: { path: "formats/own.json", sha256: "d".repeat(64) },
        knownScanners: [{ path: "lists/a.txt", name: "Known scanners", sha256: "c".repeat(64), entries: 1_204 }],
      },
    },
    totals: { ...report.totals, packets: 61_204, outsidePeriods: 12, withoutTime: 3, filtered: 4, assumed: 60 },
    classes: [
      shareOf("telnet", 8_002, 12_351),
      shareOf("iot-router", 1_086, 735),
      shareOf("cryptomining", 0, 0),
      shareOf("windows", 5_130, 2_011),
    ],
    baselineSensitivity: [
      { method: "top50", iotShare: 0.5702, telnetShare: 0.481 },
      { method: "top100", iotShare: 0.579, telnetShare: 0.481 },
      { method: "all-ports", iotShare: null, telnetShare: null },
    ],
    daily: [
      { day: "2017-04-01", denials: 70, telnet: 20, iotOther: 6 },
      { day: "2017-04-03", denials: 81, telnet: 24, iotOther: 7 },
    ],
    baselineDaily: [{ day: "2016-04-01", denials: 62, telnet: 30, iotOther: 6 }],
    significance: {
      ...report.significance,
      telnet: { share: [0.2721, 0.3127], baselineShare: [0.464, 0.498], points: [-21.8, -16.3] },
      iot: { share: [0.355, 0.404], baselineShare: [0.548, 0.607], points: [-23.9, -16] },
      reason: null,
    },
    leaveOneOut: {
      period: {
        source: "198.51.100.7",
        denials: 748,
        share: 0.02992,
        iotShareWithout: 0.3917,
        telnetShareWithout: 0.301,
        movesPoints: 1.17,
        pointsWithout: -18.7,
      },
      baseline: null,
      change: null,
      isSample: true,
    },
    decomposition: {
      totalRatio: 25_000 / 22_600,
      groups: [
        { id: "telnet", ...effects(-3_571, -15.1, -3.8) },
        { id: "iot", ...effects(-3_586, -14.9, -5) },
        { id: "iot-other", ...effects(-15, -0.1, -0.9) },
        { id: "other", ...effects(5_986, 25.1, -5.2) },
      ],
      classes: [
        { id: "windows", ...effects(3_119, 12.5, -0.9) },
        { id: "cryptomining", countChange: 0, contribution: 0, points: 0, ownPoints: 0, restPoints: 0 },
      ],
      ports: [
        { protocol: "tcp", port: 23, ...effects(-3_571, -15.1, -3.8) },
        ...Array.from({ length: 21 }, (_, at) => ({ protocol: "udp", port: 1000 + at, ...effects(30 - at, 0.1, 0) })),
      ],
      otherPorts: effects(5_551, 20, -5),
    },
    mapping: {
      iot: { constant: -21, added: 1.5, removed: -0.4, points: -19.9 },
      telnet: { constant: -18.9, added: 0, removed: 0, points: -18.9 },
      constantRows: 300,
      addedRows: 12,
      removedRows: 2,
    },
    spread: {
      ...spreadOf(84.9, 0.099, 0.555, [7, 90, 612]),
      baseline: spreadOf(25.2, 0.245, 0.683, [2, 29, 89]),
      change: spreadOf(59.7, -0.146, -0.128, [5, 61, 523]),
    },
    emergingReason: null,
    emerging: [
      {
        protocol: "tcp",
        port: 52_869,
        rank: 9,
        baselineRank: null,
        rule: "absent" as const,
        denials: 410,
        baselineDenials: 0,
        denialsPerDay: 1.126,
        baselineDenialsPerDay: 0,
        firstSeen: "2017-11-20",
        daysActive: 90,
        sources: 300,
        sourcesError: 0,
        sourcesPerDay: 0.9,
        baselineSourcesPerDay: 0,
        networks24: 280,
        networks24IsFloor: false,
        topSourceShare: 0.02,
        label: "spread",
      },
      {
        protocol: "unknown",
        port: 9000,
        rank: 12,
        baselineRank: 1_204,
        rule: "grown" as const,
        denials: 312,
        baselineDenials: 2,
        denialsPerDay: 0.857,
        baselineDenialsPerDay: 0.005,
        firstSeen: null,
        daysActive: 0,
        sources: 60,
        sourcesError: 0.1,
        sourcesPerDay: null,
        baselineSourcesPerDay: null,
        networks24: 55,
        networks24IsFloor: true,
        topSourceShare: 0.71,
        label: "one source",
      },
    ],
    vanished: [
      {
        protocol: "tcp",
        port: 5358,
        baselineRank: 40,
        rank: null,
        denials: 0,
        baselineDenials: 75,
        denialsPerDay: 0,
        baselineDenialsPerDay: 0.205,
      },
    ],
    scans: {
      ...scansOf(0.31, 0.145, [
        scanner("198.51.100.7", "wide", true),
        scanner(null, "vertical", false),
        scanner("2001:db8::7", "horizontal", false),
      ]),
      baseline: scansOf(null, 0.065, [scanner("198.51.100.9", "wide", false)]),
      change: { scannersPerDayRatio: null, shareOfDenialsPoints: 8 },
    },
    scope: {
      inbound: 24_000,
      outbound: 900,
      internal: 100,
      multicast: 0,
      unknown: 0,
      baseline: { inbound: 22_000, outbound: 500, internal: 100, multicast: 0, unknown: 0 },
    },
    backscatter: { label: "candidate", denials: 108, share: 0.00432, baseline: null },
    ownInfected: [
      {
        source: "192.0.2.9",
        protocol: "tcp",
        port: 23,
        class: "telnet",
        denials: 40,
        days: 3,
        firstDay: "2017-05-01",
        lastDay: "2017-05-04",
        destinations: 38,
      },
    ],
    ownInfectedTotals: {
      sources: { value: 1, standardError: 0 },
      pairs: { value: 1, standardError: 0 },
      denials: { value: 40, standardError: 0 },
      isExact: true,
    },
    rates: {
      onDaysWithData: { denialsPerDay: 68.7, denialsPerDayPerAddress: 0.27 },
      onDaysOfPeriod: { denialsPerDay: 68.5, denialsPerDayPerAddress: 0.267 },
      baseline: {
        onDaysWithData: { denialsPerDay: 61.9, denialsPerDayPerAddress: null },
        onDaysOfPeriod: { denialsPerDay: 61.9, denialsPerDayPerAddress: null },
      },
      ratio: {
        onDaysWithData: { denialsPerDay: 1.11, denialsPerDayPerAddress: null },
        onDaysOfPeriod: { denialsPerDay: 1.107, denialsPerDayPerAddress: null },
      },
    },
    coverage: [device("fw-tokyo-1", 0.978, ["rate limit about 3/min", "clock set back 2 times"]), device("", null, [])],
    coverageTotal: {
      coverage: 0.978,
      devices: 203,
      devicesTold: 202,
      devicesWithGaps: 1,
      moreDevices: 201,
      floor: [{ kind: "gaps", devices: 1, hours: 193 }],
    },
    baselineCoverage: [device("fw-tokyo-1", 1, [])],
    warnings: ["Some devices logged denials on one side only; only in the period: fw-osaka-2."],
  };
}

function shareOf(id: string, denials: number, baselineDenials: number): Report["classes"][number] {
  const [share, baselineShare] = [denials / 25_000, baselineDenials / 22_600];
  const ratio = baselineDenials === 0 ? null : denials / baselineDenials;
  return { id, denials, share, baselineDenials, baselineShare, points: (share - baselineShare) * 100, ratio };
}

function effects(countChange: number, ownPoints: number, restPoints: number): ReportEffects {
  return { countChange, contribution: countChange / 22_600, points: ownPoints + restPoints, ownPoints, restPoints };
}

function spreadOf(
  effectivePorts: number,
  hhi: number,
  top10Share: number,
  [portsFor50, portsFor80, portsFor90]: [number, number, number],
) {
  return { effectivePorts, hhi, top10Share, portsFor50, portsFor80, portsFor90 };
}

function scanner(source: string | null, kind: ReportScanner["kind"], isListed: boolean): ReportScanner {
  const seen = { scanDays: 2, firstSeen: "2017-05-29", lastSeen: "2018-03-14" };
  return { source, kind, isListed, ports: 646, hosts: 253, denials: 748, ...seen };
}

function scansOf(scannersPerDay: number | null, shareOfDenials: number, top: ReportScanner[]): ReportScanSide {
  return {
    scannersPerDay,
    scannersPerDayError: 0,
    shareOfDenials,
    shareOfDenialsError: 0,
    reason: null,
    samplingLevel: 1,
    isSample: true,
    isDated: true,
    byKind: { wide: 7, vertical: 24, horizontal: null, survey: 7 },
    thresholds: { wide: 100, vertical: 15, horizontal: 25 },
    top,
  };
}

function device(name: string, coverage: number | null, notes: string[]): ReportDevice {
  const isTold = coverage !== null;
  return {
    device: name,
    first: "2017-03-31T15:00:00Z",
    last: "2018-03-31T14:45:00Z",
    hours: 8_760,
    hoursWithLines: 5_568,
    coverage,
    gaps: isTold ? [{ from: "2017-06-01T00:00:00Z", to: "2017-06-09T01:00:00Z" }] : null,
    gapCount: isTold ? 1 : null,
    gapHours: isTold ? 193 : null,
    usualGapHours: isTold ? 4.5 : null,
    gapsReason: isTold ? null : "short-span",
    notes,
    findings: [],
  };
}

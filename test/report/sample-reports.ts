import { reportSchema } from "../../src/analysis/report.ts";
import type { GroupId, Report, ReportGroup, ReportInput, ReportPort } from "../../src/analysis/report.ts";
import { countedAll, reportOn } from "../analysis/source.ts";

interface SideCounts {
  total: number;
  telnet: number;
  iotOther: number;
}

type PortRow = [port: number, protocol: string, portClass: string, service: string | null, now: number, before: number];

export const fy2017: SideCounts = { total: 25_000, telnet: 7_300, iotOther: 2_200 };
export const fy2016: SideCounts = { total: 22_600, telnet: 10_871, iotOther: 2_215 };

const portRows: PortRow[] = [
  [23, "tcp", "telnet", "telnet", 7_300, 10_871],
  [445, "tcp", "windows", "microsoft-ds (SMB)", 4_150, 1_310],
  [22, "tcp", "remote-admin", "ssh", 1_840, 1_125],
  [1433, "tcp", "database", "ms-sql-s", 1_212, 1_304],
  [3389, "tcp", "windows", "ms-wbt-server (Remote Desktop)", 980, 701],
  [2323, "tcp", "telnet", "telnet (alternate)", 702, 1_480],
  [5060, "udp", "voip", "sip", 655, 640],
  [80, "tcp", "web", "http", 612, 530],
  [52869, "tcp", "iot-router", "UPnP SOAP (miniigd)", 410, 0],
  [7547, "tcp", "iot-router", "TR-069/TR-064 CWMP", 388, 735],
  [8080, "tcp", "web", "http-alt", 350, 316],
  [9000, "tcp", "iot-camera-dvr", "DVR web interface", 312, 0],
  [1900, "udp", "udp-amplification", "SSDP", 300, 271],
  [8291, "tcp", "iot-router", "Winbox", 288, 0],
  [123, "udp", "udp-amplification", "ntp", 250, 226],
  [6379, "tcp", "database", "redis", 201, 90],
  [81, "tcp", "iot-camera-dvr", "HTTP (alternate)", 100, 0],
];

/** The published case: FY2016 against FY2017, telnet 48.1 % to 29.2 %, IoT 38.0 % in 16 ports. */
export function compared(): Report {
  const earlier = describeInput(
    "logs/fy2016/asa.log.gz",
    "baseline",
    8_412_331,
    "cisco-asa",
    22_600,
    4_120,
    2_006,
    180,
  );
  const inputs = [
    earlier,
    describeInput("logs/fy2017/asa.log.gz", "period", 8_920_114, "cisco-asa", 21_400, 5_200, 2_405, 195),
    describeInput("logs/fy2017/fortigate.log", "period", 1_204_880, "fortinet-fortigate", 3_600, 880, 12, 2),
  ];
  return {
    ...analyzed(),
    provenance: {
      ...analyzed().provenance,
      command: ["compare", "logs"],
      arguments: ["compare", "--tz=Asia/Tokyo", "logs"],
      inputs,
    },
    baseline: { label: "FY2016", from: "2016-04-01", to: "2017-03-31", days: 365, daysWithData: 365 },
    lines: sumLines(inputs),
    totals: {
      ...analyzed().totals,
      baselineDenominator: fy2016.total,
      baselineDenials: fy2016.total,
      baselineSources: 5_918,
    },
    groups: describeGroups(fy2017, fy2016),
    ports: portRows.map((row, at) => describePort(row, at, true)),
  };
}

/** The period of the published case alone. */
export function analyzed(): Report {
  const inputs = [
    describeInput("logs/fy2017/asa.log.gz", "period", 8_920_114, "cisco-asa", 21_400, 5_200, 2_405, 195),
    describeInput("logs/fy2017/fortigate.log", "period", 1_204_880, "fortinet-fortigate", 3_600, 880, 12, 2),
  ];
  return {
    // What no sample is about, as it is where nothing was found.
    ...reportOn([]),
    schema: reportSchema,
    partial: false,
    provenance: {
      tool: "fwtrend 0.1.0",
      command: ["analyze", "logs"],
      arguments: ["analyze", "--tz=Asia/Tokyo", "logs"],
      anonymized: false,
      zone: "Asia/Tokyo",
      method: "top100",
      top: 100,
      targets: {
        version: "2026.11",
        sha256: "9f2c41d07be86a5530b1e4c8d2a7f96e0c3b5d1748a92e6f3d0c7b8a1e5f4920",
        mapping: "fixed",
      },
      counted: countedAll,
      inputs,
    },
    period: { label: "FY2017", from: "2017-04-01", to: "2018-03-31", days: 365, daysWithData: 364 },
    baseline: null,
    lines: sumLines(inputs),
    totals: {
      denials: fy2017.total,
      denominator: fy2017.total,
      baselineDenominator: null,
      packets: null,
      sources: 6_204,
      sourcesError: 0.0163,
      portless: { denials: 412, share: 412 / fy2017.total },
      baselineDenials: null,
      baselineSources: null,
      outsidePeriods: 0,
      withoutTime: 0,
      filtered: 0,
      surveyDenials: 0,
      surveyDenialsError: 0,
      baselineSurveyDenials: null,
      assumed: 0,
    },
    groups: describeGroups(fy2017, null),
    classes: [],
    ports: portRows.map((row, at) => describePort(row, at, false)),
    sensitivity: [
      { method: "top50", iotShare: 0.3691, telnetShare: 0.292 },
      { method: "top100", iotShare: 0.38, telnetShare: 0.292 },
      { method: "all-ports", iotShare: 0.3944, telnetShare: 0.3204 },
    ],
    warnings: [],
  };
}

/** A log whose lines carry no time, counted by the other method. */
export function untimed(): Report {
  const report = analyzed();
  return {
    ...report,
    provenance: { ...report.provenance, method: "all-ports", zone: "UTC" },
    period: { label: "undated", from: null, to: null, days: null, daysWithData: 0 },
    totals: { ...report.totals, packets: 61_204, withoutTime: 0, assumed: 25_000, sources: 212, sourcesError: 0 },
  };
}

/** Logs that were read to their end and hold no denial. */
export function empty(): Report {
  const report = analyzed();
  const inputs = [describeInput("quiet.log", "period", 20_480, "linux-iptables", 0, 120, 4, 1)];
  return {
    ...report,
    provenance: { ...report.provenance, inputs },
    period: { label: "undated", from: null, to: null, days: null, daysWithData: 0 },
    lines: sumLines(inputs),
    totals: {
      ...report.totals,
      denials: 0,
      denominator: 0,
      sources: 0,
      sourcesError: 0,
      portless: { denials: 0, share: 0 },
    },
    groups: describeGroups({ total: 0, telnet: 0, iotOther: 0 }, null),
    ports: [],
    sensitivity: report.sensitivity.map(({ method }) => ({ method, iotShare: 0, telnetShare: 0 })),
    warnings: ["The period has no denial, so all its shares are 0."],
  };
}

/** The published case cut short, with everything to warn of. */
export function partial(): Report {
  const report = compared();
  const [first, second, ...rest] = report.provenance.inputs;
  if (first === undefined || second === undefined) throw new TypeError("the sample has no inputs");
  const error = "gzip data ends early at byte 1,048,576 (still being written? try --allow-partial)";
  return {
    ...report,
    partial: true,
    provenance: {
      ...report.provenance,
      top: 50,
      inputs: [first, { ...second, error }, ...rest],
    },
    period: { ...report.period, label: "2017-04-01..2018-03-31" },
    baseline: { label: "2016-04..2017-03", from: "2016-04-01", to: "2017-03-31", days: 365, daysWithData: 301 },
    totals: { ...report.totals, outsidePeriods: 1_204, withoutTime: 3, assumed: 60 },
    warnings: [
      "The sides differ in length: the period has denials on 364 of 365 days, the baseline on 301 of 365 days; compare shares rather than counts.",
      "3 denials carry no time and cannot be placed in a period cut by dates, so no share includes them.",
    ],
  };
}

/** The published case, of a baseline that was read and holds no denial. */
export function withoutBaselineDenials(): Report {
  const report = compared();
  const totals = { ...report.totals, baselineDenials: 0, baselineDenominator: 0, baselineSources: 0 };
  const now = { total: 25_000, telnet: 7_300, iotOther: 2_200 };
  return { ...report, totals, groups: describeGroups(now, { total: 0, telnet: 0, iotOther: 0 }) };
}

/** What a log or a file system can hold to deceive a terminal. */
export function hostile(): Report {
  const report = compared();
  const path = "logs/\x1b]0;owned\x07\x1b[2J\u202egnp.exe\nfw\u200b.log";
  const [first, ...rest] = report.provenance.inputs;
  if (first === undefined) throw new TypeError("the sample has no inputs");
  return {
    ...report,
    partial: true,
    provenance: {
      ...report.provenance,
      zone: "Asia/\x9bTokyo",
      inputs: [{ ...first, path, format: "evil\r\x1b[1Aformat", error: "read error\x1b[8m: \u0007EIO" }, ...rest],
    },
    period: { ...report.period, label: "FY\x1b[31m17" },
    baseline: { label: "前年度", from: "2016-04-01", to: "2017-03-31", days: 365, daysWithData: 365 },
    ports: report.ports.map((port) => Object.assign(port, { service: "\x1b[5mテレネット代替ポート\u2066\ud800" })),
    warnings: [
      `Some devices logged denials on one side only; only in the period: fw\x1b[2K\x7f01, 東京ファイアウォール, e${"\u0301".repeat(9)}.`,
    ],
  };
}

/** The four groups of the two sides; null for no baseline. */
export function describeGroups(now: SideCounts, before: SideCounts | null): ReportGroup[] {
  const describe = (id: GroupId, countOf: (side: SideCounts) => number, portsInTop: number): ReportGroup => {
    const share = shareOf(countOf(now), now.total);
    const baselineShare = before === null ? null : shareOf(countOf(before), before.total);
    const isIot = id === "iot";
    return {
      id,
      denials: countOf(now),
      share,
      baselineDenials: before === null ? null : countOf(before),
      baselineShare,
      points: baselineShare === null ? null : (share - baselineShare) * 100,
      ratio: before === null || countOf(before) === 0 ? null : countOf(now) / countOf(before),
      sources: 0,
      baselineSources: before && 0,
      portsInTop,
      range: { strict: isIot ? 0.341 : share, default: share, wide: isIot ? 0.527 : share },
      baselineRange:
        baselineShare === null
          ? null
          : { strict: isIot ? 0.552 : baselineShare, default: baselineShare, wide: isIot ? 0.668 : baselineShare },
    };
  };
  return [
    describe("telnet", (side) => side.telnet, 1),
    describe("iot", (side) => side.telnet + side.iotOther, 16),
    describe("iot-other", (side) => side.iotOther, 15),
    describe("other", (side) => side.total - side.telnet - side.iotOther, 84),
  ];
}

function describePort(row: PortRow, at: number, isCompared: boolean): ReportPort {
  const [port, protocol, portClass, service, now, before] = row;
  const share = now / fy2017.total;
  const baselineShare = before / fy2016.total;
  return {
    rank: at + 1,
    protocol,
    port,
    class: portClass,
    confidence: "high",
    service,
    denials: now,
    share,
    sources: Math.round(now / 4.7),
    sourcesError: 0,
    baselineRank: isCompared && before > 0 ? at + 1 : null,
    baselineDenials: isCompared ? before : null,
    baselineShare: isCompared ? baselineShare : null,
    points: isCompared ? (share - baselineShare) * 100 : null,
  };
}

function describeInput(
  path: string,
  side: ReportInput["side"],
  bytes: number,
  format: string,
  ...[denials, allowed, skipped, unparsed]: [denials: number, allowed: number, skipped: number, unparsed: number]
): ReportInput {
  const total = denials + allowed + skipped + unparsed;
  const lines = { total, denials, allowed, skipped, duplicate: 0, unparsed, tooLong: 0 };
  return { path, side, sha256: null, bytes, format, lines, baseYear: 0, zone: "UTC", error: null };
}

function sumLines(inputs: readonly ReportInput[]): Report["lines"] {
  const sum = (fate: keyof Report["lines"]) => inputs.reduce((total, input) => total + input.lines[fate], 0);
  return {
    total: sum("total"),
    denials: sum("denials"),
    allowed: sum("allowed"),
    skipped: sum("skipped"),
    duplicate: sum("duplicate"),
    unparsed: sum("unparsed"),
    tooLong: sum("tooLong"),
  };
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

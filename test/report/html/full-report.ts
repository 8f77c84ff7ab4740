import type { Report, ReportDay, ReportPort } from "../../../src/analysis/report.ts";
import { targetClasses } from "../../../src/targets/target.ts";
import { compared } from "../sample-reports.ts";

const longNames = "management interface of recorders (alternate)";

/** A report as large as they come: 100 ports, two years by day, every class, 12 devices, with gaps and notes. */
export function full(): Report {
  const report = compared();
  const { period, baseline } = report;
  const isSilent = (at: number) => at > 40 && at < 90;
  return {
    ...report,
    provenance: {
      ...report.provenance,
      inputs: Array.from({ length: 12 }, (_, at) => ({
        ...report.provenance.inputs[0],
        path: `/srv/logs/tokyo/fw${at}/2017/firewall-${at}.log.gz`,
        side: at % 2 === 0 ? ("period" as const) : ("baseline" as const),
        sha256: String(at).repeat(64).slice(0, 64),
        bytes: 123_456_789,
        format: "fortinet-fortigate",
        lines: report.lines,
        baseYear: 0,
        zone: "UTC",
        error: null,
      })),
    },
    ports: Array.from({ length: 100 }, (_, at) => describePort(at)),
    classes: targetClasses.map((id, at) => ({
      id,
      denials: 10_000 - at * 400,
      share: (21 - at) / 231,
      baselineDenials: 4_000 + at * 300,
      baselineShare: (at + 1) / 231,
      points: ((20 - 2 * at) / 231) * 100,
      ratio: 1.5,
    })),
    daily: listDays(period.from ?? "", () => false),
    baselineDaily: listDays(baseline?.from ?? "", isSilent),
    weekHours: listWeek(11),
    baselineWeekHours: listWeek(7),
    coverage: listDevices("fw"),
    baselineCoverage: listDevices("前の機器"),
    coverageTotal: { ...report.coverageTotal, devices: 12, coverage: 0.978, moreDevices: 3 },
    baselineCoverageTotal: { ...report.coverageTotal, devices: 12, coverage: null, moreDevices: 0 },
    warnings: ["The sides differ in length: the period has denials on 364 of 365 days, the baseline on 316."],
  };
}

/** The same in two spans of 30 days, drawn by day, with single days between gaps. */
export function fewDays(): Report {
  const report = full();
  const keep = (days: readonly ReportDay[]) => days.slice(0, 30).filter((_, at) => at !== 3 && at !== 5 && at < 25);
  return {
    ...report,
    period: { ...report.period, label: "2017-04", to: "2017-04-30", days: 30, daysWithData: 23 },
    baseline: { label: "2016-04", from: "2016-04-01", to: "2016-04-30", days: 30, daysWithData: 23 },
    daily: keep(report.daily),
    baselineDaily: keep(report.baselineDaily ?? []),
  };
}

function describePort(at: number): ReportPort {
  const share = 0.3 / (at + 1);
  return {
    rank: at + 1,
    protocol: at % 5 === 4 ? "udp" : "tcp",
    port: 50_000 + at,
    class: targetClasses[at % targetClasses.length] ?? "other",
    confidence: "high",
    service: longNames,
    denials: Math.round(share * 1e9),
    share,
    sources: 123_456,
    sourcesError: at % 2 === 0 ? 0 : 0.01,
    baselineRank: at === 3 ? null : 100 - at,
    baselineDenials: 1000,
    baselineShare: share / 2,
    points: share * 50,
  };
}

function listDays(from: string, isSilent: (at: number) => boolean): ReportDay[] {
  const start = Date.parse(from);
  return Array.from({ length: 365 }, (_, at) => at)
    .filter((at) => !isSilent(at))
    .map((at) => ({
      day: new Date(start + at * 86_400_000).toISOString().slice(0, 10),
      denials: 1000 + (at % 30) * 17,
      telnet: 300 + (at % 7) * 9,
      iotOther: 90 + (at % 11),
    }));
}

function listWeek(seed: number): number[][] {
  return Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_hour, hour) => 100 + ((day * hour * seed) % 57)),
  );
}

function listDevices(name: string): Report["coverage"] {
  return Array.from({ length: 12 }, (_, at) => ({
    device: `${name}-${at}.branch-office.example`,
    first: "2017-04-01T00:00:00Z",
    last: "2018-03-31T23:45:00Z",
    hours: 8760,
    hoursWithLines: 8700 - at,
    coverage: at === 11 ? null : 0.98,
    gaps: at === 11 ? null : [{ from: "2017-05-01T00:00:00Z", to: "2017-05-02T12:15:00Z" }],
    gapCount: at === 11 ? null : 7,
    gapHours: at === 11 ? null : 36.25,
    usualGapHours: at === 11 ? null : 2,
    gapsReason: at === 11 ? ("few-lines" as const) : null,
    notes: ["rate limit about 3/min"],
    findings: [{ kind: "clock-set-back" as const, times: 3 }],
  }));
}

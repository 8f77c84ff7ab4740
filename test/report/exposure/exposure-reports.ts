import type { ExposureReport, KnownPort } from "../../../src/analysis/exposure/exposure-report.ts";
import type { ReportAttackedPort } from "../../../src/analysis/exposure/join-denials.ts";
import { exposureNoteIds } from "../../../src/analysis/exposure/notes.ts";
import { rateOf } from "../../../src/analysis/exposure/rate.ts";

const telnet: KnownPort = {
  protocol: "tcp",
  port: 23,
  service: "telnet",
  class: "telnet",
  confidence: "high",
  severity: "critical",
  devices: "routers, IP cameras",
  campaigns: "Mirai, Hajime",
};
const mysql: KnownPort = {
  protocol: "tcp",
  port: 3306,
  service: "MySQL",
  class: "database",
  confidence: "high",
  severity: "high",
  devices: "",
  campaigns: "",
};

const attack: ReportAttackedPort = {
  ...telnet,
  quadrant: "exposed-falling",
  hosts: 21,
  opened: 0,
  isNewUnderRise: false,
  denials: 7300,
  rank: 1,
  share: 0.292,
  sources: 5091,
  denialsPerDay: 20,
  baselineDenials: 10_871,
  baselineDenialsPerDay: 29.8,
  growth: 0.67,
  trend: "falling",
  urgency: 4902,
};

/** A report on exposure with something in all of its parts. */
export function fullExposure(): ExposureReport {
  const figures = {
    scanned: 923,
    unlisted: 2,
    down: 5,
    withoutPorts: 60,
    exposed: rateOf(230, 923),
    openPorts: 1540,
    publicPorts: 1245,
    needlessPorts: 295,
    unsurePorts: 3,
    filteredPorts: 9,
    closedPorts: 1,
    disputedPorts: 4,
    repeats: 6,
  };
  return {
    schema: "fwtrend/exposure/1",
    partial: true,
    provenance: {
      tool: "fwtrend 0.1.0",
      command: ["exposure", "scan.xml"],
      publicPorts: ["80/tcp", "443/tcp"],
      policy: { path: "policy.csv", sha256: "a".repeat(64), rows: 3 },
      siteRules: { path: "rules.csv", sha256: "b".repeat(64), rows: 1 },
      targets: { version: "2026.11", sha256: "c".repeat(64) },
      inputs: [
        {
          path: "scan.xml",
          side: "scan",
          tool: "nmap",
          bytes: 12_345,
          sha256: "d".repeat(64),
          records: 923,
          unread: 2,
          portless: 1,
          faults: [{ place: "line 12", text: "is no JSON object" }],
          error: null,
        },
        {
          path: "old.xml",
          side: "before",
          tool: "nmap",
          bytes: 999,
          sha256: null,
          records: 900,
          unread: 0,
          portless: 0,
          faults: [],
          error: "old.xml: the scan ends early, at line 9, after 900 records",
        },
      ],
    },
    hosts: { ...figures, before: { ...figures, exposed: rateOf(253, 923) }, points: -2.49 },
    classes: [
      { id: "telnet", hosts: 21, ports: 21, rate: 21 / 923, hostsBefore: 34, points: -1.4 },
      { id: "database", hosts: 12, ports: 12, rate: 12 / 923, hostsBefore: 10, points: 0.2 },
    ],
    ports: [
      { ...telnet, hosts: 21, rate: 21 / 923, hostsBefore: 34, points: -1.4, opened: 0, closed: 13 },
      { ...mysql, hosts: 12, rate: 12 / 923, hostsBefore: 10, points: 0.2, opened: 2, closed: 0 },
    ],
    networks: [
      {
        network: "198.51.100.0/24",
        hosts: 254,
        exposed: rateOf(66, 254),
        exposedBefore: rateOf(68, 254),
        points: -0.8,
      },
      { network: null, hosts: 1, exposed: rateOf(0, 1), exposedBefore: null, points: null },
    ],
    exposedHosts: [
      { host: "198.51.100.7", name: "fw.example.jp", severity: "critical", ports: ["23/tcp", "3306/tcp"] },
      {
        host: "2001:db8::7",
        name: null,
        severity: "high",
        ports: Array.from({ length: 20 }, (_, at) => `${3306 + at}/tcp`),
      },
    ],
    moreExposedHosts: 228,
    change: {
      counts: { opened: 17, closed: 32, "new-host": 1, "gone-host": 2, "not-scanned-before": 3, "not-scanned-now": 4 },
      stayed: 278,
      both: { hosts: 900, exposedBefore: rateOf(250, 900), exposed: rateOf(228, 900), points: -2.4 },
      newHosts: 23,
      goneHosts: 23,
      list: [
        {
          host: "198.51.100.7",
          name: "fw.example.jp",
          protocol: "tcp",
          port: 3306,
          severity: "high",
          change: "opened",
        },
        { host: "198.51.100.8", name: null, protocol: "tcp", port: 23, severity: "critical", change: "closed" },
      ],
      more: 47,
    },
    sites: {
      answered: 13_000,
      silent: 12,
      answers: 18_693,
      exposed: rateOf(1586, 13_000),
      exposedBefore: rateOf(1700, 13_000),
      points: -0.9,
      classes: [
        { id: "maintenance", sites: rateOf(1144, 13_000), before: rateOf(1200, 13_000), points: -0.4 },
        { id: "cms-admin", sites: rateOf(312, 13_000), before: rateOf(300, 13_000), points: 0.1 },
        { id: "admin-subdomain", sites: rateOf(260, 13_000), before: rateOf(260, 13_000), points: 0 },
      ],
      list: [
        {
          host: "admin.example.jp",
          found: [
            { class: "admin-subdomain", url: "https://admin.example.jp/", status: 200, title: "Admin" },
            { class: "maintenance", url: "https://admin.example.jp/pma/", status: 200, title: "phpMyAdmin" },
          ],
        },
      ],
      more: 1585,
    },
    attacks: {
      period: { from: "2017-04-01", to: "2018-03-31", daysWithData: 365, denials: 25_000 },
      baseline: { from: "2016-04-01", to: "2017-03-31", daysWithData: 365, denials: 22_600 },
      sourcesAreEstimates: true,
      exposed: [
        attack,
        {
          ...attack,
          ...mysql,
          quadrant: "exposed-rising",
          hosts: 12,
          opened: 2,
          isNewUnderRise: true,
          denials: 300,
          rank: 11,
          share: 0.012,
          sources: 234,
          denialsPerDay: 0.82,
          baselineDenials: 200,
          baselineDenialsPerDay: 0.55,
          growth: 1.5,
          trend: "rising",
          urgency: 449,
        },
      ],
      closed: [
        {
          ...attack,
          port: 445,
          service: "SMB",
          class: "windows",
          severity: "high",
          quadrant: "closed-rising",
          hosts: 0,
          trend: "steady",
        },
      ],
      quadrants: [
        { id: "exposed-rising", ports: 1, denials: 300, share: 0.012 },
        { id: "exposed-falling", ports: 1, denials: 7300, share: 0.292 },
        { id: "closed-rising", ports: 3, denials: 11_602, share: 0.464 },
        { id: "closed-falling", ports: 4, denials: 1519, share: 0.061 },
      ],
      meant: { id: "public", ports: 2, denials: 1020, share: 0.041 },
    },
    notes: exposureNoteIds.map((id, at) => ({ id, count: at + 1 })),
  };
}

/** Texts of the report that come from scans, paths and tables, replaced each by the next of a series. */
export function withForeign(report: ExposureReport, next: () => string): ExposureReport {
  const foreign = new Set([
    "path",
    "tool",
    "host",
    "name",
    "url",
    "title",
    "service",
    "devices",
    "campaigns",
    "error",
    "text",
    "place",
    "version",
    "network",
  ]);
  return JSON.parse(JSON.stringify(report), (key: string, value: unknown) =>
    typeof value === "string" && foreign.has(key) ? next() : value,
  ) as ExposureReport;
}

/** A report on scans that found nothing. */
export function emptyExposure(): ExposureReport {
  return {
    ...fullExposure(),
    partial: false,
    hosts: null,
    classes: [],
    ports: [],
    networks: [],
    exposedHosts: [],
    moreExposedHosts: 0,
    change: null,
    sites: null,
    attacks: null,
    notes: [],
  };
}

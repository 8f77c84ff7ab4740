import type { ExposureNoteId } from "../../analysis/exposure/notes.ts";
import type { PortChange } from "../../analysis/exposure/exposure-report.ts";
import type { Quadrant } from "../../analysis/exposure/join-denials.ts";
import type { Severity } from "../../targets/severity.ts";
import { exposureHeadlineEn, plural } from "./exposure-headline.en.ts";

/** The words of the report on exposure, in English. Numbers arrive formatted, foreign text arrives safe. */
export const exposureEn = {
  lang: "en",
  kicker: "Exposure review",
  title: "What is exposed without need",
  titleJoined: "What is exposed without need, and under attack",
  contents: "Contents",
  gap: " ",
  ...exposureHeadlineEn,
  severities: { critical: "critical", high: "high", medium: "medium", low: "low" } satisfies Record<Severity, string>,
  quadrants: {
    "exposed-rising": "exposed, attacks rising",
    "exposed-falling": "exposed, attacks falling",
    "closed-rising": "closed, attacks rising",
    "closed-falling": "closed, attacks falling",
    public: "open where meant to be public",
  } satisfies Record<Quadrant | "public", string>,
  changes: {
    opened: "opened",
    closed: "closed",
    "new-host": "on devices that were not scanned before",
    "gone-host": "on devices that are not scanned now",
    "not-scanned-before": "not looked at before",
    "not-scanned-now": "not looked at now",
  } satisfies Record<PortChange, string>,
  stayed: "stayed open",
  byName: "known by name",
  new: "NEW",
  none: "–",
  more: (count: string) => `and ${count} more, which the JSON report lists`,
  columns: {
    place: "#",
    port: "port",
    service: "service",
    class: "class",
    severity: "severity",
    devices: "devices",
    rate: "rate",
    before: "before",
    points: "change, points",
    opened: "opened",
    closed: "closed",
    denials: "blocked",
    share: "share",
    rank: "rank",
    sources: "sources",
    perDay: "a day",
    trend: "trend",
    campaigns: "known campaigns",
    network: "network",
    exposed: "exposed",
    interval: "95 % interval",
    device: "device",
    name: "name",
    ports: "ports",
    change: "change",
    site: "site",
    sites: "sites",
    url: "address",
    status: "status",
    quadrant: "where it stands",
    mark: "mark",
  },
  sections: {
    attacks: "What to close first",
    classes: "Classes",
    ports: "Ports",
    networks: "Networks",
    change: "Since the scan before",
    devices: "Devices",
    sites: "Web sites",
    method: "How this was counted",
    notes: "To be known",
    inputs: "Inputs",
  },
  attackSpan: (from: string, to: string, denials: string) => `${denials} blocked connections from ${from} to ${to}`,
  attackSpans: (now: string, before: string) => `Attacks: ${now}, against ${before}.`,
  attackSpanAlone: (now: string) => `Attacks: ${now}.`,
  attackSpanUndated: (denials: string) => `${denials} blocked connections without a time`,
  attackOrder:
    "Sorted by severity, and within it by blocked connections times their growth (a tenth to tenfold). Trend is by blocked connections a day; steady is what chance explains.",
  quadrantCaption: "All attacked ports by where they stand, told by the sign of the change alone",
  closedCaption: "Busiest ports that are open nowhere",
  noneExposed: "No port is open without need.",
  bothScanned: (hosts: string, before: string, now: string, points: string) =>
    `Of ${hosts} devices scanned both times, ${before} were exposed before and ${now} are now (${points} points).`,
  method: {
    policy: (ports: string) => `Meant to be public everywhere: ${ports}.`,
    noPublic: "No port is meant to be public everywhere.",
    policyFile: (path: string, rows: string) => `Policy: ${path} (${plural(rows, "row", "rows")}).`,
    scanned: (scanned: string, down: string, withoutPorts: string) =>
      `A device counts as scanned when it answered: ${scanned}. ${down} did not answer; of ${withoutPorts} that did, no port is listed.`,
    severity:
      "Severity follows the targets table: critical are ports of telnet and IoT devices that malware is known to take over by itself; high are control systems, remote administration, Windows, databases and containers.",
    sites:
      "A site is a host name. A page counts when it really opens: status 2xx or 401, or a page for logging in; not an error, a page that says it is none, a redirect home, or the front page under another address.",
    siteRules: (path: string, rows: string) =>
      `Rules for sites: ${path} (${plural(rows, "row", "rows")}) beside the built-in ones.`,
    targets: (version: string) => `Targets table ${version}.`,
  },
  input: (tool: string, records: string, unread: string) =>
    unread === "0" ? `${tool}, ${records} records` : `${tool}, ${records} records, ${unread} could not be read`,
  fault: (place: string, text: string) => `${place} ${text}`,
  notes: {
    "lists-open-only": (count) =>
      `${plural(count, "scan lists", "scans list")} devices with an open port only: devices without one are missing in what the rate is of, so the rate is too high.`,
    unlisted: (count) =>
      `${plural(count, "device", "devices")} answered but ${count === "1" ? "is" : "are"} not listed; the scan's own total counts.`,
    "unlisted-twice": (count) =>
      `${plural(count, "device", "devices")} answered but ${count === "1" ? "is" : "are"} not listed; where several scans looked at the same devices, these count more than once.`,
    disputed: (count) =>
      `${plural(count, "port was", "ports were")} seen open in one scan and filtered or closed in another; they count as open.`,
    unsure: (count) => `${plural(count, "port", "ports")} may be open or filtered; they do not count as open.`,
    repeats: (count) => `Devices in several files count once (${count} times seen again).`,
    portless: (count) => `${plural(count, "record tells", "records tell")} no port and could not be counted.`,
    unread: (count) => `${plural(count, "record", "records")} could not be read.`,
    "silent-sites": (count) =>
      `${plural(count, "web site", "web sites")} did not answer and ${count === "1" ? "is" : "are"} not counted.`,
    "not-scanned": (count) =>
      `${plural(count, "port was", "ports were")} looked at by one of the two scans only, and count neither as opened nor as closed.`,
    "no-trend": () => "The denials have no two days with data, so no trend can be told.",
    "no-baseline": () => "The denials are of one period, with none to hold it against, so no trend can be told.",
    "left-out-denials": (count) =>
      `${plural(count, "denial is", "denials are")} outside the spans compared or without a time.`,
    "estimated-sources": () => "Numbers of sources are estimates from a sample.",
  } as Record<ExposureNoteId, (count: string) => string>,
};

/** The words of the report on exposure in one language. */
export type ExposureWords = typeof exposureEn;

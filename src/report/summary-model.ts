import type { Report, ReportGroup, ReportPort } from "../analysis/report.ts";
import { roleOfClass } from "./class-role.ts";
import type { ClassRole } from "./class-role.ts";
import { printable } from "./escape.ts";
import { exposureHeadlineOf, writeExposure } from "./exposure/headline.ts";
import { groupOf, nameTelnet, writeHeadline } from "./headline.ts";
import { writeShare } from "./figures.ts";
import { english } from "./language.ts";
import type { Language } from "./language.ts";
import type { Messages } from "./messages/en.ts";
import { directionOf, formatCount, formatPoints, formatTenths, roundGroups, tenthsOf } from "./numbers.ts";
import type { Direction } from "./numbers.ts";
import { nameSides } from "./sides.ts";
import { listFindings } from "./summary-findings.ts";
import { listFacts, listWarnings } from "./summary-facts.ts";
import type { Fact } from "./summary-facts.ts";

/** All that the summary says, as plain data in finished words; only its place on the screen is open. */
export interface Summary {
  /** What restricts all figures; empty for a complete report. */
  notice: string | null;
  headline: string;
  /** Null when neither side has a denial. */
  shares: SummaryShares | null;
  /** What changes how the headline must be read; null when nothing does. */
  findings: { title: string; rows: Fact[] } | null;
  ports: SummaryPorts | null;
  /** What scans found exposed; null where there were none. */
  exposure: { title: string; notice: string | null; sentences: string[] } | null;
  facts: { title: string; rows: Fact[] };
  /** Null when there is nothing to warn of. */
  warnings: { title: string; lines: string[] } | null;
}

/** How the denials divide into groups. */
interface SummaryShares {
  title: string;
  /** Telnet, IoT without telnet, and the rest: together 100.0 % of a side. */
  groups: { label: string; role: ClassRole; change: SummaryChange | null; bars: SummaryBar[] }[];
  /** IoT in total with its range, one line per side, the baseline first. */
  iot: { label: string; change: SummaryChange | null; lines: { side: string | null; text: string }[] };
}

/** The period against the baseline. */
export interface SummaryChange {
  direction: Direction;
  text: string;
}

/** A group's share on one side. */
export interface SummaryBar {
  /** Null when there is one side only. */
  side: string | null;
  /** Tenths of a percent of the side's denials; null when it has none. */
  tenths: number | null;
  denials: string;
  share: string;
}

/** The busiest ports, the busiest first. */
export interface SummaryPorts {
  title: string;
  columns: Messages["columns"];
  isCompared: boolean;
  rows: SummaryPort[];
}

/** One of the busiest ports. */
export interface SummaryPort {
  rank: string;
  port: string;
  role: ClassRole;
  class: string;
  service: string;
  denials: string;
  share: string;
  change: { direction: Direction; points: string } | null;
  sources: string;
}

const portsShown = 15;
const nothing = "–";

/** The summary of a report. Every text in it is safe to print. */
export function buildSummary(report: Report, language: Language = english): Summary {
  const { titles } = language.words;
  const warnings = listWarnings(report, language);
  return {
    notice: writeNotice(report, language),
    headline: writeHeadline(report, language),
    shares: describeShares(report, language),
    findings: describeFindings(report, language),
    ports: describePorts(report, language),
    exposure: describeExposure(report, language),
    facts: { title: titles.counted, rows: listFacts(report, language) },
    warnings: warnings.length === 0 ? null : { title: titles.warnings, lines: warnings },
  };
}

function describeFindings(report: Report, language: Language): Summary["findings"] {
  const rows = listFindings(report, language);
  return rows.length === 0 ? null : { title: language.words.titles.findings, rows };
}

function describeExposure({ exposure }: Report, language: Language): Summary["exposure"] {
  if (exposure === undefined) return null;
  const { section, partial } = exposureHeadlineOf(language);
  return { title: section, notice: exposure.partial ? partial : null, sentences: writeExposure(exposure, language) };
}

/** That the figures are of a part of the inputs only; null where they are of all. */
export function writeNotice({ partial, provenance }: Report, { words }: Language): string | null {
  if (!partial) return null;
  const failed = provenance.inputs.filter((input) => input.error !== null).length;
  if (failed === 0) return words.partial.interrupted;
  return words.partial.broken(formatCount(failed), formatCount(provenance.inputs.length));
}

interface SideShares {
  name: string | null;
  total: number;
  countOf: (group: ReportGroup) => number;
  shareOf: (group: ReportGroup) => number;
  rangeOf: (group: ReportGroup) => ReportGroup["range"] | null;
}

function describeShares(report: Report, language: Language): SummaryShares | null {
  const { words } = language;
  const { denials, baselineDenials } = report.totals;
  if (denials === 0 && (baselineDenials ?? 0) === 0) return null;
  const sides = listSides(report, language);
  const isComparable = sides.length > 1 && sides.every(({ total }) => total > 0);
  const changeOf = (group: ReportGroup) => (isComparable ? describeChange(group, language) : null);
  const telnet = groupOf(report, "telnet");
  const iotOther = groupOf(report, "iot-other");
  const other = groupOf(report, "other");
  const rounded = sides.map((side) => roundGroups(side.shareOf(telnet), side.shareOf(iotOther), side.shareOf(other)));
  const barsOf = (group: ReportGroup, part: keyof ReturnType<typeof roundGroups>) =>
    sides.map((side, at) => describeBar(side, side.countOf(group), rounded[at]?.[part] ?? 0, language));
  const iot = groupOf(report, "iot");

  return {
    title: report.provenance.method === "unique-sources" ? words.titles.sourceShares : words.titles.shares,
    groups: [
      {
        label: nameTelnet(report.provenance.method, language),
        role: "telnet",
        change: changeOf(telnet),
        bars: barsOf(telnet, "telnet"),
      },
      { label: words.groups["iot-other"], role: "iot", change: changeOf(iotOther), bars: barsOf(iotOther, "iotOther") },
      { label: words.groups.other, role: "other", change: changeOf(other), bars: barsOf(other, "other") },
    ],
    iot: {
      label: words.groups.iot,
      change: changeOf(iot),
      lines: sides.map((side) => ({ side: side.name, text: writeRange(report, iot, side, language) })),
    },
  };
}

function listSides({ period, baseline, totals, provenance }: Report, language: Language): SideShares[] {
  const isOfSources = provenance.method === "unique-sources";
  const now = {
    name: null,
    total: totals.denominator,
    countOf: (group: ReportGroup) => (isOfSources ? group.sources : group.denials),
    shareOf: (group: ReportGroup) => group.share,
    rangeOf: (group: ReportGroup) => group.range,
  };
  if (baseline === null) return [now];
  const names = nameSides(period, baseline, language);
  const before: SideShares = {
    name: names.baseline.name,
    total: totals.baselineDenominator ?? 0,
    countOf: (group) => (isOfSources ? group.baselineSources : group.baselineDenials) ?? 0,
    shareOf: (group) => group.baselineShare ?? 0,
    rangeOf: (group) => group.baselineRange,
  };
  return [before, { ...now, name: names.period.name }];
}

function describeBar(side: SideShares, denials: number, tenths: number, { figures }: Language): SummaryBar {
  const hasShare = side.total > 0;
  return {
    side: side.name,
    tenths: hasShare ? tenths : null,
    denials: formatCount(denials),
    share: hasShare ? figures.percent(tenths) : nothing,
  };
}

function describeChange({ points, ratio }: ReportGroup, { words, figures }: Language): SummaryChange | null {
  if (points === null) return null;
  const text = figures.change(points);
  return { direction: directionOf(points), text: ratio === null ? text : words.changed(text, figures.ratio(ratio)) };
}

function writeRange({ provenance }: Report, iot: ReportGroup, side: SideShares, { words, figures }: Language): string {
  const range = side.rangeOf(iot);
  if (side.total === 0) return nothing;
  const share = writeShare(figures, side.shareOf(iot));
  if (range === null) return share;
  const text = words.range(share, formatTenths(tenthsOf(range.strict)), formatTenths(tenthsOf(range.wide)));
  const isPeriod = range === iot.range;
  return isPeriod ? words.portsInTop(text, formatCount(iot.portsInTop), formatCount(provenance.top)) : text;
}

function describePorts(report: Report, language: Language): SummaryPorts | null {
  const { ports, totals, provenance } = report;
  const { titles, columns } = language.words;
  if (ports.length === 0) return null;
  const shown = ports.slice(0, portsShown);
  const isCut = shown.length < ports.length;
  // Ports have shares of denials, also by the method that counts sources.
  const before = provenance.method === "unique-sources" ? totals.baselineDenials : totals.baselineDenominator;
  const isComparable = (before ?? 0) > 0;
  return {
    title: isCut ? titles.portsOf(formatCount(shown.length), formatCount(ports.length)) : titles.ports,
    columns,
    isCompared: isComparable,
    rows: shown.map((port) => describePort(port, isComparable, language)),
  };
}

function describePort(port: ReportPort, isComparable: boolean, { words, figures }: Language): SummaryPort {
  const { points } = port;
  return {
    rank: formatCount(port.rank),
    // A log that names no protocol has ports and nothing to tell them by.
    port: port.protocol === "unknown" ? String(port.port) : `${port.port}/${printable(port.protocol, 16)}`,
    role: roleOfClass(port.class),
    class: words.class(printable(port.class, 20)),
    service: printable(port.service ?? nothing, 40),
    denials: formatCount(port.denials),
    share: writeShare(figures, port.share),
    change: isComparable && points !== null ? { direction: directionOf(points), points: formatPoints(points) } : null,
    sources: describePortSources(port, words),
  };
}

function describePortSources({ sources, sourcesError }: ReportPort, words: Messages): string {
  // None in a sample may still be some.
  if (sources === 0 && sourcesError > 0) return words.fewSources;
  // Denials without a single source are of a log that names none.
  if (sources === 0) return nothing;
  return `${sourcesError > 0 ? "~" : ""}${formatCount(sources)}`;
}

import type { Interval } from "../analysis/certainty/bootstrap.ts";
import type { ReportDevice } from "../analysis/coverage/device-coverage.ts";
import type { GroupId, Report } from "../analysis/report.ts";
import type { ReportScanSide } from "../analysis/sources/scan-report.ts";
import { printable } from "./escape.ts";
import { nameTelnet } from "./headline.ts";
import { writeShare } from "./figures.ts";
import type { Language } from "./language.ts";
import { formatCount, formatDaily, formatPoints, formatTenths, roundEffects, tenthsOf } from "./numbers.ts";
import type { Fact } from "./summary-facts.ts";

const namesShown = 4;
const widestName = 40;
/** Below this, in points, a source that is left out does not change how the headline reads. */
export const tellingPoints = 1;
/** Below this, denials that look like answers do not change it. */
const tellingShare = 0.01;

/** What changes how the headline must be read, a line each; what changes nothing is left out. */
export function listFindings(report: Report, language: Language): Fact[] {
  if (report.totals.denials === 0) return [];
  const words = language.words.findings;
  const rows: [label: string, text: string | null][] = [
    [words.labels.certainty, describeIntervals(report, language)],
    [words.labels.cause, describeCause(report, language)],
    [words.labels.mapping, describeMapping(report, language)],
    [words.labels.source, describeLoudest(report, language)],
    [words.labels.scanners, describeScanners(report, language)],
    [words.labels.spread, describeSpread(report, language)],
    [words.labels.emerging, describeEmerging(report, language)],
    [words.labels.vanished, describeVanished(report, language)],
    [words.labels.scope, describeScope(report, language)],
    [words.labels.infected, describeInfected(report, language)],
    [words.labels.backscatter, describeBackscatter(report, language)],
    [words.labels.coverage, describeCoverage(report, language)],
    [words.labels.rate, describeRate(report, language)],
  ];
  return rows.flatMap(([label, text]) => (text === null ? [] : [{ label, lines: [text] }]));
}

function describeIntervals({ significance, provenance }: Report, language: Language): string | null {
  const words = language.words.findings;
  const { joints } = language.words;
  const parts = (["iot", "telnet"] as const).flatMap((id: GroupId) => {
    const { share, points } = significance[id];
    if (share === null) return [];
    const name = id === "iot" ? words.iot : nameTelnet(provenance.method, language);
    const text = words.interval(name, formatRange(share, language));
    return [points === null ? text : words.changeInterval(text, formatPoints(points[0]), formatPoints(points[1]))];
  });
  if (parts.length > 0) return parts.join(joints.clauses);
  return significance.reason && language.words.sentence(significance.reason);
}

/** The ends of an interval of shares, to one decimal. */
export function formatRange([low, high]: Interval, { words: { findings }, figures }: Language): string {
  return findings.range(formatTenths(tenthsOf(low)), writeShare(figures, high));
}

function describeCause({ decomposition, provenance }: Report, language: Language): string | null {
  const { figures } = language;
  const words = language.words.findings;
  const telnet = decomposition?.groups.find(({ id }) => id === "telnet");
  if (decomposition === null || telnet === undefined || decomposition.totalRatio === null) return null;
  const { points, ownPoints } = telnet;
  if (provenance.method === "unique-sources" || points === null || ownPoints === null) return null;
  if (formatPoints(points) === formatPoints(0)) return null;
  const total = figures.ratio(decomposition.totalRatio);
  const name = nameTelnet(provenance.method, language);
  const { own, rest } = roundEffects(points, ownPoints);
  return words.cause(name, formatPoints(points), formatPoints(own / 10), formatPoints(rest / 10), total);
}

function describeMapping({ mapping }: Report, language: Language): string | null {
  const words = language.words.findings;
  if (mapping === null) return null;
  const { constant, added, removed } = mapping.iot;
  const { addedRows, removedRows } = mapping;
  return words.mapping(
    formatPoints(constant),
    formatPoints(added),
    formatCount(addedRows),
    formatPoints(removed),
    formatCount(removedRows),
  );
}

function describeLoudest({ leaveOneOut }: Report, language: Language): string | null {
  const { figures } = language;
  const words = language.words.findings;
  const found = leaveOneOut?.period ?? null;
  if (found === null || found.iotShareWithout === null || found.movesPoints === null) return null;
  if (Math.abs(found.movesPoints) < tellingPoints) return null;
  const name = nameSource(found.source, language);
  const text = words.without(name, writeShare(figures, found.share), writeShare(figures, found.iotShareWithout));
  return leaveOneOut?.isSample === true ? words.ofSample(text) : text;
}

function describeScanners({ scans, totals, sensitivity }: Report, language: Language): string | null {
  const { figures } = language;
  const words = language.words.findings;
  const { joints } = language.words;
  if (scans.shareOfDenials === null) return null;
  const parts = [countScanners(scans, language)];
  if (totals.surveyDenials > 0) {
    const share = writeShare(figures, totals.surveyDenials / totals.denials);
    const without = sensitivity.find(({ method }) => method === "survey-excluded")?.iotShare ?? null;
    parts.push(words.survey(share, without === null ? words.nothing : writeShare(figures, without)));
  }
  return scans.isSample ? words.ofSample(parts.join(joints.clauses)) : parts.join(joints.clauses);
}

function countScanners({ scannersPerDay, shareOfDenials }: ReportScanSide, language: Language): string {
  const { figures } = language;
  const words = language.words.findings;
  const share = writeShare(figures, shareOfDenials ?? 0);
  return scannersPerDay === null ? words.scannersUndated(share) : words.scanners(formatDaily(scannersPerDay), share);
}

function describeSpread({ spread }: Report, language: Language): string | null {
  const { figures } = language;
  const words = language.words.findings;
  if (spread === null) return null;
  const now = words.spread(formatDaily(spread.effectivePorts), writeShare(figures, spread.top10Share));
  if (spread.baseline === null) return now;
  const { effectivePorts, top10Share } = spread.baseline;
  return words.spreadBefore(now, formatDaily(effectivePorts), writeShare(figures, top10Share));
}

function describeEmerging({ emerging }: Report, language: Language): string | null {
  const words = language.words.findings;
  return listNames(
    emerging.map(({ protocol, port, label, sources }) => {
      const by = label === "one source" ? words.oneSource : words.sources(formatCount(sources));
      return words.emerging(namePort(protocol, port), by);
    }),
    language,
  );
}

function describeVanished({ vanished }: Report, language: Language): string | null {
  const names = vanished.map(({ protocol, port }) => namePort(protocol, port));
  return listNames(names, language);
}

/** By scope, where that tells anything. */
export function describeScope({ scope }: Report, language: Language): string | null {
  const { figures } = language;
  const words = language.words.findings;
  const { joints } = language.words;
  const { baseline: _, ...counts } = scope;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  if (total === 0 || (told.length === 1 && (counts.unknown > 0 || counts.inbound > 0))) return null;
  return told
    .map(([id, count]) => words.scope(words.scopes[id as keyof typeof counts], writeShare(figures, count / total)))
    .join(joints.list);
}

/** Own devices that knock at telnet and IoT ports elsewhere. */
export function describeInfected({ ownInfected, ownInfectedTotals }: Report, language: Language): string | null {
  const words = language.words.findings;
  if (ownInfected.length === 0) return null;
  const named = ownInfected.map(({ source, protocol, port, denials }) =>
    words.infectedBy(printable(source, widestName), namePort(protocol, port), formatCount(denials)),
  );
  const sources = Math.round(ownInfectedTotals.sources.value);
  return words.infected(formatCount(sources), sources === 1, listNames(named, language, 2) ?? "");
}

/** The part that looks like answers, where it is large enough to tell. */
export function describeBackscatter({ backscatter }: Report, language: Language): string | null {
  const { figures } = language;
  const words = language.words.findings;
  const { share } = backscatter;
  return share === null || share < tellingShare ? null : words.backscatter(writeShare(figures, share));
}

function describeCoverage({ coverageTotal, coverage }: Report, language: Language): string | null {
  const { figures } = language;
  const words = language.words.findings;
  const { coverage: covered, floor, devices } = coverageTotal;
  const noted = coverage.flatMap((device) => describeDevice(device, language));
  if (floor.length === 0 && noted.length === 0) return null;
  const share =
    covered === null ? words.coverageUnknown : words.coverage(writeShare(figures, covered), formatCount(devices));
  const text = listNames(noted, language, 3) ?? "";
  return floor.length === 0 ? words.noted(share, text) : words.floor(share, text);
}

/** The gaps of a device in one text, and each of its notes. */
function describeDevice(
  { device, gapCount, gapHours, notes, findings }: ReportDevice,
  { words: { findings: words } }: Language,
): string[] {
  const name = device === "" ? words.nameless : printable(device, widestName);
  const gaps =
    gapCount === null || gapCount === 0 || gapHours === null
      ? []
      : [words.gaps(name, formatCount(gapCount), gapCount === 1, formatDaily(gapHours))];
  return [...gaps, ...notes.map((note, at) => words.note(name, printable(words.noteOf(findings[at], note), 120)))];
}

function describeRate({ rates }: Report, language: Language): string | null {
  const { figures } = language;
  const words = language.words.findings;
  const { denialsPerDayPerAddress } = rates.onDaysWithData;
  if (denialsPerDayPerAddress === null) return null;
  const ratio = rates.ratio?.onDaysWithData.denialsPerDayPerAddress ?? null;
  const text = words.rate(formatDaily(denialsPerDayPerAddress));
  return ratio === null ? text : words.rateRatio(text, figures.ratio(ratio));
}

/** `23/tcp`, or the number alone where the log names no protocol. */
export function namePort(protocol: string, port: number): string {
  return protocol === "unknown" ? String(port) : `${port}/${printable(protocol, 16)}`;
}

/** A source's address, safe to print. */
export function nameSource(source: string | null, { words: { findings } }: Language): string {
  return source === null ? findings.hashed : printable(source, widestName);
}

/** The first names of a list, and how many more there are; null for none. */
export function listNames(
  names: readonly string[],
  { words: { findings, joints } }: Language,
  shown = namesShown,
): string | null {
  if (names.length === 0) return null;
  const first = names.slice(0, shown).join(joints.list);
  const hidden = names.length - shown;
  return hidden > 0 ? findings.more(first, formatCount(hidden)) : first;
}

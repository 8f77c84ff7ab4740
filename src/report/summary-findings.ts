import type { Interval } from "../analysis/certainty/bootstrap.ts";
import type { ReportDevice } from "../analysis/coverage/device-coverage.ts";
import type { GroupId, Report } from "../analysis/report.ts";
import type { ReportScanSide } from "../analysis/sources/scan-report.ts";
import { printable } from "./escape.ts";
import { nameTelnet } from "./headline.ts";
import { en } from "./messages/en.ts";
import { formatCount, formatDaily, formatPoints, formatRatio, formatShare, formatTenths, tenthsOf } from "./numbers.ts";
import type { Fact } from "./summary-facts.ts";

const namesShown = 4;
const widestName = 40;
/** Below this a source that is left out does not change how the headline reads. */
const tellingPoints = 1;
const tellingShare = 0.01;

const words = en.findings;

/** What changes how the headline must be read, a line each; what changes nothing is left out. */
export function listFindings(report: Report): Fact[] {
  if (report.totals.denials === 0) return [];
  const rows: [label: string, text: string | null][] = [
    [words.labels.certainty, describeIntervals(report)],
    [words.labels.cause, describeCause(report)],
    [words.labels.mapping, describeMapping(report)],
    [words.labels.source, describeLoudest(report)],
    [words.labels.scanners, describeScanners(report)],
    [words.labels.spread, describeSpread(report)],
    [words.labels.emerging, describeEmerging(report)],
    [words.labels.vanished, listNames(report.vanished.map(({ protocol, port }) => namePort(protocol, port)))],
    [words.labels.scope, describeScope(report)],
    [words.labels.infected, describeInfected(report)],
    [words.labels.backscatter, describeBackscatter(report)],
    [words.labels.coverage, describeCoverage(report)],
    [words.labels.rate, describeRate(report)],
  ];
  return rows.flatMap(([label, text]) => (text === null ? [] : [{ label, lines: [text] }]));
}

function describeIntervals({ significance, provenance }: Report): string | null {
  const parts = (["iot", "telnet"] as const).flatMap((id: GroupId) => {
    const { share, points } = significance[id];
    if (share === null) return [];
    const name = id === "iot" ? words.iot : nameTelnet(provenance.method);
    const text = words.interval(name, formatRange(share));
    return [points === null ? text : words.changeInterval(text, formatPoints(points[0]), formatPoints(points[1]))];
  });
  if (parts.length > 0) return words.intervals(parts);
  return significance.reason;
}

function formatRange([low, high]: Interval): string {
  return words.range(formatTenths(tenthsOf(low)), formatShare(high));
}

function describeCause({ decomposition, provenance }: Report): string | null {
  const telnet = decomposition?.groups.find(({ id }) => id === "telnet");
  if (decomposition === null || telnet === undefined || decomposition.totalRatio === null) return null;
  const { points, ownPoints, restPoints } = telnet;
  if (provenance.method === "unique-sources" || points === null || ownPoints === null || restPoints === null)
    return null;
  if (formatPoints(points) === formatPoints(0)) return null;
  const total = formatRatio(decomposition.totalRatio);
  const name = nameTelnet(provenance.method);
  return words.cause(name, formatPoints(points), formatPoints(ownPoints), formatPoints(restPoints), total);
}

function describeMapping({ mapping }: Report): string | null {
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

function describeLoudest({ leaveOneOut }: Report): string | null {
  const found = leaveOneOut?.period ?? null;
  if (found === null || found.iotShareWithout === null || found.movesPoints === null) return null;
  if (Math.abs(found.movesPoints) < tellingPoints) return null;
  const name = nameSource(found.source);
  const text = words.without(name, formatShare(found.share), formatShare(found.iotShareWithout));
  return leaveOneOut?.isSample === true ? words.ofSample(text) : text;
}

function describeScanners({ scans, totals, sensitivity }: Report): string | null {
  if (scans.shareOfDenials === null) return null;
  const parts = [countScanners(scans)];
  if (totals.surveyDenials > 0) {
    const share = formatShare(totals.surveyDenials / totals.denials);
    const without = sensitivity.find(({ method }) => method === "survey-excluded")?.iotShare ?? null;
    parts.push(words.survey(share, without === null ? words.nothing : formatShare(without)));
  }
  return scans.isSample ? words.ofSample(parts.join("; ")) : parts.join("; ");
}

function countScanners({ scannersPerDay, shareOfDenials }: ReportScanSide): string {
  const share = formatShare(shareOfDenials ?? 0);
  return scannersPerDay === null ? words.scannersUndated(share) : words.scanners(formatDaily(scannersPerDay), share);
}

function describeSpread({ spread }: Report): string | null {
  if (spread === null) return null;
  const now = words.spread(formatDaily(spread.effectivePorts), formatShare(spread.top10Share));
  if (spread.baseline === null) return now;
  const { effectivePorts, top10Share } = spread.baseline;
  return words.spreadBefore(now, formatDaily(effectivePorts), formatShare(top10Share));
}

function describeEmerging({ emerging }: Report): string | null {
  return listNames(
    emerging.map(({ protocol, port, label, sources }) => {
      const by = label === "one source" ? words.oneSource : words.sources(formatCount(sources));
      return words.emerging(namePort(protocol, port), by);
    }),
  );
}

function describeScope({ scope }: Report): string | null {
  const { baseline: _, ...counts } = scope;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  if (total === 0 || (told.length === 1 && (counts.unknown > 0 || counts.inbound > 0))) return null;
  return told
    .map(([id, count]) => words.scope(words.scopes[id as keyof typeof counts], formatShare(count / total)))
    .join(", ");
}

function describeInfected({ ownInfected, ownInfectedTotals }: Report): string | null {
  if (ownInfected.length === 0) return null;
  const named = ownInfected.map(({ source, protocol, port, denials }) =>
    words.infectedBy(printable(source, widestName), namePort(protocol, port), formatCount(denials)),
  );
  const sources = Math.round(ownInfectedTotals.sources.value);
  return words.infected(formatCount(sources), sources === 1, listNames(named, 2) ?? "");
}

function describeBackscatter({ backscatter }: Report): string | null {
  const { share } = backscatter;
  return share === null || share < tellingShare ? null : words.backscatter(formatShare(share));
}

function describeCoverage({ coverageTotal, coverage }: Report): string | null {
  const { coverage: covered, floor, devices } = coverageTotal;
  const noted = coverage.flatMap((device) => describeDevice(device));
  if (floor.length === 0 && noted.length === 0) return null;
  const share = covered === null ? words.coverageUnknown : words.coverage(formatShare(covered), formatCount(devices));
  const text = listNames(noted, 3) ?? "";
  return floor.length === 0 ? words.noted(share, text) : words.floor(share, text);
}

/** The gaps of a device in one text, and each of its notes. */
function describeDevice({ device, gapCount, gapHours, notes }: ReportDevice): string[] {
  const name = device === "" ? words.nameless : printable(device, widestName);
  const gaps =
    gapCount === null || gapCount === 0 || gapHours === null
      ? []
      : [words.gaps(name, formatCount(gapCount), gapCount === 1, formatDaily(gapHours))];
  return [...gaps, ...notes.map((note) => words.note(name, printable(note, 120)))];
}

function describeRate({ rates }: Report): string | null {
  const { denialsPerDayPerAddress } = rates.onDaysWithData;
  if (denialsPerDayPerAddress === null) return null;
  const ratio = rates.ratio?.onDaysWithData.denialsPerDayPerAddress ?? null;
  const text = words.rate(formatDaily(denialsPerDayPerAddress));
  return ratio === null ? text : words.rateRatio(text, formatRatio(ratio));
}

function namePort(protocol: string, port: number): string {
  return protocol === "unknown" ? String(port) : `${port}/${printable(protocol, 16)}`;
}

function nameSource(source: string | null): string {
  return source === null ? words.hashed : printable(source, widestName);
}

/** The first names of a list, and how many more there are; null for none. */
function listNames(names: readonly string[], shown = namesShown): string | null {
  if (names.length === 0) return null;
  const first = names.slice(0, shown).join(", ");
  const hidden = names.length - shown;
  return hidden > 0 ? words.more(first, formatCount(hidden)) : first;
}

import type { ReportPeriod } from "../../analysis/report.ts";
import { printable } from "../escape.ts";
import { formatCount, formatDaily, formatPoints } from "../numbers.ts";
import { countedOf, keepTogether, writePoints, writeShare } from "./figures.ts";
import type { Page } from "./page.ts";

/** One thing a reader needs to judge the figures, under its name; safe to print. */
export interface MethodFact {
  label: string;
  lines: string[];
}

const expressionColumns = 200;

/** How the figures came about; facts with nothing to say are left out. */
export function listMethodFacts(page: Page): MethodFact[] {
  const { labels } = page.words.method.method;
  const { provenance } = page.report;
  const facts: MethodFact[] = [
    { label: labels.periods, lines: listPeriods(page) },
    { label: labels.zone, lines: [printable(provenance.zone, 60)] },
    { label: labels.method, lines: [provenance.method] },
    {
      label: labels.numerator,
      lines: [page.words.method.method.numerators[provenance.method](formatCount(provenance.top))],
    },
    { label: labels.denominator, lines: [writeDenominator(page)] },
    { label: labels.top, lines: [writeTop(page)] },
    { label: labels.counted, lines: listCounted(page) },
    { label: labels.targets, lines: listTargets(page) },
    { label: labels.certainty, lines: listCertainty(page) },
    { label: labels.denials, lines: listDenials(page) },
    { label: labels.sources, lines: [writeSources(page)] },
    { label: labels.lines, lines: [writeIdentity(page)] },
    { label: labels.tool, lines: [printable(provenance.tool, 80)] },
    { label: labels.command, lines: [`fwtrend ${provenance.command.map((word) => printable(word, 200)).join(" ")}`] },
  ];
  return facts
    .filter(({ lines }) => lines.length > 0)
    .map(({ label, lines }) => ({ label, lines: lines.map(keepTogether) }));
}

function listPeriods(page: Page): string[] {
  const { report, sides } = page;
  const now = writePeriod(page, report.period, sides.period, report.totals.denials);
  if (report.baseline === null || sides.baseline === null) return [now];
  return [writePeriod(page, report.baseline, sides.baseline, report.totals.baselineDenials ?? 0), now];
}

function writePeriod({ words }: Page, span: ReportPeriod, name: string, denials: number): string {
  const { method } = words.method;
  const { from, to, days, daysWithData } = span;
  if (from === null || to === null || days === null) return method.periodUndated(name);
  const dates = from === to ? from : words.names.span(from, to);
  const text = method.period(name, dates, words.names.days(formatCount(days)), formatCount(daysWithData));
  return days > 0 ? words.and([text, method.perDay(formatDaily(denials / days))]) : text;
}

function writeDenominator(page: Page): string {
  const { words, report, sides } = page;
  const { method } = words.method;
  const { period, baseline } = countedOf(page);
  const counts =
    sides.baseline === null
      ? [formatCount(period)]
      : [method.sideCount(sides.baseline, formatCount(baseline)), method.sideCount(sides.period, formatCount(period))];
  return method.denominator(method.denominators[report.provenance.method], words.and(counts));
}

function writeTop({ words, report }: Page): string {
  const { method, top } = report.provenance;
  return method === "top100" ? words.method.method.topOf(formatCount(top)) : words.method.method.allPorts;
}

function listCounted({ words, report }: Page): string[] {
  const { method, hygiene } = words.method;
  const { counted } = report.provenance;
  const lines = [
    ...counted.include.map((expression) => method.include(printable(expression, expressionColumns))),
    ...counted.exclude.map((expression) => method.exclude(printable(expression, expressionColumns))),
  ];
  if (counted.scope !== "all") lines.push(method.scope(hygiene.scopes[counted.scope]));
  if (counted.likeForLike) lines.push(method.likeForLike);
  if (lines.length === 0) lines.push(method.everything);
  if (counted.home.length > 0) {
    lines.push(method.home(words.and(counted.home.map((each) => printable(each, expressionColumns)))));
  }
  for (const { path, entries, sha256 } of counted.knownScanners) {
    lines.push(method.scanners(printable(path, expressionColumns), formatCount(entries), printable(sha256, 64)));
  }
  return lines;
}

function listTargets({ words, report }: Page): string[] {
  const { method } = words.method;
  const { version, sha256, mapping } = report.provenance.targets;
  const lines = [method.targets(printable(version, 40), printable(sha256, 64)), method.mapping[mapping]];
  if (report.mapping !== null) {
    const { iot, addedRows, removedRows } = report.mapping;
    const [constant, added, removed] = [formatPoints(iot.constant), formatPoints(iot.added), formatPoints(iot.removed)];
    const points = writePoints(words, iot.points);
    lines.push(method.split(points, constant, added, formatCount(addedRows), removed, formatCount(removedRows)));
  }
  return lines;
}

function listCertainty({ words, report }: Page): string[] {
  const { method, scans } = words.method;
  const { significance, leaveOneOut } = report;
  const lines: string[] = [];
  if (significance.iot.share !== null) lines.push(method.certainty);
  if (significance.reason !== null) lines.push(method.noCertainty(significance.reason));
  const loudest = leaveOneOut?.period ?? null;
  if (loudest !== null && loudest.iotShareWithout !== null) {
    const source = loudest.source === null ? scans.hashed : printable(loudest.source, 60);
    lines.push(method.loudest(source, writeShare(words, loudest.share), writeShare(words, loudest.iotShareWithout)));
  }
  return lines;
}

function listDenials({ words, report, sides }: Page): string[] {
  const { method } = words.method;
  const { totals } = report;
  const before = totals.baselineDenials;
  const counts =
    before === null || sides.baseline === null
      ? [formatCount(totals.denials)]
      : [
          method.sideCount(sides.baseline, formatCount(before)),
          method.sideCount(sides.period, formatCount(totals.denials)),
        ];
  if (totals.packets !== null) counts.push(method.packets(formatCount(totals.packets)));
  const lines = [words.and(counts)];
  if (totals.denials > 0) {
    lines.push(method.portless(formatCount(totals.portless.denials), writeShare(words, totals.portless.share)));
  }
  lines.push(
    method.leftOut(formatCount(totals.outsidePeriods), formatCount(totals.withoutTime), formatCount(totals.filtered)),
  );
  if (totals.assumed > 0) lines.push(method.assumed(formatCount(totals.assumed)));
  return lines;
}

function writeSources({ words, report, sides }: Page): string {
  const { method } = words.method;
  const { sources, baselineSources, sourcesError, denials } = report.totals;
  if (sources === 0 && denials > 0) return method.noSources;
  const counts =
    baselineSources === null || sides.baseline === null
      ? [formatCount(sources)]
      : [
          method.sideCount(sides.baseline, formatCount(baselineSources)),
          method.sideCount(sides.period, formatCount(sources)),
        ];
  if (sourcesError > 0) counts.push(method.error(writeShare(words, sourcesError)));
  return words.and(counts);
}

/** `49,034 = 47,600 blocked + …`: every line has met one fate. */
function writeIdentity({ words, report }: Page): string {
  const { method } = words.method;
  const { lines } = report;
  const fates = (["denials", "allowed", "skipped", "duplicate", "unparsed", "tooLong"] as const).map((fate) =>
    method.fate(formatCount(lines[fate]), method.fates[fate]),
  );
  return `${formatCount(lines.total)} = ${fates.join(" + ")}`;
}

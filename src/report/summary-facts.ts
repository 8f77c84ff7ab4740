import type { MethodShares, Provenance, Report, ReportInput, ReportPeriod } from "../analysis/report.ts";
import { printable } from "./escape.ts";
import { columnsOf, pad } from "./layout.ts";
import { writeShare } from "./figures.ts";
import type { Language } from "./language.ts";
import { nameSides } from "./sides.ts";
import { formatCount, formatDaily } from "./numbers.ts";

/** One thing a reader needs to judge the figures, under its name. */
export interface Fact {
  label: string;
  lines: string[];
}

const failuresShown = 5;
const pathColumns = 120;
const devicesShown = 8;
const widestDevice = 40;
const sentenceColumns = 600;

/** How the figures came about: periods, method, and where every line and denial went. */
export function listFacts(report: Report, language: Language): Fact[] {
  const { provenance, period, baseline, totals } = report;
  const { facts: words, sides } = language.words;
  const facts: Fact[] = [{ label: sides.period, lines: [describePeriod(period, totals.denials, language)] }];
  if (baseline !== null) {
    facts.push({ label: sides.baseline, lines: [describePeriod(baseline, totals.baselineDenials ?? 0, language)] });
  }
  facts.push(
    { label: words.chosen, lines: describeChosen(provenance, language) },
    { label: words.zone, lines: [printable(provenance.zone, 60)] },
    { label: words.method, lines: [describeMethod(provenance, language)] },
    { label: words.sensitivity, lines: describeSensitivity(report, language) },
    { label: words.targets, lines: [describeTargets(provenance, language)] },
    { label: words.denials, lines: describeDenials(report, language) },
    { label: words.sources, lines: [describeSources(report, language)] },
    { label: words.lines, lines: [describeLines(report, language)] },
    { label: words.inputs, lines: describeInputs(provenance.inputs, language) },
  );
  return facts.filter((fact) => fact.lines.length > 0);
}

/** What the report warns of, safe to print. */
export function listWarnings(report: Report, { words }: Language): string[] {
  return report.warnings.map((warning) => printable(words.sentence(warning), sentenceColumns));
}

function describePeriod(
  { label, from, to, days, daysWithData }: ReportPeriod,
  denials: number,
  { words: { span, when, joints } }: Language,
): string {
  if (from === null || to === null) return denials === 0 ? span.nothing : span.undated;
  const dates = from === to ? from : span.dates(from, to);
  const name = printable(label, 40);
  const isOnlyDates = name === "" || name === from || name === `${from}..${to}`;
  const parts = [isOnlyDates ? dates : `${when.label(name)}${joints.named}${dates}`];
  if (days !== null) {
    parts.push(span.days(days, formatCount(days), formatCount(daysWithData)));
    if (days > 0) parts.push(span.perDay(formatDaily(denials / days)));
  }
  return parts.join(joints.list);
}

/** What the user chose to have counted, safe to print; nothing where all is. */
export function describeChosen({ counted }: Provenance, language: Language): string[] {
  const { chosen: words, findings } = language.words;
  const parts = [
    ...counted.include.map((expression) => words.include(printable(expression, pathColumns))),
    ...counted.exclude.map((expression) => words.exclude(printable(expression, pathColumns))),
  ];
  if (counted.scope !== "all") parts.push(words.scope(findings.scopes[counted.scope]));
  if (counted.likeForLike) parts.push(words.likeForLike);
  const names = counted.devicesLeftOut
    .slice(0, devicesShown)
    .map((name) => printable(name, widestDevice) || words.nameless);
  const more = counted.devicesLeftOut.length - names.length;
  const list = names.join(language.words.joints.list);
  if (names.length > 0) parts.push(words.leftOut(more > 0 ? findings.more(list, formatCount(more)) : list));
  return parts;
}

function describeMethod({ method, top }: Provenance, { words: { method: words } }: Language): string {
  if (method === "all-ports") return words.allPorts;
  if (method === "unique-sources") return words.uniqueSources;
  if (method === "survey-excluded") return words.surveyExcluded;
  const name = top === 100 ? method : words.topName(formatCount(top));
  return words.top100(name, formatCount(top));
}

function describeTargets({ targets }: Provenance, { words }: Language): string {
  return words.targets(printable(targets.version, 40), printable(targets.sha256, 13), targets.mapping === "fixed");
}

function describeSensitivity({ sensitivity, totals }: Report, language: Language): string[] {
  if (sensitivity.length === 0 || totals.denials === 0) return [];
  const { figures } = language;
  const { sensitivity: words, joints } = language.words;
  const columns = Math.max(columnsOf(words.iot), columnsOf(words.telnet));
  const line = (name: string, shareOf: (row: MethodShares) => number | null): string => {
    const shares = sensitivity.flatMap((row) => {
      const share = shareOf(row);
      return share === null ? [] : [words.share(printable(row.method, 20), writeShare(figures, share))];
    });
    return `${pad(name, columns)} ${shares.join(joints.list)}`;
  };
  return [line(words.iot, (row) => row.iotShare), line(words.telnet, (row) => row.telnetShare)];
}

function describeDenials({ totals, period, baseline }: Report, language: Language): string[] {
  const { denials: words, counted: count, joints } = language.words;
  const where = placeSides(period, baseline, language);
  const counted = [count(formatCount(totals.denials), where.period)];
  if (totals.packets !== null) counted.push(words.packets(formatCount(totals.packets)));
  if (totals.denials > 0) {
    counted.push(
      words.portless(formatCount(totals.portless.denials), writeShare(language.figures, totals.portless.share)),
    );
  }
  const lines = [counted.join(joints.list)];
  if (totals.baselineDenials !== null) {
    lines.push(count(formatCount(totals.baselineDenials), where.baseline));
  }
  const leftOut = words.leftOut(formatCount(totals.outsidePeriods), formatCount(totals.withoutTime));
  lines.push(
    totals.filtered === 0 ? leftOut : words.filtered(leftOut, formatCount(totals.filtered)),
    words.assumed(formatCount(totals.assumed)),
  );
  return lines;
}

function describeSources({ totals, period, baseline }: Report, language: Language): string {
  const { words, figures } = language;
  const { countedSources: count } = words;
  if (totals.sources === 0 && totals.denials > 0) return words.facts.noSources;
  const where = placeSides(period, baseline, language);
  const counts = [count(formatCount(totals.sources), where.period)];
  if (totals.baselineSources !== null) counts.push(count(formatCount(totals.baselineSources), where.baseline));
  const text = counts.join(words.joints.list);
  return totals.sourcesError > 0 ? words.estimated(text, writeShare(figures, totals.sourcesError)) : text;
}

/** Where each side's counts are from; one side alone needs no name. */
function placeSides(
  period: ReportPeriod,
  baseline: ReportPeriod | null,
  language: Language,
): { period: string; baseline: string } {
  if (baseline === null) return { period: "", baseline: "" };
  const names = nameSides(period, baseline, language);
  return { period: names.period.place, baseline: names.baseline.place };
}

function describeLines({ lines }: Report, { words: { lines: words }, figures }: Language): string {
  const unparsed = writeShare(figures, lines.total === 0 ? 0 : lines.unparsed / lines.total);
  return words.identity(formatCount(lines.total), [
    words.denials(formatCount(lines.denials)),
    words.allowed(formatCount(lines.allowed)),
    words.skipped(formatCount(lines.skipped)),
    words.duplicate(formatCount(lines.duplicate)),
    words.unparsed(formatCount(lines.unparsed), unparsed),
    words.tooLong(formatCount(lines.tooLong)),
  ]);
}

function describeInputs(inputs: readonly ReportInput[], language: Language): string[] {
  if (inputs.length === 0) return [];
  const { inputs: words, joints } = language.words;
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0);
  const all = words.files(inputs.length, formatCount(inputs.length), language.figures.bytes(bytes));
  const byFormat = new Map<string, number>();
  for (const { format } of inputs) byFormat.set(format, (byFormat.get(format) ?? 0) + 1);
  const formats = [...byFormat]
    .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
    .map(([format, files]) =>
      byFormat.size === 1 ? printable(format, 40) : words.format(printable(format, 40), formatCount(files)),
    );
  return [`${all}${joints.named}${formats.join(joints.list)}`, ...listFailures(inputs, language)];
}

function listFailures(inputs: readonly ReportInput[], { words: { inputs: words } }: Language): string[] {
  const failed = inputs.flatMap(({ path, error }) => (error === null ? [] : [{ path, error }]));
  const shown = failed.slice(0, failuresShown).map(({ path, error }) => {
    const isNamed = error.startsWith(path);
    const text = printable(error, sentenceColumns);
    return isNamed ? text : words.failed(printable(path, pathColumns), text);
  });
  const hidden = failed.length - shown.length;
  return hidden === 0 ? shown : [...shown, words.more(formatCount(hidden))];
}

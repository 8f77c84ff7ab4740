import type { MethodShares, Provenance, Report, ReportInput, ReportPeriod } from "../analysis/report.ts";
import { printable } from "./escape.ts";
import { pad } from "./layout.ts";
import { en } from "./messages/en.ts";
import { nameSides } from "./sides.ts";
import { formatBytes, formatCount, formatDaily, formatShare } from "./numbers.ts";

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
export function listFacts(report: Report): Fact[] {
  const { provenance, period, baseline, totals } = report;
  const words = en.facts;
  const facts: Fact[] = [{ label: en.sides.period, lines: [describePeriod(period, totals.denials)] }];
  if (baseline !== null) {
    facts.push({ label: en.sides.baseline, lines: [describePeriod(baseline, totals.baselineDenials ?? 0)] });
  }
  facts.push(
    { label: words.chosen, lines: describeChosen(provenance) },
    { label: words.zone, lines: [printable(provenance.zone, 60)] },
    { label: words.method, lines: [describeMethod(provenance)] },
    { label: words.sensitivity, lines: describeSensitivity(report) },
    { label: words.targets, lines: [describeTargets(provenance)] },
    { label: words.denials, lines: describeDenials(report) },
    { label: words.sources, lines: [describeSources(report)] },
    { label: words.lines, lines: [describeLines(report)] },
    { label: words.inputs, lines: describeInputs(provenance.inputs) },
  );
  return facts.filter((fact) => fact.lines.length > 0);
}

/** What the report warns of, safe to print. */
export function listWarnings(report: Report): string[] {
  return report.warnings.map((warning) => printable(warning, sentenceColumns));
}

function describePeriod({ label, from, to, days, daysWithData }: ReportPeriod, denials: number): string {
  if (from === null || to === null) return denials === 0 ? en.span.nothing : en.span.undated;
  const dates = from === to ? from : en.span.dates(from, to);
  const name = printable(label, 40);
  const isOnlyDates = name === "" || name === from || name === `${from}..${to}`;
  const parts = [isOnlyDates ? dates : `${name}: ${dates}`];
  if (days !== null) {
    parts.push(en.span.days(days, formatCount(days), formatCount(daysWithData)));
    if (days > 0) parts.push(en.span.perDay(formatDaily(denials / days)));
  }
  return parts.join(", ");
}

/** What the user chose to have counted; nothing where all is. */
function describeChosen({ counted }: Provenance): string[] {
  const words = en.chosen;
  const parts = [
    ...counted.include.map((expression) => words.include(printable(expression, pathColumns))),
    ...counted.exclude.map((expression) => words.exclude(printable(expression, pathColumns))),
  ];
  if (counted.scope !== "all") parts.push(words.scope(en.findings.scopes[counted.scope]));
  if (counted.likeForLike) parts.push(words.likeForLike);
  const names = counted.devicesLeftOut
    .slice(0, devicesShown)
    .map((name) => printable(name, widestDevice) || words.nameless);
  const more = counted.devicesLeftOut.length - names.length;
  if (names.length > 0)
    parts.push(words.leftOut(more > 0 ? en.findings.more(names.join(", "), formatCount(more)) : names.join(", ")));
  return parts;
}

function describeMethod({ method, top }: Provenance): string {
  if (method === "all-ports") return en.method.allPorts;
  if (method === "unique-sources") return en.method.uniqueSources;
  if (method === "survey-excluded") return en.method.surveyExcluded;
  const name = top === 100 ? method : en.method.topName(formatCount(top));
  return en.method.top100(name, formatCount(top));
}

function describeTargets({ targets }: Provenance): string {
  return en.targets(printable(targets.version, 40), printable(targets.sha256, 13), targets.mapping === "fixed");
}

function describeSensitivity({ sensitivity, totals }: Report): string[] {
  if (sensitivity.length === 0 || totals.denials === 0) return [];
  const words = en.sensitivity;
  const columns = Math.max(words.iot.length, words.telnet.length);
  const line = (name: string, shareOf: (row: MethodShares) => number | null): string => {
    const shares = sensitivity.flatMap((row) => {
      const share = shareOf(row);
      return share === null ? [] : [words.share(printable(row.method, 20), formatShare(share))];
    });
    return `${pad(name, columns)} ${shares.join(", ")}`;
  };
  return [line(words.iot, (row) => row.iotShare), line(words.telnet, (row) => row.telnetShare)];
}

function describeDenials({ totals, period, baseline }: Report): string[] {
  const words = en.denials;
  const where = placeSides(period, baseline);
  const counted = [en.counted(formatCount(totals.denials), where.period)];
  if (totals.packets !== null) counted.push(words.packets(formatCount(totals.packets)));
  if (totals.denials > 0) {
    counted.push(words.portless(formatCount(totals.portless.denials), formatShare(totals.portless.share)));
  }
  const lines = [counted.join(", ")];
  if (totals.baselineDenials !== null) {
    lines.push(en.counted(formatCount(totals.baselineDenials), where.baseline));
  }
  const leftOut = words.leftOut(formatCount(totals.outsidePeriods), formatCount(totals.withoutTime));
  lines.push(
    totals.filtered === 0 ? leftOut : words.filtered(leftOut, formatCount(totals.filtered)),
    words.assumed(formatCount(totals.assumed)),
  );
  return lines;
}

function describeSources({ totals, period, baseline }: Report): string {
  if (totals.sources === 0 && totals.denials > 0) return en.facts.noSources;
  const where = placeSides(period, baseline);
  const counts = [en.counted(formatCount(totals.sources), where.period)];
  if (totals.baselineSources !== null) counts.push(en.counted(formatCount(totals.baselineSources), where.baseline));
  const text = counts.join(", ");
  return totals.sourcesError > 0 ? en.estimated(text, formatShare(totals.sourcesError)) : text;
}

/** Where each side's counts are from; one side alone needs no name. */
function placeSides(period: ReportPeriod, baseline: ReportPeriod | null): { period: string; baseline: string } {
  if (baseline === null) return { period: "", baseline: "" };
  const names = nameSides(period, baseline);
  return { period: names.period.place, baseline: names.baseline.place };
}

function describeLines({ lines }: Report): string {
  const words = en.lines;
  const unparsed = formatShare(lines.total === 0 ? 0 : lines.unparsed / lines.total);
  return words.identity(formatCount(lines.total), [
    words.denials(formatCount(lines.denials)),
    words.allowed(formatCount(lines.allowed)),
    words.skipped(formatCount(lines.skipped)),
    words.duplicate(formatCount(lines.duplicate)),
    words.unparsed(formatCount(lines.unparsed), unparsed),
    words.tooLong(formatCount(lines.tooLong)),
  ]);
}

function describeInputs(inputs: readonly ReportInput[]): string[] {
  if (inputs.length === 0) return [];
  const words = en.inputs;
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0);
  const all = words.files(inputs.length, formatCount(inputs.length), formatBytes(bytes));
  const byFormat = new Map<string, number>();
  for (const { format } of inputs) byFormat.set(format, (byFormat.get(format) ?? 0) + 1);
  const formats = [...byFormat]
    .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
    .map(([format, files]) =>
      byFormat.size === 1 ? printable(format, 40) : words.format(printable(format, 40), formatCount(files)),
    );
  return [`${all}: ${formats.join(", ")}`, ...listFailures(inputs)];
}

function listFailures(inputs: readonly ReportInput[]): string[] {
  const words = en.inputs;
  const failed = inputs.flatMap(({ path, error }) => (error === null ? [] : [{ path, error }]));
  const shown = failed.slice(0, failuresShown).map(({ path, error }) => {
    const isNamed = error.startsWith(path);
    const text = printable(error, sentenceColumns);
    return isNamed ? text : words.failed(printable(path, pathColumns), text);
  });
  const hidden = failed.length - shown.length;
  return hidden === 0 ? shown : [...shown, words.more(formatCount(hidden))];
}

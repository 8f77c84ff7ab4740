import type { ReportInput, ReportPeriod } from "../../analysis/report.ts";
import type { Block } from "./document.ts";
import { type Field, type Page, paragraph, section, tableOf } from "./page.ts";

interface Fact {
  name: string;
  value: string;
}

/** How the figures came about, so that another can reproduce them: periods, method, targets, lines, inputs, command. */
export function methodSections(page: Page): Block[] {
  const { report, spelling } = page;
  const { titles, columns, noInputs, inputSides } = spelling.words;
  const facts = [...describeSpans(page), ...describeMethod(page), ...describeCounts(page), ...describeRun(page)];
  const inputs: (Field<ReportInput> | false)[] = [
    { title: columns.path, isText: true, cell: ({ path }) => path },
    report.baseline !== null && { title: columns.side, isText: true, cell: ({ side }) => inputSides[side] },
    { title: columns.format, isText: true, cell: ({ format }) => format },
    { title: columns.bytes, cell: ({ bytes }) => spelling.bytes(bytes) },
    { title: columns.lines, cell: ({ lines }) => spelling.count(lines.total) },
    { title: columns.denialsAlone, cell: ({ lines }) => spelling.count(lines.denials) },
    { title: columns.unparsed, cell: ({ lines }) => spelling.count(lines.unparsed + lines.tooLong) },
    { title: columns.sha256, isText: true, cell: ({ sha256 }) => spelling.text(sha256) },
    report.provenance.inputs.some(({ error }) => error !== null) && {
      title: columns.error,
      isText: true,
      cell: ({ error }) => spelling.text(error),
    },
  ];
  const { inputs: given } = report.provenance;
  const fields: Field<Fact>[] = [
    { title: columns.fact, isText: true, cell: ({ name }) => name },
    { title: columns.value, isText: true, cell: ({ value }) => value },
  ];
  return [
    ...section(titles.method, tableOf(fields, facts)),
    ...section(titles.inputs, given.length === 0 ? paragraph(noInputs) : tableOf(inputs, given), 3),
  ];
}

function describeSpans({ report, spelling, names }: Page): Fact[] {
  const { values, facts } = spelling.words;
  const describe = ({ from, to, days, daysWithData }: ReportPeriod): string => {
    if (from === null || to === null) return values.undated;
    const dates = from === to ? from : values.span(from, to);
    return days === null ? dates : values.days(dates, spelling.count(days), spelling.count(daysWithData));
  };
  const spans = [{ name: names.period, value: describe(report.period) }];
  if (report.baseline !== null) spans.push({ name: names.baseline, value: describe(report.baseline) });
  return [...spans, { name: facts.zone, value: report.provenance.zone }];
}

function describeMethod({ report, spelling }: Page): Fact[] {
  const { facts, values, numerators, denominators, scopes, listGap } = spelling.words;
  const { method, top, targets, counted } = report.provenance;
  const chosen: (Fact | false)[] = [
    counted.include.length > 0 && { name: facts.include, value: counted.include.join(listGap) },
    counted.exclude.length > 0 && { name: facts.exclude, value: counted.exclude.join(listGap) },
    counted.scope !== "all" && { name: facts.scope, value: scopes[counted.scope] },
    counted.likeForLike && { name: facts.likeForLike, value: values.likeForLike(counted.devicesLeftOut.join(listGap)) },
    counted.home.length > 0 && { name: facts.home, value: counted.home.join(listGap) },
  ];
  return [
    { name: facts.method, value: method },
    { name: facts.numerator, value: method === "top100" ? numerators.top100(spelling.count(top)) : numerators[method] },
    { name: facts.denominator, value: denominators[method] },
    { name: facts.top, value: spelling.count(top) },
    { name: facts.targets, value: values.targets(targets.version, targets.sha256) },
    { name: facts.mapping, value: targets.mapping === "fixed" ? values.fixed : values.asOf },
    ...chosen.filter((fact) => fact !== false),
    ...counted.knownScanners.map(({ name, path, entries, sha256 }) => ({
      name: facts.knownScanners,
      value: values.scanners(name === null ? path : `${name} (${path})`, spelling.count(entries), sha256),
    })),
  ];
}

function describeCounts({ report, spelling, names, isCompared }: Page): Fact[] {
  const { facts, values, fates, listGap } = spelling.words;
  const { totals, lines } = report;
  const { count, share } = spelling;
  const identity = (["denials", "allowed", "skipped", "duplicate", "unparsed", "tooLong"] as const).map((fate) =>
    fates[fate](count(lines[fate])),
  );
  const sources =
    totals.baselineSources === null
      ? count(totals.sources)
      : `${values.on(count(totals.sources), names.period)}${listGap}${values.on(count(totals.baselineSources), names.baseline)}`;
  const counts: (Fact | false)[] = [
    { name: facts.totals(names.period), value: count(totals.denials) },
    isCompared && { name: facts.totals(names.baseline), value: count(totals.baselineDenials) },
    totals.denials > 0 && {
      name: facts.portless,
      value: values.counted(count(totals.portless.denials), share(totals.portless.share)),
    },
    totals.packets !== null && { name: facts.packets, value: count(totals.packets) },
    {
      name: facts.leftOut,
      value: values.leftOut(count(totals.outsidePeriods), count(totals.withoutTime), count(totals.filtered)),
    },
    { name: facts.assumed, value: values.assumed(count(totals.assumed)) },
    {
      name: facts.sources,
      value: totals.sourcesError > 0 ? values.estimated(sources, share(totals.sourcesError)) : sources,
    },
    { name: facts.lines, value: values.lines(count(lines.total), identity) },
  ];
  return counts.filter((fact) => fact !== false);
}

function describeRun({ report, spelling }: Page): Fact[] {
  const { facts } = spelling.words;
  const { tool, command } = report.provenance;
  return [
    { name: facts.tool, value: tool },
    { name: facts.command, value: ["fwtrend", ...command].map(quoteArgument).join(" ") },
  ];
}

/** An argument as a shell takes it. */
function quoteArgument(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

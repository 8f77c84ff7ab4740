import type { ReportEmerging, ReportVanished } from "../../analysis/change/emerging.ts";
import type { SpreadFigures } from "../../analysis/change/spread.ts";
import type { ReportPort } from "../../analysis/report.ts";
import type { Block } from "./document.ts";
import { type Field, type Page, paragraph, section, tableOf } from "./page.ts";
import { nothing } from "./spell.ts";

/** The ports of the top N, the busiest first. */
export function portSection({ report, spelling, names }: Page): Block[] {
  const { titles, columns } = spelling.words;
  const isComparable = report.totals.denials > 0 && (report.totals.baselineDenials ?? 0) > 0;
  const fields: (Field<ReportPort> | false)[] = [
    { title: columns.rank, cell: ({ rank }) => spelling.count(rank) },
    { title: columns.port, isText: true, cell: ({ protocol, port }) => spelling.port(protocol, port) },
    { title: columns.class, isText: true, cell: (port) => port.class },
    { title: columns.confidence, isText: true, cell: ({ confidence }) => spelling.text(confidence) },
    { title: columns.service, isText: true, cell: ({ service }) => spelling.text(service) },
    { title: columns.denials(names.period), cell: ({ denials }) => spelling.count(denials) },
    { title: columns.share(names.period), cell: ({ share }) => spelling.share(share) },
    isComparable && { title: columns.rankOf(names.baseline), cell: ({ baselineRank }) => spelling.count(baselineRank) },
    isComparable && {
      title: columns.share(names.baseline),
      cell: ({ baselineShare }) => spelling.share(baselineShare),
    },
    isComparable && { title: columns.points, cell: ({ points }) => spelling.points(points) },
    { title: columns.sources, cell: (port) => countSources(port, spelling) },
  ];
  return section(titles.ports(spelling.count(report.ports.length)), tableOf(fields, report.ports));
}

/** Distinct sources: none at all of a log that names none, an estimate of a sample. */
function countSources(
  { sources, sourcesError }: { sources: number; sourcesError: number },
  { count, words }: Page["spelling"],
): string {
  if (sources === 0) return nothing;
  return sourcesError > 0 ? words.emerging.estimated(count(sources)) : count(sources);
}

/** How far the denials are spread over ports. */
export function spreadSection({ report, spelling, names }: Page): Block[] {
  const { titles, columns, spread: words } = spelling.words;
  const { spread } = report;
  if (spread === null) return section(titles.spread, report.totals.denials === 0 ? [] : paragraph(words.none));
  const { baseline, change } = spread;
  const rows: [name: keyof SpreadFigures, spell: (figure: number | null) => string, change: typeof spelling.points][] =
    [
      ["effectivePorts", spelling.amount, signed(spelling.amount)],
      ["hhi", fixed, signed(fixed)],
      ["top10Share", spelling.share, (points) => spelling.points(points === null ? null : points * 100)],
      ["portsFor50", spelling.count, signed(spelling.count)],
      ["portsFor80", spelling.count, signed(spelling.count)],
      ["portsFor90", spelling.count, signed(spelling.count)],
    ];
  const fields: (Field<(typeof rows)[number]> | false)[] = [
    { title: columns.figure, isText: true, cell: ([name]) => words[name] },
    baseline !== null && { title: names.baseline, cell: ([name, spell]) => spell(baseline[name]) },
    { title: names.period, cell: ([name, spell]) => spell(spread[name]) },
    change !== null && { title: columns.change, cell: ([name, , spell]) => spell(change[name]) },
  ];
  return section(titles.spread, tableOf(fields, rows));
}

function fixed(figure: number | null): string {
  return figure === null ? nothing : figure.toFixed(3);
}

/** A difference with its sign, a true minus, unless it prints as nothing. */
function signed(spell: (figure: number | null) => string): (figure: number | null) => string {
  return (figure) => {
    if (figure === null) return nothing;
    const size = spell(Math.abs(figure));
    if (size === spell(0)) return size;
    return `${figure < 0 ? "\u2212" : "+"}${size}`;
  };
}

/** The ports that came and those that went, or why they cannot be told. */
export function emergingSections({ report, spelling, names, isCompared, sentence }: Page): Block[] {
  const { titles, columns, emerging: words } = spelling.words;
  const { emerging, vanished, emergingReason } = report;
  if (!isCompared) return section(titles.emerging, paragraph(words.noBaseline));
  const reason = emergingReason === null ? [] : paragraph(words.untold(sentence(emergingReason)));
  const none = emergingReason === null ? paragraph(words.none) : [];
  const cameFields: Field<ReportEmerging>[] = [
    { title: columns.rank, cell: ({ rank }) => spelling.count(rank) },
    { title: columns.port, isText: true, cell: ({ protocol, port }) => spelling.port(protocol, port) },
    { title: columns.denialsAlone, cell: ({ denials }) => spelling.count(denials) },
    { title: columns.firstSeen, isText: true, cell: ({ firstSeen }) => spelling.text(firstSeen) },
    { title: columns.daysActive, cell: ({ daysActive }) => spelling.count(daysActive) },
    { title: columns.sources, cell: (port) => countSources(port, spelling) },
    {
      title: columns.networks,
      cell: ({ networks24, networks24IsFloor: isFloor }) =>
        isFloor ? words.floor(spelling.count(networks24)) : spelling.count(networks24),
    },
    { title: columns.heaviest, cell: ({ topSourceShare }) => spelling.share(topSourceShare) },
    {
      title: columns.label,
      isText: true,
      cell: ({ label }) => (label === null ? nothing : label === "spread" ? words.spread : words.oneSource),
    },
  ];
  const wentFields: Field<ReportVanished>[] = [
    { title: columns.port, isText: true, cell: ({ protocol, port }) => spelling.port(protocol, port) },
    { title: columns.rankOf(names.baseline), cell: ({ baselineRank }) => spelling.count(baselineRank) },
    { title: columns.rankOf(names.period), cell: ({ rank }) => spelling.count(rank) },
    {
      title: columns.perDay(names.baseline),
      cell: ({ baselineDenialsPerDay }) => spelling.amount(baselineDenialsPerDay),
    },
    { title: columns.perDay(names.period), cell: ({ denialsPerDay }) => spelling.amount(denialsPerDay) },
  ];
  return [
    ...section(
      titles.emerging,
      emerging.length > 0 ? [...tableOf(cameFields, emerging), ...reason] : [...reason, ...none],
    ),
    ...section(titles.vanished, vanished.length > 0 ? tableOf(wentFields, vanished) : none),
  ];
}

import type { Interval } from "../../analysis/certainty/bootstrap.ts";
import type { GroupId, Report, ReportClass, ReportGroup, ShareRange } from "../../analysis/report.ts";
import { roundGroups } from "../numbers.ts";
import type { Block } from "./document.ts";
import { type Field, nameGroup, type Page, paragraph, section, tableOf } from "./page.ts";
import { nothing } from "./spell.ts";

/** The shares of the groups on each side, rounded so that the three parts add up to 100.0, and the range of IoT. */
export function shareSections(page: Page): Block[] {
  const { report, spelling } = page;
  const { titles, shares } = spelling.words;
  const isOfSources = report.provenance.method === "unique-sources";
  const title = isOfSources ? titles.sourceShares : titles.shares;
  if (report.totals.denials === 0 && (report.totals.baselineDenials ?? 0) === 0) {
    return section(title, paragraph(shares.noDenials));
  }
  return [
    ...section(title, writeGroups(page, isOfSources)),
    ...section(titles.range, writeRanges(page)),
    ...section(titles.intervals, writeIntervals(page)),
    ...section(titles.sensitivity, writeSensitivity(page)),
  ];
}

interface Side {
  has: boolean;
  countOf: (group: ReportGroup) => number | null;
  /** The share as printed. */
  shareOf: (id: GroupId) => string;
}

function writeGroups(page: Page, isOfSources: boolean): Block[] {
  const { report, spelling, names, isCompared } = page;
  const { columns } = spelling.words;
  const { totals } = report;
  const now = describeSide(
    page,
    totals.denials,
    ({ share }) => share,
    (group) => (isOfSources ? group.sources : group.denials),
  );
  const before = describeSide(
    page,
    totals.baselineDenials ?? 0,
    ({ baselineShare }) => baselineShare ?? 0,
    (group) => (isOfSources ? group.baselineSources : group.baselineDenials),
  );
  const isComparable = now.has && before.has;
  const count = isOfSources ? columns.sourcesOf : columns.denials;
  const fields: (Field<ReportGroup> | false)[] = [
    { title: columns.group, isText: true, cell: ({ id }) => nameGroup(page, id) },
    isCompared && { title: count(names.baseline), cell: (group) => spelling.count(before.countOf(group)) },
    isCompared && { title: columns.share(names.baseline), cell: ({ id }) => before.shareOf(id) },
    { title: count(names.period), cell: (group) => spelling.count(now.countOf(group)) },
    { title: columns.share(names.period), cell: ({ id }) => now.shareOf(id) },
    isComparable && { title: columns.points, cell: ({ points }) => spelling.points(points) },
    isComparable && { title: columns.ratio, cell: ({ ratio }) => spelling.ratio(ratio) },
    {
      title: columns.portsInTop(spelling.count(report.provenance.top)),
      cell: ({ portsInTop }) => spelling.count(portsInTop),
    },
  ];
  const order: GroupId[] = ["telnet", "iot-other", "other", "iot"];
  const groups = order.flatMap((id) => report.groups.find((group) => group.id === id) ?? []);
  return tableOf(fields, groups);
}

function describeSide(
  { report, spelling }: Page,
  denials: number,
  shareOf: (group: ReportGroup) => number,
  countOf: Side["countOf"],
): Side {
  const shares = new Map(report.groups.map((group) => [group.id, shareOf(group)]));
  const of = (id: GroupId): number => shares.get(id) ?? 0;
  const { telnet, iotOther, other } = roundGroups(of("telnet"), of("iot-other"), of("other"));
  const printed: Record<GroupId, string> = {
    telnet: spelling.percent(telnet),
    "iot-other": spelling.percent(iotOther),
    other: spelling.percent(other),
    iot: spelling.share(of("iot")),
  };
  const has = denials > 0;
  return { has, countOf, shareOf: (id) => (has ? printed[id] : nothing) };
}

function writeRanges({ report, spelling, names, isCompared }: Page): Block[] {
  const { columns } = spelling.words;
  const iot = report.groups.find(({ id }) => id === "iot");
  if (iot === undefined) return [];
  const rows: { side: string; range: ShareRange | null }[] = [{ side: names.period, range: iot.range }];
  if (isCompared) rows.unshift({ side: names.baseline, range: iot.baselineRange });
  return tableOf(
    [
      { title: columns.side, isText: true, cell: ({ side }) => side },
      { title: columns.strict, cell: ({ range }) => spelling.share(range && range.strict) },
      { title: columns.default, cell: ({ range }) => spelling.share(range && range.default) },
      { title: columns.wide, cell: ({ range }) => spelling.share(range && range.wide) },
    ],
    rows,
  );
}

function writeIntervals(page: Page): Block[] {
  const { report, spelling, names, isCompared, sentence } = page;
  const { significance } = report;
  const { columns, certainty, values } = spelling.words;
  const range = (interval: Interval | null, spell: (figure: number) => string): string =>
    interval === null ? nothing : values.interval(spell(interval[0]), spell(interval[1]));
  const ids: GroupId[] = ["telnet", "iot-other", "other", "iot"];
  const told = ids.filter((id) => significance[id].share !== null || significance[id].baselineShare !== null);
  const table = tableOf<GroupId>(
    [
      { title: columns.group, isText: true, cell: (id) => nameGroup(page, id) },
      isCompared && {
        title: columns.share(names.baseline),
        cell: (id) => range(significance[id].baselineShare, spelling.share),
      },
      { title: columns.share(names.period), cell: (id) => range(significance[id].share, spelling.share) },
      isCompared && { title: columns.changePoints, cell: (id) => range(significance[id].points, spelling.points) },
    ],
    told,
  );
  const reason = significance.reason === null ? null : certainty.untold(sentence(significance.reason));
  return [...table, ...paragraph(reason), ...(table.length > 0 ? paragraph(certainty.method) : [])];
}

function writeSensitivity({ report, spelling, names, isCompared }: Page): Block[] {
  const { columns } = spelling.words;
  const before = new Map((report.baselineSensitivity ?? []).map((row) => [row.method, row]));
  const hasBefore = isCompared && before.size > 0;
  const fields: (Field<Report["sensitivity"][number]> | false)[] = [
    { title: columns.method, isText: true, cell: ({ method }) => method },
    hasBefore && {
      title: columns.iot(names.baseline),
      cell: ({ method }) => spelling.share(before.get(method)?.iotShare ?? null),
    },
    { title: columns.iot(names.period), cell: ({ iotShare }) => spelling.share(iotShare) },
    hasBefore && {
      title: columns.telnet(names.baseline),
      cell: ({ method }) => spelling.share(before.get(method)?.telnetShare ?? null),
    },
    { title: columns.telnet(names.period), cell: ({ telnetShare }) => spelling.share(telnetShare) },
  ];
  return tableOf(fields, report.sensitivity);
}

/** The classes of targets, the largest share first. */
export function classSection({ report, spelling, names }: Page): Block[] {
  const { titles, columns } = spelling.words;
  const isComparable = report.totals.denials > 0 && (report.totals.baselineDenials ?? 0) > 0;
  const classes = report.classes.filter(({ denials, baselineDenials }) => denials > 0 || (baselineDenials ?? 0) > 0);
  const fields: (Field<ReportClass> | false)[] = [
    { title: columns.class, isText: true, cell: ({ id }) => id },
    isComparable && {
      title: columns.denials(names.baseline),
      cell: ({ baselineDenials }) => spelling.count(baselineDenials),
    },
    isComparable && {
      title: columns.share(names.baseline),
      cell: ({ baselineShare }) => spelling.share(baselineShare),
    },
    { title: columns.denials(names.period), cell: ({ denials }) => spelling.count(denials) },
    { title: columns.share(names.period), cell: ({ share }) => spelling.share(share) },
    isComparable && { title: columns.points, cell: ({ points }) => spelling.points(points) },
    isComparable && { title: columns.ratio, cell: ({ ratio }) => spelling.ratio(ratio) },
  ];
  return section(titles.classes, tableOf(fields, classes));
}

import type { ReactNode } from "react";
import type { ReportGroup } from "../../analysis/report.ts";
import { groupOf } from "../headline.ts";
import { formatCount, formatPoints } from "../numbers.ts";
import { Change } from "./change.tsx";
import { Chart } from "./chart.tsx";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { countedOf, writeRatio, writeShare, writeTenths } from "./figures.ts";
import type { Page } from "./page.ts";
import { Section, Untold } from "./section.tsx";
import { drawShares } from "./shares-chart.tsx";
import { nameGroup, readBars } from "./shares-bars.ts";

/** How each side divides into groups: bars, and the figures with their change and certainty. */
export function SharesSection({ page }: { page: Page }): ReactNode {
  const { words, report } = page;
  const title = report.provenance.method === "unique-sources" ? words.shares.sourcesTitle : words.shares.title;
  const bars = readBars(page);
  const told = bars.filter(({ total }) => total > 0);
  if (told.length === 0) {
    return (
      <Section id="shares" title={title}>
        <Untold>{words.shares.none}</Untold>
      </Section>
    );
  }
  const description = told.map(({ side, tenths }) => {
    const text = (part: keyof typeof tenths) => writeTenths(words, tenths[part]);
    return words.shares.desc(side, text("telnet"), text("iotOther"), text("other"));
  });
  return (
    <Section id="shares" title={title}>
      <Chart
        id="shares-chart"
        title={words.shares.alt}
        description={description.join(words.names.gap)}
        draw={(width) => drawShares(page, bars, width)}
      >
        <DataTable
          caption={words.shares.caption}
          columns={listColumns(page)}
          rows={(["telnet", "iot-other", "other", "iot"] as const).map((id) => groupOf(report, id))}
        />
      </Chart>
      <p className="note">{listNotes(page).join(words.names.gap)}</p>
    </Section>
  );
}

/** How the figures are to be read, as sentences. */
function listNotes({ words, report, sides, isCompared }: Page): string[] {
  const { portsInTop, range, baselineRange } = groupOf(report, "iot");
  const { significance, provenance, ports } = report;
  const notes = [words.shares.note];
  const writeRange = (side: string, { strict, wide }: typeof range) =>
    words.shares.range(side, writeShare(words, strict), writeShare(words, wide));
  if (isCompared && baselineRange !== null && sides.baseline !== null) {
    notes.push(writeRange(sides.baseline, baselineRange));
  }
  if (report.totals.denials > 0) notes.push(writeRange(sides.period, range));
  if (ports.length > 0) notes.push(words.shares.ports(formatCount(portsInTop), formatCount(provenance.top)));
  if (significance.reason !== null) notes.push(words.shares.noInterval(significance.reason));
  return notes;
}

function listColumns(page: Page): TableColumn<ReportGroup>[] {
  const { words, report, sides, isCompared } = page;
  const { columns } = words;
  const { isOfSources } = countedOf(page);
  const bars = readBars(page);
  const tenthsOn = (side: string, group: ReportGroup): string => {
    const bar = bars.find((candidate) => candidate.side === side);
    if (bar === undefined || bar.total === 0) return words.nothing;
    return writeTenths(words, bar.of[group.id]);
  };
  const all: (TableColumn<ReportGroup> | null)[] = [
    { title: columns.group, cell: (group) => nameGroup(page, group.id), className: "name" },
    sides.baseline === null
      ? null
      : { title: sides.baseline, cell: (group) => tenthsOn(sides.baseline ?? "", group), isNumber: true },
    { title: sides.period, cell: (group) => <strong>{tenthsOn(sides.period, group)}</strong>, isNumber: true },
    isCompared
      ? {
          title: columns.points,
          cell: ({ points }) => (points === null ? words.nothing : <Change points={points} />),
          isNumber: true,
        }
      : null,
    isCompared && report.significance.iot.points !== null
      ? { title: columns.interval, cell: ({ id }) => writeInterval(page, id), isNumber: true }
      : null,
    isCompared ? { title: columns.ratio, cell: ({ ratio }) => writeRatio(words, ratio), isNumber: true } : null,
    {
      title: isOfSources ? columns.sources : columns.denials,
      cell: (group) => formatCount(isOfSources ? group.sources : group.denials),
      isNumber: true,
    },
  ];
  return all.filter((column) => column !== null);
}

function writeInterval({ report, words }: Page, id: ReportGroup["id"]): string {
  const { points } = report.significance[id];
  return points === null ? words.nothing : words.names.interval(formatPoints(points[0]), formatPoints(points[1]));
}

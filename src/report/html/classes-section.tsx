import type { ReactNode } from "react";
import type { ReportClass } from "../../analysis/report.ts";
import { formatCount } from "../numbers.ts";
import { Change } from "./change.tsx";
import { Behind, Chart } from "./chart.tsx";
import { drawClasses } from "./classes-chart.tsx";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { writeShare } from "./figures.ts";
import { nameClass } from "./names.ts";
import type { Page } from "./page.ts";
import { Section, Untold } from "./section.tsx";

/** The classes of targets, baseline against period. */
export function ClassesSection({ page }: { page: Page }): ReactNode {
  const { words } = page;
  const classes = listClasses(page);
  if (classes.length === 0) {
    return (
      <Section id="classes" title={words.classes.title}>
        <Untold>{words.classes.none}</Untold>
      </Section>
    );
  }
  return (
    <Section id="classes" title={words.classes.title}>
      <Chart
        id="classes-chart"
        title={words.classes.alt}
        description={classes.map((row) => describe(page, row)).join(words.names.gap)}
        draw={(width) => drawClasses(page, classes, width)}
      >
        <p>{words.classes.note}</p>
        <Behind summary={words.figure}>
          <DataTable caption={words.classes.alt} columns={listColumns(page)} rows={classes} />
        </Behind>
      </Chart>
    </Section>
  );
}

/** Classes with a share on either side, the largest first. */
function listClasses({ report }: Page): ReportClass[] {
  return report.classes
    .filter(({ share, baselineShare }) => share > 0 || (baselineShare ?? 0) > 0)
    .toSorted((a, b) => b.share - a.share || (b.baselineShare ?? 0) - (a.baselineShare ?? 0) || (a.id < b.id ? -1 : 1));
}

function describe({ words, isCompared }: Page, { id, share, baselineShare }: ReportClass): string {
  const name = nameClass(words, id);
  if (!isCompared) return words.classes.descOne(name, writeShare(words, share));
  return words.classes.desc(name, writeShare(words, baselineShare), writeShare(words, share));
}

function listColumns({ words, sides, isCompared }: Page): TableColumn<ReportClass>[] {
  const { columns } = words;
  const compared: TableColumn<ReportClass>[] = [
    { title: sides.baseline, cell: ({ baselineShare }) => writeShare(words, baselineShare), isNumber: true },
    {
      title: columns.points,
      cell: ({ points }) => (points === null ? words.nothing : <Change points={points} />),
      isNumber: true,
    },
  ];
  return [
    { title: columns.class, cell: ({ id }) => nameClass(words, id), className: "name" },
    { title: columns.denials, cell: ({ denials }) => formatCount(denials), isNumber: true },
    { title: sides.period, cell: ({ share }) => writeShare(words, share), isNumber: true },
    ...(isCompared ? compared : []),
  ];
}

import type { ReactNode } from "react";
import type { SpreadFigures } from "../../analysis/change/spread.ts";
import { formatCount, formatDaily, formatPoints } from "../numbers.ts";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { EmergingTable, VanishedTable } from "./emerging-tables.tsx";
import { writeShare, writeTenths } from "./figures.ts";
import type { Page } from "./page.ts";
import { Section, Untold } from "./section.tsx";

/** How spread out denials are over ports, and which ports came and went. */
export function SpreadSection({ page }: { page: Page }): ReactNode {
  const { words, report } = page;
  return (
    <Section id="spread" title={words.spread.title}>
      {report.spread === null ? (
        <Untold>{words.spread.none}</Untold>
      ) : (
        <DataTable caption={words.spread.caption} columns={listColumns(page)} rows={listMeasures(page)} />
      )}
      <CameAndWent page={page} />
    </Section>
  );
}

function CameAndWent({ page }: { page: Page }): ReactNode {
  const { words, report } = page;
  const { emerging, vanished, emergingReason } = report;
  if (report.baseline === null) return <Untold>{words.spread.noBaseline}</Untold>;
  return (
    <>
      {emergingReason === null ? null : (
        <p className="untold" lang="en">
          {emergingReason}
        </p>
      )}
      {emerging.length > 0 ? <EmergingTable page={page} /> : null}
      {emerging.length === 0 && emergingReason === null ? <Untold>{words.spread.emergingNone}</Untold> : null}
      {vanished.length > 0 ? <VanishedTable page={page} /> : null}
      {vanished.length === 0 && emergingReason === null ? <Untold>{words.spread.vanishedNone}</Untold> : null}
    </>
  );
}

interface Measure {
  name: string;
  write: (figures: SpreadFigures) => string;
  writeChange: (change: SpreadFigures) => string;
}

function listMeasures({ words }: Page): Measure[] {
  const { spread } = words;
  const portsFor = (percent: number, valueOf: (figures: SpreadFigures) => number): Measure => ({
    name: spread.portsFor(writeTenths(words, percent * 10).replace(".0", "")),
    write: (figures) => formatCount(valueOf(figures)),
    writeChange: (change) => signed(valueOf(change), formatCount),
  });
  return [
    {
      name: spread.effectivePorts,
      write: ({ effectivePorts }) => formatDaily(effectivePorts),
      writeChange: ({ effectivePorts }) => signed(effectivePorts, formatDaily),
    },
    {
      name: spread.top10Share,
      write: ({ top10Share }) => writeShare(words, top10Share),
      writeChange: ({ top10Share }) => formatPoints(top10Share * 100),
    },
    portsFor(50, (figures) => figures.portsFor50),
    portsFor(80, (figures) => figures.portsFor80),
    portsFor(90, (figures) => figures.portsFor90),
    {
      name: spread.hhi,
      write: ({ hhi }) => hhi.toFixed(3),
      writeChange: ({ hhi }) => signed(hhi, (value) => value.toFixed(3)),
    },
  ];
}

/** A difference with its sign, a true minus; none where it prints as 0. */
function signed(value: number, format: (value: number) => string): string {
  const text = format(Math.abs(value));
  if (Number(text) === 0) return text;
  return `${value < 0 ? "\u2212" : "+"}${text}`;
}

function listColumns({ words, report, sides }: Page): TableColumn<Measure>[] {
  const { spread } = report;
  const columns: TableColumn<Measure>[] = [
    { title: words.spread.measure, cell: ({ name }) => name, className: "text" },
  ];
  if (spread === null) return columns;
  const { baseline, change } = spread;
  if (baseline !== null) columns.push({ title: sides.baseline, cell: ({ write }) => write(baseline), isNumber: true });
  columns.push({ title: sides.period, cell: ({ write }) => <strong>{write(spread)}</strong>, isNumber: true });
  if (change !== null) {
    columns.push({ title: words.spread.change, cell: ({ writeChange }) => writeChange(change), isNumber: true });
  }
  return columns;
}

import type { ReactNode } from "react";
import type { ReportPort } from "../../analysis/report.ts";
import { formatCount, tenthsOf } from "../numbers.ts";
import { Change } from "./change.tsx";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { writeShare } from "./figures.ts";
import { Foreign } from "./foreign.tsx";
import { nameClass, namePort } from "./names.ts";
import type { Page } from "./page.ts";
import { roleOfClass } from "../class-role.ts";
import { Section, Untold } from "./section.tsx";
import { ShareBar } from "./share-bar.tsx";
import { Swatch } from "./swatch.tsx";

/** More would be megabytes of rows that nobody reads. */
const portsShown = 1000;

/** The busiest ports by rank. */
export function PortsSection({ page }: { page: Page }): ReactNode {
  const { report, words, sides, isCompared } = page;
  const shown = report.ports.slice(0, portsShown);
  if (shown.length === 0) {
    return (
      <Section id="ports" title={words.ports.title}>
        <Untold>{words.ports.none}</Untold>
      </Section>
    );
  }
  const [count, total] = [formatCount(shown.length), formatCount(report.ports.length)];
  const of = words.method.method.denominators.top100;
  return (
    <Section id="ports" title={words.ports.title}>
      <p className="key">
        {words.ports.key}
        {isCompared && sides.baseline !== null ? words.names.gap + words.ports.mark(sides.baseline) : null}
      </p>
      <DataTable
        className="ports"
        caption={count === total ? words.ports.captionAll(count, of) : words.ports.caption(count, total, of)}
        columns={listColumns(page, shown)}
        rows={shown}
        headColumn={1}
      />
    </Section>
  );
}

function listColumns({ words, isCompared }: Page, shown: readonly ReportPort[]): TableColumn<ReportPort>[] {
  const { columns, ports } = words;
  const longest = Math.max(...shown.map(({ share, baselineShare }) => Math.max(share, baselineShare ?? 0)));
  const compared: TableColumn<ReportPort>[] = [
    {
      title: columns.points,
      cell: ({ points }) => (points === null ? words.nothing : <Change points={points} />),
      isNumber: true,
    },
    {
      title: words.spread.rankBefore,
      cell: ({ baselineRank }) => (baselineRank === null ? ports.new : formatCount(baselineRank)),
      isNumber: true,
    },
  ];
  return [
    { title: columns.rank, cell: ({ rank }) => formatCount(rank), isNumber: true },
    { title: ports.service, cell: (port) => <PortName port={port} words={words} />, className: "name" },
    {
      title: columns.share,
      cell: ({ share, baselineShare, class: id }) => (
        <>
          <ShareBar share={share} before={isCompared ? baselineShare : null} longest={longest} role={roleOfClass(id)} />
          <span className="figure">
            {share > 0 && tenthsOf(share) === 0 ? words.names.percent(ports.least) : writeShare(words, share)}
          </span>
        </>
      ),
      isNumber: true,
      className: "bars",
    },
    ...(isCompared ? compared : []),
    { title: columns.denials, cell: ({ denials }) => formatCount(denials), isNumber: true },
    { title: columns.sources, cell: (port) => writeSources(port, words), isNumber: true },
  ];
}

function PortName({ port, words }: { port: ReportPort; words: Page["words"] }): ReactNode {
  return (
    <>
      <Swatch role={roleOfClass(port.class)} /> {namePort(port.protocol, port.port)}
      <small>
        {port.service === null ? null : (
          <>
            <Foreign text={port.service} maxColumns={60} />
            {" · "}
          </>
        )}
        {nameClass(words, port.class)}
      </small>
    </>
  );
}

function writeSources({ sources, sourcesError }: ReportPort, words: Page["words"]): string {
  // None in a sample may still be some.
  if (sources === 0) return sourcesError > 0 ? words.ports.few : words.nothing;
  return sourcesError > 0 ? `~${formatCount(sources)}` : formatCount(sources);
}

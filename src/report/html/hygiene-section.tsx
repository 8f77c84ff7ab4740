import type { ReactNode } from "react";
import type { ReportOwnInfected } from "../../analysis/coverage/own-infected.ts";
import { scopes } from "../../rollup/counts.ts";
import type { Scope } from "../../rollup/counts.ts";
import { formatCount } from "../numbers.ts";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { writeShare } from "./figures.ts";
import { Foreign } from "./foreign.tsx";
import { nameClass, namePort } from "./names.ts";
import type { Page } from "./page.ts";
import { Section, Untold } from "./section.tsx";

/** Which way the denials went, own devices among their sources, and answers to forged packets. */
export function HygieneSection({ page }: { page: Page }): ReactNode {
  const { words, report } = page;
  const { hygiene } = words.method;
  const isTold = scopes.some((scope) => scope !== "unknown" && report.scope[scope] > 0);
  return (
    <Section id="hygiene" title={hygiene.title}>
      {isTold ? <ScopeTable page={page} /> : <Untold>{hygiene.unknown}</Untold>}
      {isTold || report.ownInfected.length > 0 ? <OwnDevices page={page} /> : null}
      <Backscatter page={page} />
    </Section>
  );
}

function ScopeTable({ page: { words, report, sides } }: { page: Page }): ReactNode {
  const { hygiene } = words.method;
  const { baseline } = report.scope;
  const shareOf = (side: Record<Scope, number>, scope: Scope) => {
    const total = scopes.reduce((sum, each) => sum + side[each], 0);
    return total === 0 ? words.nothing : writeShare(words, side[scope] / total);
  };
  const columns: TableColumn<Scope>[] = [{ title: hygiene.direction, cell: (scope) => hygiene.scopes[scope] }];
  if (baseline !== null) {
    columns.push({ title: sides.baseline, cell: (scope) => shareOf(baseline, scope), isNumber: true });
  }
  columns.push(
    { title: sides.period, cell: (scope) => <strong>{shareOf(report.scope, scope)}</strong>, isNumber: true },
    { title: words.columns.denials, cell: (scope) => formatCount(report.scope[scope]), isNumber: true },
  );
  return <DataTable caption={hygiene.scope} columns={columns} rows={scopes} />;
}

function OwnDevices({ page: { words, report } }: { page: Page }): ReactNode {
  const { hygiene, scans } = words.method;
  const { ownInfected, ownInfectedTotals } = report;
  if (ownInfected.length === 0) return <Untold>{hygiene.ownNone}</Untold>;
  const columns: TableColumn<ReportOwnInfected>[] = [
    {
      title: scans.source,
      cell: ({ source }) => <Foreign text={source} maxColumns={60} />,
      className: "name address",
    },
    { title: words.columns.port, cell: ({ protocol, port }) => namePort(protocol, port) },
    { title: words.columns.class, cell: (row) => nameClass(words, row.class), className: "date" },
    { title: words.columns.denials, cell: ({ denials }) => formatCount(denials), isNumber: true },
    { title: hygiene.destinations, cell: ({ destinations }) => formatCount(destinations), isNumber: true },
    { title: scans.days, cell: ({ days }) => formatCount(days), isNumber: true },
    { title: scans.first, cell: ({ firstDay }) => firstDay ?? words.nothing, className: "date" },
    { title: scans.last, cell: ({ lastDay }) => lastDay ?? words.nothing, className: "date" },
  ];
  const { sources, denials, isExact } = ownInfectedTotals;
  return (
    <>
      <DataTable caption={hygiene.own} columns={columns} rows={ownInfected} />
      <p>
        {hygiene.ownMore(formatCount(sources.value), formatCount(denials.value))} {isExact ? null : scans.sample}
      </p>
    </>
  );
}

function Backscatter({ page: { words, report, sides } }: { page: Page }): ReactNode {
  const { hygiene } = words.method;
  const { denials, share, baseline } = report.backscatter;
  if (share === null) return null;
  return (
    <p>
      {hygiene.backscatter(formatCount(denials), writeShare(words, share))}{" "}
      {baseline === null || baseline.share === null || sides.baseline === null
        ? null
        : hygiene.backscatterBefore(sides.baseline, formatCount(baseline.denials), writeShare(words, baseline.share))}
    </p>
  );
}

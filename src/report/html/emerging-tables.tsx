import type { ReactNode } from "react";
import type { ReportEmerging, ReportVanished } from "../../analysis/change/emerging.ts";
import { formatCount, formatDaily } from "../numbers.ts";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { writeShare } from "./figures.ts";
import { namePort } from "./names.ts";
import type { Page } from "./page.ts";

/** The ports that emerged, by rank. */
export function EmergingTable({ page }: { page: Page }): ReactNode {
  return <DataTable caption={page.words.spread.emerging} columns={listEmerging(page)} rows={page.report.emerging} />;
}

/** The ports that vanished, by their rank in the baseline. */
export function VanishedTable({ page }: { page: Page }): ReactNode {
  return <DataTable caption={page.words.spread.vanished} columns={listVanished(page)} rows={page.report.vanished} />;
}

function listEmerging({ words }: Page): TableColumn<ReportEmerging>[] {
  const { spread, columns, nothing } = words;
  return [
    {
      title: columns.port,
      cell: ({ protocol, port, label }) => (
        <>
          {namePort(protocol, port)}
          {label === null ? null : <small>{label === "spread" ? spread.spreadLabel : spread.oneSource}</small>}
        </>
      ),
      className: "port",
    },
    { title: spread.rankNow, cell: ({ rank }) => formatCount(rank), isNumber: true },
    {
      title: spread.rankBefore,
      cell: ({ baselineRank }) => (baselineRank === null ? nothing : formatCount(baselineRank)),
      isNumber: true,
    },
    { title: spread.perDay, cell: ({ denialsPerDay }) => formatPace(denialsPerDay), isNumber: true },
    { title: spread.before, cell: ({ baselineDenialsPerDay }) => formatPace(baselineDenialsPerDay), isNumber: true },
    {
      title: columns.sources,
      cell: ({ sources, sourcesError }) => `${sourcesError > 0 ? "~" : ""}${formatCount(sources)}`,
      isNumber: true,
    },
    {
      title: spread.networks,
      cell: ({ networks24, networks24IsFloor }) =>
        networks24IsFloor ? spread.atLeast(formatCount(networks24)) : formatCount(networks24),
      isNumber: true,
    },
    { title: spread.heaviest, cell: ({ topSourceShare }) => writeShare(words, topSourceShare), isNumber: true },
    { title: spread.first, cell: ({ firstSeen }) => firstSeen ?? nothing, className: "date" },
    { title: spread.active, cell: ({ daysActive }) => formatCount(daysActive), isNumber: true },
  ];
}

function listVanished({ words }: Page): TableColumn<ReportVanished>[] {
  const { spread, columns, nothing } = words;
  return [
    { title: columns.port, cell: ({ protocol, port }) => namePort(protocol, port), className: "name" },
    { title: spread.rankBefore, cell: ({ baselineRank }) => formatCount(baselineRank), isNumber: true },
    { title: spread.rankNow, cell: ({ rank }) => (rank === null ? nothing : formatCount(rank)), isNumber: true },
    { title: spread.before, cell: ({ baselineDenialsPerDay }) => formatPace(baselineDenialsPerDay), isNumber: true },
    { title: spread.perDay, cell: ({ denialsPerDay }) => formatPace(denialsPerDay), isNumber: true },
  ];
}

/** Denials a day: of a rare port the hundredths matter. */
function formatPace(perDay: number): string {
  return perDay < 9.995 ? perDay.toFixed(2) : formatDaily(perDay);
}

import type { ReactNode } from "react";
import type { MethodShares } from "../../analysis/report.ts";
import { printable } from "../escape.ts";
import { formatPoints } from "../numbers.ts";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { writeShare } from "./figures.ts";
import type { Page } from "./page.ts";

/** The headline shares by every method on both sides: how much of the headline is the method's doing. */
export function SensitivityTable({ page }: { page: Page }): ReactNode {
  const { words, report } = page;
  if (report.sensitivity.length === 0) return null;
  return <DataTable caption={words.method.method.sensitivity} columns={listColumns(page)} rows={report.sensitivity} />;
}

function listColumns({ words, report, sides, isCompared }: Page): TableColumn<MethodShares>[] {
  const { method } = words.method;
  const usedMethod = report.provenance.method === "top100" ? `top${report.provenance.top}` : report.provenance.method;
  const columns: TableColumn<MethodShares>[] = [
    {
      title: method.methodColumn,
      cell: (row) => (
        <>
          {printable(row.method, 30)}
          {row.method === usedMethod ? <small>{method.used}</small> : null}
        </>
      ),
      className: "name",
    },
  ];
  const before = isCompared ? report.baselineSensitivity : null;
  for (const [name, key] of [
    [words.trend.iot, "iotShare"],
    [words.trend.telnet, "telnetShare"],
  ] as const) {
    const beforeOf = (row: MethodShares) => before?.find((each) => each.method === row.method)?.[key] ?? null;
    if (before !== null) {
      columns.push({
        title: <Stacked upper={name} lower={sides.baseline} />,
        cell: (row) => writeShare(words, beforeOf(row)),
        isNumber: true,
      });
    }
    columns.push({
      title: <Stacked upper={name} lower={sides.period} />,
      cell: (row) => writeShare(words, row[key]),
      isNumber: true,
    });
    if (before !== null) {
      const pointsOf = (row: MethodShares) => {
        const [now, then] = [row[key], beforeOf(row)];
        return now === null || then === null ? words.nothing : formatPoints((now - then) * 100);
      };
      columns.push({ title: words.columns.points, cell: pointsOf, isNumber: true });
    }
  }
  return columns;
}

function Stacked({ upper, lower }: { upper: string; lower: string | null }): ReactNode {
  return (
    <>
      {upper}
      <br />
      {lower}
    </>
  );
}

import type { ReactNode } from "react";
import { formatCount, formatDaily } from "../numbers.ts";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { writeShare } from "./figures.ts";
import type { Page } from "./page.ts";
import type { TrendStep } from "./trend.ts";
import { nameStep, shareOfStep } from "./trend-words.ts";
import type { TrendSide } from "./trend-words.ts";

/** The figures behind the trend of one side. */
export function TrendTable({ page, side }: { page: Page; side: TrendSide }): ReactNode {
  const { words } = page;
  const { trend, columns, nothing } = words;
  const daily = (sum: number, { daysWithData }: TrendStep) =>
    daysWithData === 0 ? nothing : formatDaily(sum / daysWithData);
  const shareOf = (step: TrendStep, id: "iot" | "telnet") => writeShare(words, shareOfStep(step)?.[id] ?? null);
  const all: TableColumn<TrendStep>[] = [
    { title: columns.when, cell: (step) => nameStep(page, step), className: "name" },
    { title: trend.all, cell: (step) => daily(step.denials, step), isNumber: true },
    { title: trend.iot, cell: (step) => daily(step.iot, step), isNumber: true },
    { title: trend.telnet, cell: (step) => daily(step.telnet, step), isNumber: true },
    { title: `${trend.iot} %`, cell: (step) => shareOf(step, "iot"), isNumber: true },
    { title: `${trend.telnet} %`, cell: (step) => shareOf(step, "telnet"), isNumber: true },
  ];
  if (side.by === "month") {
    const days = ({ daysWithData, days: of }: TrendStep) => `${formatCount(daysWithData)}/${formatCount(of)}`;
    all.push({ title: trend.days, cell: days, isNumber: true });
  }
  return <DataTable caption={`${trend.caption}, ${side.name}`} columns={all} rows={side.steps} />;
}

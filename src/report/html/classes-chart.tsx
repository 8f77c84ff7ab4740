import type { ReactNode } from "react";
import type { ReportClass } from "../../analysis/report.ts";
import { formatPoints } from "../numbers.ts";
import { listTicks, round } from "./axis.ts";
import { writeShare } from "./figures.ts";
import { estimateWidth } from "./labels.ts";
import { nameClass } from "./names.ts";
import type { Page } from "./page.ts";
import { roleOfClass } from "../class-role.ts";

interface Layout {
  isNarrow: boolean;
  left: number;
  right: number;
  /** From row to row, and from a row's top to its line. */
  pitch: number;
  lineAt: number;
  xOf: (share: number) => number;
}

/** A ring at the baseline's share, a dot at the period's, and an arrow between them, by class. */
export function drawClasses(
  page: Page,
  classes: readonly ReportClass[],
  width: number,
): { height: number; content: ReactNode } {
  const isNarrow = width < 500;
  const shares = classes.flatMap(({ share, baselineShare }) => [share, page.isCompared ? (baselineShare ?? 0) : 0]);
  const top = isNarrow && page.isCompared ? 68 : 48;
  const ticks = listTicks(Math.max(...shares));
  const highest = ticks.at(-1) ?? 1;
  const [left, right] = isNarrow ? [8, width - 12] : [198, width - 120];
  const layout: Layout = {
    isNarrow,
    left,
    right,
    pitch: isNarrow ? 44 : 28,
    lineAt: isNarrow ? 32 : 14,
    xOf: (share) => round(left + (share / highest) * (right - left)),
  };
  const bottom = top + classes.length * layout.pitch;
  const content = (
    <>
      <Key page={page} x={left} isStacked={isNarrow} />
      {ticks.map((tick) => (
        <g key={tick}>
          <path className="grid" d={`M${layout.xOf(tick)} ${top - 6}V${bottom}`} />
          <text className="tick" x={layout.xOf(tick)} y={top - 12} textAnchor={tickAnchor(tick, highest, isNarrow)}>
            {page.words.names.percent(String(Number((tick * 100).toPrecision(6))))}
          </text>
        </g>
      ))}
      {classes.map((row, at) => (
        <g key={row.id} transform={`translate(0 ${top + at * layout.pitch})`}>
          <Row page={page} row={row} layout={layout} width={width} />
        </g>
      ))}
    </>
  );
  return { height: bottom + 6, content };
}

function tickAnchor(tick: number, highest: number, isNarrow: boolean): "start" | "middle" | "end" {
  if (!isNarrow) return "middle";
  if (tick === 0) return "start";
  return tick === highest ? "end" : "middle";
}

/** What ring and dot stand for. */
function Key({ page, x, isStacked }: { page: Page; x: number; isStacked: boolean }): ReactNode {
  const { sides } = page;
  if (!page.isCompared || sides.baseline === null) return null;
  const second = isStacked ? x : x + 40 + estimateWidth(sides.baseline, 13);
  const below = isStacked ? 20 : 0;
  return (
    <>
      <circle className="ring" cx={x + 2} cy="8" r="6" />
      <text className="label" x={x + 14} y="12">
        {sides.baseline}
      </text>
      <circle className="dot" cx={second + 2} cy={8 + below} r="4" />
      <text className="label" x={second + 14} y={12 + below}>
        {sides.period}
      </text>
    </>
  );
}

interface RowProps {
  page: Page;
  row: ReportClass;
  layout: Layout;
  width: number;
}

function Row({ page, row, layout, width }: RowProps): ReactNode {
  const { words, isCompared } = page;
  const { isNarrow, left, lineAt, xOf } = layout;
  const role = roleOfClass(row.id);
  const before = isCompared ? row.baselineShare : null;
  const now = xOf(row.share);
  const textY = isNarrow ? 18 : lineAt + 4;
  return (
    <>
      <text className="label" x={isNarrow ? left : left - 14} y={textY} textAnchor={isNarrow ? "start" : "end"}>
        {nameClass(words, row.id)}
      </text>
      <path className={`stem ${role}`} d={`M${before === null ? left : xOf(before)} ${lineAt}H${now}`} />
      <circle className={`dot ${role}`} cx={now} cy={lineAt} r="4" />
      {before === null ? null : <circle className={`ring ${role}`} cx={xOf(before)} cy={lineAt} r="6" />}
      <text className="label strong" x={width - (isNarrow ? 62 : 56)} y={textY} textAnchor="end">
        {writeShare(words, row.share)}
      </text>
      {row.points === null || !isCompared ? null : (
        <text className="label muted" x={width - (isNarrow ? 12 : 2)} y={textY} textAnchor="end">
          {formatPoints(row.points)}
        </text>
      )}
    </>
  );
}

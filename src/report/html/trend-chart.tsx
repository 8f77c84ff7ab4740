import type { ReactNode } from "react";
import { listTicks, round } from "./axis.ts";
import type { Page } from "./page.ts";
import { formatCount } from "../numbers.ts";
import { placeLabels } from "./labels.ts";
import type { TrendStep } from "./trend.ts";
import { TimeAxis } from "./trend-axis.tsx";
import type { TrendFrame } from "./trend-axis.tsx";
import { shareOfStep } from "./trend-words.ts";
import type { TrendSide } from "./trend-words.ts";

interface Panel {
  title: string;
  top: number;
  height: number;
  highest: number;
  lines: TrendLine[];
  writeTick: (tick: number) => string;
}

interface TrendLine {
  name: string;
  className: string;
  /** Null where there are no data. */
  valueOf: (step: TrendStep) => number | null;
}

const sidesGap = 16;
const rowGap = 20;
/** In less than that the sides stand below each other. */
const narrowest = 500;
const panelHeight = { counts: 170, shares: 130 };
const titleHeight = 34;
const labelGap = 14;

/** Denials a day above, shares below; the sides on the same scales, beside each other where there is room. */
export function drawTrend(
  page: Page,
  sides: readonly TrendSide[],
  width: number,
): { height: number; content: ReactNode } {
  const panels = describePanels(
    page,
    sides.flatMap((side) => side.steps),
  );
  const rows = width < narrowest ? sides.map((side) => [side]) : [sides];
  const height = panels.shares.top + panels.shares.height + 50;
  const content = rows.map((row, at) => (
    <g key={at} transform={at === 0 ? undefined : `translate(0 ${at * (height + rowGap)})`}>
      <TrendRow page={page} frames={placeSides(row, width)} panels={panels} width={width} />
    </g>
  ));
  return { height: rows.length * (height + rowGap) - rowGap, content };
}

interface TrendRowProps {
  page: Page;
  frames: readonly TrendFrame[];
  panels: { counts: Panel; shares: Panel };
  width: number;
}

function TrendRow({ page, frames, panels, width }: TrendRowProps): ReactNode {
  return (
    <>
      {frames.map(({ side, from }) => (
        <text key={side.name} className="side" x={frames.length === 1 ? 0 : from} y="14">
          {side.name}
        </text>
      ))}
      {[panels.counts, panels.shares].map((panel) => (
        <PanelLines key={panel.title} panel={panel} frames={frames} width={width} />
      ))}
      {frames.map((frame) => (
        <TimeAxis key={frame.side.name} page={page} frame={frame} top={panels.shares.top + panels.shares.height} />
      ))}
    </>
  );
}

/** Days are as wide on each side, so that slopes can be compared. */
function placeSides(sides: readonly TrendSide[], width: number): TrendFrame[] {
  const [left, right] = [44, width - 48];
  const days = sides.reduce((sum, side) => sum + side.days, 0);
  const perDay = (right - left - sidesGap * (sides.length - 1)) / days;
  let from = left;
  return sides.map((side) => {
    const frame = { side, from, to: from + side.days * perDay };
    from = frame.to + sidesGap;
    return frame;
  });
}

function describePanels({ words }: Page, steps: readonly TrendStep[]): { counts: Panel; shares: Panel } {
  const { trend } = words;
  const daily = (sumOf: (step: TrendStep) => number) => (step: TrendStep) =>
    step.daysWithData === 0 ? null : sumOf(step) / step.daysWithData;
  const all = daily((step) => step.denials);
  const highestOf = (valueOf: TrendLine["valueOf"]) => Math.max(0, ...steps.map((step) => valueOf(step) ?? 0));
  const iotShare = (step: TrendStep) => shareOfStep(step)?.iot ?? null;
  const counts: Panel = {
    title: trend.counts,
    top: 24 + titleHeight,
    height: panelHeight.counts,
    highest: highestOf(all),
    writeTick: (tick) => (tick >= 10 || Number.isInteger(tick) ? formatCount(tick) : String(tick)),
    lines: [
      { name: trend.all, className: "all", valueOf: all },
      { name: trend.iot, className: "iot", valueOf: daily((step) => step.iot) },
      { name: trend.telnet, className: "telnet", valueOf: daily((step) => step.telnet) },
    ],
  };
  const shares: Panel = {
    title: trend.shares,
    top: counts.top + counts.height + titleHeight + 8,
    height: panelHeight.shares,
    highest: highestOf(iotShare),
    writeTick: (tick) => words.names.percent(String(Number((tick * 100).toPrecision(6)))),
    lines: [
      { name: trend.iot, className: "iot", valueOf: iotShare },
      { name: trend.telnet, className: "telnet", valueOf: (step) => shareOfStep(step)?.telnet ?? null },
    ],
  };
  return { counts, shares };
}

function PanelLines({
  panel,
  frames,
  width,
}: {
  panel: Panel;
  frames: readonly TrendFrame[];
  width: number;
}): ReactNode {
  const { top, height, lines } = panel;
  const ticks = listTicks(panel.highest);
  const highest = ticks.at(-1) ?? 1;
  const yOf = (value: number): number => round(top + height - (value / highest) * height);
  return (
    <>
      <text className="label muted" x="0" y={top - 14}>
        {panel.title}
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          {frames.map(({ side, from, to }) => (
            <path key={side.name} className="grid" d={`M${round(from)} ${yOf(tick)}H${round(to)}`} />
          ))}
          <text className="tick" x="38" y={yOf(tick) + 4} textAnchor="end">
            {panel.writeTick(tick)}
          </text>
        </g>
      ))}
      {frames.map((frame) =>
        lines.map((line) => <TracedLine key={frame.side.name + line.className} line={line} frame={frame} yOf={yOf} />),
      )}
      <LineNames lines={lines} frames={frames} yOf={yOf} panel={panel} width={width} />
    </>
  );
}

/** Steps with data joined to their neighbours; one that stands alone is a dot. */
function TracedLine({
  line,
  frame,
  yOf,
}: {
  line: TrendLine;
  frame: TrendFrame;
  yOf: (value: number) => number;
}): ReactNode {
  const runs: [x: number, y: number][][] = [[]];
  for (const step of frame.side.steps) {
    const value = line.valueOf(step);
    if (value === null) runs.push([]);
    else runs.at(-1)?.push([middleOf(step, frame), yOf(value)]);
  }
  const path = runs
    .filter((run) => run.length > 1)
    .map((run) => `M${run.map(([x, y]) => `${x} ${y}`).join("L")}`)
    .join("");
  return (
    <>
      {path === "" ? null : <path className={`line ${line.className}`} d={path} />}
      {runs
        .filter((run) => run.length === 1)
        .map(([point], at) => (
          <circle key={at} className={`dot ${line.className}`} cx={point?.[0]} cy={point?.[1]} r="2.5" />
        ))}
    </>
  );
}

/** The horizontal middle of a step. */
function middleOf({ offset, days }: TrendStep, { side, from, to }: TrendFrame): number {
  return round(from + ((offset + days / 2) / side.days) * (to - from));
}

interface LineNamesProps {
  lines: readonly TrendLine[];
  frames: readonly TrendFrame[];
  yOf: (value: number) => number;
  panel: Panel;
  width: number;
}

/** The names of the lines, each where its line ends. */
function LineNames({ lines, frames, yOf, panel, width }: LineNamesProps): ReactNode {
  const last = frames.at(-1);
  if (last === undefined) return null;
  const named = lines
    .flatMap((line) => {
      const value = last.side.steps.map(line.valueOf).findLast((each) => each !== null) ?? null;
      return value === null ? [] : [{ line, center: yOf(value), width: labelGap }];
    })
    .toSorted((a, b) => a.center - b.center);
  const places = placeLabels(named, panel.top - labelGap, panel.top + panel.height + labelGap, 0);
  return named.map(({ line }, at) => (
    <text
      key={line.className}
      className={`label ${line.className}-name`}
      x={Math.min(last.to + 6, width - 40)}
      y={round((places[at] ?? 0) + 4)}
    >
      {line.name}
    </text>
  ));
}

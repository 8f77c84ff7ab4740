import type { ReactNode } from "react";
import { round } from "./axis.ts";
import type { Page } from "./page.ts";
import { readDate } from "./side-names.ts";
import type { TrendStep } from "./trend.ts";
import type { TrendSide } from "./trend-words.ts";

/** Where one side is drawn. */
export interface TrendFrame {
  side: TrendSide;
  from: number;
  to: number;
}

const stripHeight = 5;
/** Room that a date needs, in pixels. */
const dateRoom = 34;

/** The dates below one side, and a strip that marks the days without data. */
export function TimeAxis({ page, frame, top }: { page: Page; frame: TrendFrame; top: number }): ReactNode {
  const { side, from, to } = frame;
  const perDay = (to - from) / side.days;
  const xOf = (offset: number): number => round(from + offset * perDay);
  return (
    <>
      <path className="axis" d={`M${round(from)} ${top}H${round(to)}`} />
      {side.silences.map(({ offset, days }) => (
        <rect
          key={offset}
          className="silence"
          x={xOf(offset)}
          y={top + 3}
          width={Math.max(1, round(days * perDay))}
          height={stripHeight}
        />
      ))}
      {pickDates(frame).map(({ step, isNewYear }) => {
        const { year, month, day } = readDate(step.key);
        const { names } = page.words;
        const x = round(xOf(step.offset) + (Math.min(step.days, 31) * perDay) / 2);
        return (
          <g key={step.key}>
            <text className="tick" x={x} y={top + 24} textAnchor="middle">
              {side.by === "day" ? names.shortDay(month, day) : names.shortMonth(month)}
            </text>
            {isNewYear ? (
              <text className="tick strong" x={x} y={top + 39} textAnchor="middle">
                {year}
              </text>
            ) : null}
          </g>
        );
      })}
    </>
  );
}

/** Steps that are dated: as many as there is room for, by months that divide a year, or by weeks. */
function pickDates({ side, from, to }: TrendFrame): { step: TrendStep; isNewYear: boolean }[] {
  const most = Math.max(1, Math.floor((to - from) / dateRoom));
  const { steps, by } = side;
  const every = (by === "day" ? [1, 2, 7, 14, 28, 56] : [1, 2, 3, 6, 12, 24, 60, 120]).find(
    (size) => steps.length / size <= most,
  );
  const picked = steps.filter((_, at) => at % (every ?? steps.length) === 0);
  return picked.map((step, at) => ({
    step,
    isNewYear: at === 0 || step.key.slice(0, 4) !== picked[at - 1]?.key.slice(0, 4),
  }));
}

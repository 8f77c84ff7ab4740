import type { ReactNode } from "react";
import { formatRatio } from "../numbers.ts";
import { round } from "./axis.ts";
import type { Page } from "./page.ts";
import type { WeekHour, WeekSide } from "./week.ts";

const shades = 6;
const left = 34;
const head = 24;

/** A heat map of hours by weekdays for each side, all on one scale of shades. */
export function drawHours(
  page: Page,
  sides: readonly WeekSide[],
  width: number,
): { height: number; content: ReactNode } {
  const isNarrow = width < 500;
  const cell = (width - left - 2) / 24;
  const cellHeight = isNarrow ? 18 : 20;
  const pitch = head + 7 * cellHeight + 34;
  const ratios = sides.flatMap((side) => side.hours.map(({ ratio }) => ratio));
  const [lowest, highest] = [Math.min(...ratios), Math.max(...ratios)];
  const shadeOf = ({ ratio }: WeekHour): number =>
    highest > lowest ? Math.min(shades - 1, Math.floor(((ratio - lowest) / (highest - lowest)) * shades)) : 0;
  const { hours, names } = page.words;
  const content = (
    <>
      {sides.map((side, at) => (
        <g key={side.name} transform={at === 0 ? undefined : `translate(0 ${at * pitch})`}>
          <text className="side" x="0" y="14">
            {side.name}
          </text>
          {hours.weekdays.map((weekday, row) => (
            <text key={weekday} className="tick" x={left - 8} y={head + (row + 0.5) * cellHeight + 4} textAnchor="end">
              {weekday}
            </text>
          ))}
          {[0, 6, 12, 18].map((hour) => (
            <text key={hour} className="tick" x={round(left + hour * cell)} y={head + 7 * cellHeight + 15}>
              {hour}
            </text>
          ))}
          <Cells side={side} cell={cell} cellHeight={cellHeight} shadeOf={shadeOf} />
        </g>
      ))}
      <Scale
        text={hours.scale(names.ratio(formatRatio(lowest)), names.ratio(formatRatio(highest)))}
        y={sides.length * pitch + 2}
      />
    </>
  );
  return { height: sides.length * pitch + 22, content };
}

interface CellsProps {
  side: WeekSide;
  cell: number;
  cellHeight: number;
  shadeOf: (hour: WeekHour) => number;
}

/** One path for each shade: fewer bytes than one rectangle for each hour. */
function Cells({ side, cell, cellHeight, shadeOf }: CellsProps): ReactNode {
  const paths = Array.from({ length: shades }, () => "");
  for (const hour of side.hours) {
    const x = round(left + hour.hour * cell);
    const y = head + hour.weekday * cellHeight;
    const wide = round(cell - 1.5);
    paths[shadeOf(hour)] += `M${x} ${y}h${wide}v${cellHeight - 1.5}h-${wide}z`;
  }
  return paths.map((path, shade) =>
    path === "" ? null : <path key={shade} className={`heat heat-${shade}`} d={path} />,
  );
}

/** What the shades go from and to. */
function Scale({ text, y }: { text: string; y: number }): ReactNode {
  return (
    <>
      {Array.from({ length: shades }, (_, shade) => (
        <rect key={shade} className={`heat heat-${shade}`} x={shade * 16} y={y} width="14.5" height="12" />
      ))}
      <text className="tick" x={shades * 16 + 8} y={y + 10}>
        {text}
      </text>
    </>
  );
}

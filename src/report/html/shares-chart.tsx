import type { ReactNode } from "react";
import { formatCount } from "../numbers.ts";
import { round } from "./axis.ts";
import { countedOf, writeTenths } from "./figures.ts";
import { estimateWidth, placeLabels } from "./labels.ts";
import type { Page } from "./page.ts";
import { nameGroup } from "./shares-bars.ts";
import type { ShareBar } from "./shares-bars.ts";

const parts = [
  { part: "telnet", id: "telnet", role: "telnet" },
  { part: "iotOther", id: "iot-other", role: "iot" },
  { part: "other", id: "other", role: "other" },
] as const;

/** Where the texts of a side stand; the first has them above its bar, the second below. */
interface Levels {
  side: number;
  name: number;
  share: number;
  leader: number;
  bar: number;
}

const barHeight = 46;
const tieHeight = 44;
const above: Levels = { side: 16, name: 44, share: 66, leader: 73, bar: 84 };
const below: Levels = { bar: above.bar + barHeight + tieHeight, leader: 229, share: 248, name: 265, side: 293 };
const [nameSize, shareSize, sideSize, totalSize] = [13, 19, 15, 13];
/** Between a side's name and its total: on one line, or from line to line where one does not hold both. */
const [totalGap, totalLine] = [10, 18];
/** Letters in bold, and in the widest of the fonts that readers may have, over what is estimated. */
const widest = 1.2;

/** One or two bars of 100 %, with what became of each part between them. */
export function drawShares(
  page: Page,
  bars: readonly ShareBar[],
  width: number,
): { height: number; content: ReactNode } {
  const [first, second] = bars;
  const areTied = first !== undefined && second !== undefined && first.total > 0 && second.total > 0;
  const isStacked = bars.some((bar) => !fitsOneLine(bar.side, writeTotal(page, bar), width));
  const sides = { page, width, isStacked };
  const shift = isStacked ? totalLine : 0;
  const content = (
    <>
      {first === undefined ? null : <Side {...sides} bar={first} levels={above} />}
      <g transform={shift === 0 ? undefined : `translate(0 ${shift})`}>
        {first === undefined ? null : <Parts page={page} bar={first} levels={above} width={width} />}
        {areTied ? <Ties from={first} to={second} width={width} /> : null}
        {second === undefined ? null : <Parts page={page} bar={second} levels={below} width={width} />}
        {second === undefined ? null : <Side {...sides} bar={second} levels={below} />}
      </g>
    </>
  );
  return { height: second === undefined ? shift + above.bar + barHeight + 2 : 2 * shift + below.side + 6, content };
}

function fitsOneLine(side: string, total: string, width: number): boolean {
  return widest * (estimateWidth(side, sideSize) + estimateWidth(total, totalSize)) + totalGap <= width;
}

function writeTotal(page: Page, { total }: ShareBar): string {
  return total === 0 ? page.words.noTotal : page.words.ofTotal(formatCount(total), countedOf(page).isOfSources);
}

interface SideProps {
  page: Page;
  bar: ShareBar;
  levels: Levels;
  width: number;
}

/** A side's name and total, on two lines where one does not hold them. */
function Side({ page, bar, levels, isStacked }: SideProps & { isStacked: boolean }): ReactNode {
  return (
    <text className="side" x="0" y={levels.side}>
      {bar.side}
      <tspan className="muted" {...(isStacked ? { x: 0, dy: totalLine } : { dx: totalGap })}>
        {writeTotal(page, bar)}
      </tspan>
    </text>
  );
}

function Parts({ page, bar, levels, width }: SideProps): ReactNode {
  if (bar.total === 0) return <rect className="empty" x="0.5" y={levels.bar} width={width - 1} height={barHeight} />;
  const starts = startsOf(bar);
  const texts = parts.map(({ part, id }) => ({
    name: nameGroup(page, id),
    share: writeTenths(page.words, bar.tenths[part]),
  }));
  const wishes = parts.map(({ part }, at) => ({
    center: (((starts[at] ?? 0) + bar.tenths[part] / 2) / 1000) * width,
    width: Math.max(estimateWidth(texts[at]?.name ?? "", nameSize), estimateWidth(texts[at]?.share ?? "", shareSize)),
  }));
  const centers = placeLabels(wishes, 0, width, 8);
  const edge = levels.leader < levels.bar ? levels.bar : levels.bar + barHeight;
  return parts.map(({ part, role }, at) => {
    const [center, wish] = [round(centers[at] ?? 0), round(wishes[at]?.center ?? 0)];
    return (
      <g key={part}>
        <text className="part" x={center} y={levels.name} textAnchor="middle">
          {texts[at]?.name}
        </text>
        <text className="part-share" x={center} y={levels.share} textAnchor="middle">
          {texts[at]?.share}
        </text>
        <path className="leader" d={`M${center} ${levels.leader}L${wish} ${edge}`} />
        <rect
          className={`fill-${role} edge`}
          x={round(((starts[at] ?? 0) / 1000) * width)}
          y={levels.bar}
          width={round((bar.tenths[part] / 1000) * width)}
          height={barHeight}
        />
      </g>
    );
  });
}

/** Lines from the borders of the first bar's parts to those of the second's. */
function Ties({ from, to, width }: { from: ShareBar; to: ShareBar; width: number }): ReactNode {
  const [before, after] = [startsOf(from), startsOf(to)];
  return [1, 2].map((at) => {
    const [x0, x1] = [((before[at] ?? 0) / 1000) * width, ((after[at] ?? 0) / 1000) * width];
    return <path key={at} className="tie" d={`M${round(x0)} ${above.bar + barHeight}L${round(x1)} ${below.bar}`} />;
  });
}

function startsOf({ tenths }: ShareBar): number[] {
  return [0, tenths.telnet, tenths.telnet + tenths.iotOther];
}

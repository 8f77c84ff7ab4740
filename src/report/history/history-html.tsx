import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { History, HistorySeries } from "../../analysis/history/history.ts";
import { listTicks, round } from "../html/axis.ts";
import { Chart } from "../html/chart.tsx";
import { DataTable } from "../html/data-table.tsx";
import { Section } from "../html/section.tsx";
import { Shell } from "../html/shell.tsx";
import type { LanguageCode } from "../language.ts";
import { spellingOf } from "../markdown/spell.ts";
import type { HistoryWords } from "../messages/history.en.ts";
import { tabulateEffects, tabulateShares, type WordTable } from "./history-tables.ts";
import { describeHistory, historyWordsOf, nameSeries } from "./history-words.ts";

const height = 260;
const margin = { left: 44, right: 12, top: 14, bottom: 34 };
/** Room that the name of a period needs, in pixels. */
const labelRoom = 62;

/** A history as one HTML file without scripts or anything from the net. */
export function renderHistoryHtml(history: History, language: LanguageCode): string {
  return `<!doctype html>\n${renderToStaticMarkup(createElement(HistoryDocument, { history, language }))}\n`;
}

interface HistoryProps {
  history: History;
  language: LanguageCode;
}

function HistoryDocument({ history, language }: HistoryProps): ReactNode {
  const words = historyWordsOf(language);
  const { periods, series } = history;
  const title = periods.length === 0 ? words.nothing : words.title(periods[0]!.from, periods.at(-1)!.to);
  const groups = series.filter(({ kind }) => kind === "group");
  const others = series.filter(({ kind }) => kind !== "group");
  return (
    <Shell
      lang={language}
      title={title}
      header={
        <header>
          <h1>{title}</h1>
        </header>
      }
      tool={history.provenance.tool}
    >
      <Section id="shares" title={words.chart}>
        {periods.length === 0 ? null : (
          <SharesChart
            id="groups"
            history={history}
            series={groups.filter(({ id }) => id !== "other")}
            language={language}
          />
        )}
        {describeHistory(history, words).map((text, at) => (
          <p key={at} className="note">
            {text}
          </p>
        ))}
      </Section>
      <Section id="figures" title={words.figures}>
        <Words caption={words.figures} table={tabulateShares(history, groups, language)} />
        {others.map((one) => (
          <Words
            key={one.id}
            caption={nameSeries(one, words, history)}
            table={tabulateShares(history, [one], language)}
          />
        ))}
      </Section>
      {history.provenance.against === null ? null : (
        <Section id="effects" title={words.effects}>
          <Words caption={words.effects} table={tabulateEffects(history, groups, language)} />
        </Section>
      )}
    </Shell>
  );
}

function Words({ caption, table }: { caption: string; table: WordTable }): ReactNode {
  return (
    <DataTable
      caption={caption}
      columns={table.titles.map((title, at) => ({
        title,
        cell: (row: string[]) => (at === 0 ? unbroken(row[at]!) : row[at]),
        isNumber: at > 0,
      }))}
      rows={table.rows}
    />
  );
}

/** A period's name on one line. */
function unbroken(label: string): string {
  return label.replaceAll("-", "\u2011");
}

interface ChartProps extends HistoryProps {
  id: string;
  series: readonly HistorySeries[];
}

/** The shares of series as lines over the periods; parted where a period has no share. */
function SharesChart({ id, history, series, language }: ChartProps): ReactNode {
  const words = historyWordsOf(language);
  const { share } = spellingOf(language);
  const iot = series.find((one) => one.id === "iot") ?? series[0]!;
  const description = history.periods.map(({ label }, at) => words.chartOf(label, share(iot.values[at]!.share)));
  return (
    <Chart
      id={id}
      title={words.chart}
      description={`${nameSeries(iot, words, history)}. ${description.join(", ")}.`}
      draw={(width) => ({
        height,
        content: <Lines history={history} series={series} words={words} language={language} width={width} />,
      })}
    >
      <p className="key">
        {series.map((one) => (
          <span key={one.id}>
            <svg width="34" height="10" aria-hidden="true" focusable="false">
              <path className={`line ${lineOf(one)}`} d="M0 5H30" />
            </svg>
            {nameSeries(one, words, history)}{" "}
          </span>
        ))}
      </p>
    </Chart>
  );
}

interface LinesProps extends HistoryProps {
  series: readonly HistorySeries[];
  words: HistoryWords;
  width: number;
}

function Lines({ history, series, language, width }: LinesProps): ReactNode {
  const { percent } = spellingOf(language);
  const { periods } = history;
  const highest = Math.max(...series.flatMap(({ values }) => values.map((value) => (value.share ?? 0) * 100)));
  const ticks = listTicks(highest);
  const [inner, top, bottom] = [width - margin.left - margin.right, margin.top, height - margin.bottom];
  const xOf = (at: number): number =>
    round(margin.left + (periods.length === 1 ? inner / 2 : (at / (periods.length - 1)) * inner));
  const yOf = (share: number): number => round(bottom - ((share * 100) / ticks.at(-1)!) * (bottom - top));
  const every = Math.max(1, Math.ceil((periods.length * labelRoom) / inner));
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <path className="grid" d={`M${margin.left} ${yOf(tick / 100)}H${width - margin.right}`} />
          <text className="tick" x={margin.left - 6} y={yOf(tick / 100) + 4} textAnchor="end">
            {percent(Math.round(tick * 10))}
          </text>
        </g>
      ))}
      {periods.map(({ label }, at) =>
        at % every === 0 ? (
          <text key={label} className="tick" x={xOf(at)} y={height - 12} textAnchor="middle">
            {label}
          </text>
        ) : null,
      )}
      {series.map((one) => (
        <g key={one.id}>
          <path className={`line ${lineOf(one)}`} d={pathOf(one, xOf, yOf)} />
          {one.values.map(({ share }, at) =>
            share === null ? null : (
              <circle
                key={at}
                className={`dot ${lineOf(one)}`}
                cx={xOf(at)}
                cy={yOf(share)}
                r={periods.length > 36 ? 1.5 : 3}
              />
            ),
          )}
        </g>
      ))}
    </>
  );
}

function pathOf({ values }: HistorySeries, xOf: (at: number) => number, yOf: (share: number) => number): string {
  let isOn = false;
  return values
    .map(({ share }, at) => {
      if (share === null) isOn = false;
      if (share === null) return "";
      const step = `${isOn ? "L" : "M"}${xOf(at)} ${yOf(share)}`;
      isOn = true;
      return step;
    })
    .join("");
}

/** Which look a line has. */
function lineOf({ id }: HistorySeries): string {
  if (id === "telnet") return "telnet";
  return id === "iot" ? "iot" : "all";
}

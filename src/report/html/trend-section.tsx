import type { ReactNode } from "react";
import { formatCount } from "../numbers.ts";
import { Behind, Chart } from "./chart.tsx";
import type { Page } from "./page.ts";
import { Section, Untold } from "./section.tsx";
import { chooseStep, traceTrend } from "./trend.ts";
import { drawTrend } from "./trend-chart.tsx";
import { listExtremes } from "./trend-words.ts";
import type { TrendSide } from "./trend-words.ts";
import { TrendTable } from "./trend-table.tsx";

const silencesShown = 4;

/** How denials and shares went over time, side by side. */
export function TrendSection({ page }: { page: Page }): ReactNode {
  const { words } = page;
  const sides = traceSides(page);
  if (sides.length === 0) {
    return (
      <Section id="trend" title={words.trend.title}>
        <Untold>{words.trend.none}</Untold>
      </Section>
    );
  }
  const isByDay = sides.some(({ by }) => by === "day");
  const sentences = [...sides.map((side) => listExtremes(page, side)), ...writeSilences(page, sides)];
  const description = sentences.join(words.names.gap);
  const isOpen = sides.some(({ silences }) => silences.length > 0);
  return (
    <Section id="trend" title={words.trend.title}>
      <Chart
        id="trend-chart"
        title={`${words.trend.altCounts}; ${words.trend.altShares}`}
        description={description}
        draw={(width) => drawTrend(page, sides, width)}
      >
        <p>{description}</p>
        <p>
          {isByDay ? words.trend.byDay : words.trend.byMonth}
          {isOpen ? words.names.gap + words.trend.open : null}
        </p>
        <Behind summary={words.figure}>
          {sides.map((side) => (
            <TrendTable key={side.name} page={page} side={side} />
          ))}
        </Behind>
      </Chart>
    </Section>
  );
}

/** The sides that have dates and denials, the baseline first. */
function traceSides({ report, sides }: Page): TrendSide[] {
  const { period, baseline, daily, baselineDaily } = report;
  const by = chooseStep([period, baseline]);
  const traced: TrendSide[] = [];
  if (baseline !== null && sides.baseline !== null && baselineDaily !== null && baselineDaily.length > 0) {
    const trend = traceTrend(baselineDaily, baseline, by);
    if (trend !== null) traced.push({ name: sides.baseline, by, ...trend });
  }
  const trend = daily.length === 0 ? null : traceTrend(daily, period, by);
  if (trend !== null) traced.push({ name: sides.period, by, ...trend });
  return traced;
}

/** Which days have no data, side by side; one sentence where every day has. */
function writeSilences({ words }: Page, sides: readonly TrendSide[]): string[] {
  const silent = sides.filter(({ silences }) => silences.length > 0);
  if (silent.length === 0) return [words.trend.complete];
  return silent.map(({ name, silences }) => {
    const days = silences.reduce((sum, silence) => sum + silence.days, 0);
    const longest = silences.toSorted((a, b) => b.days - a.days).slice(0, silencesShown);
    const spans = longest
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ from, to }) => (from === to ? from : words.names.span(from, to)));
    const hidden = silences.length - longest.length;
    if (hidden > 0) spans.push(`+${formatCount(hidden)}`);
    const text = words.trend.missing(words.names.days(formatCount(days)), words.and(spans));
    return sides.length === 1 ? text : `${name}: ${text}`;
  });
}

import type { History, HistorySeries } from "../../analysis/history/history.ts";
import type { LanguageCode } from "../language.ts";
import { formatCount, formatPoints } from "../numbers.ts";
import { spellingOf } from "../markdown/spell.ts";
import { historyWordsOf, nameSeries } from "./history-words.ts";

/** A table of words: the first column names the rows, all others are numbers. */
export interface WordTable {
  titles: string[];
  rows: string[][];
}

/** The shares of some series by period, with the change of each to the period before. */
export function tabulateShares(history: History, series: readonly HistorySeries[], code: LanguageCode): WordTable {
  const words = historyWordsOf(code);
  const { share } = spellingOf(code);
  const isOfSources = history.provenance.method === "unique-sources";
  return {
    titles: [
      words.columns.period,
      words.columns.days,
      isOfSources ? words.columns.sources : words.columns.denials,
      ...series.flatMap((one) => [nameSeries(one, words, history), words.columns.change]),
    ],
    rows: history.periods.map((period, at) => [
      period.label,
      period.daysWithData === period.days
        ? String(period.days)
        : words.daysOf(String(period.daysWithData), String(period.days)),
      formatCount(period.denominator),
      ...series.flatMap(({ values }) => [share(values[at]!.share), pointsOf(values[at]!.points)]),
    ]),
  };
}

/** What the change of targets does to the shares of some series. */
export function tabulateEffects(history: History, series: readonly HistorySeries[], code: LanguageCode): WordTable {
  const words = historyWordsOf(code);
  const { share } = spellingOf(code);
  return {
    titles: [
      words.columns.period,
      ...series.flatMap((one) => [
        `${nameSeries(one, words, history)}: ${words.columns.before}`,
        words.columns.now,
        words.columns.effect,
      ]),
    ],
    rows: history.periods.map((period, at) => [
      period.label,
      ...series.flatMap(({ values }) => {
        const { share: now, against } = values[at]!;
        return [share(against?.share ?? null), share(now), pointsOf(against?.effectPoints ?? null)];
      }),
    ]),
  };
}

function pointsOf(points: number | null): string {
  return points === null ? "–" : formatPoints(points);
}

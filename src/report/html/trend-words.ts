import type { Page } from "./page.ts";
import { writeShare } from "./figures.ts";
import { readDate } from "./side-names.ts";
import type { Trend, TrendStep } from "./trend.ts";

/** One side over time, under its name. */
export interface TrendSide extends Trend {
  name: string;
  by: "day" | "month";
}

/** A step in words: the day, or `Apr 2017`. */
export function nameStep({ words }: Page, step: TrendStep): string {
  if (step.key.length > 7) return step.key;
  const { year, month } = readDate(step.key);
  return words.names.month(year, month);
}

/** The shares of a step, fractions; null without denials. */
export function shareOfStep({ denials, iot, telnet }: TrendStep): { iot: number; telnet: number } | null {
  return denials === 0 ? null : { iot: iot / denials, telnet: telnet / denials };
}

/** When the IoT share of a side was highest and lowest, as a sentence; empty without denials. */
export function listExtremes(page: Page, side: TrendSide): string {
  const { words } = page;
  const told = side.steps.flatMap((step) => {
    const share = shareOfStep(step);
    return share === null ? [] : [{ step, share: share.iot }];
  });
  const [first] = told;
  if (first === undefined) return "";
  const high = told.reduce((best, each) => (each.share > best.share ? each : best), first);
  const low = told.reduce((best, each) => (each.share < best.share ? each : best), first);
  const write = side.by === "day" ? words.trend.extremesByDay : words.trend.extremes;
  return write(
    side.name,
    writeShare(words, high.share),
    nameStep(page, high.step),
    writeShare(words, low.share),
    nameStep(page, low.step),
  );
}

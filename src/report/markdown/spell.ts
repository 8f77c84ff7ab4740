import type { ReportPeriod } from "../../analysis/report.ts";
import { printable } from "../escape.ts";
import type { LanguageCode } from "../language.ts";
import { markdownEn, type MarkdownWords } from "../messages/markdown.en.ts";
import { markdownJa } from "../messages/markdown.ja.ts";
import {
  formatBytes,
  formatCount,
  formatDaily,
  formatPercent,
  formatPoints,
  formatRatio,
  tenthsOf,
} from "../numbers.ts";

/** How figures and names are written in one language. A figure that cannot be told is a dash. */
export interface Spelling {
  words: MarkdownWords;
  count: (count: number | null) => string;
  share: (share: number | null) => string;
  /** From whole tenths of a percent. */
  percent: (tenths: number) => string;
  points: (points: number | null) => string;
  ratio: (ratio: number | null) => string;
  /** An amount per day, or another with one decimal where it is small. */
  amount: (amount: number | null) => string;
  bytes: (bytes: number) => string;
  text: (text: string | null) => string;
  port: (protocol: string, port: number) => string;
}

/** What stands where a figure cannot be told, or there is none. */
export const nothing = "–";

/** How a report is spelled in a language. */
export function spellingOf(code: LanguageCode): Spelling {
  const words = code === "ja" ? markdownJa : markdownEn;
  // Japanese writes the sign right behind the number.
  const percent = (tenths: number): string =>
    code === "ja" ? formatPercent(tenths).replace(" ", "") : formatPercent(tenths);
  return {
    words,
    count: orNothing(formatCount),
    share: orNothing((share) => percent(tenthsOf(share))),
    percent,
    points: orNothing(formatPoints),
    ratio: orNothing(formatRatio),
    amount: orNothing(formatDaily),
    bytes: formatBytes,
    text: (text) => (text === null || text === "" ? nothing : text),
    port: (protocol, port) => (protocol === "unknown" ? String(port) : `${port}/${printable(protocol, 16)}`),
  };
}

function orNothing(format: (figure: number) => string): (figure: number | null) => string {
  return (figure) => (figure === null ? nothing : format(figure));
}

/** What the sides are called: by their labels where they are dated and differ. */
export function nameSpans(
  period: ReportPeriod,
  baseline: ReportPeriod | null,
  { sides, fiscalYear }: MarkdownWords,
): { period: string; baseline: string } {
  const nameOf = (span: ReportPeriod | null): string | null => {
    if (span === null || span.from === null || span.label === "") return null;
    const year = /^FY(\d{4})$/.exec(span.label)?.[1];
    return year === undefined ? printable(span.label, 40) : fiscalYear(year);
  };
  const [now, before] = [nameOf(period), nameOf(baseline)];
  if (baseline === null) return { period: now ?? sides.period, baseline: sides.baseline };
  if (now === null || before === null || now === before) return sides;
  return { period: now, baseline: before };
}

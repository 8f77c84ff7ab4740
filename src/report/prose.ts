import type { Report } from "../analysis/report.ts";
import { oneSpaced } from "./escape.ts";
import { writeHeadline } from "./headline.ts";
import type { Language } from "./language.ts";
import { proseEn } from "./messages/prose.en.ts";
import { proseJa } from "./messages/prose.ja.ts";
import { writeCareful } from "./prose-careful.ts";
import { writeAimed, writeChanged } from "./prose-change.ts";
import { writeContributed } from "./prose-contributed.ts";
import type { Pen } from "./prose-pen.ts";
import { nameSides } from "./sides.ts";

/** What a report says in sentences, each made of its figures. Every text is safe to print; none is markup. */
export interface Prose {
  /** One sentence: what the blocked connections were aimed at, and how that changed. */
  headline: string;
  /** What changed, what contributed, what to be careful about; those that have nothing to say are left out. */
  paragraphs: { title: string; sentences: string[] }[];
}

/** Writes the report in sentences. Direction words follow the figures as printed, and shares of a side add up. */
export function writeProse(report: Report, language: Language): Prose {
  const pen: Pen = { language, words: language.code === "ja" ? proseJa : proseEn, figures: language.figures };
  const { titles } = pen.words;
  const { denominator, baselineDenominator } = report.totals;
  const isCompared = denominator > 0 && (baselineDenominator ?? 0) > 0;
  const { period, baseline } = nameSides(report.period, report.baseline ?? report.period, language);
  const sides = { now: period, before: baseline };
  const paragraphs = [
    isCompared
      ? { title: titles.change, sentences: writeChanged(report, sides, pen) }
      : { title: titles.aimed, sentences: writeAimed(report, pen) },
    { title: titles.contributed, sentences: isCompared ? writeContributed(report, pen) : [] },
    { title: titles.careful, sentences: writeCareful(report, sides, pen) },
  ];
  return {
    headline: oneSpaced(writeHeadline(report, language)),
    paragraphs: paragraphs
      .filter(({ sentences }) => sentences.length > 0)
      .map(({ title, sentences }) => ({ title, sentences: sentences.map(oneSpaced) })),
  };
}

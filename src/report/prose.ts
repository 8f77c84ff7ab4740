import type { Report } from "../analysis/report.ts";
import { writeHeadline } from "./headline.ts";
import type { Language } from "./language.ts";

/** What a report says in sentences, each made of its figures. Every text is safe to print; none is markup. */
export interface Prose {
  /** One sentence: what the blocked connections were aimed at, and how that changed. */
  headline: string;
  /** What changed, what contributed, what to be careful about; those that have nothing to say are left out. */
  paragraphs: { title: string; sentences: string[] }[];
}

/** Writes the report in sentences. */
export function writeProse(report: Report, _language: Language): Prose {
  return { headline: writeHeadline(report), paragraphs: [] };
}

import type { Report } from "../../analysis/report.ts";
import type { ExposurePage } from "../exposure/exposure-page.ts";
import type { Language } from "../language.ts";
import { pageEn } from "../messages/page.en.ts";
import type { PageWords } from "../messages/page.en.ts";
import { pageJa } from "../messages/page.ja.ts";
import { writeProse } from "../prose.ts";
import type { Prose } from "../prose.ts";
import { nameSides } from "./side-names.ts";
import type { SideNames } from "./side-names.ts";

/** What every part of the page is made from. */
export interface Page {
  report: Report;
  words: PageWords;
  prose: Prose;
  sides: SideNames;
  title: string;
  /** What is exposed, in words; null in a report without. */
  exposure: ExposurePage | null;
  /** True when both sides have denials, so that changes mean something. */
  isCompared: boolean;
}

/** Gathers what the parts of the page need. */
export function preparePage(report: Report, language: Language, exposure: ExposurePage | null): Page {
  const words = language.code === "ja" ? pageJa : pageEn;
  const sides = nameSides(report, words.names);
  const isUndated = report.baseline === null && report.period.from === null;
  return {
    report,
    words,
    prose: writeProse(report, language),
    sides,
    title: isUndated ? words.undatedTitle : words.title(sides.period, sides.baseline),
    exposure,
    isCompared: report.totals.denials > 0 && (report.totals.baselineDenials ?? 0) > 0,
  };
}

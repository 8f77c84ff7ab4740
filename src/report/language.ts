import { englishFigures, japaneseFigures } from "./figures.ts";
import type { Figures } from "./figures.ts";
import { en } from "./messages/en.ts";
import type { Messages } from "./messages/en.ts";
import { ja } from "./messages/ja.ts";

/** The languages of reports. */
export const languageCodes = ["en", "ja"] as const;
export type LanguageCode = (typeof languageCodes)[number];

/** What a report is written in. */
export interface Language {
  code: LanguageCode;
  words: Messages;
  figures: Figures;
}

export const english: Language = { code: "en", words: en, figures: englishFigures };
const japanese: Language = { code: "ja", words: ja, figures: japaneseFigures };

/** The language of a code. */
export function languageOf(code: LanguageCode): Language {
  return code === "ja" ? japanese : english;
}

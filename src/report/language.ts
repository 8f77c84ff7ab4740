import { en, type Messages } from "./messages/en.ts";

/** The languages of reports. */
export const languageCodes = ["en", "ja"] as const;
export type LanguageCode = (typeof languageCodes)[number];

/** What a report is written in. */
export interface Language {
  code: LanguageCode;
  words: Messages;
}

export const english: Language = { code: "en", words: en };

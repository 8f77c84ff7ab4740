import { languageOf } from "../../../src/report/language.ts";
import type { Language } from "../../../src/report/language.ts";

/** The page in each language. */
export const languages: readonly Language[] = [languageOf("en"), languageOf("ja")];

import { checkDraft } from "../../report/check/check-draft.ts";
import { checkText } from "../../report/check/check-text.ts";
import { escapeJson } from "../../report/json.ts";
import type { LanguageCode } from "../../report/language.ts";
import { cleanText } from "../../targets/clean-text.ts";
import { decodeText, readSmallFile } from "../../targets/small-file.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";
import { readReportFile } from "../report-file.ts";

/** Options of `fwtrend check`. */
export interface CheckFlags {
  against: string;
  lang: LanguageCode;
  json?: boolean;
}

/** `fwtrend check DRAFT.md --against REPORT.json`: whether a report supports what a draft tells. @returns the exit code. */
export async function runCheck(path: string, flags: CheckFlags, io: Io): Promise<number> {
  const report = await readReportFile(flags.against);
  const bytes = await readSmallFile(path, {
    what: "the draft",
    tooLargeFor: "a draft",
    tooLargeHint: "Give a text in Markdown or without markup.",
    unreadableHint: "Give the path of a readable file.",
  });
  const check = checkDraft(decodeText(bytes, cleanText(path), "Save the draft as plain text in UTF-8."), report);
  const text =
    flags.json === true
      ? `${escapeJson(JSON.stringify({ schema: "fwtrend/check/1", draft: path, against: flags.against, ...check }, null, 2))}\n`
      : checkText(check, path, report.partial, flags.lang);
  await write(io.stdout, text);
  return check.findings.length === 0 ? EXIT.done : EXIT.failed;
}

import * as fc from "fast-check";
import type { Report } from "../../src/analysis/report.ts";

/** Text with what Markdown, HTML, spreadsheets and terminals would obey. */
export const anyMarkup = fc
  .array(fc.oneof(fc.constantFrom(...listMarkup()), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 12 })
  .map((parts) => parts.join(""));

function listMarkup(): string[] {
  const marks = "` `` * ** _ [ ]( ![ ] ( ) | \\ \\| ~~ ~ $ <!-- --> --- === : # [^1] :-: ; , \" '".split(" ");
  const starts = ["# ", "- ", "+ ", "= ", "1. ", "2) ", "> ", "    ", "\t", "\n", "\r\n", "\n\n", " ", "[ ] ", "[x] "];
  const tags = ["<b>", "</td>", "<script>", "<http://a.bc>", "&amp;", "&#124;", "&lt;"];
  const links = ["http://a.bc/", "HTTPS://a.bc", "ftp://a.bc", "www.a.bc", "WWW.", "a@b.cd", "mailto:a@b.cd"];
  const formulas = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.bc")'];
  return [...marks, ...starts, ...tags, ...links, ...formulas, "\x1b[31m", "\u202e", "a", "漢"];
}

/** Keys whose texts are fwtrend's own: ids that other parts look up, and days. */
const ownKeys = new Set(
  "schema method mapping side kind label rule scope id reason from to day first last firstSeen lastSeen".split(" "),
);

/** The report with every text that comes from outside replaced, each by the next of a series. */
export function withTexts(report: Report, next: () => string): Report {
  return JSON.parse(JSON.stringify(report), function replace(this: unknown, key: string, value: unknown) {
    if (typeof value !== "string") return value;
    // The label of a period is the user's, that of an emerging port is not.
    const isLabel = key === "label" && Object.hasOwn(this as object, "daysWithData");
    return ownKeys.has(key) && !isLabel ? value : next();
  }) as Report;
}

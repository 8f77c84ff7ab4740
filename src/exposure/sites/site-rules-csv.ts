import { createHash } from "node:crypto";
import { UserError } from "../../errors.ts";
import { cleanText, quoteText } from "../../targets/clean-text.ts";
import { readCsvRecords } from "../../targets/csv-records.ts";
import { readSmallFile } from "../../targets/small-file.ts";
import { builtinSiteRules, type SiteRule, siteClasses, siteRuleParts } from "./site-rules.ts";

/** Rules with where they come from, for a report to name. */
export interface GivenSiteRules {
  rules: readonly SiteRule[];
  /** The user's file; null without one. */
  source: { path: string; sha256: string; rows: number } | null;
}

const hint = `write a row such as maintenance,path,*/phpmyadmin under the header class,part,pattern; classes are ${siteClasses.join(", ")}`;

/**
 * The built-in rules, with those of a user's CSV file behind them: columns class, part (`path`, `title` or `host`) and
 * pattern. A pattern that begins with `!` takes the built-in rule away that is the same.
 * @throws UserError for a file that is none, with the line.
 */
export async function readSiteRules(path: string | null): Promise<GivenSiteRules> {
  if (path === null) return { rules: builtinSiteRules, source: null };
  const bytes = await readSmallFile(path, {
    what: "the rules for sites",
    tooLargeFor: "rules for sites",
    tooLargeHint: hint,
    unreadableHint: "Give the path of a readable CSV file.",
  });
  const name = cleanText(path);
  const [header, ...records] = await readCsvRecords(bytes, name);
  const columns = (header?.cells ?? []).map((cell) => cell.toLowerCase());
  const [ofClass, ofPart, ofPattern] = ["class", "part", "pattern"].map((column) => columns.indexOf(column)) as [
    number,
    number,
    number,
  ];
  if (Math.min(ofClass, ofPart, ofPattern) < 0) {
    throw new UserError(`${name}: the first line names no columns class, part and pattern`, { hint });
  }
  const rows = records.map(({ line, cells }): SiteRule => {
    const fail = (what: string, text: string): never => {
      throw new UserError(`${name}, line ${line}: ${quoteText(text)} is no ${what}`, { hint });
    };
    const [word = "", part = "", pattern = ""] = [ofClass, ofPart, ofPattern].map((column) => cells[column]);
    if (pattern.replace(/^!/, "").replaceAll("*", "") === "") fail("pattern", pattern);
    return {
      class: siteClasses.find((one) => one === word.toLowerCase()) ?? fail("class", word),
      part: siteRuleParts.find((one) => one === part.toLowerCase()) ?? fail("part", part),
      pattern,
    };
  });
  return {
    rules: apply(rows),
    source: { path, sha256: createHash("sha256").update(bytes).digest("hex"), rows: rows.length },
  };
}

function apply(rows: readonly SiteRule[]): SiteRule[] {
  const keyOf = ({ class: siteClass, part, pattern }: SiteRule): string =>
    `${siteClass} ${part} ${pattern.toLowerCase()}`;
  const gone = new Set(
    rows
      .filter(({ pattern }) => pattern.startsWith("!"))
      .map((row) => keyOf({ ...row, pattern: row.pattern.slice(1) })),
  );
  return [...builtinSiteRules, ...rows].filter((row) => !row.pattern.startsWith("!") && !gone.has(keyOf(row)));
}

import { printable } from "../escape.ts";
import type { LanguageCode } from "../language.ts";
import { checkEn, type CheckMessages } from "../messages/check.en.ts";
import { checkJa } from "../messages/check.ja.ts";
import { formatCount, formatRatio } from "../numbers.ts";
import type { DraftCheck, DraftFinding, NearestFigure } from "./check-draft.ts";

const words: Readonly<Record<LanguageCode, CheckMessages>> = { en: checkEn, ja: checkJa };
const widestText = 120;

/**
 * The findings as lines that begin with file, line and column, and a last line that sums up. Safe on a terminal.
 * @param path the draft's.
 */
export function checkText(
  { figures, findings }: DraftCheck,
  path: string,
  isPartial: boolean,
  code: LanguageCode,
): string {
  const say = words[code];
  const lines = findings.map((finding) => {
    const place = `${printable(path)}:${finding.line}:${finding.column}`;
    return say.finding(place, printable(finding.text, widestText), describe(finding, say));
  });
  if (isPartial) lines.push(say.partial);
  if (figures === 0) lines.push(say.none);
  else if (findings.length === 0) lines.push(say.supported(formatCount(figures), figures === 1));
  else lines.push(say.flagged(formatCount(findings.length), formatCount(figures)));
  return lines.map((line) => `${line}\n`).join("");
}

function describe({ problem, nearest }: DraftFinding, say: CheckMessages): string {
  const text = say.problems[problem];
  if (nearest === null) return text;
  const path = printable(nearest.path, widestText);
  const value = textOf(nearest, nearest.value, say);
  if (nearest.was !== null) return say.went(text, textOf(nearest, nearest.was, say), value, path);
  return problem === "wrong-direction" ? say.told(text, value, path) : say.nearest(text, value, path);
}

function textOf({ kind }: NearestFigure, value: number | string, say: CheckMessages): string {
  if (typeof value === "string") return value.startsWith("FY") ? say.fiscalYear(value.slice(2)) : printable(value);
  if (kind === "percent") return say.percent(value.toFixed(2).replace(/0$/, ""));
  if (kind === "points") return say.points(`${value < 0 ? "\u2212" : "+"}${Math.abs(value).toFixed(1)}`);
  if (kind === "ratio") return formatRatio(value);
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(1);
}

import type { Report } from "../../src/analysis/report.ts";
import { japaneseFigures } from "../../src/report/figures.ts";
import {
  formatCount,
  formatDaily,
  formatRatio,
  formatTenths,
  roundEffects,
  roundGroups,
} from "../../src/report/numbers.ts";

const number = /\d+(?:,\d{3})*(?:\.\d+)?(?:[万億兆京](?:\d+(?:,\d{3})*)?)*/g;

/** The numbers in a text, as they are written. */
export function numbersIn(text: string): string[] {
  return text.match(number) ?? [];
}

/** The value of a number as written: 2万5,000 is 25,000. */
export function valueOf(written: string): number {
  const plain = written.replaceAll(",", "");
  const units: Record<string, number> = { 万: 1e4, 億: 1e8, 兆: 1e12, 京: 1e16 };
  return [...plain.matchAll(/([\d.]+)([万億兆京]?)/g)].reduce(
    (sum, [, digits, unit]) => sum + Number(digits) * (units[unit ?? ""] ?? 1),
    0,
  );
}

/** All that a report's figures look like in print, whichever unit, and the numbers that sentences have of their own. */
export function printedFigures(report: Report): Set<string> {
  const printed = new Set(["95", "10", "0", "1", "23", "100"]);
  addAll(report, printed);
  const { totals, groups, decomposition, scope } = report;
  const groupShares = (side: "share" | "baselineShare") =>
    (["telnet", "iot-other", "other"] as const).map((id) => groups.find((group) => group.id === id)?.[side] ?? 0);
  for (const side of ["share", "baselineShare"] as const) {
    const [telnet = 0, iotOther = 0, other = 0] = groupShares(side);
    for (const tenths of Object.values(roundGroups(telnet, iotOther, other))) printed.add(formatTenths(tenths));
  }
  for (const { points, ownPoints } of decomposition?.groups ?? []) {
    if (points === null || ownPoints === null) continue;
    for (const tenths of Object.values(roundEffects(points, ownPoints))) printed.add(formatTenths(Math.abs(tenths)));
  }
  const ratios: [number, number | null][] = [
    [totals.denials, totals.baselineDenials],
    ...groups.map((group): [number, number | null] => [group.denials, group.baselineDenials]),
    ...groups.map((group): [number, number | null] => [group.sources, group.baselineSources]),
  ];
  for (const [now, before] of ratios) if (before !== null && before > 0) addNumber(now / before, printed);
  if (totals.denials > 0) addNumber(totals.surveyDenials / totals.denials, printed);
  addNumber(totals.denials - totals.surveyDenials, printed);
  const { baseline: _, ...scopes } = scope;
  const all = Object.values(scopes).reduce((sum, denials) => sum + denials, 0);
  for (const denials of Object.values(scopes)) addNumber(denials / all, printed);
  return printed;
}

function addAll(value: unknown, printed: Set<string>): void {
  if (typeof value === "number") addNumber(value, printed);
  else if (typeof value === "string") for (const written of numbersIn(value)) printed.add(written);
  if (typeof value !== "object" || value === null) return;
  // Lists are cut, and the sentence says by how many.
  if (Array.isArray(value)) for (let length = 1; length <= value.length; length++) printed.add(String(length));
  for (const part of Object.values(value)) addAll(part, printed);
}

function addNumber(value: number, printed: Set<string>): void {
  const size = Math.abs(value);
  const forms = [
    // Ports and years stand without commas.
    Number.isInteger(size) ? String(size) : "",
    formatCount(size),
    japaneseFigures.count(size),
    formatTenths(Math.round(size * 10)),
    formatTenths(Math.round(size * 1000)),
    formatRatio(size),
    formatDaily(size),
  ];
  for (const form of forms) for (const written of numbersIn(form)) printed.add(written);
}

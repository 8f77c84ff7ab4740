import { cleanText } from "./clean-text.ts";
import { formatPort } from "./protocol.ts";
import type { TargetTable } from "./target-table.ts";
import type { Target } from "./target.ts";
import { WIDTH, cutToWidth } from "./text-width.ts";

/** What of a row decides how denials are counted, or what it says the port is. */
export const comparedFields = ["class", "confidence", "validity", "service"] as const;
export type ComparedField = (typeof comparedFields)[number];

/** A row of both tables that is not the same in both. */
export interface ChangedTarget {
  before: Target;
  after: Target;
  /** What differs, at least one. */
  fields: ComparedField[];
}

/** How one table differs from another; rows by protocol, then port. */
export interface TargetDiff {
  added: Target[];
  removed: Target[];
  changed: ChangedTarget[];
  /** How many rows are the same in both: in class, confidence, validity and service. */
  same: number;
}

/** What has to be done to the rows of one table to get those of the other. */
export function diffTargets(before: TargetTable, after: TargetTable): TargetDiff {
  const changed: ChangedTarget[] = [];
  let same = 0;
  for (const row of after.rows) {
    const earlier = before.find(row.protocol, row.port);
    if (earlier === null) continue;
    const fields = comparedFields.filter((field) => textOf(earlier, field) !== textOf(row, field));
    if (fields.length === 0) same++;
    else changed.push({ before: earlier, after: row, fields });
  }
  return {
    added: after.rows.filter(({ protocol, port }) => before.find(protocol, port) === null),
    removed: before.rows.filter(({ protocol, port }) => after.find(protocol, port) === null),
    changed,
    same,
  };
}

/**
 * The difference as an aligned text table at most 100 columns wide: removed rows with −, added ones with +, of changed
 * ones what differs; then how many of each, and both editions. Ends with a newline.
 */
export function describeTargetDiff(before: TargetTable, after: TargetTable): string {
  const { added, removed, changed, same } = diffTargets(before, after);
  const sections = [
    listRows("Removed", "-", removed),
    listRows("Added", "+", added),
    listChanges(changed),
    [`${countRows(added)} added, ${removed.length} removed, ${changed.length} changed, ${same} the same.`],
    [`From ${formatEdition(before)}`, `To   ${formatEdition(after)}`],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => cutToWidth(line, WIDTH)).join("\n"))
    .join("\n\n")}\n`;
}

function listRows(title: string, sign: string, rows: readonly Target[]): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => [
    `${sign} ${formatPort(row.protocol, row.port)}`,
    row.class,
    row.confidence,
    textOf(row, "validity"),
    textOf(row, "service"),
  ]);
  return [title, ...align(cells)];
}

function listChanges(changed: readonly ChangedTarget[]): string[] {
  if (changed.length === 0) return [];
  const cells = changed.flatMap(({ before, after, fields }) =>
    fields.map((field, i) => [
      i === 0 ? `  ${formatPort(after.protocol, after.port)}` : "",
      field,
      `${nameOf(before, field)} → ${nameOf(after, field)}`,
    ]),
  );
  return ["Changed", ...align(cells)];
}

function align(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

/** A field as text without anything a terminal would obey. */
function textOf(row: Target, field: ComparedField): string {
  if (field === "validity") return formatYears(row);
  return cleanText(row[field]);
}

function nameOf(row: Target, field: ComparedField): string {
  const text = textOf(row, field);
  return text === "" ? "(none)" : cutToWidth(text, 40);
}

function formatYears({ validFrom, validTo }: Target): string {
  if (validFrom === null && validTo === null) return "undated";
  return `${validFrom ?? ""}–${validTo ?? ""}`;
}

function countRows(rows: readonly Target[]): string {
  return rows.length === 1 ? "1 row" : `${rows.length} rows`;
}

function formatEdition({ version, sha256 }: TargetTable): string {
  return `table ${cutToWidth(cleanText(version), 20)} (${sha256})`;
}

import type { Report } from "../analysis/report.ts";
import { writeCell } from "./csv/cell.ts";
import { type CsvTableName, exposureNameOf, isExposureTable } from "./csv/table-names.ts";
import type { CsvTable } from "./csv/table.ts";
import { csvTables } from "./csv/tables.ts";

/**
 * A table of a report as CSV (RFC 4180): a header row with the names of the JSON report, commas, CRLF behind each
 * row. Numbers are unrounded, dates ISO, truth `true` or `false`; a figure that cannot be told is an empty cell.
 */
export async function renderCsv(report: Report, name: CsvTableName): Promise<string> {
  if (!isExposureTable(name)) return writeCsv(csvTables[name](report));
  const { exposureTables } = await import("./exposure/exposure-tables.ts");
  return report.exposure === undefined ? "" : writeCsv(exposureTables[exposureNameOf(name)](report.exposure));
}

/** A table as such CSV. */
export async function writeCsv({ columns, rows }: CsvTable): Promise<string> {
  // Loaded here because it takes longer than the rest of a run without CSV needs to start.
  const { writeToString } = await import("fast-csv");
  const cells = [[...columns], ...rows.map((row) => row.map(writeCell))];
  return writeToString(cells, { headers: false, rowDelimiter: "\r\n", includeEndRowDelimiter: true });
}

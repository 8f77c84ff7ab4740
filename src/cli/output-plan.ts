import { type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { type CsvTableName, csvTableNames, ownTableNames } from "../report/csv/table-names.ts";
import { renderers, type Suffix, suffixOf } from "../report/renderers.ts";
import type { ReportFlags } from "./report-options.ts";

/** A file to be written, and the form of the report that it is to hold. */
export interface PlannedFile<Table extends string = CsvTableName> {
  path: string;
  form: Suffix;
  table: Table;
}

/** What one `-o` stands for: a file, or a folder of all tables. */
export interface PlannedOutput<Table extends string = CsvTableName> {
  /** Null for a file alone. */
  folder: string | null;
  files: readonly PlannedFile<Table>[];
}

/** All that a report is to be written to. */
export interface OutputPlan {
  outputs: readonly PlannedOutput[];
  /** The form for standard output; null is the summary. */
  standardOutput: "json" | "md" | "csv" | null;
  /** The table that a CSV file or standard output is to hold. */
  table: CsvTableName;
  /** Whether any of them names the hashes of the inputs. */
  wantsHashes: boolean;
}

/**
 * What `-o`, `--json`, `--md`, `--csv` and `--table` ask for.
 * @throws UserError for a path that tells no kind of report, and for a table that nothing would hold.
 */
export function planOutputs(flags: ReportFlags): OutputPlan {
  const table = flags.table ?? "ports";
  const tables = flags.exposure === undefined ? ownTableNames : csvTableNames;
  const outputs = (flags.output ?? []).map((path) => planOutput(path, table, tables));
  const standardOutput = flags.json === true ? "json" : flags.md === true ? "md" : flags.csv === true ? "csv" : null;
  const files = outputs.flatMap((output) => output.files);
  if (flags.table !== undefined && standardOutput !== "csv" && !outputs.some(isTable)) {
    throw new UserError(`--table ${flags.table}: nothing is written as one table`, {
      hint: "add --csv, or -o FILE.csv",
    });
  }
  const wantsHashes =
    files.some((file) => renderers[file.form].hasHashes(file.table)) ||
    (standardOutput !== null && renderers[standardOutput].hasHashes(table));
  return { outputs, standardOutput, table, wantsHashes };
}

/** True for a file that is to hold one table. */
export function isTable<Table extends string>({ folder, files }: PlannedOutput<Table>): boolean {
  return folder === null && files.some(({ form }) => form === "csv");
}

/**
 * What one `-o` stands for, in a report that has these tables.
 * @throws UserError for a path that tells no kind of report.
 */
export function planOutput<Table extends string>(
  path: string,
  table: Table,
  tables: readonly Table[],
): PlannedOutput<Table> {
  const form = suffixOf(path);
  const found = statOf(path);
  if (/[/\\]$/.test(path) || (form === null && found?.isDirectory() === true)) return planFolder(path, tables);
  // Streams and devices have names of their own.
  if (form === null && !isStream(path, found)) {
    throw new UserError(`-o ${path}: the suffix tells no kind of report`, {
      hint: "use .txt, .md, .html, .json or .csv, or a folder for all tables as CSV",
    });
  }
  return { folder: null, files: [{ path, form: form ?? "txt", table }] };
}

/** Null for what is not there, and for what cannot be looked at: writing will tell why. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

function isStream(path: string, found: Stats | null): boolean {
  return found !== null && (!found.isFile() || path.startsWith("/dev/"));
}

function planFolder<Table extends string>(folder: string, tables: readonly Table[]): PlannedOutput<Table> {
  const fileOf = (table: Table): PlannedFile<Table> => ({ path: join(folder, `${table}.csv`), form: "csv", table });
  return { folder, files: tables.map(fileOf) };
}

import { randomBytes } from "node:crypto";
import { renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { parsePeriod } from "../../analysis/period.ts";
import { UserError } from "../../errors.ts";
import { writeCell } from "../../report/csv/cell.ts";
import { printable } from "../../report/escape.ts";
import { formatBytes } from "../../report/numbers.ts";
import { openStore } from "../../store/duckdb-store.ts";
import { type CellForm, exportCells, exportRollups } from "../../store/exchange.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, unwritable, write } from "../io.ts";

/** Options of `fwtrend export`. */
export interface ExportFlags {
  store: string;
  output: string;
  period?: string;
  fiscalYearStart: number;
  anonymize?: boolean;
  quiet?: boolean;
}

/** `fwtrend export --store FILE -o FILE`: cells for other tools, or all of it for another store. @returns the exit code. */
export async function runExport(flags: ExportFlags, io: Io): Promise<number> {
  const form = formOf(flags.output);
  if (form === "fwt" && flags.period !== undefined) {
    throw new UserError("--period chooses cells, and .fwt files hold whole origins", { hint: "leave out --period" });
  }
  const period = flags.period === undefined ? null : parsePeriod(flags.period, flags.fiscalYearStart);
  const isAnonymous = flags.anonymize === true;
  const store = await openStore(flags.store);
  try {
    await putInPlace(flags.output, (file) =>
      form === "fwt"
        ? exportRollups(store, file, { isAnonymous })
        : exportCells(store, file, form, {
            days: period && { from: period.fromDay, to: period.toDay },
            isAnonymous,
            textOf: form === "csv" ? writeCell : printable,
          }),
    );
  } finally {
    store.close();
  }
  if (flags.quiet !== true) {
    await write(io.stderr, `${printable(flags.output)}: ${formatBytes(statSync(flags.output).size)}\n`);
  }
  return EXIT.done;
}

function formOf(path: string): CellForm | "fwt" {
  const suffix = /\.(parquet|csv|ndjson|fwt)$/i.exec(path)?.[1]?.toLowerCase();
  if (suffix !== undefined) return suffix as CellForm | "fwt";
  throw new UserError(`-o ${path}: the suffix tells no form`, {
    hint: "use .parquet, .csv or .ndjson for cells, or .fwt for all that another store can merge",
  });
}

/** Writes a file beside its place, and puts it there when it is whole. */
async function putInPlace(path: string, make: (file: string) => Promise<void>): Promise<void> {
  const temporary = join(dirname(path), `.fwtrend-${randomBytes(6).toString("hex")}.tmp`);
  try {
    await make(temporary);
    try {
      renameSync(temporary, path);
    } catch (cause) {
      throw unwritable(path, cause);
    }
  } finally {
    rmSync(temporary, { force: true });
    rmSync(`${temporary}.wal`, { force: true });
  }
}

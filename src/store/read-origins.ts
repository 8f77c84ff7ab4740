import type { DuckDBConnection } from "@duckdb/node-api";
import { listRows } from "./rows.ts";
import type { StoredLog, StoredOrigin } from "./store.ts";

interface OriginRow {
  origin: number;
  path: string;
  importedMs: number;
  tool: string;
  bytes: number;
  denials: number;
  withoutTime: number;
  firstDay: number | null;
  lastDay: number | null;
}

interface LogRow extends Omit<StoredLog, "lines"> {
  origin: number;
  total: number;
  denials: number;
  allowed: number;
  skipped: number;
  duplicate: number;
  unparsed: number;
  tooLong: number;
}

/** All origins with their logs, in the order they came. */
export async function readOrigins(connection: DuckDBConnection): Promise<StoredOrigin[]> {
  const logs = await listRows<LogRow>(
    connection,
    `SELECT origin, path, stored_bytes AS "storedBytes", format, base_year AS "baseYear", zone, total, denials, allowed,
       skipped, duplicate, unparsed, too_long AS "tooLong", error FROM logs ORDER BY origin, rowid`,
  );
  const logsOf = Map.groupBy(logs, ({ origin }) => origin);
  const origins = await listRows<OriginRow>(
    connection,
    `SELECT origin, path, epoch_ms(imported)::DOUBLE AS "importedMs", tool, bytes, denials, without_time AS "withoutTime",
       (first_day - DATE '1970-01-01')::INTEGER AS "firstDay", (last_day - DATE '1970-01-01')::INTEGER AS "lastDay"
     FROM origins ORDER BY origin`,
  );
  return origins.map((origin) => ({ ...origin, logs: (logsOf.get(origin.origin) ?? []).map(logOf) }));
}

function logOf({ path, storedBytes, format, baseYear, zone, error, ...row }: LogRow): StoredLog {
  const { total, denials, allowed, skipped, duplicate, unparsed, tooLong } = row;
  const lines = { total, denials, allowed, skipped, duplicate, unparsed, tooLong };
  return { path, storedBytes, format, baseYear, zone, lines, error };
}

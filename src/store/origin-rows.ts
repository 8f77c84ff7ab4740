import type { DuckDBConnection } from "@duckdb/node-api";
import { listRows } from "./rows.ts";
import { originTables } from "./schema.ts";
import type { NewOrigin } from "./store.ts";

/** Takes origins out that another has grown from; they stay known by their fingerprints, as states of that one. */
export async function replaceOrigins(
  connection: DuckDBConnection,
  replaced: readonly number[],
  by: number,
): Promise<void> {
  for (const old of replaced) {
    await connection.run(
      "INSERT INTO copies SELECT concat_ws(' ', head_bytes, head, bytes::BIGINT, tail, sum), $by FROM prints WHERE origin = $old",
      { by, old },
    );
    await connection.run("UPDATE copies SET origin = $by WHERE origin = $old", { by, old });
    await removeOrigin(connection, old);
  }
}

/** A number for a new origin. */
export async function nextOrigin(connection: DuckDBConnection): Promise<number> {
  // Numbers are not given twice: a script may hold one of an origin that was forgotten.
  const [row] = await listRows<{ next: number }>(
    connection,
    "SELECT greatest((SELECT coalesce(max(origin), 0) FROM origins), (SELECT coalesce(max(value::INTEGER), 0) FROM meta WHERE key = 'last_origin')) + 1 AS next",
  );
  const next = row?.next ?? 1;
  await connection.run("INSERT OR REPLACE INTO meta VALUES ('last_origin', $value)", { value: String(next) });
  return next;
}

/** Writes what is known of a file beside its counts. */
export async function insertOrigin(
  connection: DuckDBConnection,
  origin: number,
  { path, tool, importedMs, logs, prints, copy }: NewOrigin,
): Promise<void> {
  const bytes = logs.reduce((sum, log) => sum + log.storedBytes, 0);
  await connection.run(
    "INSERT INTO origins VALUES ($origin, $path, make_timestamp_ms($imported::BIGINT), $tool, $bytes, 0, 0, NULL, NULL)",
    { origin, path, imported: Math.floor(importedMs), tool, bytes },
  );
  for (const { lines, ...log } of logs) {
    await connection.run(
      `INSERT INTO logs VALUES ($origin, $path, $storedBytes, $format, $baseYear, $zone, $total, $denials, $allowed,
           $skipped, $duplicate, $unparsed, $tooLong, $error)`,
      { origin, ...log, ...lines },
    );
  }
  for (const { headBytes, head, bytes: size, tail, sum } of prints) {
    await connection.run("INSERT INTO prints VALUES ($origin, $headBytes, $head, $size, $tail, $sum)", {
      origin,
      headBytes,
      head,
      size,
      tail,
      sum,
    });
  }
  if (copy !== null) await connection.run("INSERT INTO copies VALUES ($copy, $origin)", { copy, origin });
}

/** The store's numbers of devices, by name; new ones get one. */
export async function deviceNumbers(connection: DuckDBConnection, names: readonly string[]): Promise<number[]> {
  const rows = await listRows<{ device: number; name: string }>(connection, "FROM devices");
  const numbers = new Map(rows.map(({ device, name }) => [name, device]));
  let next = Math.max(-1, ...numbers.values()) + 1;
  for (const name of names) {
    if (numbers.has(name)) continue;
    await connection.run("INSERT INTO devices VALUES ($next, $name)", { next, name });
    numbers.set(name, next++);
  }
  return names.map((name) => numbers.get(name)!);
}

/** Takes out all rows of an origin; false where there is none. */
export async function removeOrigin(connection: DuckDBConnection, origin: number): Promise<boolean> {
  const gone = await listRows(connection, "DELETE FROM origins WHERE origin = $origin RETURNING origin", { origin });
  for (const table of originTables) await connection.run(`DELETE FROM ${table} WHERE origin = $origin`, { origin });
  return gone.length > 0;
}

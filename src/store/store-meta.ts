import { randomUUID } from "node:crypto";
import { UserError } from "../errors.ts";
import type { Database } from "./open-database.ts";
import { listRows } from "./rows.ts";
import { createSchema, originTables, schemaVersion } from "./schema.ts";
import type { StoreFacts } from "./store.ts";

/** The version and the facts of a store; a version of null for a file without tables, as one is that was just made. */
export async function readMeta({ path, connection }: Database): Promise<{ schema: number | null; facts: StoreFacts }> {
  const names = await listRows<{ table_name: string }>(connection, "SELECT table_name FROM duckdb_tables()");
  if (names.length === 0) return { schema: null, facts: { zone: "", home: [] } };
  // Of a file from elsewhere, a view might stand for a table.
  const tables = new Set(names.map(({ table_name }) => table_name));
  if (!tables.has("meta")) throw notAStore(path);
  const rows = await listRows<{ key: string; value: string }>(connection, "SELECT key, value FROM meta");
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  const schema = Number(values.get("schema") ?? Number.NaN);
  const zone = values.get("zone");
  if (!Number.isInteger(schema) || zone === undefined) throw notAStore(path);
  if (schema > schemaVersion) {
    throw new UserError(`${path}: is a store of version ${schema}, and this fwtrend knows version ${schemaVersion}`, {
      hint: "update fwtrend; nothing was changed",
      exitCode: 1,
    });
  }
  if (schema === schemaVersion && ["devices", ...originTables].some((table) => !tables.has(table)))
    throw notAStore(path);
  return { schema, facts: { zone, home: JSON.parse(values.get("home") ?? "[]") as string[] } };
}

/** Makes the tables of a new store. */
export async function createStore({ connection }: Database, { zone, home }: StoreFacts): Promise<void> {
  await connection.run("BEGIN");
  await connection.run(createSchema);
  const meta: [string, string][] = [
    ["schema", String(schemaVersion)],
    ["zone", zone],
    ["home", JSON.stringify(home)],
    ["id", randomUUID()],
  ];
  for (const row of meta) await connection.run("INSERT INTO meta VALUES (?, ?)", row);
  await connection.run("COMMIT");
}

/** @throws UserError where a store was made for other days or other own networks than are wanted. */
export function checkFacts(path: string, facts: StoreFacts, wanted: { zone?: string; home?: readonly string[] }): void {
  if (wanted.zone !== undefined && wanted.zone !== facts.zone) {
    throw new UserError(`${path}: the store's days are those of ${facts.zone}, not of ${wanted.zone}`, {
      hint: `leave out --tz, or import into another store; --tz FILES=${wanted.zone} tells the zone of some files' stamps`,
    });
  }
  if (wanted.home !== undefined && JSON.stringify(wanted.home) !== JSON.stringify(facts.home)) {
    const own = facts.home.length === 0 ? "private ones alone" : facts.home.join(", ");
    throw new UserError(`${path}: the store was made with other own networks (${own})`, {
      hint: "leave out --home, or import into another store",
    });
  }
}

/** The error of a database that is none of ours. */
export function notAStore(path: string): UserError {
  return new UserError(`${path}: is a database, but no store of fwtrend`, {
    hint: "name another file; fwtrend import makes a store",
    exitCode: 1,
  });
}

/** The error of a store that has to be migrated. */
export function outdated(path: string): UserError {
  return new UserError(`${path}: is a store of an older fwtrend`, {
    hint: `fwtrend store ${path} --migrate brings it up to date`,
    exitCode: 1,
  });
}

import type { DuckDBConnection } from "@duckdb/node-api";
import { schemaVersion } from "./schema.ts";

/** What brings the tables of each version to those of the next: the first is for version 1. */
const steps: readonly string[] = [];

/** Brings a store to the version of this program, all of it or nothing. @param from the version it has. */
export async function migrate(connection: DuckDBConnection, from: number): Promise<void> {
  await connection.run("BEGIN");
  for (const step of steps.slice(from - 1)) await connection.run(step);
  await connection.run("UPDATE meta SET value = $version WHERE key = 'schema'", { version: String(schemaVersion) });
  await connection.run("COMMIT");
}

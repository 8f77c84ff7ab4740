import type { DuckDBConnection } from "@duckdb/node-api";
import { schemaVersion } from "./schema.ts";

/** What brings the tables of each version to those of the next: the first is for version 1. */
const steps: readonly string[] = [];

/** Brings a store to the version of this program, all of it or nothing. @param from the version it has. */
export async function migrate(
  connection: DuckDBConnection,
  from: number,
  to = schemaVersion,
  bySteps = steps,
): Promise<void> {
  await connection.run("BEGIN");
  try {
    for (const step of bySteps.slice(from - 1, to - 1)) await connection.run(step);
    await connection.run("UPDATE meta SET value = $version WHERE key = 'schema'", { version: String(to) });
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK");
    throw error;
  }
}

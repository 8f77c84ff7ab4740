import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../errors.ts";
import { listRows } from "./rows.ts";
import { originTables } from "./schema.ts";

/** The name under which the other store is attached. */
export const otherStore = "other";

/**
 * Copies an origin of an attached store, in the transaction that goes on.
 * @throws UserError where the sums of the origin are not those of its parts: a file that others wrote may say anything.
 */
export async function copyOrigin(connection: DuckDBConnection, from: number, to: number): Promise<void> {
  await checkSums(connection, from);
  await connection.run(
    `INSERT INTO devices
     SELECT (SELECT coalesce(max(device), -1) FROM devices) + row_number() OVER (ORDER BY device), name
     FROM ${otherStore}.devices AS theirs
     WHERE name NOT IN (SELECT name FROM devices)
       AND (device IN (SELECT device FROM ${otherStore}.origin_days WHERE origin = ${from})
         OR device IN (SELECT device FROM ${otherStore}.origin_quarters WHERE origin = ${from})
         OR device IN (SELECT device FROM ${otherStore}.origin_omissions WHERE origin = ${from})
         OR device IN (SELECT device FROM ${otherStore}.origin_jumps WHERE origin = ${from}))`,
  );
  for (const table of originTables) {
    const columns = await listRows<{ name: string }>(
      connection,
      `SELECT column_name AS name FROM duckdb_columns()
       WHERE database_name = current_database() AND table_name = '${table}' ORDER BY column_index`,
    );
    const hasDevice = columns.some(({ name }) => name === "device");
    const values = columns.map(({ name }) => {
      if (name === "origin") return `${to} AS origin`;
      return name === "device" ? "ours.device" : `theirs.${name}`;
    });
    const devices = hasDevice
      ? `JOIN ${otherStore}.devices AS named ON theirs.device = named.device JOIN devices AS ours ON ours.name = named.name`
      : "";
    await connection.run(
      `INSERT INTO ${table} BY NAME
       SELECT ${values.join(", ")} FROM ${otherStore}.${table} AS theirs ${devices} WHERE theirs.origin = ${from}`,
    );
  }
}

async function checkSums(connection: DuckDBConnection, origin: number): Promise<void> {
  const sumOf = (table: string, what: string): string =>
    `(SELECT coalesce(sum(${what}), 0)::DOUBLE FROM ${otherStore}.${table} WHERE origin = ${origin})`;
  const leastOf = (table: string, what: string): string =>
    `(SELECT coalesce(min(${what}), 1)::DOUBLE FROM ${otherStore}.${table} WHERE origin = ${origin})`;
  const [row] = await listRows<Record<string, number>>(
    connection,
    `SELECT ${sumOf("origins", "denials")} AS told, ${sumOf("origin_cells", "denials")} AS cells,
       ${sumOf("origin_months", "denials")} AS months, ${sumOf("origin_days", "denials")} AS days,
       ${sumOf("origin_facts", "inbound + outbound + internal + multicast + unknown")} AS facts,
       ${leastOf("origin_cells", "denials")} AS least, ${leastOf("origin_cells", "packets + 1")} AS leastPackets`,
  );
  const { told, cells, months, days, facts, least = 0, leastPackets = 0 } = row ?? {};
  const isWhole = [cells, months, days, facts].every((sum) => sum === told) && least > 0 && leastPackets > 0;
  if (isWhole) return;
  throw new UserError(`origin ${origin}: its sums are not those of its parts`, {
    hint: "the file was changed or damaged; have it exported anew",
    exitCode: 1,
  });
}

import { createHash, randomUUID } from "node:crypto";
import { closeDatabase, type Database, explainFaults, openDatabase } from "./open-database.ts";
import { conditionsOf } from "./read-totals.ts";
import { listRows } from "./rows.ts";
import { addressTables, createSchema, originTables } from "./schema.ts";
import type { Store, StoredDays } from "./store.ts";

/** The forms that cells are written in. */
export type CellForm = "parquet" | "csv" | "ndjson";

/** How much of a store is written, and with which names. */
export interface ExportWishes {
  /** Null for all. */
  days: StoredDays | null;
  /** Writes no names of devices, no addresses and no paths. */
  isAnonymous: boolean;
  /** Makes a text safe for a form. */
  textOf: (text: string) => string;
}

/** Writes the cells of a store to a file that must not be there yet, by day, device, protocol and port. */
export async function exportCells(store: Store, file: string, form: CellForm, wishes: ExportWishes): Promise<void> {
  const database = await openDatabase(store.path, "read");
  try {
    await explainFaults(file, async () => {
      await nameDevices(database, wishes);
      const format = { parquet: "FORMAT parquet, COMPRESSION zstd", csv: "FORMAT csv, HEADER", ndjson: "FORMAT json" };
      await database.connection.run(
        `COPY (SELECT day, shown.name AS device, protocol, port, sum(denials)::BIGINT AS denials,
             sum(packets)::BIGINT AS packets
           FROM origin_cells JOIN shown USING (device) WHERE ${conditionsOf(wishes.days).days}
           GROUP BY ALL ORDER BY ALL)
         TO ${quote(file)} (${format[form]})`,
      );
    });
  } finally {
    closeDatabase(database);
  }
}

/** Makes a table of the names that devices are shown by. */
async function nameDevices({ connection }: Database, { isAnonymous, textOf }: ExportWishes): Promise<void> {
  const names = await listRows<{ device: number; name: string }>(connection, "FROM devices");
  const id = await idOf(connection);
  await connection.run("CREATE TEMP TABLE shown (device INTEGER, name VARCHAR)");
  for (const { device, name } of names) {
    const shown = isAnonymous ? pseudonymOf(id, name) : textOf(name);
    await connection.run("INSERT INTO shown VALUES (?, ?)", [device, shown]);
  }
}

/** The same for a device whenever its store is exported; nobody without the store's id can tell whose it is. */
function pseudonymOf(id: string, name: string): string {
  return `device-${createHash("sha256").update(`${id} ${name}`).digest("hex").slice(0, 10)}`;
}

async function idOf(connection: Database["connection"]): Promise<string> {
  const [row] = await listRows<{ value: string }>(connection, "SELECT value FROM meta WHERE key = 'id'");
  return row?.value ?? randomUUID();
}

/** A file that is sent about is to be small, and is read once. */
const smallBlocks = 1 << 14;

/** Writes all of a store to a file that must not be there yet, as small as may be: a store itself, to be merged. */
export async function exportRollups(
  store: Store,
  file: string,
  { isAnonymous }: Pick<ExportWishes, "isAnonymous">,
): Promise<void> {
  const database = await openDatabase(file, "write", { default_block_size: String(smallBlocks) });
  const { connection } = database;
  try {
    await explainFaults(file, async () => {
      await connection.run(createSchema);
      await connection.run(`ATTACH ${quote(store.path)} AS source (READ_ONLY)`);
      await connection.run("BEGIN");
      const id = await sourceId(connection);
      for (const table of ["meta", "devices", ...originTables]) {
        if (isAnonymous && (addressTables as readonly string[]).includes(table)) continue;
        const rows = isAnonymous && Object.hasOwn(nameless, table) ? nameless[table]! : "SELECT *";
        await connection.run(`INSERT INTO ${table} BY NAME ${rows} FROM source.${table}`);
      }
      if (isAnonymous) await renameDevices(connection, id);
      await connection.run("COMMIT");
      await connection.run("DETACH source");
      await connection.run("CHECKPOINT");
    });
  } finally {
    closeDatabase(database);
  }
}

/** Rows of tables without what names somebody: devices get their names afterwards. */
const nameless: Readonly<Record<string, string>> = {
  meta: "SELECT key, CASE WHEN key = 'home' THEN '[]' WHEN key = 'id' THEN '' ELSE value END AS value",
  devices: "SELECT device, '' AS name",
  origins: "SELECT * REPLACE ('origin-' || origin AS path)",
  logs: "SELECT * REPLACE ('origin-' || origin AS path, CASE WHEN error IS NOT NULL THEN 'not read to its end' END AS error)",
};

async function renameDevices(connection: Database["connection"], id: string): Promise<void> {
  const names = await listRows<{ device: number; name: string }>(connection, "FROM source.devices");
  for (const { device, name } of names) {
    await connection.run("UPDATE devices SET name = $name WHERE device = $device", {
      device,
      name: pseudonymOf(id, name),
    });
  }
}

async function sourceId(connection: Database["connection"]): Promise<string> {
  const [row] = await listRows<{ value: string }>(connection, "SELECT value FROM source.meta WHERE key = 'id'");
  return row?.value ?? randomUUID();
}

/** A text as SQL. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

import { randomUUID } from "node:crypto";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { UserError } from "../errors.ts";
import type { Totals } from "../rollup/totals.ts";
import type { PackedRollup } from "../rollup/rollup.ts";
import { closeDatabase, type Database, explainFaults, openDatabase } from "./open-database.ts";
import { migrate } from "./migrations.ts";
import { copyOrigin, otherStore } from "./merge.ts";
import { quote } from "./exchange.ts";
import { readCounts } from "./read-counts.ts";
import { readOrigins } from "./read-origins.ts";
import { readTotals } from "./read-totals.ts";
import { listRows, visitRows } from "./rows.ts";
import { createSchema, originTables, schemaVersion } from "./schema.ts";
import type { KnownPrint, NewOrigin, Store, StoredDays, StoredOrigin, StoreFacts } from "./store.ts";
import type { StoredCounts } from "./stored-counts.ts";
import { CountWriter } from "./write-counts.ts";

/**
 * Opens a store to be read.
 * @throws UserError for a file that is no store, is in use, damaged or of a newer fwtrend.
 */
export async function openStore(path: string): Promise<Store> {
  const database = await openDatabase(path, "read");
  return openWith(database, async () => {
    const { schema, facts } = await readMeta(database);
    if (schema === null) throw notAStore(path);
    if (schema < schemaVersion) throw outdated(path);
    return new DuckDbStore(database, facts);
  });
}

/**
 * Opens a store to be written; makes one where there is no file.
 * @param wanted what the store must hold for; what is undefined is taken as it is, and for a new store from `fallback`.
 * @throws UserError as {@link openStore}, and where the store was made for another zone or other own networks.
 */
export async function openStoreToWrite(
  path: string,
  wanted: { zone?: string; home?: readonly string[] },
  fallback: StoreFacts,
): Promise<Store> {
  const database = await openDatabase(path, "write");
  return openWith(database, async () => {
    const { schema, facts } = await readMeta(database);
    if (schema === null) {
      const made = { zone: wanted.zone ?? fallback.zone, home: wanted.home ?? fallback.home };
      await createStore(database, made);
      return new DuckDbStore(database, made);
    }
    if (schema < schemaVersion) await migrate(database.connection, schema);
    checkFacts(path, facts, wanted);
    return new DuckDbStore(database, facts);
  });
}

async function openWith(database: Database, open: () => Promise<Store>): Promise<Store> {
  try {
    return await explainFaults(database.path, open);
  } catch (error) {
    closeDatabase(database);
    throw error;
  }
}

/** The version and the facts of a store; a version of null for a file without tables, as one is that was just made. */
async function readMeta({ path, connection }: Database): Promise<{ schema: number | null; facts: StoreFacts }> {
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

async function createStore({ connection }: Database, { zone, home }: StoreFacts): Promise<void> {
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

function checkFacts(path: string, facts: StoreFacts, wanted: { zone?: string; home?: readonly string[] }): void {
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

function notAStore(path: string): UserError {
  return new UserError(`${path}: is a database, but no store of fwtrend`, {
    hint: "name another file; fwtrend import makes a store",
    exitCode: 1,
  });
}

function outdated(path: string): UserError {
  return new UserError(`${path}: is a store of an older fwtrend`, {
    hint: `fwtrend store ${path} --migrate brings it up to date`,
    exitCode: 1,
  });
}

/** A store in one DuckDB file. */
class DuckDbStore implements Store {
  readonly facts: StoreFacts;
  private readonly database: Database;
  private readonly connections: DuckDBConnection[] = [];

  constructor(database: Database, facts: StoreFacts) {
    this.database = database;
    this.facts = facts;
  }

  get path(): string {
    return this.database.path;
  }

  private ask<T>(action: () => Promise<T>): Promise<T> {
    return explainFaults(this.path, action);
  }

  origins(): Promise<StoredOrigin[]> {
    return this.ask(() => readOrigins(this.database.connection));
  }

  prints(): Promise<KnownPrint[]> {
    const sql = 'SELECT origin, head_bytes AS "headBytes", head, bytes, tail, sum FROM prints ORDER BY origin';
    return this.ask(() => listRows<KnownPrint>(this.database.connection, sql));
  }

  copies(): Promise<Map<string, number>> {
    return this.ask(async () => {
      const rows = await listRows<{ print: string; origin: number }>(this.database.connection, "FROM copies");
      return new Map(rows.map(({ print, origin }) => [print, origin]));
    });
  }

  write(origin: NewOrigin, counts: PackedRollup): Promise<number> {
    return this.transact(async () => {
      const number = await this.nextOrigin();
      await this.replaceOrigins(origin.replaces, number);
      const devices: number[] = [];
      for (const name of counts.devices) devices.push(await this.deviceNumber(name));
      await this.insertOrigin(number, origin);
      await new CountWriter(this.database.api, this.database.connection, number, devices).write(counts);
      await this.run(
        `UPDATE origins SET denials = sums.denials, without_time = sums.without_time, first_day = sums.first_day,
           last_day = sums.last_day
         FROM (SELECT coalesce(sum(denials), 0) AS denials, coalesce(sum(denials) FILTER (day IS NULL), 0) AS without_time,
           min(day) AS first_day, max(day) AS last_day FROM origin_days WHERE origin = $origin) sums
         WHERE origin = $origin`,
        { origin: number },
      );
      return number;
    });
  }

  merge(other: Store, origin: number, replaces: readonly number[]): Promise<number> {
    const { connection } = this.database;
    return this.ask(async () => {
      await connection.run(`ATTACH ${quote(other.path)} AS ${otherStore} (READ_ONLY)`);
      try {
        return await this.transact(async () => {
          const number = await this.nextOrigin();
          await this.replaceOrigins(replaces, number);
          await copyOrigin(connection, origin, number);
          return number;
        });
      } finally {
        await connection.run(`DETACH ${otherStore}`);
      }
    });
  }

  /** What an origin has grown from is known by what is kept of it: its fingerprints. */
  private async replaceOrigins(replaced: readonly number[], by: number): Promise<void> {
    for (const old of replaced) {
      await this.run(
        "INSERT INTO copies SELECT concat_ws(' ', head_bytes, head, bytes::BIGINT, tail, sum), $by FROM prints WHERE origin = $old",
        { by, old },
      );
      await this.run("UPDATE copies SET origin = $by WHERE origin = $old", { by, old });
      await this.removeOrigin(old);
    }
  }

  private async nextOrigin(): Promise<number> {
    // Numbers are not given twice: a script may hold one of an origin that was forgotten.
    const [row] = await listRows<{ next: number }>(
      this.database.connection,
      "SELECT greatest((SELECT coalesce(max(origin), 0) FROM origins), (SELECT coalesce(max(value::INTEGER), 0) FROM meta WHERE key = 'last_origin')) + 1 AS next",
    );
    const next = row?.next ?? 1;
    await this.run("INSERT OR REPLACE INTO meta VALUES ('last_origin', $value)", { value: String(next) });
    return next;
  }

  private async insertOrigin(origin: number, { path, tool, importedMs, logs, prints, copy }: NewOrigin): Promise<void> {
    const bytes = logs.reduce((sum, log) => sum + log.storedBytes, 0);
    await this.run(
      "INSERT INTO origins VALUES ($origin, $path, make_timestamp_ms($imported::BIGINT), $tool, $bytes, 0, 0, NULL, NULL)",
      { origin, path, imported: Math.floor(importedMs), tool, bytes },
    );
    for (const { lines, ...log } of logs) {
      await this.run(
        `INSERT INTO logs VALUES ($origin, $path, $storedBytes, $format, $baseYear, $zone, $total, $denials, $allowed,
           $skipped, $duplicate, $unparsed, $tooLong, $error)`,
        { origin, ...log, ...lines },
      );
    }
    for (const { headBytes, head, bytes: size, tail, sum } of prints) {
      await this.run("INSERT INTO prints VALUES ($origin, $headBytes, $head, $size, $tail, $sum)", {
        origin,
        headBytes,
        head,
        size,
        tail,
        sum,
      });
    }
    if (copy !== null) await this.run("INSERT INTO copies VALUES ($copy, $origin)", { copy, origin });
  }

  private async deviceNumber(name: string): Promise<number> {
    const { connection } = this.database;
    const [known] = await listRows<{ device: number }>(connection, "SELECT device FROM devices WHERE name = $name", {
      name,
    });
    if (known !== undefined) return known.device;
    const [row] = await listRows<{ next: number }>(
      connection,
      "INSERT INTO devices SELECT coalesce(max(device) + 1, 0), $name FROM devices RETURNING device AS next",
      { name },
    );
    return row!.next;
  }

  noteCopy(print: string, origin: number): Promise<void> {
    return this.transact(() => this.run("INSERT INTO copies VALUES ($print, $origin)", { print, origin }));
  }

  forget(origin: number): Promise<boolean> {
    return this.transact(() => this.removeOrigin(origin));
  }

  private async removeOrigin(origin: number): Promise<boolean> {
    const gone = await listRows(
      this.database.connection,
      "DELETE FROM origins WHERE origin = $origin RETURNING origin",
      { origin },
    );
    for (const table of originTables) await this.run(`DELETE FROM ${table} WHERE origin = $origin`, { origin });
    return gone.length > 0;
  }

  read(days: StoredDays | null): Promise<StoredCounts> {
    return this.ask(async () => {
      // Several readings may go on at a time, and what one connection is asked ends what it was asked before.
      const connection = await this.database.instance.connect();
      this.connections.push(connection);
      return readCounts(connection, this.facts.zone, days, (action) => this.ask(action));
    });
  }

  readTotals(days: StoredDays | null): Promise<Totals> {
    return this.ask(() => readTotals(this.database.connection, days));
  }

  visitQuarters: Store["visitQuarters"] = (devices, fromSlot, toSlot, visit) =>
    this.ask(async () => {
      const { connection } = this.database;
      const known = await listRows<{ device: number; name: string }>(connection, "FROM devices");
      const wanted = known.filter(({ name }) => devices.includes(name));
      const names = new Map(wanted.map(({ device, name }) => [device, name]));
      await visitRows(
        connection,
        `SELECT origin, device, quarter, lines::DOUBLE, denied::DOUBLE FROM origin_quarters
         WHERE quarter BETWEEN $from AND $to AND device IN (${[...names.keys(), -1].join(", ")})`,
        { from: fromSlot, to: toSlot },
        ({ count, columns }) => {
          const [origins, numbers, slots, lines, denied] = columns as [
            ArrayLike<number>,
            ArrayLike<number>,
            ArrayLike<number>,
            ArrayLike<number>,
            ArrayLike<number>,
          ];
          for (let i = 0; i < count; i++) visit(origins[i]!, names.get(numbers[i]!)!, slots[i]!, lines[i]!, denied[i]!);
        },
      );
    });

  visitQuartersOf: Store["visitQuartersOf"] = (origin, visit) =>
    this.ask(async () => {
      const { connection } = this.database;
      const known = await listRows<{ device: number; name: string }>(connection, "FROM devices");
      const names = new Map(known.map(({ device, name }) => [device, name]));
      await visitRows(
        connection,
        "SELECT device, quarter, lines::DOUBLE, denied::DOUBLE FROM origin_quarters WHERE origin = $origin",
        { origin },
        ({ count, columns: [devices, slots, lines, denied] }) => {
          for (let i = 0; i < count; i++) visit(names.get(devices![i]!) ?? "", slots![i]!, lines![i]!, denied![i]!);
        },
      );
    });

  close(): void {
    for (const connection of this.connections) connection.closeSync();
    closeDatabase(this.database);
  }

  private async run(sql: string, values: Record<string, DuckDBValue>): Promise<void> {
    await this.database.connection.run(sql, values);
  }

  /** All of it or nothing, also when the process ends in between. */
  private transact<T>(action: () => Promise<T>): Promise<T> {
    const { connection } = this.database;
    return this.ask(async () => {
      await connection.run("BEGIN");
      try {
        const result = await action();
        await connection.run("COMMIT");
        return result;
      } catch (error) {
        // What ended a transaction may have ended the database with it.
        await connection.run("ROLLBACK").catch(() => undefined);
        throw error;
      }
    });
  }
}

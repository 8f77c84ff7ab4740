import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { Totals } from "../rollup/totals.ts";
import type { PackedRollup } from "../rollup/rollup.ts";
import { deviceNumbers, insertOrigin, nextOrigin, removeOrigin, replaceOrigins } from "./origin-rows.ts";
import { closeDatabase, type Database, explainFaults, openDatabase } from "./open-database.ts";
import { migrate } from "./migrations.ts";
import { copyOrigin, otherStore } from "./merge.ts";
import { quote } from "./exchange.ts";
import { readCounts } from "./read-counts.ts";
import { readOrigins } from "./read-origins.ts";
import { readTotals } from "./read-totals.ts";
import { listRows, visitRows } from "./rows.ts";
import { schemaVersion } from "./schema.ts";
import { checkFacts, createStore, notAStore, outdated, readMeta } from "./store-meta.ts";
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
      const number = await nextOrigin(this.database.connection);
      await replaceOrigins(this.database.connection, origin.replaces, number);
      const devices = await deviceNumbers(this.database.connection, counts.devices);
      await insertOrigin(this.database.connection, number, origin);
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
          const number = await nextOrigin(this.database.connection);
          await replaceOrigins(this.database.connection, replaces, number);
          await copyOrigin(connection, origin, number);
          return number;
        });
      } finally {
        await connection.run(`DETACH ${otherStore}`);
      }
    });
  }

  noteCopy(print: string, origin: number): Promise<void> {
    return this.transact(() => this.run("INSERT INTO copies VALUES ($print, $origin)", { print, origin }));
  }

  forget(origin: number): Promise<boolean> {
    return this.transact(() => removeOrigin(this.database.connection, origin));
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

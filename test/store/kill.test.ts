import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createRandom } from "../../src/analysis/certainty/random.ts";
import { openDatabase, closeDatabase } from "../../src/store/open-database.ts";
import { listRows } from "../../src/store/rows.ts";
import { fwtrend, startFwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { storeLog } from "../support/store-log.ts";

const kills = 50;
const folder = scratchFolder();
const logs = join(folder, "logs");
const linesOf = new Map<string, number>();
mkdirSync(logs);
for (let i = 0; i < 14; i++) {
  const lines = 200 + i * 20;
  const path = join(logs, `fw${i}.log`);
  linesOf.set(path, lines);
  writeFileSync(path, storeLog({ lines, device: `fw${i}`, seed: i + 1, every: 3600 }));
}
const all = [...linesOf.values()].reduce((sum, lines) => sum + lines, 0);

/** Each origin with what every table holds of it. */
const perTable = `
  SELECT path, origins.denials AS told,
    (SELECT sum(denials)::DOUBLE FROM origin_cells c WHERE c.origin = o) AS cells,
    (SELECT sum(denials)::DOUBLE FROM origin_months c WHERE c.origin = o) AS months,
    (SELECT sum(denials)::DOUBLE FROM origin_days c WHERE c.origin = o) AS days,
    (SELECT sum(denied)::DOUBLE FROM origin_quarters c WHERE c.origin = o) AS quarters,
    (SELECT sum(denials)::DOUBLE FROM origin_contacts c WHERE c.origin = o) AS contacts,
    (SELECT sum(inbound + outbound + internal + multicast + unknown)::DOUBLE FROM origin_facts c WHERE c.origin = o) AS facts,
    (SELECT sum(total) FROM logs c WHERE c.origin = o) AS lines,
    (SELECT count(*)::INTEGER FROM prints c WHERE c.origin = o) AS prints
  FROM (SELECT *, origin AS o FROM origins) origins`;

/** How many origins there are, each of them whole. */
async function countWhole(store: string): Promise<number> {
  const database = await openDatabase(store, "read");
  try {
    const tables = await listRows<{ table_name: string }>(
      database.connection,
      "SELECT table_name FROM duckdb_tables()",
    );
    // Killed before the store was made: an empty file, or none of the tables.
    if (tables.length === 0) return 0;
    const rows = await listRows<{ path: string; prints: number } & Record<string, number | string>>(
      database.connection,
      perTable,
    );
    for (const { path, prints, ...sums } of rows) {
      expect(prints).toBe(1);
      for (const sum of Object.values(sums)) expect(sum).toBe(linesOf.get(path));
    }
    expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length);
    return rows.length;
  } finally {
    closeDatabase(database);
  }
}

test(
  `killed at ${kills} instants, a store holds whole origins only, and the same command ends the job`,
  { timeout: 600_000 },
  async () => {
    const random = createRandom(20_180_401);
    const started = Date.now();
    await fwtrend(["import", logs, "--store", join(folder, "whole.duckdb"), "--tz", "UTC"]);
    const wholeMs = Date.now() - started;
    let [killed, stores, inBetween] = [0, 0, 0];
    while (killed < kills) {
      const store = join(folder, `killed-${stores++}.duckdb`);
      for (let before = 0; ;) {
        const run = startFwtrend(["import", logs, "--store", store, "--tz", "UTC", "--json"]);
        run.child.stdin.end();
        const ended = run.finished();
        const delayMs = (random(1000) / 1000) * wholeMs;
        const isKilled = await Promise.race([
          ended.then(() => false),
          sleep(delayMs).then(() => run.child.kill("SIGKILL")),
        ]);
        const { exitCode, stdout } = await ended;
        if (!isKilled || exitCode !== null) {
          expect(exitCode).toBe(0);
          expect(JSON.parse(stdout)).toMatchObject({ origins: linesOf.size, denials: all });
          break;
        }
        killed++;
        const whole = await countWhole(store).catch((error: Error) => {
          // Killed before there was a file, or while it was made.
          if (/no such store|is no store of fwtrend/.test(error.message)) return 0;
          throw error;
        });
        expect(whole).toBeGreaterThanOrEqual(before);
        if (whole > before && whole < linesOf.size) inBetween++;
        before = whole;
      }
      expect(await countWhole(store)).toBe(linesOf.size);
    }
    // Instants before anything was written would prove nothing.
    expect(inBetween).toBeGreaterThan(5);
  },
);

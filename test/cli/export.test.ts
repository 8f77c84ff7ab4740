import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "../../src/store/open-database.ts";
import { listRows } from "../../src/store/rows.ts";
import { fwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { storeLog } from "../support/store-log.ts";
import { expectSameFigures, figuresOf } from "../support/stored-figures.ts";

const folder = scratchFolder();
const store = join(folder, "years.duckdb");
const years = ["samples/fy2016", "samples/fy2017"];

beforeAll(async () => {
  const made = await fwtrend(["import", ...years, "--store", store, "--tz", "Asia/Tokyo", "-q"]);
  expect(made).toMatchObject({ exitCode: 0 });
});

async function exportTo(name: string, ...options: string[]): Promise<string> {
  const path = join(folder, name);
  expect(await fwtrend(["export", "--store", store, "-o", path, ...options])).toMatchObject({ exitCode: 0 });
  return path;
}

async function query<Row>(sql: string): Promise<Row[]> {
  const database = await openDatabase(join(folder, "query.duckdb"), "write");
  try {
    return await listRows<Row>(database.connection, sql);
  } finally {
    closeDatabase(database);
  }
}

test("cells say the same in every form, and in the store", async () => {
  const paths = [await exportTo("cells.parquet"), await exportTo("cells.csv"), await exportTo("cells.ndjson")];
  const shares = `SELECT count(*)::INTEGER AS cells, sum(denials)::INTEGER AS denials,
    (sum(denials) FILTER (port = 23 AND protocol = 6 AND day >= DATE '2017-04-01'))::INTEGER AS telnet,
    count(DISTINCT device)::INTEGER AS devices, min(day)::VARCHAR AS first, max(day)::VARCHAR AS last`;
  const database = await openDatabase(store, "read");
  const [inStore] = await listRows<{ denials: number; telnet: number }>(database.connection, `${shares} FROM cells`);
  closeDatabase(database);
  expect(inStore).toMatchObject({ denials: 47_600, telnet: 7300 });
  for (const path of paths) expect(await query(`${shares} FROM '${path}'`)).toEqual([inStore]);
  const [title, first] = readFileSync(paths[1]!, "utf8").split("\n");
  expect(title).toBe("day,device,protocol,port,denials,packets");
  expect(first).toMatch(/^2016-04-01,fw-/);
});

test("a period leaves out all other days", async () => {
  const path = await exportTo("fy2017.csv", "--period", "FY2017");
  const [sum] = await query(
    `SELECT sum(denials)::INTEGER AS denials, min(day)::VARCHAR AS first, max(day)::VARCHAR AS last FROM '${path}'`,
  );
  expect(sum).toEqual({ denials: 25_000, first: "2017-04-01", last: "2018-03-31" });
});

test("rollups of collectors are merged without logs, each once, and say what the logs say", async () => {
  const [east, west, centre] = ["east", "west", "centre"].map((name) => join(folder, `${name}.duckdb`));
  await fwtrend(["import", years[0]!, "--store", east!, "--tz", "Asia/Tokyo", "-q"]);
  await fwtrend(["import", years[1]!, "--store", west!, "--tz", "Asia/Tokyo", "-q"]);
  const sent: string[] = [];
  for (const site of [east!, west!]) {
    const path = site.replace(".duckdb", ".fwt");
    await fwtrend(["export", "--store", site, "-o", path, "-q"]);
    sent.push(path);
  }
  const first = await fwtrend(["import", ...sent, "--store", centre!]);
  expect(first).toMatchObject({ exitCode: 0 });
  expect(first.stderr).toContain("10 new, 0 grown, 0 known, 0 left out · 10 origins, 47,600 denials");
  await expectSameFigures(
    ["compare", ...years, "--tz", "Asia/Tokyo", "--baseline", "FY2016", "--period", "FY2017"],
    ["compare", "--store", centre!, "--baseline", "FY2016", "--period", "FY2017"],
  );
  // Sent again, and the logs of one of them.
  const again = await fwtrend(["import", sent[0]!, years[1]!, "--store", centre!]);
  expect(again.stderr).toContain("0 new, 0 grown, 10 known, 0 left out · 10 origins, 47,600 denials");
});

test("what grew at a collector grows at the centre", async () => {
  const text = storeLog({ lines: 400 });
  const cut = text.indexOf("\n", 20_000) + 1;
  const logs = scratchFolder({ "fw.log": text.slice(0, cut) });
  const [site, centre, sent] = ["site.duckdb", "sum.duckdb", "site.fwt"].map((name) => join(logs, name));
  const round = async (): Promise<string> => {
    await fwtrend(["import", join(logs, "fw.log"), "--store", site!, "--tz", "UTC"]);
    await fwtrend(["export", "--store", site!, "-o", sent!]);
    return (await fwtrend(["import", sent!, "--store", centre!])).stderr;
  };
  expect(await round()).toContain("1 new");
  const early = readFileSync(sent!);
  writeFileSync(join(logs, "fw.log"), text);
  expect(await round()).toContain("0 new, 1 grown, 0 known, 0 left out · 1 origins, 400 denials");
  writeFileSync(sent!, early);
  expect((await fwtrend(["import", sent!, "--store", centre!])).stderr).toContain("0 grown, 1 known");
  await expectSameFigures(["analyze", join(logs, "fw.log"), "--tz", "UTC"], ["analyze", "--store", centre!]);
});

test("stores of another zone or other own networks are not merged, nor what does not add up", async () => {
  const path = join(folder, "utc.duckdb");
  const log = scratchFolder({ "a.log": storeLog({ lines: 50 }) });
  await fwtrend(["import", log, "--store", path, "--tz", "UTC"]);
  const sent = await exportTo("all.fwt");
  const zones = await fwtrend(["import", sent, "--store", path]);
  expect(zones).toMatchObject({ exitCode: 2 });
  expect(zones.stderr).toContain("its days are those of Asia/Tokyo, and those of");

  const database = await openDatabase(sent, "write");
  await database.connection.run("UPDATE origin_cells SET denials = denials + 1 WHERE port = 23");
  closeDatabase(database);
  const target = join(folder, "forged.duckdb");
  const forged = await fwtrend(["import", sent, "--store", target]);
  expect(forged).toMatchObject({ exitCode: 1 });
  expect(forged.stderr).toContain("its sums are not those of its parts");
  expect((await fwtrend(["store", target])).stdout).toContain("0 origins");
});

test("a dry run tells what of a rollup would be taken in", async () => {
  const sent = await exportTo("dry.fwt");
  const target = join(folder, "dry.duckdb");
  const run = await fwtrend(["import", sent, "--store", target, "--dry-run"]);
  expect(run.stderr).toContain("10 new, 0 grown, 0 known, 0 left out (dry run: nothing was changed)");
  expect(existsSync(target)).toBe(false);
});

test("anonymised, a rollup names no device, path or address, and keeps every share of denials", async () => {
  const home = join(folder, "home.duckdb");
  await fwtrend(["import", ...years, "--store", home, "--tz", "Asia/Tokyo", "--home", "203.0.113.0/24", "-q"]);
  const path = join(folder, "shared.fwt");
  await fwtrend(["export", "--store", home, "-o", path, "--anonymize"]);
  const database = await openDatabase(path, "read");
  const { connection } = database;
  const texts: string[] = [];
  const columns = await listRows<{ table: string; column: string }>(
    connection,
    "SELECT table_name AS table, column_name AS column FROM duckdb_columns() WHERE NOT internal AND data_type = 'VARCHAR' AND table_name IN (SELECT table_name FROM duckdb_tables())",
  );
  for (const { table, column } of columns) {
    const rows = await listRows<{ text: string | null }>(connection, `SELECT ${column} AS text FROM ${table}`);
    texts.push(...rows.map(({ text }) => text ?? ""));
  }
  for (const table of ["origin_contacts", "origin_names", "origin_thinned", "origin_samples"]) {
    expect(await listRows(connection, `SELECT count(*)::INTEGER AS rows FROM ${table}`)).toEqual([{ rows: 0 }]);
  }
  closeDatabase(database);
  expect(texts.join("\n")).not.toMatch(/osaka|tokyo-|nagoya|sendai|fukuoka|samples|203\.0\.113/i);
  expect(texts.join("\n")).toContain("Asia/Tokyo");

  const [ours, theirs] = [await figuresOf("analyze", "--store", home), await figuresOf("analyze", "--store", path)];
  const sharesOf = ({ groups, classes, daily, weekHours }: typeof ours): unknown => {
    const withoutSources = (groups as Record<string, unknown>[]).map((group) => ({ ...group, sources: 0 }));
    return { groups: withoutSources, classes, daily, weekHours };
  };
  expect(sharesOf(theirs)).toEqual(sharesOf(ours));

  const csv = join(folder, "shared.csv");
  await fwtrend(["export", "--store", home, "-o", csv, "--anonymize"]);
  expect(readFileSync(csv, "utf8")).not.toMatch(/fw-/);
  expect(readFileSync(csv, "utf8")).toMatch(/^2016-04-01,device-[0-9a-f]{10},/m);
});

test("names of devices begin no formula in CSV", async () => {
  const log = scratchFolder({ "a.log": storeLog({ lines: 30, device: "=cmd|calc" }) });
  const path = join(log, "a.duckdb");
  await fwtrend(["import", join(log, "a.log"), "--store", path, "--tz", "UTC"]);
  await fwtrend(["export", "--store", path, "-o", join(log, "a.csv")]);
  expect(readFileSync(join(log, "a.csv"), "utf8")).not.toMatch(/(^|,)"?=/m);
});

test("what cannot be written leaves nothing behind", async () => {
  const place = scratchFolder({ "kept.csv": "mine" });
  for (const [file, exitCode] of [
    ["no/such/folder.csv", 1],
    ["kept.xls", 2],
  ] as const) {
    const run = await fwtrend(["export", "--store", store, "-o", join(place, file)]);
    expect(run).toMatchObject({ exitCode });
    expect(run.stderr).toMatch(/^fwtrend: [^\n]+\n {2}[^\n]+\n$/);
  }
  expect(await fwtrend(["export", "--store", join(place, "none.duckdb"), "-o", join(place, "kept.csv")])).toMatchObject(
    { exitCode: 2 },
  );
  expect(readdirSync(place)).toEqual(["kept.csv"]);
  expect(statSync(join(place, "kept.csv")).size).toBe(4);
});

import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { migrate } from "../../src/store/migrations.ts";
import { closeDatabase, openDatabase } from "../../src/store/open-database.ts";
import { listRows } from "../../src/store/rows.ts";
import { inShell } from "../support/in-shell.ts";
import { fwtrend, startFwtrend } from "../support/run-fwtrend.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { storeLog } from "../support/store-log.ts";

const folder = scratchFolder({
  "logs/a.log": storeLog({ lines: 3000, every: 600 }),
  "logs/b.log": storeLog({ lines: 3000, every: 600, device: "fw2", seed: 2 }),
  "logs/c.log": storeLog({ lines: 30_000, every: 60, device: "fw3", seed: 3 }),
});
const logs = join(folder, "logs");
const made = join(folder, "made.duckdb");

beforeAll(async () => {
  expect(
    await fwtrend(["import", join(logs, "a.log"), join(logs, "b.log"), "--store", made, "--tz", "UTC"]),
  ).toMatchObject({ exitCode: 0 });
});

function copyOf(name: string): string {
  const path = join(folder, name);
  copyFileSync(made, path);
  return path;
}

/** What every command says of a store that it cannot use: one line on what, one on what to do, and no stack. */
async function expectRefused(path: string, text: RegExp, exitCode = 1): Promise<void> {
  for (const args of [
    ["analyze", "--store", path],
    ["store", path],
    ["import", logs, "--store", path],
  ]) {
    const run = await fwtrend(args);
    expect(run).toMatchObject({ exitCode });
    expect(run.stderr).toMatch(text);
    expect(run.stderr).toMatch(/^fwtrend: [^\n]+\n {2}[^\n]+\n$/);
  }
}

test.skipIf(!existsSync("/proc/self/fd"))(
  "a store that another process writes is told as such, with its number",
  async () => {
    const path = copyOf("locked.duckdb");
    const writing = startFwtrend(["import", "-", "--store", path]);
    try {
      // Who looks whether it is open yet by opening it may be the one that keeps it from being opened.
      await vi.waitFor(() => expect(openFilesOf(writing.child.pid!)).toContain(realpathSync(path)), 30_000);
      await expectRefused(path, new RegExp(`in use by another process \\(${writing.child.pid}\\)`));
    } finally {
      writing.child.stdin.end(storeLog({ device: "fw7", seed: 7, lines: 50 }));
    }
    expect(await writing.finished()).toMatchObject({ exitCode: 0 });
    const { stdout } = await fwtrend(["store", path]);
    expect(stdout).toContain("3 origins, 6,050 denials");
  },
);

/** The files that a process has open; what it closes meanwhile is none. */
function openFilesOf(pid: number): string[] {
  const open = `/proc/${pid}/fd`;
  return readdirSync(open).flatMap((name) => {
    try {
      return [readlinkSync(join(open, name))];
    } catch {
      return [];
    }
  });
}

test("files that are none, or were damaged, are refused in a line", async () => {
  const text = join(folder, "text.duckdb");
  writeFileSync(text, "this is no database\n".repeat(5000));
  await expectRefused(text, /is no store of fwtrend/);

  const cut = copyOf("cut.duckdb");
  truncateSync(cut, Math.floor(statSync(cut).size / 2 / 4096) * 4096);
  await expectRefused(cut, /damaged|no store/);

  const head = copyOf("head.duckdb");
  const bytes = readFileSync(head);
  bytes.fill(0x55, 4096, 12_288);
  writeFileSync(head, bytes);
  await expectRefused(head, /damaged|no store|newer/);

  mkdirSync(join(folder, "folder.duckdb"));
  await expectRefused(join(folder, "folder.duckdb"), /is a directory/, 2);
});

test("bytes that went bad anywhere in it never give other figures", { timeout: 300_000 }, async () => {
  const { stdout: whole } = await fwtrend(["analyze", "--store", made, "--json", "-q"]);
  const size = statSync(made).size;
  for (let place = 0; place < 12; place++) {
    const path = copyOf("bad.duckdb");
    const bytes = readFileSync(path);
    const at = Math.floor(((place + 0.5) / 12) * size);
    for (let i = at; i < at + 64; i++) bytes[i]! ^= 0xa5;
    writeFileSync(path, bytes);
    const { exitCode, stdout, stderr } = await fwtrend(["analyze", "--store", path, "--json", "-q"]);
    if (exitCode === 0) expect(stdout.replaceAll(path, made)).toBe(whole);
    else expect(stderr).toMatch(/^fwtrend: [^\n]+\n {2}[^\n]+\n$/);
  }
});

test("a database that is no store is refused and left as it is", async () => {
  const path = join(folder, "other.duckdb");
  const database = await openDatabase(path, "write");
  await database.connection.run("CREATE TABLE mine AS SELECT 42 AS answer");
  closeDatabase(database);
  await expectRefused(path, /is a database, but no store of fwtrend/);
  const again = await openDatabase(path, "read");
  expect(await listRows(again.connection, "FROM mine")).toEqual([{ answer: 42 }]);
  closeDatabase(again);
});

test("a store of a newer fwtrend is refused and left as it is", async () => {
  const path = copyOf("future.duckdb");
  const database = await openDatabase(path, "write");
  await database.connection.run("UPDATE meta SET value = '99' WHERE key = 'schema'");
  closeDatabase(database);
  const before = readFileSync(path);
  await expectRefused(path, /is a store of version 99, and this fwtrend knows version 1[^]*update fwtrend/);
  expect(readFileSync(path).equals(before)).toBe(true);
});

test("a store is brought from version to version, or stays what it was", async () => {
  const path = copyOf("old.duckdb");
  const database = await openDatabase(path, "write");
  const { connection } = database;
  const steps = [
    "ALTER TABLE devices ADD COLUMN place VARCHAR",
    "UPDATE devices SET place = 'here'",
    "SELECT no_such_column FROM devices",
  ];
  const versionOf = async (): Promise<unknown> => listRows(connection, "SELECT value FROM meta WHERE key = 'schema'");
  await migrate(connection, 1, 3, steps);
  expect(await versionOf()).toEqual([{ value: "3" }]);
  expect(await listRows(connection, "SELECT DISTINCT place FROM devices")).toEqual([{ place: "here" }]);
  await expect(migrate(connection, 2, 4, steps)).rejects.toThrow(/no_such_column/);
  expect(await versionOf()).toEqual([{ value: "3" }]);
  closeDatabase(database);
});

const isRoot = process.getuid?.() === 0;

test.skipIf(isRoot)("a store that may not be written is read all the same", async () => {
  const path = copyOf("protected.duckdb");
  chmodSync(path, 0o444);
  expect(await fwtrend(["analyze", "--store", path])).toMatchObject({ exitCode: 0 });
  const run = await fwtrend(["import", logs, "--store", path]);
  expect(run).toMatchObject({ exitCode: 1 });
  expect(run.stderr).toContain("the store cannot be written (permission denied)");
});

/** Ends in a file system of a megabyte or two; null where none can be mounted. */
function smallFileSystem(sizeKb: number): string | null {
  const place = scratchFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeKb}k`, "tmpfs", place], { stdio: "ignore" });
    return place;
  } catch {
    return null;
  }
}

const small = smallFileSystem(1200);

afterAll(() => {
  if (small !== null) execFileSync("umount", [small]);
});

test.skipIf(small === null)(
  "on a full disk the store stays whole, and the job ends once there is room",
  { timeout: 120_000 },
  async () => {
    const path = join(small!, "full.duckdb");
    const run = await fwtrend(["import", logs, "--store", path, "--tz", "UTC"]);
    expect(run).toMatchObject({ exitCode: 1 });
    expect(run.stderr).toMatch(/no space left for the store/);
    execFileSync("mount", ["-o", "remount,size=60m", small!]);
    expect(await fwtrend(["import", logs, "--store", path, "--tz", "UTC"])).toMatchObject({ exitCode: 0 });
    const { stdout } = await fwtrend(["store", path]);
    expect(stdout).toContain("3 origins, 36,000 denials");
  },
);

test("at a limit of file sizes the store stays whole, and the job ends without one", { timeout: 120_000 }, async () => {
  const path = join(folder, "limited.duckdb");
  const args = ["import", logs, "--store", path, "--tz", "UTC"];
  const limited = await inShell("trap '' XFSZ; ulimit -f 1600; \"$@\"", args, folder);
  expect(limited.exitCode).toBe(1);
  expect(limited.stderr).toMatch(/no space left for the store/);
  expect(await fwtrend(args)).toMatchObject({ exitCode: 0 });
  const { stdout } = await fwtrend(["store", path]);
  expect(stdout).toContain("3 origins, 36,000 denials");
});

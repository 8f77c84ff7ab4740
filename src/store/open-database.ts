import { accessSync, constants, existsSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { UserError } from "../errors.ts";
import type { DuckDb } from "./rows.ts";

/** A database file that is open. */
export interface Database {
  path: string;
  api: DuckDb;
  instance: DuckDBInstance;
  connection: DuckDBConnection;
}

/** What DuckDB itself may take; the rest of the program takes as much again, and more where logs are read. */
const memoryLimits = { read: "256MB", write: "128MB" };

/**
 * Opens a DuckDB file, to be read only or written, too; what is written may be made anew.
 * @param options of DuckDB itself.
 * @throws UserError for a file that is missing, in use, damaged, too new or no database.
 */
export async function openDatabase(
  path: string,
  mode: "read" | "write",
  options: Readonly<Record<string, string>> = {},
): Promise<Database> {
  checkFile(path, mode);
  // Loading it takes a tenth of a second, and most runs open no store.
  const api = await import("@duckdb/node-api");
  return explainFaults(path, async () => {
    const instance = await api.DuckDBInstance.create(path, {
      access_mode: mode === "read" ? "READ_ONLY" : "READ_WRITE",
      threads: String(Math.min(4, availableParallelism())),
      memory_limit: memoryLimits[mode],
      // Nothing is to be fetched from the net.
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      ...options,
    });
    return { path, api, instance, connection: await instance.connect() };
  });
}

export function closeDatabase({ connection, instance }: Database): void {
  connection.closeSync();
  instance.closeSync();
}

function checkFile(path: string, mode: "read" | "write"): void {
  if (!existsSync(path)) {
    if (mode === "write") return;
    throw new UserError(`${path}: no such store`, { hint: `fwtrend import LOGS --store ${path} makes one` });
  }
  if (statSync(path).isDirectory()) throw new UserError(`${path}: is a directory`, { hint: "a store is one file" });
  try {
    accessSync(path, mode === "read" ? constants.R_OK : constants.R_OK | constants.W_OK);
  } catch (cause) {
    const what = mode === "read" ? "read" : "written";
    throw new UserError(`${path}: the store cannot be ${what} (permission denied)`, {
      hint: "check the permissions of the file and its folder",
      exitCode: 1,
      cause,
    });
  }
}

/** Does what may fail in DuckDB, and says what that means. */
export async function explainFaults<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    if (cause instanceof UserError || !(cause instanceof Error)) throw cause;
    // What this program asks wrongly is no fault of the store.
    if (/^(?:Binder|Parser|Invalid Input|Conversion) Error/.test(cause.message)) throw cause;
    const [what, hint] = meaningOf(cause.message);
    throw new UserError(`${path}: ${what}`, { hint, exitCode: 1, cause });
  }
}

/** DuckDB tells its errors by text. */
function meaningOf(message: string): [what: string, hint: string] {
  const first = message.split("\n")[0]!.slice(0, 300);
  if (/Could not set lock/.test(message)) {
    const pid = /\(PID (\d+)\)/.exec(message)?.[1];
    const who = pid === undefined ? "another process" : `another process (${pid})`;
    return [
      `the store is in use by ${who}`,
      "wait until it is done: one process at a time can write, and none read meanwhile",
    ];
  }
  if (/No space left|not enough (?:disk )?space|File too large|disk quota/i.test(message)) {
    return ["no space left for the store", "make room and run the same command again: what was stored before is whole"];
  }
  if (/read-only file system|Permission denied/i.test(message)) {
    return [`the store cannot be opened (${first})`, "check the permissions of the file and its folder"];
  }
  if (/No such file or directory/.test(message)) {
    return ["the store cannot be made: there is no such folder", "make the folder first"];
  }
  if (/not a valid DuckDB database/.test(message)) {
    return ["is no store of fwtrend", "name another file; fwtrend import makes a store"];
  }
  if (/version number|newer version|storage version/i.test(message)) {
    return ["was written by a newer DuckDB than this fwtrend knows", "update fwtrend"];
  }
  if (/out of memory|memory limit/i.test(message)) {
    return [`DuckDB had too little memory (${first})`, "choose a shorter period"];
  }
  return [
    `the store is damaged or cannot be read (${first})`,
    "take it back from a backup, or import the logs into a new one",
  ];
}

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { dayToIso } from "../../analysis/iso-day.ts";
import { UserError } from "../../errors.ts";
import { discoverInputs } from "../../ingest/discover.ts";
import { printable } from "../../report/escape.ts";
import { escapeJson } from "../../report/json.ts";
import { formatCount } from "../../report/numbers.ts";
import { networkText, parseNetwork } from "../../scan/networks.ts";
import { Zone } from "../../scan/zone.ts";
import { openStore, openStoreToWrite } from "../../store/duckdb-store.ts";
import type { Store, StoreFacts } from "../../store/store.ts";
import { EXIT } from "../exit-codes.ts";
import { type ImportedFile, importFiles } from "../import-files.ts";
import { isStoreFile, mergeStore } from "../merge-stores.ts";
import { catchInterrupt } from "../interrupt.ts";
import { type Io, write } from "../io.ts";
import { renderUserError } from "../error-text.ts";
import type { ReadingFlags } from "../reading-options.ts";
import { readOptionsOf } from "../reading-wishes.ts";

/** Options of `fwtrend import`. */
export interface ImportFlags extends ReadingFlags {
  store: string;
  home?: string[];
  dryRun?: boolean;
  overlap: "leave" | "count";
  jobs?: number;
  json?: boolean;
  quiet?: boolean;
}

/** `fwtrend import PATH… --store FILE`: reads logs into a store, each content once. @returns the exit code. */
export async function runImport(paths: readonly string[], flags: ImportFlags, io: Io): Promise<number> {
  const options = await readOptionsOf(flags, false);
  // A store that lies among its logs is none of them.
  const own = new Set([flags.store, `${flags.store}.wal`].map((path) => resolve(path)));
  const files = (await discoverInputs(paths, io.now())).filter(({ path }) => !own.has(resolve(path)));
  const stores = files.filter(({ path }) => isStoreFile(path));
  const logs = files.filter((file) => !stores.includes(file));
  const home =
    flags.home === undefined
      ? undefined
      : (await (await import("../address-lists.ts")).readHome(flags.home)).networks.all.map(networkText);
  const like = stores[0] === undefined ? null : await factsOf(stores[0].path);
  const store = await open(flags, like ?? { zone: options.zone.name, home: [] }, home);
  const interrupt = catchInterrupt();
  try {
    const facts = store?.facts ?? like ?? { zone: options.zone.name, home: home ?? [] };
    const networks = facts.home.map(parseNetwork).filter((network) => typeof network !== "string");
    const told = (file: ImportedFile): void => {
      if (flags.json !== true && flags.quiet !== true) io.stdout.write(`${describe(file, flags.dryRun === true)}\n`);
    };
    const countsOverlaps = flags.overlap === "count";
    const isDry = flags.dryRun === true;
    const imported: ImportedFile[] = [];
    for (const { path } of stores) imported.push(...(await mergeStore(path, store, { countsOverlaps, isDry, told })));
    const read = await importFiles(logs, store, {
      options: { ...options, zone: new Zone(facts.zone) },
      counting: { home: networks, include: [], exclude: [], scope: null, devices: null },
      jobs: flags.jobs,
      countsOverlaps,
      isDry,
      now: () => io.now(),
      isStopped: () => interrupt.isCaught,
      progress: () => {},
      told,
    });
    imported.push(...read);
    await tellAll(imported, store, flags, io);
    return exitCodeOf(imported, interrupt.isCaught);
  } finally {
    interrupt.release();
    store?.close();
  }
}

/** What holds for a store that is to be merged: a new one is made like it. */
async function factsOf(path: string): Promise<StoreFacts> {
  const store = await openStore(path);
  store.close();
  return store.facts;
}

/** A dry run looks at what is there, and at nothing where there is no store yet. */
function open(flags: ImportFlags, fallback: StoreFacts, home: string[] | undefined): Promise<Store | null> {
  const zone = flags.tz?.findLast((text) => !text.includes("="));
  const wanted = { ...(zone === undefined ? {} : { zone }), ...(home === undefined ? {} : { home }) };
  if (flags.dryRun !== true) return openStoreToWrite(flags.store, wanted, fallback);
  return existsSync(flags.store) ? openStore(flags.store) : Promise.resolve(null);
}

function describe(file: ImportedFile, isDry: boolean): string {
  return `${file.fate.padEnd(10)} ${printable(file.path)}: ${detailOf(file, isDry)}`;
}

function detailOf({ fate, origin, lines, denials, overlap, error }: ImportedFile, isDry: boolean): string {
  const counts = `${formatCount(lines.total)} lines, ${formatCount(denials)} denials`;
  const number = isDry ? "" : `, origin ${origin ?? 0}`;
  const fault = error === null ? "" : `; ${printable(error.message)}`;
  if (fate === "new") return `${counts}${number}${fault}`;
  if (fate === "grown") return `${counts} in all; takes the place of what it was before${number}${fault}`;
  if (fate === "known") return `its content is that of origin ${origin ?? 0}; nothing to add`;
  if (fate === "unreadable") return error === null ? "" : printable(error.message);
  return `${overlapText(overlap, origin ?? 0)}; left out`;
}

function overlapText(overlap: ImportedFile["overlap"], origin: number): string {
  if (overlap?.kind === "beginning")
    return `begins as origin ${origin} does and goes on otherwise: an earlier state of it?`;
  if (overlap?.kind === "log") return `holds a log that origin ${origin} has, and others`;
  return `as many lines in the same hours as origin ${origin} has, ${formatCount(overlap?.lines ?? 0)} of them`;
}

async function tellAll(
  imported: readonly ImportedFile[],
  store: Store | null,
  flags: ImportFlags,
  io: Io,
): Promise<void> {
  const origins = (await store?.origins()) ?? [];
  const days = origins.flatMap(({ firstDay, lastDay }) =>
    firstDay === null || lastDay === null ? [] : [firstDay, lastDay],
  );
  const denials = origins.reduce((sum, one) => sum + one.denials, 0);
  if (flags.json === true) {
    const told = {
      schema: "fwtrend/import/1",
      store: flags.store,
      dryRun: flags.dryRun === true,
      files: imported.map(({ error, ...file }) => ({ ...file, error: error?.message ?? null })),
      origins: origins.length,
      denials,
    };
    await write(io.stdout, `${escapeJson(JSON.stringify(told, null, 2))}\n`);
  }
  const faults = imported.flatMap(({ error }) => error ?? []);
  if (imported.some(({ fate }) => fate === "overlap")) {
    faults.push(
      new UserError("some files were left out, because some of their lines may be in the store already", {
        hint: "fwtrend store lists its origins and --forget N takes one out; --overlap count imports such files all the same",
      }),
    );
  }
  const span = days.length === 0 ? "" : `, ${dayToIso(Math.min(...days))} to ${dayToIso(Math.max(...days))}`;
  const count = (fate: ImportedFile["fate"]): number => imported.filter((file) => file.fate === fate).length;
  const left = count("overlap") + count("unreadable");
  const sum = `${count("new")} new, ${count("grown")} grown, ${count("known")} known, ${left} left out`;
  const isDry = flags.dryRun === true ? " (dry run: nothing was changed)" : "";
  const whole = `${printable(flags.store)}: ${sum}${isDry} · ${formatCount(origins.length)} origins, ${formatCount(denials)} denials${span}`;
  await write(
    io.stderr,
    [...(flags.quiet === true ? [] : [whole]), ...faults.map(renderUserError)].map((text) => `${text}\n`).join(""),
  );
}

function exitCodeOf(imported: readonly ImportedFile[], isStopped: boolean): number {
  if (isStopped) return EXIT.interrupted;
  const isWhole = ({ fate, error }: ImportedFile): boolean => error === null && fate !== "overlap";
  return imported.every(isWhole) ? EXIT.done : EXIT.incomplete;
}

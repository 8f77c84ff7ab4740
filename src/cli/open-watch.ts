import { type Stats, statSync } from "node:fs";
import { UserError } from "../errors.ts";
import { STDIN } from "../ingest/discover.ts";
import { parseListenAddress } from "../live/listen-address.ts";
import type { LiveNote } from "../live/note-book.ts";
import { type LiveSession, type LiveSource, openLive } from "../live/session.ts";
import { printable } from "../report/escape.ts";
import type { ReportedReading } from "./finish-report.ts";
import type { Io } from "./io.ts";
import { spareInputs, TextFile } from "./outputs.ts";
import { type ReportWishes, reportWishesOf } from "./report-wishes.ts";
import { openSides } from "./run-report.ts";
import type { WatchFlags } from "./watch-options.ts";

/** A session of watching, with what its report is to be. */
export interface Watch {
  session: LiveSession;
  wishes: ReportWishes;
  /** All that a report needs but what was read. */
  reported: Omit<ReportedReading, "collection">;
  /** Milliseconds since 1970. */
  startedMs: number;
  /** Reports on the session, which must be closed. @returns the exit code. */
  finish(io: Io): Promise<number>;
}

/**
 * Begins to watch what a command line names.
 * @throws UserError for what cannot be watched, and for options that are wrong.
 */
export async function openWatch(
  paths: readonly string[],
  flags: WatchFlags,
  io: Pick<Io, "now">,
  note: (note: LiveNote) => void,
): Promise<Watch> {
  if (flags.store !== undefined) {
    throw new UserError("watch: what is watched is kept in no store", {
      hint: "fwtrend import reads a log into a store, and of one that grew its new part",
    });
  }
  const sources = sourcesOf(paths, flags.listen ?? []);
  const wishes = await reportWishesOf(flags, false);
  const opened = await openSides(flags, wishes, false);
  const { options, sides } = opened;
  const period = sides.openLive(opened.period.days);
  const given = { ...opened, period, inputs: [] };
  spare(
    paths,
    flags,
    wishes.outputs.outputs.flatMap(({ files }) => files.map(({ path }) => path)),
    io,
  );
  const rejects = flags.rejects === undefined ? null : new TextFile(flags.rejects);
  const startedMs = io.now();
  const session = await openLive(sources, {
    read: { ...options, hash: false },
    sides,
    side: period,
    reject:
      rejects &&
      ((path, line, fault, text) =>
        rejects.write(`${printable(path)}:${line}: ${fault}: ${printable(text(), 2000)}\n`)),
    fromStart: flags.onlyNew !== true,
    mostConnections: flags.maxConnections,
    now: () => io.now(),
    note,
  });
  const command = ["watch", ...(flags.listen ?? []).map((address) => `--listen=${address}`), ...paths];
  const reported = { given, flags, wishes, command, zone: options.zone.name };
  return {
    session,
    wishes,
    reported,
    startedMs,
    async finish(output) {
      const elapsedMs = output.now() - startedMs;
      const unwritten = rejects?.close() ?? [];
      const { finishReport } = await import("./finish-report.ts");
      const reading = { ...reported, collection: session.collection(), elapsedMs, unwritten };
      return finishReport({ ...reading, isPrinted: flags.json !== true }, output);
    },
  };
}

/** @throws UserError where there is nothing to watch, or what cannot be. */
function sourcesOf(paths: readonly string[], addresses: readonly string[]): LiveSource[] {
  const listened = addresses.map((text): LiveSource => ({ kind: "listen", address: parseListenAddress(text) }));
  if (paths.length + listened.length === 0) {
    throw new UserError("watch: nothing to watch", {
      hint: "name files, give - for standard input, or --listen udp:5514",
    });
  }
  return [...[...new Set(paths)].map(sourceOf), ...listened];
}

function sourceOf(path: string): LiveSource {
  if (path === STDIN) return { kind: "stream", path };
  const stats = statOf(path);
  if (stats?.isDirectory() === true) {
    throw new UserError(`${path}: is a directory, and watch follows files`, {
      hint: `name the files that grow; fwtrend analyze ${path} reads all that it holds`,
    });
  }
  if (stats === undefined && /[*?[{]/.test(path)) {
    throw new UserError(`${path}: no such file, and watch takes no patterns`, { hint: "name the files that grow" });
  }
  return { kind: stats === undefined || stats.isFile() ? "file" : "stream", path };
}

/** Undefined for what is not there, and for what cannot be looked at: following it will tell why. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** @throws UserError when a file to be written is one of the inputs. */
function spare(paths: readonly string[], flags: WatchFlags, outputs: readonly string[], io: Pick<Io, "now">): void {
  const written = flags.rejects === undefined ? outputs : [...outputs, flags.rejects];
  const inputs = paths.map((path) => ({ file: { path, sizeBytes: null, modifiedMs: io.now() }, sides: [] }));
  spareInputs(written, inputs);
}

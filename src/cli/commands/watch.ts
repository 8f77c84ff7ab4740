import { type Stats, statSync } from "node:fs";
import { UserError } from "../../errors.ts";
import { STDIN } from "../../ingest/discover.ts";
import { parseListenAddress } from "../../live/listen-address.ts";
import type { LiveNote } from "../../live/note-book.ts";
import { type LiveSession, type LiveSource, openLive } from "../../live/session.ts";
import { printable } from "../../report/escape.ts";
import { catchStop } from "../interrupt.ts";
import { type Io, write } from "../io.ts";
import { spareInputs, TextFile } from "../outputs.ts";
import { reportWishesOf } from "../report-wishes.ts";
import { openSides } from "../run-report.ts";
import type { WatchFlags } from "../watch-options.ts";
import { openStatus } from "../watch-status.ts";
import { tickJson } from "../watch-json.ts";
import { Ticker } from "../watch-tick.ts";

const logEveryMs = 10_000;
const terminalEveryMs = 1000;

/** The longest time that a timer takes. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * `fwtrend watch PATH…`: follows inputs until they or the time given end, or somebody ends it, and then reports on them as
 * `analyze` does. @returns the exit code: that of a report, however watching was ended.
 */
export async function runWatch(paths: readonly string[], flags: WatchFlags, io: Io): Promise<number> {
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
  const asked = catchStop();
  const started = io.now();
  const status = openStatus(flags, io);
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
    note: (note: LiveNote) => status.note(note),
  });
  const ticker = new Ticker(started, wishes);
  const tell = async (isFinal: boolean): Promise<void> => {
    const tick = ticker.next(session.snapshot(), io.now(), isFinal);
    if (flags.json === true) await write(io.stdout, tickJson(tick));
    else if (!isFinal) status.show(tick);
  };
  status.begin(session.snapshot().inputs);
  const everyMs = flags.every ?? (status.isInPlace ? terminalEveryMs : logEveryMs);
  await untilOver(session, asked, started + (flags.for ?? Infinity), everyMs, io, () => tell(false));
  status.end();
  await session.close();
  if (flags.json === true) await tell(true);
  const elapsedMs = io.now() - started;
  const unwritten = rejects?.close() ?? [];
  const { finishReport } = await import("../finish-report.ts");
  const zone = options.zone.name;
  const command = ["watch", ...(flags.listen ?? []).map((address) => `--listen=${address}`), ...paths];
  const reading = { given, collection: session.collection(), flags, wishes, command, zone, elapsedMs, unwritten };
  return finishReport({ ...reading, isPrinted: flags.json !== true }, io);
}

/** Tells how it stands again and again, until something ends it. */
async function untilOver(
  session: LiveSession,
  asked: Promise<void>,
  endMs: number,
  everyMs: number,
  io: Io,
  tell: () => Promise<void>,
): Promise<void> {
  const state = { isOver: false, wake: (): void => undefined };
  void Promise.race([asked, session.ended]).then(() => {
    state.isOver = true;
    state.wake();
  });
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      state.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  for (let nextMs = io.now() + everyMs; ; nextMs += everyMs) {
    // What took longer than a tick is not made up for.
    nextMs = Math.max(nextMs, io.now());
    const untilMs = Math.min(nextMs, endMs);
    while (!state.isOver && io.now() < untilMs) await pause(Math.min(untilMs - io.now(), longestTimerMs));
    if (state.isOver || io.now() >= endMs) return;
    await tell();
  }
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
function spare(paths: readonly string[], flags: WatchFlags, outputs: readonly string[], io: Io): void {
  const written = flags.rejects === undefined ? outputs : [...outputs, flags.rejects];
  const inputs = paths.map((path) => ({ file: { path, sizeBytes: null, modifiedMs: io.now() }, sides: [] }));
  spareInputs(written, inputs);
}

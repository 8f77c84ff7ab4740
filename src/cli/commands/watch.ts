import type { LiveSession } from "../../live/session.ts";
import { catchStop } from "../interrupt.ts";
import { type Io, write } from "../io.ts";
import { openWatch } from "../open-watch.ts";
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
 * `analyze` does. On a terminal the explorer shows how it stands. @returns the exit code: that of a report, however
 * watching was ended.
 */
export async function runWatch(paths: readonly string[], flags: WatchFlags, io: Io): Promise<number> {
  if (wantsExplorer(flags, io)) return (await import("../explore/explore-watch.ts")).exploreWatch(paths, flags, io);
  const asked = catchStop();
  const status = openStatus(flags, io);
  const watch = await openWatch(paths, flags, io, (note) => status.note(note));
  const { session, startedMs } = watch;
  const ticker = new Ticker(startedMs, watch.wishes);
  const tell = async (isFinal: boolean): Promise<void> => {
    const tick = ticker.next(session.snapshot(), io.now(), isFinal);
    if (flags.json === true) await write(io.stdout, tickJson(tick));
    else if (!isFinal) status.show(tick);
  };
  status.begin(session.snapshot().inputs);
  const everyMs = flags.every ?? (status.isInPlace ? terminalEveryMs : logEveryMs);
  await untilOver(session, asked, startedMs + (flags.for ?? Infinity), everyMs, io, () => tell(false));
  status.end();
  await session.close();
  if (flags.json === true) await tell(true);
  return watch.finish(io);
}

/** Whether keys can be read and a screen be drawn, and nobody wants lines. */
function wantsExplorer({ json, md, csv, plain, quiet }: WatchFlags, { stdout }: Io): boolean {
  return stdout.isTTY && [json, md, csv, plain, quiet].every((wish) => wish !== true);
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

import { STDIN } from "../../ingest/discover.ts";
import type { View } from "../../ui/explorer/feed.ts";
import type { ExplorerStore } from "../../ui/explorer/store.ts";
import { type Io, write } from "../io.ts";
import type { WatchFlags } from "../watch-options.ts";
import { startEngine } from "./engine-feed.ts";
import { showExplorer } from "./show-explorer.ts";

/**
 * Watches inputs on the screens of the explorer, until it is closed, the time given is over, or a signal asks to end; then
 * reports as `analyze` does. @returns the exit code.
 */
export async function exploreWatch(paths: readonly string[], flags: WatchFlags, io: Io): Promise<number> {
  const view: View = { method: flags.method, filter: "", period: "" };
  const { stdout, env } = io;
  const terminal = { columns: stdout.columns || 80, env: { ...env } };
  const starting = startEngine({ kind: "watch", paths, flags, view, terminal });
  let stop = (): void => undefined;
  const shown = (store: ExplorerStore): void => {
    const quit = (): void => store.dispatch({ kind: "quit" });
    const timer = flags.for === undefined ? null : setTimeout(quit, flags.for);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, quit);
    stop = () => {
      if (timer !== null) clearTimeout(timer);
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, quit);
    };
  };
  const feed = await showExplorer({ starting, flags, view, isInputTaken: paths.includes(STDIN), io, shown });
  stop();
  const ended = await feed.end();
  await feed.close();
  await write(io.stderr, ended.stderr);
  await write(io.stdout, ended.stdout);
  return ended.exitCode;
}

import { UserError } from "../../errors.ts";
import { STDIN } from "../../ingest/discover.ts";
import type { View } from "../../ui/explorer/feed.ts";
import { EXIT } from "../exit-codes.ts";
import { startEngine } from "../explore/engine-feed.ts";
import { showExplorer } from "../explore/show-explorer.ts";
import type { Io } from "../io.ts";
import type { ReportFlags } from "../report-options.ts";

/** `fwtrend ui [PATH… | BEFORE AFTER]`: the explorer, or the text summary where there is no terminal. @returns the exit code. */
export function runUi(paths: readonly string[], flags: ReportFlags, io: Io): Promise<number> {
  const isPair = paths.length === 2 && flags.period === undefined && flags.baseline === undefined;
  return explore(paths, flags, isPair || flags.baseline !== undefined, io);
}

/** Explores what `analyze` or `compare` would report on. @returns the exit code. */
export async function explore(
  paths: readonly string[],
  flags: ReportFlags,
  isCompared: boolean,
  io: Io,
): Promise<number> {
  if (!io.stdout.isTTY) {
    if (isCompared) return (await import("./compare.ts")).runCompare(paths, flags, io);
    return (await import("./analyze.ts")).runAnalyze(paths, flags, io);
  }
  checkOutputs(flags);
  const view: View = { method: flags.method, filter: "", period: "" };
  const { store } = flags;
  const starting = startEngine(
    store === undefined
      ? { kind: "read", paths, flags, isCompared, view }
      : { kind: "store", paths, flags: { ...flags, store }, view },
  );
  const feed = await showExplorer({
    starting,
    flags,
    view,
    isInputTaken: [...paths, ...(flags.exposure ?? []), ...(flags.exposureBefore ?? [])].includes(STDIN),
    io,
  });
  await feed.close();
  return EXIT.done;
}

/** @throws UserError for options that the explorer has keys for. */
function checkOutputs({ json, md, csv, output, rejects }: ReportFlags): void {
  if ([json, md, csv, output, rejects].every((wish) => wish === undefined)) return;
  throw new UserError("the explorer writes no report by itself", { hint: "press e in it, or leave out -i" });
}

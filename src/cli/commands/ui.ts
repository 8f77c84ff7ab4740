import { existsSync, openSync } from "node:fs";
import { ReadStream } from "node:tty";
import type { WriteStream } from "node:tty";
import { UserError } from "../../errors.ts";
import { STDIN } from "../../ingest/discover.ts";
import { printable } from "../../report/escape.ts";
import { languageOf } from "../../report/language.ts";
import type { View } from "../../ui/explorer/feed.ts";
import type { Look } from "../../ui/explorer/paint.ts";
import type { ExplorerState } from "../../ui/explorer/state.ts";
import type { ExportOutcome } from "../../ui/explorer/store.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, wantsColor } from "../io.ts";
import type { ReportFlags } from "../report-options.ts";
import { targetTableOf } from "../report-wishes.ts";
import { startEngine } from "../explore/engine-feed.ts";

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
  const keys = openKeys(paths.includes(STDIN));
  const view: View = { method: flags.method, filter: "", period: "" };
  // Reading begins before the screen is there: both take their time to load.
  const starting = startEngine({ paths, flags, isCompared, view });
  const loading = Promise.all([import("../../ui/explorer/open-explorer.tsx"), import("../../ui/explorer/store.ts")]);
  const feed = await starting;
  const [{ openExplorer }, { ExplorerStore }] = await loading;
  const store = new ExplorerStore(
    feed,
    { view, language: flags.lang },
    {
      ascii: flags.ascii ?? false,
      isHeard: isHeard(io),
      loadTargets: () => targetTableOf(flags.targets),
      exportTo: (path, state, isConfirmed) => exportReport(path, state, isConfirmed, flags, io),
    },
  );
  try {
    await openExplorer(store, {
      stdin: keys,
      stdout: io.stdout as WriteStream,
      look: lookOf(flags, io),
      isHeard: isHeard(io),
    });
  } finally {
    await feed.close();
    keys.destroy();
  }
  return EXIT.done;
}

/** @throws UserError for options that the explorer has keys for. */
function checkOutputs({ json, md, csv, output, rejects }: ReportFlags): void {
  if ([json, md, csv, output, rejects].every((wish) => wish === undefined)) return;
  throw new UserError("the explorer writes no report by itself", { hint: "press e in it, or leave out -i" });
}

/** Where keys come from: the terminal, also where standard input is a log. @throws UserError where there is none. */
function openKeys(isInputTaken: boolean): ReadStream {
  if (process.stdin.isTTY && !isInputTaken) return process.stdin as ReadStream;
  try {
    return new ReadStream(openSync("/dev/tty", "r"));
  } catch {
    throw new UserError("the explorer needs a terminal for its keys", { hint: "use analyze or compare" });
  }
}

function isHeard({ env }: Io): boolean {
  return env["INK_SCREEN_READER"] === "true";
}

function lookOf({ color, contrast }: ReportFlags, io: Io): Look {
  if (contrast === true) return "contrast";
  return wantsColor(color, io.stdout, io.env) ? "color" : "plain";
}

async function exportReport(
  path: string,
  { report, language }: ExplorerState,
  isConfirmed: boolean,
  flags: ReportFlags,
  io: Io,
): Promise<ExportOutcome> {
  const words =
    language === "ja"
      ? (await import("../../ui/explorer/words.ja.ts")).ja
      : (await import("../../ui/explorer/words.en.ts")).en;
  if (existsSync(path) && !isConfirmed) return { kind: "exists", text: words.replace(printable(path)) };
  const { planOutputs } = await import("../output-plan.ts");
  const { writeReports } = await import("../write-reports.ts");
  try {
    const { outputs } = planOutputs({ ...flags, output: [path] });
    const ascii = flags.ascii ?? false;
    const failures = await writeReports(outputs, report!, { language: languageOf(language), ascii }, io);
    const [failure] = failures;
    if (failure !== undefined) throw failure;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: "failed", text: printable(error.message) };
  }
  return { kind: "written", text: words.exported(printable(path)) };
}

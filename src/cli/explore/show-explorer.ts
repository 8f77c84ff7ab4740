import { existsSync, openSync } from "node:fs";
import { ReadStream, type WriteStream } from "node:tty";
import { UserError } from "../../errors.ts";
import { printable } from "../../report/escape.ts";
import { languageOf } from "../../report/language.ts";
import type { Feed, View } from "../../ui/explorer/feed.ts";
import type { Look } from "../../ui/explorer/paint.ts";
import type { ExplorerState } from "../../ui/explorer/state.ts";
import type { ExplorerStore, ExportOutcome } from "../../ui/explorer/store.ts";
import { type Io, wantsColor } from "../io.ts";
import type { ReportFlags } from "../report-options.ts";
import { targetTableOf } from "../report-wishes.ts";

/** What the explorer is shown with. */
export interface Shown<Source extends Feed> {
  /** Where figures come from, which is being started while the screen is loaded. */
  starting: Promise<Source>;
  flags: ReportFlags;
  view: View;
  /** Whether standard input is a log: keys come from the terminal then. */
  isInputTaken: boolean;
  io: Io;
  /** Called when the explorer is there, to steer it from outside. */
  shown?: (store: ExplorerStore) => void;
}

/** Shows the explorer until it is closed. @returns the feed, still open. @throws UserError where there is nothing to show. */
export async function showExplorer<Source extends Feed>(given: Shown<Source>): Promise<Source> {
  const { starting, flags, view, isInputTaken, io } = given;
  const loading = Promise.all([import("../../ui/explorer/open-explorer.tsx"), import("../../ui/explorer/store.ts")]);
  const feed = await starting;
  const keys = openKeys(isInputTaken);
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
  given.shown?.(store);
  const stdout = io.stdout as WriteStream;
  await openExplorer(store, { stdin: keys, stdout, look: lookOf(flags, io), isHeard: isHeard(io) });
  keys.destroy();
  return feed;
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

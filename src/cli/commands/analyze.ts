import { UserError } from "../../errors.ts";
import { discoverInputs } from "../../ingest/discover.ts";
import type { Io } from "../io.ts";
import type { ReportFlags } from "../report-options.ts";
import { type ReportWishes, reportWishesOf } from "../report-wishes.ts";
import { openSides, type ReportInputs, runReport } from "../run-report.ts";

/** `fwtrend analyze PATH…`: one period. @returns the exit code. */
export async function runAnalyze(paths: readonly string[], flags: ReportFlags, io: Io): Promise<number> {
  const wishes = await reportWishesOf(flags, false);
  if (flags.store !== undefined) {
    const { runStoredReport } = await import("../run-stored-report.ts");
    return runStoredReport(paths, { ...flags, store: flags.store }, wishes, "analyze", io);
  }
  const given = await inputsToAnalyze(paths, flags, wishes, io.now());
  return runReport(given, flags, wishes, ["analyze", ...paths], io);
}

/** The inputs of one period. @throws UserError where none are named. */
export async function inputsToAnalyze(
  paths: readonly string[],
  flags: ReportFlags,
  wishes: ReportWishes,
  nowMs: number,
): Promise<ReportInputs> {
  checkPaths(paths);
  const opened = await openSides(flags, wishes, false);
  return { ...opened, inputs: (await discoverInputs(paths, nowMs)).map((file) => ({ file, sides: [opened.period] })) };
}

/** @throws UserError where nothing is given to be read. */
export function checkPaths(paths: readonly string[]): void {
  if (paths.length > 0) return;
  throw new UserError("nothing to read: name logs, or a store", {
    hint: "fwtrend analyze /var/log/firewall/, or --store history.duckdb; `-` reads standard input",
  });
}

import { discoverInputs } from "../../ingest/discover.ts";
import type { Io } from "../io.ts";
import type { ReportFlags } from "../report-options.ts";
import { type ReportWishes, reportWishesOf } from "../report-wishes.ts";
import { openSides, type ReportInputs, runReport } from "../run-report.ts";

/** `fwtrend analyze PATH…`: one period. @returns the exit code. */
export async function runAnalyze(paths: readonly string[], flags: ReportFlags, io: Io): Promise<number> {
  const wishes = await reportWishesOf(flags, false);
  const given = await inputsToAnalyze(paths, flags, wishes, io.now());
  return runReport(given, flags, wishes, ["analyze", ...paths], io);
}

/** The inputs of one period. */
export async function inputsToAnalyze(
  paths: readonly string[],
  flags: ReportFlags,
  wishes: ReportWishes,
  nowMs: number,
): Promise<ReportInputs> {
  const opened = await openSides(flags, wishes, false);
  return { ...opened, inputs: (await discoverInputs(paths, nowMs)).map((file) => ({ file, sides: [opened.period] })) };
}

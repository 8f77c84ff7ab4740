import { discoverInputs } from "../../ingest/discover.ts";
import type { Io } from "../io.ts";
import type { ReportFlags } from "../report-options.ts";
import { reportWishesOf } from "../report-wishes.ts";
import { openSides, runReport } from "../run-report.ts";

/** `fwtrend analyze PATH…`: one period. @returns the exit code. */
export async function runAnalyze(paths: readonly string[], flags: ReportFlags, io: Io): Promise<number> {
  const wishes = await reportWishesOf(flags, false);
  const opened = await openSides(flags, wishes, false);
  const inputs = (await discoverInputs(paths, io.now())).map((file) => ({ file, sides: [opened.period] }));
  return runReport({ ...opened, inputs }, flags, wishes, ["analyze", ...paths], io);
}

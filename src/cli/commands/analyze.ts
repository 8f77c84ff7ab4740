import { UserError } from "../../errors.ts";
import { discoverInputs } from "../../ingest/discover.ts";
import type { Io } from "../io.ts";
import type { ReportFlags } from "../report-options.ts";
import { reportWishesOf } from "../report-wishes.ts";
import { openSides, runReport } from "../run-report.ts";

/** `fwtrend analyze PATH…`: one period. @returns the exit code. */
export async function runAnalyze(paths: readonly string[], flags: ReportFlags, io: Io): Promise<number> {
  const wishes = await reportWishesOf(flags, false);
  if (flags.store !== undefined) {
    const { runStoredReport } = await import("../run-stored-report.ts");
    return runStoredReport(paths, { ...flags, store: flags.store }, wishes, "analyze", io);
  }
  checkPaths(paths);
  const opened = await openSides(flags, wishes, false);
  const inputs = (await discoverInputs(paths, io.now())).map((file) => ({ file, sides: [opened.period] }));
  return runReport({ ...opened, inputs }, flags, wishes, ["analyze", ...paths], io);
}

/** @throws UserError where nothing is given to be read. */
export function checkPaths(paths: readonly string[]): void {
  if (paths.length > 0) return;
  throw new UserError("nothing to read: name logs, or a store", {
    hint: "fwtrend analyze /var/log/firewall/, or --store history.duckdb; `-` reads standard input",
  });
}

import { Command } from "commander";
import { discoverInputs } from "../../ingest/discover.ts";
import type { Io } from "../io.ts";
import { addReportOptions, type ReportFlags, reportWishesOf } from "../report-options.ts";
import { openSides, runReport } from "../run-report.ts";

/** `fwtrend analyze PATH…`: one period. */
export function analyzeCommand(io: Io, finish: (exitCode: number) => void): Command {
  const command = new Command("analyze")
    .description("what the blocked connections of one period were aimed at")
    .argument("<path...>", "files, directories, globs, or - for standard input");
  return addReportOptions(command).action(async (paths: string[], flags: ReportFlags) => {
    const wishes = await reportWishesOf(flags);
    const opened = openSides(flags, wishes, false);
    const inputs = (await discoverInputs(paths, io.now())).map((file) => ({ file, sides: [opened.period] }));
    finish(await runReport({ ...opened, inputs }, flags, wishes, ["analyze", ...paths], io));
  });
}

import { type Command, Option } from "commander";
import { collect, wholeNumber } from "./reading-options.ts";

/** Adds the options of `fwtrend history` but for the store. */
export function addHistoryOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--by <span>", "how the history is cut")
        .choices(["month", "quarter", "year", "fiscal-year"])
        .default("month"),
    )
    .option("--period <period>", "only periods with a day in it: FY2017, 2017, 2017-Q2, 2017-04..2018-03")
    .option("--fiscal-year-start <month>", "first month of a fiscal year, 1 to 12", wholeNumber(1, 12), 4)
    .addOption(
      new Option("--method <id>", "what the shares count, as for analyze")
        .choices(["top100", "all-ports", "unique-sources", "survey-excluded"])
        .default("top100"),
    )
    .option("--top <n>", "how many of the busiest ports count", wholeNumber(1, 65_536), 100)
    .option("--targets <file.csv>", "rows that replace or add to the table of targets, for all of the history")
    .option("--against <file.csv>", "another such table, to show what the change does; or the word bundled")
    .option("--classes", "follow the classes, too")
    .option("--port <port>", "follow a port, such as 23/tcp; may be repeated", collect)
    .option("--known-scanners <file>", "networks of known scanners, one a line; may be repeated", collect)
    .option("--scan-wide <ports>", "ports a day from which on a source scans wide", wholeNumber(2, 65_536), 100)
    .addOption(new Option("--json", "the history as JSON on standard output").conflicts(["md", "csv"]))
    .addOption(new Option("--md", "the history as Markdown on standard output").conflicts(["json", "csv"]))
    .addOption(new Option("--csv", "the history as CSV on standard output").conflicts(["json", "md"]))
    .option("-o, --output <file>", "write it to a .txt, .md, .html, .json or .csv file; may be repeated", collect)
    .addOption(
      new Option("--color <when>", "colours on a terminal").choices(["auto", "always", "never"]).default("auto"),
    )
    .option("--ascii", "draw with ASCII characters only")
    .addOption(new Option("--lang <code>", "language of the history").choices(["en", "ja"]).default("en"));
}

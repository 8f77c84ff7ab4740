import { type Command, Option } from "commander";
import { type ExposureTableName, exposureTableNames } from "../report/exposure/exposure-table-names.ts";
import type { LanguageCode } from "../report/language.ts";
import { addReadingOptions, collect, type ReadingFlags, wholeNumber } from "./reading-options.ts";
import { percent } from "./report-options.ts";

/** Options of `fwtrend exposure`, as commander leaves them. */
export interface ExposureFlags extends ReadingFlags {
  before?: string[];
  denials?: string[];
  store?: string;
  policy?: string;
  public?: string;
  siteRules?: string;
  targets?: string;
  period?: string;
  baseline?: string;
  fiscalYearStart: number;
  failOn?: string[];
  json?: boolean;
  md?: boolean;
  csv?: boolean;
  table?: ExposureTableName;
  output?: string[];
  maxUnparsed: number;
  jobs?: number;
  quiet?: boolean;
  color: "auto" | "always" | "never";
  ascii?: boolean;
  lang: LanguageCode;
}

/** Adds the options of {@link ExposureFlags} to a command. */
export function addExposureOptions(command: Command): Command {
  const own = command
    .option("--before <path...>", "an earlier scan of the same: what was opened and closed since")
    .option("--denials <path...>", "firewall logs: which exposed ports are under attack")
    .addOption(new Option("--store <file>", "the same from a store that import made").conflicts("denials"))
    .option(
      "--policy <file.csv>",
      "which ports of which hosts are meant to be public: columns host, port, proto, public",
    )
    .option("--public <ports>", "ports that are public everywhere (default: 80,443,25,53), or none")
    .option("--site-rules <file.csv>", "rules for web sites beside the built-in ones: columns class, part, pattern")
    .option("--targets <file.csv>", "rows that replace or add to the table of targets")
    .option("--period <period>", "the span of the attacks (default: the later half of the denials' days)")
    .option("--baseline <period>", "the span that their trend is told against (default: the earlier half)")
    .option("--fiscal-year-start <month>", "first month of a fiscal year, 1 to 12", wholeNumber(1, 12), 4)
    .option("--fail-on <condition>", 'exit 5 when it holds, such as "devices.rate>25%"; may be repeated', collect)
    .addOption(new Option("--json", "the report as JSON on standard output").conflicts(["md", "csv"]))
    .addOption(new Option("--md", "the report as Markdown on standard output").conflicts(["json", "csv"]))
    .addOption(new Option("--csv", "one table of the report as CSV on standard output").conflicts(["json", "md"]))
    .addOption(
      new Option("--table <name>", "which table --csv and -o FILE.csv write (default: attacks, or ports)").choices(
        exposureTableNames,
      ),
    )
    .option(
      "-o, --output <file>",
      "write the report to a .txt, .md, .html, .json or .csv file, or all tables to a folder/; may be repeated",
      collect,
    )
    .option("--max-unparsed <percent>", "exit 4 when more of the records could not be read", percent, 50)
    .option("--jobs <n>", "threads to read logs with (default: one for each core)", wholeNumber(1, 1024))
    .option("-q, --quiet", "nothing on standard error but errors")
    .addOption(
      new Option("--color <when>", "colours on a terminal").choices(["auto", "always", "never"]).default("auto"),
    )
    .option("--ascii", "draw with ASCII characters only")
    .addOption(new Option("--lang <code>", "language of the report").choices(["en", "ja"]).default("en"));
  // They are about the logs of denials, so they come last.
  return addReadingOptions(own);
}

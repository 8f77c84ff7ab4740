import { type Command, Option } from "commander";
import type { Mapping, Method } from "../analysis/report.ts";
import { type CsvTableName, csvTableNames, ownTableNames } from "../report/csv/table-names.ts";
import type { LanguageCode } from "../report/language.ts";
import type { Scope } from "../rollup/counts.ts";
import { UserError } from "../errors.ts";
import { addReadingOptions, collect, type ReadingFlags, wholeNumber } from "./reading-options.ts";

/** Options of the commands that end in a report, as commander leaves them. */
export interface ReportFlags extends ReadingFlags {
  /** A store to be asked instead of logs. */
  store?: string;
  period?: string;
  baseline?: string;
  fiscalYearStart: number;
  method: Method;
  top: number;
  targets?: string;
  mapping: Mapping;
  scope: Scope | "all";
  home?: string[];
  include?: string[];
  exclude?: string[];
  likeForLike?: boolean;
  knownScanners?: string[];
  scanWide: number;
  scanVertical: number;
  scanHorizontal: number;
  failOn?: string[];
  anonymize?: boolean;
  json?: boolean;
  md?: boolean;
  csv?: boolean;
  table?: CsvTableName;
  output?: string[];
  rejects?: string;
  maxUnparsed: number;
  jobs?: number;
  quiet?: boolean;
  progress: boolean;
  color: "auto" | "always" | "never";
  ascii?: boolean;
  contrast?: boolean;
  interactive?: boolean;
  /** Scans that the report is joined with; the others are about them. */
  exposure?: string[];
  exposureBefore?: string[];
  exposurePolicy?: string;
  exposurePublic?: string;
  exposureSiteRules?: string;
  lang: LanguageCode;
}

/** Adds the options of {@link ReportFlags} to a command. */
export function addReportOptions(command: Command): Command {
  return addReadingOptions(command)
    .option("--store <file>", "report on what a store keeps instead of on logs")
    .option("--period <period>", "only this span: FY2017, 2017, 2017-Q2, 2017-04, 2017-04-01..2018-03-31")
    .option("--fiscal-year-start <month>", "first month of a fiscal year, 1 to 12", wholeNumber(1, 12), 4)
    .addOption(
      new Option(
        "--method <id>",
        "what the headline counts: denials at the busiest ports or at all, or distinct sources",
      )
        .choices(["top100", "all-ports", "unique-sources", "survey-excluded"])
        .default("top100"),
    )
    .option("--top <n>", "how many of the busiest ports count and are listed", wholeNumber(1, 65_536), 100)
    .option("--targets <file.csv>", "rows that replace or add to the table of targets")
    .addOption(
      new Option("--mapping <kind>", "one table for both sides, or the rows that held in the years of each")
        .choices(["fixed", "as-of"])
        .default("fixed"),
    )
    .option("--home <networks>", "own networks beside private ones: a list, or @FILE; may be repeated", collect)
    .addOption(
      new Option("--scope <scope>", "only denials of one scope")
        .choices(["all", "inbound", "outbound", "internal", "multicast", "unknown"])
        .default("all"),
    )
    .option("--include <words>", 'only events such as "port:23 src:198.51.100.0/24"; may be repeated', collect)
    .option("--exclude <words>", 'no events such as "device:lab*"; may be repeated', collect)
    .option("--known-scanners <file>", "networks of known scanners, one a line; may be repeated", collect)
    .option("--scan-wide <ports>", "ports a day from which on a source scans wide", wholeNumber(2, 65_536), 100)
    .option("--scan-vertical <ports>", "ports of one host a day that are a scan", wholeNumber(2, 65_536), 15)
    .option("--scan-horizontal <hosts>", "hosts at one port a day that are a scan", wholeNumber(2, 65_536), 25)
    .option("--fail-on <condition>", 'exit 5 when it holds, such as "iot.share>40%"; may be repeated', collect)
    .option("--anonymize", "no device names, own addresses or paths in the report")
    .addOption(new Option("--json", "the report as JSON on standard output").conflicts(["md", "csv"]))
    .addOption(new Option("--md", "the report as Markdown on standard output").conflicts(["json", "csv"]))
    .addOption(new Option("--csv", "one table of the report as CSV on standard output").conflicts(["json", "md"]))
    .addOption(
      new Option("--table <name>", "which table --csv and -o FILE.csv write (default: ports)").choices(ownTableNames),
    )
    .option(
      "-o, --output <file>",
      "write the report to a .txt, .md, .html, .json or .csv file, or all tables to a folder/; may be repeated",
      collect,
    )
    .option("--rejects <file>", "write every line that could not be read to a file, with the reason")
    .option("--max-unparsed <percent>", "exit 4 when more of the lines could not be read", percent, 50)
    .option("--jobs <n>", "threads to read with (default: one for each core)", wholeNumber(1, 1024))
    .option("-q, --quiet", "nothing on standard error but errors")
    .option("--no-progress", "no live progress on a terminal")
    .addOption(
      new Option("--color <when>", "colours on a terminal").choices(["auto", "always", "never"]).default("auto"),
    )
    .option("--ascii", "draw with ASCII characters only")
    .option("--contrast", "the explorer in bold and underlined instead of colours")
    .addOption(new Option("--lang <code>", "language of the report").choices(["en", "ja"]).default("en"));
}

/** The same, with those of a section on what is exposed. */
export function addJoinedReportOptions(command: Command): Command {
  addReportOptions(command)
    .option(
      "--exposure <scan>",
      "results of port scanners, lists of web sites: a section on what is exposed; may be repeated",
      collect,
    )
    .option(
      "--exposure-before <scan>",
      "earlier scans of the same: what was opened and closed since; may be repeated",
      collect,
    )
    .option("--exposure-policy <file.csv>", "which ports of which hosts are meant to be public")
    .option("--exposure-public <ports>", "ports that are public everywhere (default: 80,443,25,53), or none")
    .option("--exposure-site-rules <file.csv>", "rules for web sites beside the built-in ones");
  for (const option of command.options) if (option.long === "--table") option.choices(csvTableNames);
  return command;
}

/** Parses the percentage of `--max-unparsed`, for commander. @throws UserError for what is none. */
export function percent(text: string): number {
  const value = Number(text.replace(/%$/, ""));
  if (!/^\d+(\.\d+)?%?$/.test(text) || value > 100) {
    throw new UserError(`--max-unparsed ${JSON.stringify(text)}: not a percentage`, {
      hint: "give a number from 0 to 100",
    });
  }
  return value;
}

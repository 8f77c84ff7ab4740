import { Command, Option } from "commander";
import type { CheckFlags } from "./commands/check.ts";
import type { ExportFlags } from "./commands/export.ts";
import type { FormatsFlags } from "./commands/formats.ts";
import type { HistoryFlags } from "./commands/history.ts";
import type { ImportFlags } from "./commands/import.ts";
import type { StoreFlags } from "./commands/store.ts";
import type { VerifyFlags } from "./commands/verify.ts";
import { addExposureOptions, type ExposureFlags } from "./exposure-options.ts";
import type { Io } from "./io.ts";
import { addHistoryOptions } from "./history-options.ts";
import { addReadingOptions, collect, type ReadingFlags, wholeNumber } from "./reading-options.ts";
import { addJoinedReportOptions, type ReportFlags } from "./report-options.ts";
import { addWatchOptions, type WatchFlags } from "./watch-options.ts";

/**
 * All commands with their arguments and options. What a command does is loaded when it is called: help would
 * otherwise wait for scanners, analysis and renderers, three quarters of its time. The many options of a command that no
 * argument names are not made, which takes 1 ms.
 */
export function listCommands(args: readonly string[], io: Io, finish: (exitCode: number) => void): Command[] {
  const withOptions = (command: Command, add: (command: Command) => Command): Command =>
    args.includes(command.name()) ? add(command) : command;

  const analyze = new Command("analyze")
    .description("what the blocked connections of one period were aimed at")
    .argument("[path...]", "files, directories, globs, or - for standard input");
  withOptions(analyze, addJoinedReportOptions)
    .option("-i, --interactive", "explore it on the terminal")
    .action(async (paths: string[], flags: ReportFlags) => {
      if (flags.interactive === true)
        return finish(await (await import("./commands/ui.ts")).explore(paths, flags, false, io));
      const { runAnalyze } = await import("./commands/analyze.ts");
      finish(await runAnalyze(paths, flags, io));
    });

  const compare = new Command("compare")
    .description("two periods: how the shares changed")
    .argument("[path...]", "BEFORE and AFTER; or any inputs, cut by --baseline and --period")
    .option("--baseline <period>", "the span compared with, as for --period");
  withOptions(compare, addJoinedReportOptions)
    .option("--like-for-like", "only devices that have denials on both sides")
    .option("-i, --interactive", "explore it on the terminal")
    .action(async (paths: string[], flags: ReportFlags) => {
      if (flags.interactive === true)
        return finish(await (await import("./commands/ui.ts")).explore(paths, flags, true, io));
      const { runCompare } = await import("./commands/compare.ts");
      finish(await runCompare(paths, flags, io));
    });

  const ui = new Command("ui")
    .description("explore what analyze or compare reports on, on the terminal")
    .argument("[path...]", "BEFORE and AFTER; or one or more inputs, of one period or cut by --baseline and --period")
    .option("--baseline <period>", "the span compared with, as for --period");
  withOptions(ui, addJoinedReportOptions).action(async (paths: string[], flags: ReportFlags) => {
    const { runUi } = await import("./commands/ui.ts");
    finish(await runUi(paths, flags, io));
  });

  const events = new Command("events")
    .description("every event as one JSON object a line")
    .argument("<path...>", "files, directories, globs, or - for standard input")
    .option("--all", "one object also for each line that is no event");
  withOptions(events, addReadingOptions).action(async (paths: string[], flags: ReadingFlags & { all?: boolean }) => {
    const { runEvents } = await import("./commands/events.ts");
    finish(await runEvents(paths, flags, io));
  });

  const formats = new Command("formats")
    .description("the log formats; with paths, which each file is and why")
    .argument("[path...]", "files, directories, globs, or - for standard input");
  withOptions(formats, addReadingOptions)
    .option("--learn <file>", "propose a format for a log of an unknown product")
    .action(async (paths: string[], flags: FormatsFlags) => {
      const { runFormats } = await import("./commands/formats.ts");
      finish(await runFormats(paths, flags, io));
    });

  const watch = new Command("watch")
    .description("follows growing logs, standard input or syslog, and sums them up at the end")
    .argument("[path...]", "files that grow or will come, named pipes, or - for standard input");
  withOptions(watch, addWatchOptions).action(async (paths: string[], flags: WatchFlags) => {
    const { runWatch } = await import("./commands/watch.ts");
    finish(await runWatch(paths, flags, io));
  });

  const targets = new Command("targets")
    .description("what a port is for, how sure that is, and on what evidence")
    .argument("[port]", "such as 5555, 23/tcp or 1900/udp; without it the whole table")
    .option("--targets <file.csv>", "rows that replace or add to the table")
    .option("--diff <other.csv>", "what has to be done to the table to get that of another file")
    .action(async (port: string | undefined, flags: { targets?: string; diff?: string }) => {
      const { runTargets } = await import("./commands/targets.ts");
      finish(await runTargets(port, flags, io));
    });

  const exposure = new Command("exposure")
    .description("what is exposed without need, and which of it is under attack")
    .argument("<scan...>", "results of nmap, masscan, naabu, Shodan, Censys, zgrab2 or httpx, or CSV");
  withOptions(exposure, addExposureOptions).action(async (paths: string[], flags: ExposureFlags) => {
    const { runExposure } = await import("./commands/exposure.ts");
    finish(await runExposure(paths, flags, io));
  });

  const verify = new Command("verify")
    .description("reads the inputs of a report again: whether its figures hold")
    .argument("<report.json>", "a report that analyze or compare wrote")
    .option("--base <folder>", "where the report's paths begin (default: here)")
    .option("--json", "the verdict as JSON")
    .action(async (path: string, flags: VerifyFlags) => {
      const { runVerify } = await import("./commands/verify.ts");
      finish(await runVerify(path, flags, io));
    });

  const check = new Command("check")
    .description("finds the figures of a draft that no figure of a report supports")
    .argument("<draft>", "Markdown or text, in English or Japanese")
    .requiredOption("--against <report.json>", "a report that analyze or compare wrote")
    .addOption(new Option("--lang <code>", "language of what is said").choices(["en", "ja"]).default("en"))
    .option("--json", "the findings as JSON")
    .action(async (path: string, flags: CheckFlags) => {
      const { runCheck } = await import("./commands/check.ts");
      finish(await runCheck(path, flags, io));
    });

  const imports = new Command("import")
    .description("reads logs into a store that keeps their counts; the same content counts once")
    .argument("<path...>", "logs or .fwt files: files, directories, globs, or - for standard input")
    .requiredOption("--store <file>", "the store, made where there is none");
  withOptions(imports, addReadingOptions)
    .option("--home <networks>", "own networks beside private ones, for a new store", collect)
    .option("--dry-run", "say what would be done, and change nothing")
    .addOption(
      new Option("--overlap <what>", "what is done with files whose lines may be stored in part already")
        .choices(["leave", "count"])
        .default("leave"),
    )
    .option("--jobs <n>", "threads to read with (default: one for each core)", wholeNumber(1, 1024))
    .option("--json", "what became of each file as JSON")
    .option("-q, --quiet", "nothing but errors")
    .action(async (paths: string[], flags: ImportFlags) => {
      const { runImport } = await import("./commands/import.ts");
      finish(await runImport(paths, flags, io));
    });

  const store = new Command("store")
    .description("the origins of a store: which files it was made of, with their days and denials")
    .argument("<file>", "a store that import made")
    .option("--forget <origin>", "take an origin out again, by its number; may be repeated", collectOrigin)
    .option("--migrate", "bring a store of an older fwtrend up to date")
    .option("--json", "the list as JSON")
    .action(async (path: string, flags: StoreFlags) => {
      const { runStore } = await import("./commands/store.ts");
      finish(await runStore(path, flags, io));
    });

  const history = new Command("history")
    .description("shares by month, quarter or year from a store, with their course")
    .requiredOption("--store <file>", "a store that import made");
  withOptions(history, addHistoryOptions).action(async (flags: HistoryFlags) => {
    const { runHistory } = await import("./commands/history.ts");
    finish(await runHistory(flags, io));
  });

  const exports = new Command("export")
    .description("the cells of a store for other tools, or all of it for another store")
    .requiredOption("--store <file>", "a store that import made")
    .requiredOption(
      "-o, --output <file>",
      "a .parquet, .csv or .ndjson file of cells, or a .fwt file to be imported elsewhere",
    )
    .option("--period <period>", "only these days: FY2017, 2017, 2017-Q2, 2017-04, 2017-04-01..2018-03-31")
    .option("--fiscal-year-start <month>", "first month of a fiscal year, 1 to 12", wholeNumber(1, 12), 4)
    .option("--anonymize", "no names of devices, addresses or paths")
    .option("-q, --quiet", "nothing on standard error but errors")
    .action(async (flags: ExportFlags) => {
      const { runExport } = await import("./commands/export.ts");
      finish(await runExport(flags, io));
    });

  return [
    analyze,
    compare,
    ui,
    watch,
    history,
    imports,
    exports,
    store,
    events,
    formats,
    targets,
    exposure,
    verify,
    check,
  ];
}

function collectOrigin(text: string, before: readonly number[] = []): number[] {
  return [...before, wholeNumber(1, 2 ** 31 - 1)(text)];
}

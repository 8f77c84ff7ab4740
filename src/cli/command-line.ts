import { Command, Option } from "commander";
import type { CheckFlags } from "./commands/check.ts";
import type { FormatsFlags } from "./commands/formats.ts";
import type { VerifyFlags } from "./commands/verify.ts";
import { addExposureOptions, type ExposureFlags } from "./exposure-options.ts";
import type { Io } from "./io.ts";
import { addReadingOptions, type ReadingFlags } from "./reading-options.ts";
import { addReportOptions, type ReportFlags } from "./report-options.ts";

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
    .argument("<path...>", "files, directories, globs, or - for standard input");
  withOptions(analyze, addReportOptions).action(async (paths: string[], flags: ReportFlags) => {
    const { runAnalyze } = await import("./commands/analyze.ts");
    finish(await runAnalyze(paths, flags, io));
  });

  const compare = new Command("compare")
    .description("two periods: how the shares changed")
    .argument("<path...>", "BEFORE and AFTER; or any inputs, cut by --baseline and --period")
    .option("--baseline <period>", "the span compared with, as for --period");
  withOptions(compare, addReportOptions)
    .option("--like-for-like", "only devices that have denials on both sides")
    .action(async (paths: string[], flags: ReportFlags) => {
      const { runCompare } = await import("./commands/compare.ts");
      finish(await runCompare(paths, flags, io));
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

  return [analyze, compare, events, formats, targets, exposure, verify, check];
}

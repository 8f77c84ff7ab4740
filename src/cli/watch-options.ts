import { type Command, InvalidArgumentError } from "commander";
import { collect, wholeNumber } from "./reading-options.ts";
import { addReportOptions, type ReportFlags } from "./report-options.ts";

/** Options of `fwtrend watch`, as commander leaves them: those of a report, which the summary at the end is. */
export interface WatchFlags extends ReportFlags {
  listen?: string[];
  for?: number;
  every?: number;
  onlyNew?: boolean;
  maxConnections: number;
  plain?: boolean;
}

/** Options of reports that say nothing of what is read as it grows. */
const hidden = new Set(["--jobs", "--max-expansion", "--no-progress", "--store"]);

/** Adds the options of {@link WatchFlags} to a command. */
export function addWatchOptions(command: Command): Command {
  addReportOptions(
    command
      .option(
        "--listen <address>",
        "take syslog: udp:5514, tcp:5514 (this machine alone), tcp:0.0.0.0:5514, udp:[::]:5514; may be repeated",
        collect,
      )
      .option("--for <time>", "end after so long: 90s, 10m, 2h, 1d", duration)
      .option("--every <time>", "how often to say how it stands (default: 10s, on a terminal 1s)", duration)
      .option("--only-new", "leave out what files hold already")
      .option("--max-connections <n>", "TCP connections at a time", wholeNumber(1, 65_536), 1024)
      .option("--plain", "one line after the other, on a terminal as well"),
  );
  for (const option of command.options) {
    if (hidden.has(option.long ?? "")) option.hideHelp();
    if (option.long === "--json")
      option.description = "one JSON object on standard output at each --every, and a last one";
  }
  return command;
}

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const shortestMs = 100;

/** Parses a length of time, for commander; milliseconds. */
function duration(text: string): number {
  const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  const ms = Number(amount) * (unitsMs[unit] ?? Number.NaN);
  if (amount === "" || !(ms >= shortestMs)) {
    throw new InvalidArgumentError("It must be a time such as 500ms, 5s, 10m, 2h or 1d, and 100ms at least.");
  }
  return ms;
}

import { type Command, InvalidArgumentError, Option } from "commander";
import type { Assumption } from "../formats/compile.ts";

/** Options of every command that reads logs, as commander leaves them. */
export interface ReadingFlags {
  format?: string;
  /** A file of formats of the user's own. */
  formats?: string;
  /** As given, each a zone or PATTERN=ZONE. */
  tz?: string[];
  /** As given, each a year or PATTERN=YEAR. */
  year?: string[];
  assume: Assumption;
  /** Read by `parseColumns` when it is needed. */
  columns?: string;
  maxExpansion: number;
}

/** Adds the options of {@link ReadingFlags} to a command. */
export function addReadingOptions(command: Command): Command {
  return command
    .option("--format <id>", "read every input as this format (see: fwtrend formats)")
    .option("--formats <file.json>", "formats of your own beside the built-in ones")
    .option(
      "--tz <zone>",
      "zone of stamps that name none, and of day borders (default: this machine's); FILES=ZONE for some files' stamps",
      collect,
    )
    .option("--year <yyyy>", "year of the first stamp that names none; FILES=YYYY for some files", collectYear)
    .addOption(
      new Option("--assume <verdict>", "what a line that does not say what happened is taken for")
        .choices(["deny", "allow", "none"])
        .default("deny"),
    )
    .option("--columns <list>", "CSV columns by name, as in src=Client,dport=Port")
    .option(
      "--max-expansion <ratio>",
      "how many times its size an input may unpack to",
      wholeNumber(1, 1_000_000_000),
      1000,
    );
}

/** Gathers the values of an option that may be repeated, for commander. */
export function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

function collectYear(text: string, before: readonly string[] = []): string[] {
  const year = splitTold(text).value;
  if (!/^\d{4}$/.test(year) || Number(year) < 1970)
    throw new InvalidArgumentError("A year has four digits, 1970 or later.");
  return [...before, text];
}

/** Takes apart PATTERN=VALUE; no zone and no year holds an equals sign. The pattern is null for a value alone. */
export function splitTold(text: string): { pattern: string | null; value: string } {
  const place = text.lastIndexOf("=");
  return place < 0 ? { pattern: null, value: text } : { pattern: text.slice(0, place), value: text.slice(place + 1) };
}

/** Parses a whole number within bounds, for commander. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

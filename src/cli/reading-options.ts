import { type Command, InvalidArgumentError, Option } from "commander";
import { registers, type Register } from "../scan/registers.ts";
import type { Assumption } from "../formats/compile.ts";
import type { ColumnOverrides } from "../formats/csv-headers.ts";

/** Options of every command that reads logs, as commander leaves them. */
export interface ReadingFlags {
  format?: string;
  tz?: string;
  year?: number;
  assume: Assumption;
  columns?: ColumnOverrides;
}

/** Adds the options of {@link ReadingFlags} to a command. */
export function addReadingOptions(command: Command): Command {
  return command
    .option("--format <id>", "read every input as this format (see: fwtrend formats)")
    .option("--tz <zone>", "zone of stamps that name none, and of day borders (default: this machine's)")
    .option("--year <yyyy>", "year of the first stamp that names none", parseYear)
    .addOption(
      new Option("--assume <verdict>", "what a line that does not say what happened is taken for")
        .choices(["deny", "allow", "none"])
        .default("deny"),
    )
    .option("--columns <list>", "CSV columns by name, as in src=Client,dport=Port", parseColumns);
}

function parseYear(text: string): number {
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < 1970) throw new InvalidArgumentError("A year has four digits, 1970 or later.");
  return year;
}

/** Short names that people use for registers. */
const registerAliases: Readonly<Record<string, Register>> = {
  src: "source",
  dst: "destination",
  spt: "sourcePort",
  sport: "sourcePort",
  dpt: "destinationPort",
  dport: "destinationPort",
  port: "destinationPort",
  proto: "protocol",
  host: "device",
  datetime: "stamp",
};

function parseColumns(text: string): ColumnOverrides {
  const columns: Partial<Record<Register, string>> = {};
  for (const pair of text.split(",")) {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, equals).trim();
    const register =
      registerAliases[name.toLowerCase()] ?? registers.find((one) => one.toLowerCase() === name.toLowerCase());
    if (equals < 0 || register === undefined || pair.slice(equals + 1).trim() === "") {
      throw new InvalidArgumentError(
        `${JSON.stringify(pair)} is not FIELD=COLUMN; fields are src, dst, sport, dport, proto, action, device, stamp, date, time, count, packets.`,
      );
    }
    columns[register] = pair.slice(equals + 1).trim();
  }
  return columns;
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

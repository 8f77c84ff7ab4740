import { Command, InvalidArgumentError, Option } from "commander";
import { registers, type Register } from "../scan/registers.ts";
import { Zone } from "../scan/zone.ts";
import type { Assumption } from "../formats/compile.ts";
import type { ColumnOverrides } from "../formats/csv-headers.ts";
import { formats, headFormats } from "../formats/index.ts";
import type { FormatWishes } from "../ingest/detect.ts";
import type { ReadOptions } from "../ingest/read-input.ts";
import { UserError } from "../errors.ts";
import { didYouMean } from "./did-you-mean.ts";

/** Options of every command that reads logs, as commander leaves them. */
export interface ReadingFlags {
  format?: string;
  tz?: string;
  year?: number;
  assume: Assumption;
  columns?: ColumnOverrides;
  maxExpansion: number;
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
    .option("--columns <list>", "CSV columns by name, as in src=Client,dport=Port", parseColumns)
    .option(
      "--max-expansion <ratio>",
      "how many times its size an input may unpack to",
      wholeNumber(1, 1_000_000_000),
      1000,
    );
}

/** Turns flags into what reading needs. @throws UserError for an unknown format or zone. */
export function readOptionsOf(flags: ReadingFlags, hash: boolean): ReadOptions {
  return {
    zone: zoneOf(flags.tz),
    year: flags.year ?? null,
    format: flags.format === undefined ? null : formatById(flags.format),
    columns: flags.columns ?? {},
    assume: flags.assume,
    hash,
    maxExpansion: flags.maxExpansion,
  };
}

function zoneOf(name: string | undefined): Zone {
  const wanted = name ?? machineZone();
  try {
    return new Zone(wanted);
  } catch (cause) {
    const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
    throw new UserError(`--tz ${JSON.stringify(wanted)}: no such time zone`, {
      hint: didYouMean(wanted, zones, "use a name of the IANA database, such as Asia/Tokyo or UTC"),
      cause,
    });
  }
}

/** UTC where the machine's zone has no name, as with `TZ=` or `TZ=JST-9`. */
function machineZone(): string {
  const name: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return name === undefined || name === "Etc/Unknown" ? "UTC" : name;
}

function formatById(id: string): FormatWishes["format"] {
  const format = formats.find((one) => one.id === id);
  if (format !== undefined) return format;
  if (headFormats.some((one) => one.id === id)) return "csv-headers";
  const ids = [...formats, ...headFormats].map((one) => one.id);
  throw new UserError(`--format ${JSON.stringify(id)}: no such format`, {
    hint: didYouMean(id, ids, "fwtrend formats lists them"),
  });
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

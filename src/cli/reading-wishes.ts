import { readlinkSync } from "node:fs";
import type { Format } from "../formats/format.ts";
import { formats, headFormats } from "../formats/index.ts";
import type { FormatWishes } from "../ingest/detect.ts";
import type { ReadOptions } from "../ingest/read-input.ts";
import type { Told } from "../ingest/told-times.ts";
import { Zone } from "../scan/zone.ts";
import { UserError } from "../errors.ts";
import { parseColumns } from "./columns.ts";
import { didYouMean } from "./did-you-mean.ts";
import { type ReadingFlags, splitTold } from "./reading-options.ts";

/** Turns flags into what reading needs. @throws UserError for an unknown format or zone, and for a file of formats that is none. */
export async function readOptionsOf(flags: ReadingFlags, hash: boolean): Promise<ReadOptions> {
  const own = flags.formats === undefined ? null : await (await import("./format-files.ts")).readFormats(flags.formats);
  return {
    ...timesTold(flags),
    format: flags.format === undefined ? null : formatById(flags.format, own?.formats ?? []),
    ownFormats: own,
    columns: flags.columns === undefined ? {} : parseColumns(flags.columns),
    assume: flags.assume,
    hash,
    maxExpansion: flags.maxExpansion,
  };
}

/** Values alone hold for the report and for all logs that no pattern fits; of several, the last. */
function timesTold({ tz = [], year = [] }: ReadingFlags): Pick<ReadOptions, "zone" | "year" | "told"> {
  const zones = tz.map(splitTold);
  const years = year.map(splitTold);
  const wanted = zones.findLast(({ pattern }) => pattern === null)?.value ?? machineZone();
  const own = years.findLast(({ pattern }) => pattern === null)?.value;
  return {
    zone: zoneOf(wanted, wanted),
    year: own === undefined ? null : Number(own),
    told: {
      zones: patterned("--tz", zones).map(({ pattern, value }) => ({
        pattern,
        value: zoneOf(value, `${pattern}=${value}`).name,
      })),
      years: patterned("--year", years).map(({ pattern, value }) => ({ pattern, value: Number(value) })),
    },
  };
}

/** Those with a pattern. @throws UserError for an empty one. */
function patterned(option: string, told: readonly ReturnType<typeof splitTold>[]): Told<string>[] {
  return told.flatMap(({ pattern, value }) => {
    if (pattern === null) return [];
    if (!/[^/.]/.test(pattern)) {
      throw new UserError(`${option} ${JSON.stringify(`${pattern}=${value}`)}: names no file`, {
        hint: `write a file's name or a pattern for it in front of the equals sign: ${option} 'fw-osaka*=${value}'`,
      });
    }
    return [{ pattern, value }];
  });
}

/** @param given as the user wrote it. */
function zoneOf(wanted: string, given: string): Zone {
  try {
    return new Zone(wanted);
  } catch (cause) {
    const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
    throw new UserError(`--tz ${JSON.stringify(given)}: no such time zone`, {
      hint: didYouMean(wanted, zones, "use a name of the IANA database, such as Asia/Tokyo or UTC"),
      cause,
    });
  }
}

/**
 * UTC where the machine's zone has no name, as with `TZ=` or `TZ=JST-9`. The first use of `Intl` costs a process
 * 10 ms: where the machine says UTC in so many words, as most servers do, it is not asked.
 */
function machineZone(): string {
  if (saysUtc()) return "UTC";
  const name: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return name === undefined || name === "Etc/Unknown" ? "UTC" : name;
}

/** `TZ` or, without it, the link that `Intl` looks at as well. */
function saysUtc(): boolean {
  const name = process.env["TZ"];
  if (name !== undefined) return name === "UTC";
  try {
    return /\/zoneinfo\/(?:Etc\/)?UTC$/.test(readlinkSync("/etc/localtime"));
  } catch {
    return false;
  }
}

function formatById(id: string, own: readonly Format[]): FormatWishes["format"] {
  const format = [...own, ...formats].find((one) => one.id === id);
  if (format !== undefined) return format;
  if (headFormats.some((one) => one.id === id)) return "csv-headers";
  const ids = [...own, ...formats, ...headFormats].map((one) => one.id);
  throw new UserError(`--format ${JSON.stringify(id)}: no such format`, {
    hint: didYouMean(id, ids, "fwtrend formats lists them"),
  });
}

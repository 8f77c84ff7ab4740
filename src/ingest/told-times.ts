import { NamePatterns } from "../rollup/name-patterns.ts";
import { Zone } from "../scan/zone.ts";

/** What the user told of the logs that a pattern fits. */
export interface Told<T> {
  /** As given: `fw-osaka*`, `osaka/*.log`. */
  pattern: string;
  value: T;
}

/** Zones (by name) and first years that the user told of some logs only. Of several that fit a log, the last counts. */
export interface ToldTimes {
  zones: readonly Told<string>[];
  years: readonly Told<number>[];
}

/** What a log's stamps are read by. */
interface Times {
  zone: Zone;
  /** Null infers it. */
  year: number | null;
}

/**
 * Whether a pattern fits the path of a log. One without a slash fits where it fits any part of the path: a folder, a
 * file, an archive, a file in it. One with slashes fits as many parts in a row. `*` stands for any characters of one
 * part, `?` for one.
 */
export function fitsPath(pattern: string, path: string): boolean {
  const wanted = partsOf(pattern).map((part) => new NamePatterns([part]));
  const parts = partsOf(path);
  return (
    wanted.length > 0 &&
    parts.some((_, from) => wanted.every((part, i) => from + i < parts.length && part.fits(parts[from + i]!)))
  );
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

/** The zone and the year that the stamps of a log are read by. */
export function timesOf(path: string, wishes: Times & { told?: ToldTimes }): Times {
  const { zone, year, told } = wishes;
  if (told === undefined) return { zone, year };
  const name = valueFor(path, told.zones);
  return { zone: name === null ? zone : zoneNamed(name), year: valueFor(path, told.years) ?? year };
}

function valueFor<T>(path: string, told: readonly Told<T>[]): T | null {
  return told.findLast(({ pattern }) => fitsPath(pattern, path))?.value ?? null;
}

/** A pattern, and the option that it was given to. */
interface GivenPattern {
  pattern: string;
  option: "--tz" | "--year";
}

/** The patterns that fit none of these paths. */
export function untakenOf(paths: readonly string[], { zones, years }: ToldTimes): GivenPattern[] {
  const all: GivenPattern[] = [
    ...zones.map(({ pattern }) => ({ pattern, option: "--tz" as const })),
    ...years.map(({ pattern }) => ({ pattern, option: "--year" as const })),
  ];
  return all.filter(({ pattern }) => !paths.some((path) => fitsPath(pattern, path)));
}

/** Zones remember their offsets, so that logs of one zone ask for each once. */
const zones = new Map<string, Zone>();

function zoneNamed(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) zones.set(name, (zone = new Zone(name)));
  return zone;
}

import { closeSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Format } from "../../dist/formats/format.js";
import { countFile } from "./in-process.ts";
import type { FormatLogs } from "./format-logs.ts";
import { grownYear, growLog } from "./grow-log.ts";

/** How many megabytes of lines warm up, and are timed at most and at least. */
const warmMegabytes = 1;
const mostMegabytes = 8;
const leastMegabytes = 2;

/** How large the log of one device is, unless told otherwise. */
const grownMegabytes = 64;

/** How long a format is timed, at most by so much more; of slow ones, fewer megabytes are. */
const mostSeconds = 0.15;
/** How often it is timed; the fastest time counts, because the others had slower code or a busy machine. */
const rounds = 2;

/** How fast the logs of a format are read. */
export interface FormatSpeed {
  name: string;
  megabytes: number;
  lines: number;
  seconds: number;
  /** The format that fits its lines best; null for none. */
  format: Format | null;
}

/**
 * Times reading and counting the logs of a format, by one thread, as `analyze --jobs 1` does: its lines again and again
 * to some megabytes, one log after the other, in a file that the system holds in memory.
 * @param folder for that file.
 */
export async function timeFormat({ name, logs }: FormatLogs, folder: string): Promise<FormatSpeed> {
  const warm = await timeLogs(logs, warmMegabytes, folder);
  const wanted = (mostSeconds / warm.seconds) * warm.megabytes;
  const megabytes = Math.min(mostMegabytes, Math.max(leastMegabytes, wanted));
  let best = { ...warm, seconds: Infinity };
  for (let round = 0; round < rounds; round++) {
    const timed = await timeLogs(logs, megabytes, folder);
    if (timed.seconds < best.seconds) best = timed;
  }
  return { name, ...best };
}

/**
 * Times reading and counting a day's log of one device, grown from the logs of a format. Null where none of their lines
 * can be varied.
 * @param folder for that file.
 */
export async function timeGrown(
  { name, logs }: FormatLogs,
  folder: string,
  megabytes = grownMegabytes,
): Promise<FormatSpeed | null> {
  const path = join(folder, "grown.log");
  const sample = Buffer.concat(logs);
  writeFileSync(path, sample);
  const { format } = await countFile(path);
  const file = openSync(path, "w");
  let bytes = 0;
  if (format !== null) for (const text of growLog(sample, format, megabytes)) bytes += writeSync(file, text);
  closeSync(file);
  let best: FormatSpeed | null = null;
  const turns = bytes === 0 ? 0 : rounds;
  for (let round = 0; round < turns; round++) {
    const started = performance.now();
    const { lines } = await countFile(path, grownYear);
    const seconds = (performance.now() - started) / 1000;
    if (best === null || seconds < best.seconds) best = { name, megabytes: bytes / 1e6, lines, seconds, format };
  }
  rmSync(path);
  return best;
}

async function timeLogs(
  logs: readonly Buffer[],
  megabytes: number,
  folder: string,
): Promise<Omit<FormatSpeed, "name">> {
  const path = join(folder, "repeated.log");
  const once = logs.reduce((sum, log) => sum + log.length, 0);
  const times = Math.ceil((megabytes * 1e6) / once);
  writeFileSync(path, Buffer.concat(logs.flatMap((log) => Array.from({ length: times }, () => log))));
  const started = performance.now();
  const { lines, format } = await countFile(path);
  const seconds = (performance.now() - started) / 1000;
  rmSync(path);
  return { megabytes: (once * times) / 1e6, lines, seconds, format };
}

/** Megabytes a second that a format is to be read with, at least. */
const target = 300;
/** Of cells in quotes and of nested JSON, each byte has to be looked at for what it means. */
const quotedTarget = 100;

/** The megabytes a second that lines of a format are to be read with; null where there is no format. */
export function targetOf(format: Format | null): number | null {
  if (format === null) return null;
  const { grammar } = format;
  const isQuoted = grammar.kind === "csv" && grammar.quoted === true;
  const isNested = grammar.kind === "json" && Object.keys(grammar.fields).some((path) => path.includes("."));
  return isQuoted || isNested ? quotedTarget : target;
}

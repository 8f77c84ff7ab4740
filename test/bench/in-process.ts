import type { Format } from "../../dist/formats/format.js";
import { collect, Sides } from "../../dist/ingest/collect.js";
import { openSource } from "../../dist/ingest/byte-source.js";
import { discoverInputs, type InputFile } from "../../dist/ingest/discover.js";
import { readInput } from "../../dist/ingest/read-input.js";
import { Calendar } from "../../dist/rollup/calendar.js";
import { Zone } from "../../dist/scan/zone.js";

const options = {
  zone: new Zone("UTC"),
  year: 2017,
  format: null,
  columns: {},
  assume: "deny" as const,
  hash: false,
  maxExpansion: 1000,
};
const nothing = { event() {}, other() {}, tooLong() {} };
const hooks = { reject: null, progress() {}, isStopped: () => false, failed() {} };

/** Reads a file and drops its events. @throws when it did not hold so many denials. */
export async function scanOnly(path: string, denials: number): Promise<void> {
  const [result] = await readInput(await inputAt(path), options, () => nothing);
  if (result?.lines.denials !== denials) throw new Error(`${path}: ${result?.lines.denials} denials of ${denials}`);
}

/** Reads a file and counts its denials. */
export async function scanAndCount(path: string): Promise<void> {
  await countFile(path);
}

/**
 * Reads a file of any lines and counts its denials, by one thread.
 * @param year of stamps without one.
 * @returns its lines, and the format that fits best.
 */
export async function countFile(path: string, year = options.year): Promise<{ lines: number; format: Format | null }> {
  const sides = new Sides(new Calendar(options.zone));
  const side = sides.open(null);
  const inputs = [{ file: await inputAt(path), sides: [side] }];
  const { lines, results } = await collect(inputs, sides, { ...options, year }, hooks);
  return { lines: lines.total, format: results[0]?.result.detection.scores[0]?.format ?? null };
}

/** Unpacks a file and drops its bytes. @throws when they are not so many. */
export async function unpackOnly(path: string, bytes: number): Promise<void> {
  let size = 0;
  for await (const member of openSource(await inputAt(path), options).members()) {
    for await (const chunk of member.chunks()) size += chunk.length;
  }
  if (size !== bytes) throw new Error(`${path}: ${size} bytes of ${bytes}`);
}

async function inputAt(path: string): Promise<InputFile> {
  const [file] = await discoverInputs([path], Date.now());
  return file!;
}

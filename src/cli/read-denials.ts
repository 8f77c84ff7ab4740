import { availableParallelism } from "node:os";
import type { ExposureInput } from "../analysis/exposure/exposure-report.ts";
import type { UserError } from "../errors.ts";
import { collect, Sides } from "../ingest/collect.ts";
import { discoverInputs, type InputFile } from "../ingest/discover.ts";
import { Calendar } from "../rollup/calendar.ts";
import type { Counts } from "../rollup/counts.ts";
import { readOptionsOf } from "./reading-wishes.ts";
import type { ReadingFlags } from "./reading-options.ts";

/** Denials read from logs, and what was read. */
export interface ReadDenials {
  counts: Counts;
  inputs: ExposureInput[];
  faults: UserError[];
  denials: number;
}

/** Finds the logs. @throws UserError for a path without any. */
export function findDenials(paths: readonly string[], nowMs: number): Promise<InputFile[]> {
  return discoverInputs(paths, nowMs);
}

/** Counts all denials of some logs, whatever their days. */
export async function readDenials(
  files: readonly InputFile[],
  flags: ReadingFlags & { jobs?: number },
  hash: boolean,
  isStopped: () => boolean,
): Promise<ReadDenials> {
  const options = await readOptionsOf(flags, hash);
  const sides = new Sides(new Calendar(options.zone));
  const side = sides.open(null);
  const hooks = { reject: null, progress: () => {}, isStopped, failed: () => {} };
  const inputs = files.map((file) => ({ file, sides: [side] }));
  const { results, lines } = await collect(inputs, sides, options, hooks, {
    jobs: flags.jobs ?? availableParallelism(),
  });
  return {
    counts: side.rollup,
    denials: lines.denials,
    faults: results.flatMap(({ result }) => result.error ?? []),
    inputs: results.map(({ result }): ExposureInput => ({
      path: result.file.path,
      side: "denials",
      tool: result.detection.scores[0]?.format.id ?? "unknown",
      bytes: result.storedBytes,
      sha256: result.sha256,
      records: result.lines.total,
      unread: result.lines.unparsed + result.lines.tooLong,
      portless: 0,
      faults: [],
      error: result.error === null ? null : result.error.message,
    })),
  };
}

import { availableParallelism } from "node:os";
import type { AttackCounts, TrendSpans } from "../analysis/exposure/attacks.ts";
import type { ExposureInput } from "../analysis/exposure/exposure-report.ts";
import type { UserError } from "../errors.ts";
import { collect, Sides } from "../ingest/collect.ts";
import { discoverInputs, type InputFile } from "../ingest/discover.ts";
import { Calendar } from "../rollup/calendar.ts";
import { readOptionsOf } from "./reading-wishes.ts";
import type { ReadingFlags } from "./reading-options.ts";

/** Denials read from logs, and what was read. */
export interface ReadDenials {
  counts: AttackCounts;
  /** Those given, or those that a store was read by; null for the halves of what the denials cover. */
  spans: TrendSpans | null;
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
  spans: TrendSpans | null,
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
    spans,
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

/** The denials that a store keeps. @throws UserError for a store that cannot be read, or whose days are of another zone. */
export async function readStored(
  path: string,
  { tz = [] }: ReadingFlags,
  spans: TrendSpans | null,
): Promise<ReadDenials> {
  const { openStore } = await import("../store/duckdb-store.ts");
  const { checkZone } = await import("./run-stored-report.ts");
  const { readStoredAttacks } = await import("../analysis/exposure/stored-attacks.ts");
  const store = await openStore(path);
  try {
    checkZone(store, { tz });
    const read = await readStoredAttacks(store, spans);
    const logs = (await store.origins()).flatMap((origin) => origin.logs);
    return {
      ...read,
      faults: [],
      inputs: logs.map(({ path: log, storedBytes, format, lines, error }): ExposureInput => ({
        path: log,
        side: "denials",
        tool: format,
        bytes: storedBytes,
        sha256: null,
        records: lines.total,
        unread: lines.unparsed + lines.tooLong,
        portless: 0,
        faults: [],
        error,
      })),
    };
  } finally {
    store.close();
  }
}

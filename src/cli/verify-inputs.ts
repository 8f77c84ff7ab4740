import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Report, ReportInput } from "../analysis/report.ts";
import { STDIN } from "../ingest/discover.ts";
import { digestOf } from "../ingest/duplicates.ts";

/**
 * What became of an input: its bytes are the `same`, or `changed`; it is `missing`; there was none of it before
 * (`more`); it was not read whole, so its bytes cannot be held against those of then (`unread`); or it was standard
 * input (`stream`), which cannot be read again.
 */
export type InputState = "same" | "changed" | "missing" | "more" | "unread" | "stream";

/** What an input was read for: a side of the report, or what is exposed now or was before. */
type InputSide = ReportInput["side"] | "scan" | "scan-before";

/** An input of a report, held against what is there. */
export interface CheckedInput {
  path: string;
  side: InputSide;
  state: InputState;
  was: StoredBytes | null;
  is: StoredBytes | null;
}

/** What an input was, as it was stored. */
type StoredBytes = Pick<ReportInput, "sha256" | "bytes" | "baseYear">;

/** An input as a report tells of it. */
type ToldInput = StoredBytes & { path: string; side: InputSide };

/** The logs and the scans of a report. */
function inputsOf({ provenance, exposure }: Report): ToldInput[] {
  const scans = (exposure?.provenance.inputs ?? []).map(({ path, side, sha256, bytes }): ToldInput => ({
    path,
    side: side === "before" ? "scan-before" : "scan",
    sha256,
    bytes,
    baseYear: 0,
  }));
  return [...provenance.inputs, ...scans];
}

/** The path of the file that holds an input, which may lie in an archive; null where there is none. */
export async function findFile(path: string): Promise<string | null> {
  for (let file = path; ; file = dirname(file)) {
    const stats = await stat(file).catch(() => null);
    if (stats !== null) return stats.isDirectory() ? null : file;
    if (dirname(file) === file || dirname(file) === ".") return null;
  }
}

/**
 * Holds the inputs of a report against those of the same command, run again.
 * @param isOfStore then its logs are left out: the files that a store was made of may be long gone.
 */
export function matchInputs(report: Report, again: Report, isOfStore: boolean): CheckedInput[] {
  const isMatched = ({ side }: ToldInput): boolean => !isOfStore || side.startsWith("scan");
  const left = inputsOf(again).filter(isMatched);
  const checked = inputsOf(report)
    .filter(isMatched)
    .map((was): CheckedInput => {
      const at = left.findIndex((one) => one.path === was.path && one.side === was.side);
      const is = at < 0 ? null : left.splice(at, 1)[0]!;
      const { path, side } = was;
      return {
        path,
        side,
        state: is === null ? goneState(path) : stateOf(was.sha256, is.sha256),
        was: storedBytes(was),
        is: is && storedBytes(is),
      };
    });
  return [
    ...checked,
    ...left.map((is): CheckedInput => ({
      path: is.path,
      side: is.side,
      state: "more",
      was: null,
      is: storedBytes(is),
    })),
  ];
}

/** Holds the inputs of a report against the files that are there, without reading them as logs. */
export async function checkFiles(report: Report): Promise<CheckedInput[]> {
  const digests = new Map<string, string | null>();
  const checked: CheckedInput[] = [];
  for (const was of inputsOf(report)) {
    const { path, side, sha256 } = was;
    const file = path === STDIN ? null : await findFile(path);
    if (file !== null && !digests.has(file)) digests.set(file, await digestOf(file, () => false));
    const state = file === null ? goneState(path) : stateOf(sha256, digests.get(file) ?? null);
    checked.push({ path, side, state, was: storedBytes(was), is: null });
  }
  return checked;
}

function storedBytes({ sha256, bytes, baseYear }: ToldInput): StoredBytes {
  return { sha256, bytes, baseYear };
}

function goneState(path: string): InputState {
  return path === STDIN ? "stream" : "missing";
}

function stateOf(was: string | null, is: string | null): InputState {
  if (was === null || is === null) return "unread";
  return was === is ? "same" : "changed";
}

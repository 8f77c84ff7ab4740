import { formats, headFormats } from "../../formats/index.ts";
import { openSource } from "../../ingest/byte-source.ts";
import { type Detection, detectFormats, headBytes } from "../../ingest/detect.ts";
import { discoverInputs, type InputFile } from "../../ingest/discover.ts";
import type { ReadOptions } from "../../ingest/read-input.ts";
import { UserError } from "../../errors.ts";
import { printable } from "../../report/escape.ts";
import { formatShare } from "../../report/numbers.ts";
import { EXIT } from "../exit-codes.ts";
import { renderUserError } from "../error-text.ts";
import { type Io, write } from "../io.ts";
import type { ReadingFlags } from "../reading-options.ts";
import { readOptionsOf } from "../reading-wishes.ts";

/** `fwtrend formats [PATH…]`: the formats, or what each file is and why. @returns the exit code. */
export async function runFormats(paths: readonly string[], flags: ReadingFlags, io: Io): Promise<number> {
  if (paths.length === 0) {
    await write(io.stdout, listFormats());
    return EXIT.done;
  }
  const options = readOptionsOf(flags, false);
  let exitCode: number = EXIT.done;
  for (const file of await discoverInputs(paths, io.now())) {
    try {
      await write(io.stdout, describeDetection(file, await detectFile(file, options)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      exitCode = EXIT.incomplete;
      await write(io.stderr, `${renderUserError(error)}\n`);
    }
  }
  return exitCode;
}

function listFormats(): string {
  const all = [...formats, ...headFormats].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const width = Math.max(...all.map((format) => format.id.length));
  return all
    .map((format) => `${format.id.padEnd(width)}  ${format.title}\n${" ".repeat(width)}  ${format.docs}\n`)
    .join("");
}

async function detectFile(file: InputFile, options: ReadOptions): Promise<Detection> {
  const head: Buffer[] = [];
  let size = 0;
  for await (const chunk of openSource(file, { hash: false }).chunks()) {
    head.push(Buffer.from(chunk));
    size += chunk.length;
    if (size >= headBytes) break;
  }
  return detectFormats(Buffer.concat(head).subarray(0, headBytes), options, options.zone);
}

function describeDetection(file: InputFile, { scores, looked, binary }: Detection): string {
  const [best, second] = scores;
  const path = printable(file.path);
  if (looked === 0) return `${path}: empty\n`;
  if (best === undefined) {
    return `${path}: no known format in the first ${looked} lines${binary ? "; it holds NUL bytes, so it is binary or UTF-16 text" : ""}\n`;
  }
  const why = `${best.lines} of the first ${looked} lines are of this format (${formatShare(best.share)}), ${best.decisions} of them decisions`;
  const next = second === undefined ? "no other format fits a line" : `next: ${second.format.id} with ${second.lines}`;
  return `${path}: ${best.format.id}\n  ${why}; ${next}\n`;
}

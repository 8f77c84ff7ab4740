import { formats, headFormats } from "../../formats/index.ts";
import { findBinary } from "../../ingest/binary.ts";
import { openSource } from "../../ingest/byte-source.ts";
import { type Detection, detectFormats, headBytes } from "../../ingest/detect.ts";
import { discoverInputs, type InputFile } from "../../ingest/discover.ts";
import type { Member } from "../../ingest/packed/members.ts";
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
    const fail = async (error: unknown): Promise<void> => {
      if (!(error instanceof UserError)) throw error;
      exitCode = EXIT.incomplete;
      await write(io.stderr, `${renderUserError(error)}\n`);
    };
    let last: unknown = null;
    try {
      for await (const member of openSource(file, options).members()) {
        try {
          await write(io.stdout, await describeMember(member, options));
        } catch (error) {
          last = error;
          await fail(error);
        }
      }
    } catch (error) {
      // A fault of an archive may have met one of its files first.
      if (error !== last) await fail(error);
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

/** What a log is. One that is no text is described too: that is no fault of this command. */
async function describeMember(member: Member, options: ReadOptions): Promise<string> {
  const head: Buffer[] = [];
  let size = 0;
  for await (const chunk of member.chunks()) {
    head.push(Buffer.from(chunk));
    size += chunk.length;
    if (size >= headBytes) break;
  }
  const begins = Buffer.concat(head).subarray(0, headBytes);
  const fault = findBinary(member.file.path, begins, headBytes);
  if (fault !== null) return `${printable(fault.message)}\n  ${fault.hint ?? ""}\n`;
  return describeDetection(member.file, detectFormats(begins, options, options.zone));
}

function describeDetection(file: InputFile, { scores, looked, binary }: Detection): string {
  const [best, second] = scores;
  const path = printable(file.path);
  if (looked === 0) return `${path}: empty\n`;
  if (best === undefined) {
    return `${path}: no known format in the first ${looked} lines${binary ? "; it holds NUL bytes, so it is not all text" : ""}\n`;
  }
  const why = `${best.lines} of the first ${looked} lines are of this format (${formatShare(best.share)}), ${best.decisions} of them decisions`;
  const next = second === undefined ? "no other format fits a line" : `next: ${second.format.id} with ${second.lines}`;
  return `${path}: ${best.format.id}\n  ${why}; ${next}\n`;
}

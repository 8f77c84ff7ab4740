import type { Format } from "../../formats/format.ts";
import { howTold } from "../../formats/how-told.ts";
import { formats, headFormats } from "../../formats/index.ts";
import { findBinary } from "../../ingest/binary.ts";
import { openSource } from "../../ingest/byte-source.ts";
import { type Detection, detectFormats, type FormatScore, headBytes } from "../../ingest/detect.ts";
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
import { headLines, readHead } from "../member-head.ts";
import { readOptionsOf } from "../reading-wishes.ts";

/** Options of `fwtrend formats`. */
export interface FormatsFlags extends ReadingFlags {
  learn?: string;
}

/**
 * `fwtrend formats [PATH…]`: the formats, or what each file is and why; with `--learn FILE`, a format for a log of
 * which none is known. @returns the exit code.
 */
export async function runFormats(paths: readonly string[], flags: FormatsFlags, io: Io): Promise<number> {
  const options = await readOptionsOf(flags, false);
  if (flags.learn !== undefined) {
    if (paths.length > 0)
      throw new UserError("--learn takes one file, and no others beside", { hint: "leave them out" });
    return (await import("./learn.ts")).runLearn(flags.learn, options, io);
  }
  if (paths.length === 0) {
    await write(io.stdout, listFormats(options.ownFormats?.formats ?? []));
    return EXIT.done;
  }
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

function listFormats(own: readonly Format[]): string {
  const all = [...own, ...formats, ...headFormats].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const width = Math.max(...all.map((format) => format.id.length));
  return all
    .map(({ id, title, docs }) => {
      const where = docs === "" ? "" : `${" ".repeat(width)}  ${printable(docs)}\n`;
      return `${id.padEnd(width)}  ${printable(title)}\n${where}`;
    })
    .join("");
}

/** What a log is. One that is no text is described too: that is no fault of this command. */
async function describeMember(member: Member, options: ReadOptions): Promise<string> {
  const begins = await readHead(member, headBytes);
  const fault = findBinary(member.file.path, begins, headBytes);
  if (fault !== null) return `${printable(fault.message)}\n  ${fault.hint ?? ""}\n`;
  return describeDetection(member.file, detectFormats(begins, options, options.zone), begins);
}

function describeDetection(file: InputFile, { scores, looked, binary }: Detection, begins: Buffer): string {
  const [best, second] = scores;
  const path = printable(file.path);
  if (looked === 0) return `${path}: empty\n`;
  if (best === undefined) {
    const noText = binary ? "; it holds NUL bytes, so it is not all text" : "";
    return `${path}: no known format in the first ${looked} lines${noText}\n  fwtrend formats --learn proposes one\n`;
  }
  const why = `${best.lines} of the first ${looked} lines are of this format (${formatShare(best.share)}), ${best.decisions} of them decisions`;
  const { signs, faults } = howTold(best.format, headLines(begins, looked));
  const broken = faults.map(([text, count]) => `${text} (${count})`).join(", ");
  return [
    `${path}: ${best.format.id}`,
    `  ${why}; ${second === undefined ? "no other format fits a line" : describeNext(second)}`,
    ...(signs.length === 0 ? [] : [`  told by ${printable(signs.join("; "))}`]),
    ...(broken === "" ? [] : [`  broken: ${printable(broken)}`]),
    "",
  ].join("\n");
}

function describeNext({ format, lines, share, decisions }: FormatScore): string {
  return `next: ${format.id} with ${lines} (${formatShare(share)}), ${decisions} of them decisions`;
}

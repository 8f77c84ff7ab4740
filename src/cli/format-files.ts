import { createHash } from "node:crypto";
import { UserError } from "../errors.ts";
import { FormatFault } from "../formats/user-formats-checks.ts";
import { parseUserFormats, SampleFault } from "../formats/user-formats.ts";
import type { OwnFormats } from "../ingest/detect.ts";
import { printable } from "../report/escape.ts";
import { columnsOf } from "../report/layout.ts";
import { cleanText } from "../targets/clean-text.ts";
import { decodeText, readSmallFile } from "../targets/small-file.ts";
import { didYouMean } from "./did-you-mean.ts";

const hint = "give a JSON file of formats; fwtrend formats --learn FILE proposes one";

/** How much of a sample is shown before and behind the place where it stopped. */
const shownBytes = 60;

/** The formats of the user's own in a file. @throws UserError that says what, where and what to do. */
export async function readFormats(path: string): Promise<OwnFormats> {
  const bytes = await readSmallFile(path, {
    what: "the formats",
    tooLargeFor: "a file of formats",
    tooLargeHint: hint,
    unreadableHint: hint,
  });
  try {
    const formats = parseUserFormats(decodeText(bytes, cleanText(path), hint));
    return { path, sha256: createHash("sha256").update(bytes).digest("hex"), formats };
  } catch (fault) {
    if (!(fault instanceof FormatFault)) throw fault;
    throw userErrorOf(path, fault);
  }
}

function userErrorOf(path: string, fault: FormatFault): UserError {
  const where = fault.path === "" ? cleanText(path) : `${cleanText(path)}: ${fault.path}`;
  return new UserError(`${where}: ${fault.message}`, {
    hint: fault.word === "" ? fault.hint : didYouMean(fault.word, fault.names, fault.hint),
    details: fault instanceof SampleFault ? showStop(fault) : [],
    cause: fault,
  });
}

/** The line with a caret under the place where it stopped, and what was read before it. */
function showStop({ line, reading: { stop, fields } }: SampleFault): string[] {
  const bytes = Buffer.from(line);
  const from = Math.max(0, stop - shownBytes);
  const to = stop + shownBytes;
  const before = (from > 0 ? "…" : "") + printable(bytes.toString("utf8", from, stop));
  const behind = printable(bytes.toString("utf8", stop, to)) + (to < bytes.length ? "…" : "");
  return [before + behind, `${" ".repeat(columnsOf(before))}^`, `read: ${fields.join(", ") || "nothing"}`];
}

import { basename } from "node:path";
import { UserError } from "../../errors.ts";
import { formats, headFormats } from "../../formats/index.ts";
import { proposeFormat, type Proposal } from "../../formats/learn/propose.ts";
import { parseUserFormats } from "../../formats/user-formats.ts";
import { findBinary } from "../../ingest/binary.ts";
import { openSource } from "../../ingest/byte-source.ts";
import { detectFormats, headBytes } from "../../ingest/detect.ts";
import { discoverInputs } from "../../ingest/discover.ts";
import type { ReadOptions } from "../../ingest/read-input.ts";
import { printable } from "../../report/escape.ts";
import { formatCount } from "../../report/numbers.ts";
import { EVENT } from "../../scan/event.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";
import { headLines, readHead } from "../member-head.ts";

/** How much of a log is looked at. */
const mostLines = 4000;
const mostBytes = 4 << 20;

/** How many lines are shown with what is read of them. */
const linesShown = 10;

/** `fwtrend formats --learn FILE`: a format on standard output, and on standard error what it rests on. @returns the exit code. */
export async function runLearn(path: string, options: ReadOptions, io: Io): Promise<number> {
  const { name, begins } = await firstLog(path, options, io);
  const fault = findBinary(name, begins.subarray(0, headBytes), headBytes);
  if (fault !== null) throw fault;
  const lines = headLines(begins, mostLines);
  // Half a line is like no other.
  if (begins.length === mostBytes && lines.length < mostLines) lines.pop();
  const nothing = lines.length === 0 ? "it is empty" : null;
  const proposal = nothing ?? proposeFormat(lines, idOf(name), basename(name));
  if (typeof proposal === "string") {
    throw new UserError(`${name}: no format can be proposed: ${proposal}`, {
      hint: "give a log in which each line is one decision, or write the format by hand (src/README.md)",
      exitCode: EXIT.failed,
    });
  }
  const text = `${JSON.stringify(proposal.format, null, 2)}\n`;
  // What is printed must be taken back as it is.
  parseUserFormats(text);
  await write(
    io.stderr,
    `${describe(name, proposal, knownAs(begins, options))
      .map((line) => printable(line))
      .join("\n")}\n`,
  );
  await write(io.stdout, text);
  return EXIT.done;
}

/** The beginning of the first log of an input. */
async function firstLog(path: string, options: ReadOptions, io: Io): Promise<{ name: string; begins: Buffer }> {
  for (const file of await discoverInputs([path], io.now())) {
    for await (const member of openSource(file, options).members()) {
      return { name: member.file.path, begins: await readHead(member, mostBytes) };
    }
  }
  throw new UserError(`${path}: holds no log`, { hint: "give a log, packed or not", exitCode: EXIT.failed });
}

/** An id made of the file's name that no built-in format has. */
function idOf(name: string): string {
  const words = basename(name)
    .toLowerCase()
    .replace(/(?:\.[a-z]\w{0,4})+$/, "")
    .match(/[a-z0-9]+/g) ?? ["log"];
  const id = words.join("-").slice(0, 40).replace(/-$/, "");
  return [...formats, ...headFormats].some((format) => format.id === id) ? `my-${id}` : id;
}

/** The built-in format that reads most of a log already; null where none does. */
function knownAs(begins: Buffer, options: ReadOptions): string | null {
  const [best] = detectFormats(begins.subarray(0, headBytes), options, options.zone).scores;
  return best !== undefined && best.decisions > 0 && best.share >= 0.5 ? best.format.id : null;
}

function describe(name: string, { format, remarks, readings }: Proposal, known: string | null): string[] {
  const count = (test: (reading: (typeof readings)[number]["reading"]) => boolean): string =>
    formatCount(readings.filter(({ reading }) => test(reading)).length);
  const none = count(({ decision, fault }) => decision === "" && fault === "");
  const unread = count(({ fault }) => fault !== "");
  const sums = `${count(({ decision }) => decision === "deny")} denials, ${count(({ decision }) => decision === "allow")} allowed, ${none} no decision, ${unread} not read`;
  return [
    `${name}: ${formatCount(readings.length)} lines looked at: ${sums}`,
    ...(known === null
      ? []
      : [`  it is told as ${known} already: a format of your own is only of use where that is wrong`]),
    ...remarks.map((remark) => `  ${remark}`),
    ...chooseShown(readings).flatMap(({ line, reading }) => [
      printable(line, 120),
      `  = ${reading.fault === "" ? reading.decision || "no decision" : reading.fault}: ${reading.fields.join(", ") || "nothing read"}`,
    ]),
    `keep standard output in a file and read by it: fwtrend analyze ${name} --formats ${format.id}.json`,
  ];
}

/** Lines of each kind in turn: what is not read is as telling as what is. */
function chooseShown(readings: Proposal["readings"]): Proposal["readings"] {
  const isRead = ({ reading }: Proposal["readings"][number]): boolean => reading.verdict === EVENT;
  const unread = readings.filter((one) => !isRead(one)).slice(0, 3);
  const read = readings.filter((one) => isRead(one)).slice(0, linesShown - unread.length);
  return [...read, ...unread];
}

import { statSync } from "node:fs";
import type { Report } from "../../analysis/report.ts";
import { UserError } from "../../errors.ts";
import { STDIN } from "../../ingest/discover.ts";
import { escapeJson } from "../../report/json.ts";
import { compareFigures } from "../../report/moved-figures.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";
import { type GivenArguments, readArguments } from "../report-arguments.ts";
import { readReportFile } from "../report-file.ts";
import { repeatReport } from "../repeat-report.ts";
import { checkFiles, type CheckedInput, findFile, matchInputs } from "../verify-inputs.ts";
import { findReasons, type Reason, reasonOfInput } from "../verify-reasons.ts";
import { type Verdict, verdictText } from "../verify-text.ts";

/** Options of `fwtrend verify`. */
export interface VerifyFlags {
  base?: string;
  json?: boolean;
}

/** `fwtrend verify REPORT.json`: whether a report's figures hold. @returns the exit code. */
export async function runVerify(path: string, flags: VerifyFlags, io: Io): Promise<number> {
  const report = await readReportFile(path);
  const { arguments: written, anonymized } = report.provenance;
  const given = anonymized ? null : argumentsOf(written, path);
  if (flags.base !== undefined) enter(flags.base);
  const verdict = given === null ? explainAnonymized(report) : await verify(report, given, io);
  if (verdict === null) return EXIT.interrupted;
  const text =
    flags.json === true
      ? `${escapeJson(JSON.stringify({ schema: "fwtrend/verify/1", report: path, ...verdict }, null, 2))}\n`
      : verdictText(verdict, report);
  await write(io.stdout, text);
  return exitCodeOf(verdict);
}

function argumentsOf(written: unknown, path: string): GivenArguments {
  if (!Array.isArray(written) || !written.every((one) => typeof one === "string")) {
    throw new UserError(`${path}: does not tell the arguments that its figures depend on`, {
      hint: "it was written by an older fwtrend; make the report anew",
    });
  }
  const given = readArguments(written);
  if (!("fault" in given)) return given;
  if (given.fault === "watch") {
    throw new UserError(`${path}: is of what was read as it came, which cannot be read again`, {
      hint: "verify reports of analyze and compare on files that are kept",
    });
  }
  throw new UserError(`${path}: its arguments hold ${JSON.stringify(given.fault)}, which no figure depends on`, {
    hint: "fwtrend writes no such report, and does not run what others wrote into one",
  });
}

/** All paths of a report are relative to where it was made. */
function enter(base: string): void {
  if (statSync(base, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UserError(`--base ${base}: no such directory`, { hint: "give the folder that the report was made in" });
  }
  process.chdir(base);
}

function explainAnonymized({ partial }: Report): Verdict {
  const text = "the report is anonymised: it does not tell the paths of its inputs, so they cannot be found";
  const reasons: Reason[] = [{ kind: "not-repeated", text }];
  return { holds: false, partial, figures: null, moved: [], inputs: [], reasons };
}

/** Null when the user interrupted it. */
async function verify(report: Report, given: GivenArguments, io: Io): Promise<Verdict | null> {
  const { partial } = report;
  const reasons: Reason[] = [];
  if (partial) {
    reasons.push({
      kind: "partial",
      text: "the report is marked partial: inputs were not read to their end, so its figures may not come again",
    });
  }
  const paths = await withoutMissing(given.paths);
  try {
    if (!isWhole(given, paths)) throw new UserError("a side of the comparison is missing");
    if (isOfPipedScan(given)) throw new UserError("a scan was standard input, which cannot be read again");
    const again = await repeatReport({ ...given, paths }, io);
    if (again === null) return null;
    const inputs = matchInputs(report, again, isOfStore(given));
    const { figures, moved } = compareFigures(report, again, report.provenance.tool === again.provenance.tool);
    reasons.push(...findReasons(report, again, inputs));
    if (moved.length > 0 && reasons.length === 0) reasons.push(unexplained);
    return { holds: moved.length === 0, partial, figures, moved, inputs, reasons };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const inputs = await checkFiles(report);
    reasons.push(...inputs.flatMap(reasonOfInput));
    reasons.push({ kind: "not-repeated", text: `no figure was compared: ${error.message}` });
    return { holds: false, partial, figures: null, moved: [], inputs, reasons };
  }
}

const unexplained: Reason = {
  kind: "unknown",
  text: "inputs, tool and targets are the same as those of the report: was it changed after it was written?",
};

/** The paths that can be read again. Globs are left as they are. */
async function withoutMissing(paths: readonly string[]): Promise<string[]> {
  const kept: string[] = [];
  for (const path of paths) {
    if (path === STDIN) continue;
    const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined || /[*?[{]/.test(path);
    if (isThere || (await findFile(path)) !== null) kept.push(path);
  }
  return kept;
}

/** Whether a report is of a store, which is asked again as it is. */
function isOfStore({ options }: Pick<GivenArguments, "options">): boolean {
  return options.some((option) => option.startsWith("--store="));
}

/** Whether a scan came on standard input: to run the report again would be to wait for another one. */
function isOfPipedScan({ options }: Pick<GivenArguments, "options">): boolean {
  return options.some((option) => /^--exposure(?:-before)?=-$/.test(option));
}

/** Whether what is left to read can be read by the same command. */
function isWhole({ command, options, paths }: GivenArguments, kept: readonly string[]): boolean {
  if (isOfStore({ options })) return true;
  const isCut = options.some((option) => option.startsWith("--baseline="));
  return command === "compare" && !isCut ? kept.length === paths.length : kept.length > 0;
}

function exitCodeOf({ figures, moved, inputs }: Verdict): number {
  const isBroken = ({ state }: CheckedInput): boolean => ["changed", "missing", "stream"].includes(state);
  if (figures === null || inputs.some(isBroken)) return EXIT.incomplete;
  return moved.length === 0 ? EXIT.done : EXIT.failed;
}

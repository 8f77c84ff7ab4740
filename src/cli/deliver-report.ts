import type { Report } from "../analysis/report.ts";
import type { UserError } from "../errors.ts";
import { printable } from "../report/escape.ts";
import { languageOf } from "../report/language.ts";
import { type RenderOptions, renderers } from "../report/renderers.ts";
import { renderText } from "../report/text.ts";
import { type Io, wantsColor, write } from "./io.ts";
import type { ReportFlags } from "./report-options.ts";
import type { ReportWishes } from "./report-wishes.ts";

/** What options say of where a report goes. */
export interface Delivery {
  flags: ReportFlags;
  wishes: ReportWishes;
  /** False where standard output is for something else. */
  isPrinted?: boolean;
}

/** What became of a report. */
export interface Delivered {
  /** Errors of files not written. */
  unwritten: UserError[];
  /** Lines for standard error: warnings that the form printed does not show. */
  notes: string[];
  /** Conditions of `--fail-on` that hold or cannot be told, one line each. */
  held: string[];
  hasFailed: boolean;
}

/** Writes and prints a report as options want it. A file that cannot be written does not cost the rest. */
export async function deliverReport(report: Report, delivery: Delivery, io: Io): Promise<Delivered> {
  const { flags, wishes } = delivery;
  const options = { language: languageOf(flags.lang), ascii: flags.ascii ?? false };
  const unwritten = await writeOutputs(report, delivery, options, io);
  if (delivery.isPrinted !== false) await print(report, delivery, { ...options, table: wishes.outputs.table }, io);
  // With JSON or a table on standard output, a reader of the terminal would see no warning otherwise.
  const tellsNone = ["json", "csv"].includes(wishes.outputs.standardOutput ?? "");
  const notes = flags.quiet !== true && tellsNone ? report.warnings.map((text) => `! ${printable(text)}`) : [];
  const outcomes =
    wishes.failOn.length === 0 ? [] : (await import("./fail-on.ts")).evaluateFailOn(report, wishes.failOn);
  const held = outcomes.filter(({ holds, value }) => holds || value === null).map(({ line }) => `--fail-on ${line}`);
  return { unwritten, notes, held, hasFailed: outcomes.some(({ holds }) => holds) };
}

/** Writes the files asked for, mostly none. @returns the errors of those not written. */
async function writeOutputs(
  report: Report,
  { wishes }: Delivery,
  options: Omit<RenderOptions, "table">,
  io: Io,
): Promise<UserError[]> {
  const { outputs } = wishes.outputs;
  if (outputs.length === 0) return [];
  const { writeReports } = await import("./write-reports.ts");
  return writeReports(outputs, report, options, io);
}

/** The report on standard output, in the form asked for or as text. */
async function print(report: Report, { flags, wishes }: Delivery, options: RenderOptions, io: Io): Promise<void> {
  const color = wantsColor(flags.color, io.stdout, io.env);
  const { ascii } = options;
  const form = wishes.outputs.standardOutput;
  if (form !== null) await write(io.stdout, await renderers[form].render(report, options));
  else if (io.stdout.isTTY) {
    const { printSummary } = await import("../ui/live.tsx");
    await printSummary(report, io.stdout, { color, ascii, lang: flags.lang });
  } else await write(io.stdout, renderText(report, { width: 80, color, ascii, language: options.language }));
}

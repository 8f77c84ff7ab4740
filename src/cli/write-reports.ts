import { writeFile } from "node:fs/promises";
import type { Report } from "../analysis/report.ts";
import type { UserError } from "../errors.ts";
import { renderJson } from "../report/json.ts";
import type { SummaryLayout } from "../report/summary-layout.ts";
import { renderText } from "../report/text.ts";
import { unwritable } from "./io.ts";

const textColumns = 100;

/** Writes a report to files, each in the form that its suffix tells. @returns the errors of those not written. */
export async function writeReports(
  paths: readonly string[],
  report: Report,
  layout: Omit<SummaryLayout, "width">,
): Promise<UserError[]> {
  const failures: UserError[] = [];
  for (const path of paths) {
    const isJson = /\.json$/i.test(path);
    const text = isJson ? renderJson(report) : renderText(report, { width: textColumns, color: false, ...layout });
    await writeFile(path, text).catch((cause: unknown) => failures.push(unwritable(path, cause)));
  }
  return failures;
}

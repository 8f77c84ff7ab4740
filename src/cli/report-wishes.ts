import type { Period } from "../analysis/period.ts";
import type { Method } from "../analysis/report.ts";
import { UserError } from "../errors.ts";
import type { TargetTable } from "../targets/target-table.ts";
import type { ReportFlags } from "./report-options.ts";

/** What report options mean, once files are read and texts are parsed. */
export interface ReportWishes {
  period: Period | null;
  baseline: Period | null;
  method: Method;
  top: number;
  /** Null for the bundled table, which is not needed before the logs are read. */
  targets: TargetTable | null;
}

/** Reads what the options name. @throws UserError for a period or a targets file that is none. */
export async function reportWishesOf(flags: ReportFlags): Promise<ReportWishes> {
  for (const path of flags.output ?? []) checkOutput(path);
  return {
    period: await periodOf(flags.period, flags.fiscalYearStart),
    baseline: await periodOf(flags.baseline, flags.fiscalYearStart),
    method: flags.method,
    top: flags.top,
    targets: flags.targets === undefined ? null : await targetTableOf(flags.targets),
  };
}

/** The table of a user's file, or the bundled one. @throws UserError for a file that is none. */
export async function targetTableOf(path: string | undefined): Promise<TargetTable> {
  if (path === undefined) return (await import("../targets/target-table.ts")).builtinTargets();
  return (await import("../targets/overrides.ts")).readTargets(path);
}

async function periodOf(text: string | undefined, fiscalYearStart: number): Promise<Period | null> {
  if (text === undefined) return null;
  return (await import("../analysis/period.ts")).parsePeriod(text, fiscalYearStart);
}

function checkOutput(path: string): void {
  if (!/\.(json|txt)$/i.test(path)) {
    throw new UserError(`-o ${path}: the suffix tells no kind of report`, { hint: "use .json or .txt" });
  }
}

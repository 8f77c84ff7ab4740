import type { ReportFlags } from "./report-options.ts";
import type { FoundScans } from "./report-scans.ts";
import type { ReportWishes } from "./report-wishes.ts";

/**
 * The scans that options name, to be read; null where they name none.
 * @param paths those of the logs. @throws UserError for what is not there or cannot be understood.
 */
export async function findScansOf(
  flags: ReportFlags,
  wishes: ReportWishes,
  paths: readonly string[],
  nowMs: number,
): Promise<FoundScans | null> {
  const { exposure } = flags;
  if (exposure === undefined) return null;
  const { findReportScans } = await import("./report-scans.ts");
  return findReportScans({ ...flags, exposure }, wishes, paths, nowMs);
}

import type { Report } from "../../analysis/report.ts";
import { printable } from "../../report/escape.ts";
import type { News } from "../../ui/explorer/feed.ts";
import type { JoinedScans } from "../report-scans.ts";
import type { ReportFlags } from "../report-options.ts";
import type { ReportWishes } from "../report-wishes.ts";
import { findScansOf } from "../find-scans.ts";

/**
 * Reads the scans that options name, before the logs; null where they name none.
 * @param paths those of the logs. @throws UserError for what is not there or cannot be understood.
 */
export async function readScansOf(
  flags: ReportFlags,
  wishes: ReportWishes,
  paths: readonly string[],
): Promise<JoinedScans | null> {
  // Reports that are written name the hashes of their inputs.
  const hashed = { ...wishes, outputs: { ...wishes.outputs, wantsHashes: true } };
  const found = await findScansOf(flags, hashed, paths, Date.now());
  return found && found.read(() => false);
}

/** Tells what is wrong with scans, the first of it: the screen has one line for that. */
export function tellFaults(scans: JoinedScans | null, report: Report, tell: (news: News) => void): void {
  const fault = scans?.faultsOf(report)[0];
  if (fault !== undefined) tell({ kind: "told", text: printable(fault.message) });
}

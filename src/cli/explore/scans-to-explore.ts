import type { JoinedScans } from "../report-scans.ts";
import type { ReportFlags } from "../report-options.ts";
import type { ReportWishes } from "../report-wishes.ts";
import { findScansOf } from "../run-report.ts";

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

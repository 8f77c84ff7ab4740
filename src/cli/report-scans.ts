import { type AttackedSide, measureSides } from "../analysis/exposure/attacks.ts";
import { measureExposure } from "../analysis/exposure/build-exposure.ts";
import type { Report } from "../analysis/report.ts";
import { UserError } from "../errors.ts";
import { readPolicy } from "../exposure/policy/policy-csv.ts";
import { readSiteRules } from "../exposure/sites/site-rules-csv.ts";
import { STDIN } from "../ingest/discover.ts";
import { builtinTargets } from "../targets/target-table.ts";
import { EXIT } from "./exit-codes.ts";
import { spareInputs } from "./outputs.ts";
import {
  describeScans,
  errorsOfScans,
  faultsOfScans,
  findScans,
  isMostlyUnread,
  isNothingScanned,
  readScanSides,
} from "./read-scan-sides.ts";
import type { ReportFlags } from "./report-options.ts";
import type { ReportWishes } from "./report-wishes.ts";

/** What was denied on the sides of a report. */
export interface DeniedSides {
  period: AttackedSide["counts"];
  baseline: AttackedSide["counts"] | null;
}

/** Scans that were found, to be read. */
export interface FoundScans {
  /** Never throws for what is wrong with a file. */
  read(isStopped: () => boolean): Promise<JoinedScans>;
}

/** Scans that were read: each report made of the same logs can be joined with them. */
export interface JoinedScans {
  /** The report with what is exposed, held against its own denials. */
  join(report: Report, sides: DeniedSides): Report;
  /** What went wrong with the scans. */
  faultsOf(report: Report): UserError[];
  /** As of `fwtrend exposure`; null where that would be the code of a run without fault. */
  exitCodeOf(report: Report): number | null;
}

/**
 * Finds the scans that a report is to be joined with, and reads what they are judged by.
 * @param paths those of the logs.
 * @throws UserError for what is not there or cannot be understood.
 */
export async function findReportScans(
  flags: ReportFlags & { exposure: string[] },
  { outputs, targets }: Pick<ReportWishes, "outputs" | "targets">,
  paths: readonly string[],
  nowMs: number,
): Promise<FoundScans> {
  const { exposure, exposureBefore, exposurePolicy, exposurePublic, exposureSiteRules, maxUnparsed } = flags;
  checkStandardInput([paths, exposure, exposureBefore ?? []]);
  const wishes = {
    policy: await readPolicy(exposurePublic ?? null, exposurePolicy ?? null, "--exposure-public"),
    siteRules: await readSiteRules(exposureSiteRules ?? null),
    targets: targets ?? builtinTargets(),
    wantsHashes: outputs.wantsHashes,
  };
  const files = await findScans(exposure, exposureBefore, nowMs);
  const written = outputs.outputs.flatMap((output) => output.files.map(({ path }) => path));
  spareInputs(
    flags.rejects === undefined ? written : [...written, flags.rejects],
    [...files.now, ...(files.before ?? [])].map((file) => ({ file, sides: [] })),
  );
  return {
    async read(isStopped) {
      const read = await readScanSides(files, wishes, flags.maxExpansion, isStopped);
      const isCut = isStopped();
      const errors = errorsOfScans(read);
      const { now, before } = read;
      const inputs = now.inputs.map(({ tally }) => tally);
      const joinAttacks = measureExposure({ ...wishes, policy: wishes.policy.policy, now, before, inputs });
      return {
        join(report, sides) {
          const { tool, command } = report.provenance;
          const joined = joinAttacks(attacksOn(report, sides), {
            partial: report.partial || isCut || errors.length > 0,
            provenance: describeScans(read, wishes, { tool, command, logs: [] }),
          });
          return { ...report, exposure: joined };
        },
        faultsOf: (report) => [...errors, ...(report.exposure ? faultsOfScans(report.exposure, maxUnparsed) : [])],
        exitCodeOf({ exposure: found }) {
          if (isCut) return EXIT.interrupted;
          if (found === undefined) return null;
          if (errors.length > 0 || isMostlyUnread(found, maxUnparsed)) return EXIT.incomplete;
          return isNothingScanned(found) ? EXIT.nothing : null;
        },
      };
    },
  };
}

/** Standard input can be read once. */
function checkStandardInput(sides: readonly (readonly string[])[]): void {
  if (sides.filter((paths) => paths.includes(STDIN)).length < 2) return;
  throw new UserError("standard input can be one of the logs, --exposure and --exposure-before only", {
    hint: "give a file for the others",
  });
}

function attacksOn({ period, baseline, totals }: Report, sides: DeniedSides): ReturnType<typeof measureSides> {
  return measureSides(
    { counts: sides.period, span: period },
    baseline === null || sides.baseline === null ? null : { counts: sides.baseline, span: baseline },
    totals.outsidePeriods + totals.withoutTime,
  );
}

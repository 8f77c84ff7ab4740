import { UserError } from "../../errors.ts";
import type { SidedInput } from "../../ingest/collect.ts";
import { discoverInputs } from "../../ingest/discover.ts";
import type { Io } from "../io.ts";
import type { ReportFlags } from "../report-options.ts";
import { dayToIso } from "../../analysis/iso-day.ts";
import { type ReportWishes, reportWishesOf } from "../report-wishes.ts";
import { checkPaths } from "./analyze.ts";
import { openSides, type ReportInputs, runReport } from "../run-report.ts";

/** `fwtrend compare BEFORE AFTER`, or `fwtrend compare PATH… --baseline P --period P`. @returns the exit code. */
export async function runCompare(paths: readonly string[], flags: ReportFlags, io: Io): Promise<number> {
  const wishes = await reportWishesOf(flags, true);
  if (flags.store !== undefined) {
    checkApart(wishes);
    const { runStoredReport } = await import("../run-stored-report.ts");
    return runStoredReport(paths, { ...flags, store: flags.store }, wishes, "compare", io);
  }
  const given = await inputsToCompare(paths, flags, wishes, io.now());
  return runReport(given, flags, wishes, ["compare", ...paths], io);
}

/**
 * The inputs of two periods on their sides.
 * @throws UserError for periods that overlap, and for paths that are not two sides where no periods cut them.
 */
export async function inputsToCompare(
  paths: readonly string[],
  flags: ReportFlags,
  wishes: ReportWishes,
  nowMs: number,
): Promise<ReportInputs> {
  checkApart(wishes);
  checkPaths(paths);
  const opened = await openSides(flags, wishes, true);
  return { ...opened, inputs: await assignSides(paths, flags, opened, nowMs) };
}

/** @throws UserError for periods that share days: what was denied then would count on both sides. */
function checkApart({ period, baseline }: ReportWishes): void {
  if (period === null || baseline === null) return;
  const from = Math.max(period.fromDay, baseline.fromDay);
  const to = Math.min(period.toDay, baseline.toDay);
  if (from > to) return;
  const days = from === to ? dayToIso(from) : `${dayToIso(from)} to ${dayToIso(to)}`;
  throw new UserError(`--baseline ${baseline.label} and --period ${period.label} overlap: ${days} would count twice`, {
    hint: "choose periods without a day in common",
  });
}

async function assignSides(
  paths: readonly string[],
  flags: ReportFlags,
  { period, baseline }: Omit<ReportInputs, "inputs">,
  nowMs: number,
): Promise<SidedInput[]> {
  if (flags.baseline !== undefined && flags.period !== undefined) {
    const files = await discoverInputs(paths, nowMs);
    return files.map((file) => ({ file, sides: [period, baseline!] }));
  }
  if (flags.baseline !== undefined || flags.period !== undefined) {
    throw new UserError("compare needs both --baseline and --period, or neither", {
      hint: "fwtrend compare logs/ --baseline FY2016 --period FY2017",
    });
  }
  const [before, after] = paths;
  if (paths.length !== 2 || before === undefined || after === undefined) {
    throw new UserError(`compare takes two sides, BEFORE and AFTER, not ${paths.length}`, {
      hint: "give two paths, or any number with --baseline and --period",
    });
  }
  if (before === "-" && after === "-") {
    throw new UserError("standard input can be one side only", { hint: "give a file for the other side" });
  }
  const sided = async (path: string, side: SidedInput["sides"][number]): Promise<SidedInput[]> =>
    (await discoverInputs([path], nowMs)).map((file) => ({ file, sides: [side] }));
  return [...(await sided(before, baseline!)), ...(await sided(after, period))];
}

import type { Period } from "../analysis/period.ts";
import type { Mapping, Method } from "../analysis/report.ts";
import type { ScanThresholds } from "../analysis/sources/scanners.ts";
import { UserError } from "../errors.ts";
import type { CountingWishes } from "../ingest/counting.ts";
import { isExposureTable } from "../report/csv/table-names.ts";
import type { TargetTable } from "../targets/target-table.ts";
import type { AddressLists } from "./address-lists.ts";
import type { FailCondition } from "./fail-on.ts";
import { type OutputPlan, planOutputs } from "./output-plan.ts";
import type { ReportFlags } from "./report-options.ts";

/** What report options mean, once files are read and texts are parsed. */
export interface ReportWishes {
  /** Where the report goes, and in which form. */
  outputs: OutputPlan;
  period: Period | null;
  baseline: Period | null;
  method: Method;
  top: number;
  mapping: Mapping;
  scanThresholds: ScanThresholds;
  /** Own networks beside private ones; null where none were named. */
  home: AddressLists | null;
  knownScanners: AddressLists | null;
  failOn: readonly FailCondition[];
  /** What of the denials is to be counted. */
  counting: CountingWishes;
  /** Null for the bundled table, which is not needed before the logs are read. */
  targets: TargetTable | null;
}

/**
 * Reads what the options name.
 * @throws UserError for a period, a file, a network, a filter or a condition that is none.
 */
export async function reportWishesOf(flags: ReportFlags, isCompared: boolean): Promise<ReportWishes> {
  const outputs = planOutputs(flags);
  checkLanguage(flags);
  checkScanFlags(flags);
  const home = flags.home === undefined ? null : await (await import("./address-lists.ts")).readHome(flags.home);
  return {
    outputs,
    period: await periodOf(flags.period, flags.fiscalYearStart),
    baseline: await periodOf(flags.baseline, flags.fiscalYearStart),
    method: flags.method,
    mapping: flags.mapping,
    top: flags.top,
    scanThresholds: { wide: flags.scanWide, vertical: flags.scanVertical, horizontal: flags.scanHorizontal },
    home,
    knownScanners: await knownScannersOf(flags.knownScanners),
    failOn: flags.failOn === undefined ? [] : (await import("./fail-on.ts")).parseFailOn(flags.failOn, isCompared),
    counting: await countingOf(flags, home),
    targets: flags.targets === undefined ? null : await targetTableOf(flags.targets),
  };
}

async function knownScannersOf(paths: readonly string[] | undefined): Promise<AddressLists | null> {
  return paths === undefined ? null : (await import("./address-lists.ts")).readKnownScanners(paths);
}

async function countingOf(flags: ReportFlags, home: AddressLists | null): Promise<CountingWishes> {
  const { include = [], exclude = [], scope } = flags;
  if (include.length + exclude.length > 0) (await import("./event-filters.ts")).filterOf({ include, exclude });
  return { home: home?.networks.all ?? [], include, exclude, scope: scope === "all" ? null : scope, devices: null };
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

function checkLanguage({ lang, ascii }: ReportFlags): void {
  if (lang === "en" || ascii !== true) return;
  throw new UserError(`--lang ${lang} cannot be written with --ascii`, { hint: "leave one of them out" });
}

/** @throws UserError for options on scans where there is none. */
function checkScanFlags(flags: ReportFlags): void {
  if (flags.exposure !== undefined) return;
  const { exposureBefore, exposurePolicy, exposurePublic, exposureSiteRules } = flags;
  const of = [
    ["--exposure-before", exposureBefore],
    ["--exposure-policy", exposurePolicy],
    ["--exposure-public", exposurePublic],
    ["--exposure-site-rules", exposureSiteRules],
    [`--table ${flags.table}`, isExposureTable(flags.table) ? true : undefined],
  ] as const;
  const given = of.find(([, value]) => value !== undefined);
  if (given === undefined) return;
  throw new UserError(`${given[0]} is about scans, and there is none`, { hint: "add --exposure SCAN" });
}

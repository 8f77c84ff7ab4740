import type { TrendSpans } from "../analysis/exposure/attacks.ts";
import { UserError } from "../errors.ts";
import { readPolicy } from "../exposure/policy/policy-csv.ts";
import { readSiteRules } from "../exposure/sites/site-rules-csv.ts";
import { STDIN } from "../ingest/discover.ts";
import { type ExposureTableName, exposureTableNames } from "../report/exposure/exposure-table-names.ts";
import type { ExposureCondition } from "./exposure-fail-on.ts";
import type { ExposureFlags } from "./exposure-options.ts";
import { isTable, planOutput, type PlannedOutput } from "./output-plan.ts";
import type { ScanWishes } from "./read-scan-sides.ts";
import { targetTableOf } from "./report-wishes.ts";

/** What the options of `fwtrend exposure` mean, once files are read and texts are parsed. */
export interface ExposureWishes extends ScanWishes {
  /** Null for the halves of what the denials cover. */
  spans: TrendSpans | null;
  failOn: readonly ExposureCondition[];
  outputs: readonly PlannedOutput<ExposureTableName>[];
  /** The form for standard output; null is text. */
  standardOutput: "json" | "md" | "csv" | null;
  table: ExposureTableName;
}

/** Reads what the options name. @throws UserError for what cannot be understood. */
export async function exposureWishesOf(scans: readonly string[], flags: ExposureFlags): Promise<ExposureWishes> {
  checkPaths(scans, flags);
  const table = flags.table ?? (hasDenials(flags) ? "attacks" : "ports");
  const outputs = (flags.output ?? []).map((path) => planOutput(path, table, exposureTableNames));
  const standardOutput = flags.json === true ? "json" : flags.md === true ? "md" : flags.csv === true ? "csv" : null;
  if (flags.table !== undefined && standardOutput !== "csv" && !outputs.some(isTable)) {
    throw new UserError(`--table ${flags.table}: nothing is written as one table`, {
      hint: "add --csv, or -o FILE.csv",
    });
  }
  if (flags.lang !== "en" && flags.ascii === true) {
    throw new UserError(`--lang ${flags.lang} cannot be written with --ascii`, { hint: "leave one of them out" });
  }
  const forms = [
    { form: standardOutput, table },
    ...outputs.flatMap(({ files }) => files.map((file) => ({ form: file.form, table: file.table }))),
  ];
  return {
    policy: await readPolicy(flags.public ?? null, flags.policy ?? null),
    siteRules: await readSiteRules(flags.siteRules ?? null),
    targets: await targetTableOf(flags.targets),
    spans: await spansOf(flags),
    failOn: await conditionsOf(flags),
    outputs,
    standardOutput,
    table,
    wantsHashes: forms.some(({ form, table: name }) => form === "json" || (form === "csv" && name === "inputs")),
  };
}

/** Standard input can be read once. */
function checkPaths(scans: readonly string[], { before = [], denials = [], ...flags }: ExposureFlags): void {
  const sides = [scans, before, denials].filter((paths) => paths.includes(STDIN));
  if (sides.length > 1) {
    throw new UserError("standard input can be one of scan, --before and --denials only", {
      hint: "give a file for the others",
    });
  }
  const isCut = flags.period !== undefined || flags.baseline !== undefined;
  if (isCut && !hasDenials({ denials, ...flags })) {
    throw new UserError("--period and --baseline are of denials, and there are none", {
      hint: "add --denials PATH, or --store FILE",
    });
  }
}

/** Whether scans are joined with denials. */
function hasDenials({ denials = [], store }: Pick<ExposureFlags, "denials" | "store">): boolean {
  return denials.length > 0 || store !== undefined;
}

async function conditionsOf(flags: ExposureFlags): Promise<ExposureCondition[]> {
  const { failOn, before } = flags;
  if (failOn === undefined) return [];
  const { parseExposureFailOn } = await import("./exposure-fail-on.ts");
  return parseExposureFailOn(failOn, { before: before !== undefined, denials: hasDenials(flags) });
}

async function spansOf({ period, baseline, fiscalYearStart }: ExposureFlags): Promise<TrendSpans | null> {
  if (period === undefined && baseline === undefined) return null;
  if (period === undefined) {
    throw new UserError("--baseline needs --period", { hint: "add --period, such as --period FY2017" });
  }
  const { parsePeriod } = await import("../analysis/period.ts");
  const now = parsePeriod(period, fiscalYearStart);
  const before = baseline === undefined ? null : parsePeriod(baseline, fiscalYearStart);
  if (before !== null && Math.max(now.fromDay, before.fromDay) <= Math.min(now.toDay, before.toDay)) {
    throw new UserError(`--baseline ${before.label} and --period ${now.label} overlap`, {
      hint: "choose periods without a day in common",
    });
  }
  return {
    period: { from: now.fromDay, to: now.toDay },
    baseline: before && { from: before.fromDay, to: before.toDay },
  };
}

import { storedReport, type StoredSides } from "../analysis/stored-report.ts";
import type { Report } from "../analysis/report.ts";
import { UserError } from "../errors.ts";
import { openStore } from "../store/duckdb-store.ts";
import type { Store } from "../store/store.ts";
import { builtinTargets } from "../targets/target-table.ts";
import { deliverReport } from "./deliver-report.ts";
import { renderUserError } from "./error-text.ts";
import { EXIT } from "./exit-codes.ts";
import { catchInterrupt } from "./interrupt.ts";
import { type Io, write } from "./io.ts";
import { reportArguments } from "./report-arguments.ts";
import type { ReportFlags } from "./report-options.ts";
import type { FoundScans, JoinedScans } from "./report-scans.ts";
import type { ReportWishes } from "./report-wishes.ts";
import { findScansOf } from "./find-scans.ts";
import { toolVersion } from "./version.ts";

/** Reports on what a store keeps: analyze and compare with `--store`. @returns the exit code. */
export async function runStoredReport(
  paths: readonly string[],
  flags: ReportFlags & { store: string },
  wishes: ReportWishes,
  command: "analyze" | "compare",
  io: Io,
): Promise<number> {
  if (command === "compare" && (flags.period === undefined || flags.baseline === undefined)) {
    throw new UserError("compare --store needs --period and --baseline", {
      hint: `fwtrend compare --store ${flags.store} --baseline FY2016 --period FY2017`,
    });
  }
  const found = await findScansOf(flags, wishes, paths, io.now());
  const store = await openStored(paths, flags);
  try {
    const scans = found && (await readScansOf(found));
    const { report } = await buildStored(store, flags, wishes, command, scans);
    const { unwritten, notes, held, hasFailed } = await deliverReport(report, { flags, wishes }, io);
    const counted = report.totals.denials + (report.totals.baselineDenials ?? 0);
    const faults = [
      ...(counted > 0 ? [] : [nothingKept(flags.store, report)]),
      ...(scans?.faultsOf(report) ?? []),
      ...unwritten,
    ];
    await write(io.stderr, [...notes, ...faults.map(renderUserError), ...held].map((text) => `${text}\n`).join(""));
    if (unwritten.length > 0) return EXIT.failed;
    const ofScans = scans?.exitCodeOf(report) ?? null;
    if (ofScans === EXIT.interrupted) return ofScans;
    if (report.partial || ofScans === EXIT.incomplete) return EXIT.incomplete;
    if (counted === 0 || ofScans === EXIT.nothing) return EXIT.nothing;
    return hasFailed ? EXIT.failedOn : EXIT.done;
  } finally {
    store.close();
  }
}

async function readScansOf(found: FoundScans): Promise<JoinedScans> {
  const interrupt = catchInterrupt();
  const scans = await found.read(() => interrupt.isCaught);
  interrupt.release();
  return scans;
}

/** Opens a store for a report. @throws UserError for what cannot be told of a store, and one that cannot be opened. */
export async function openStored(paths: readonly string[], flags: ReportFlags & { store: string }): Promise<Store> {
  if (paths.length > 0) {
    throw new UserError(`--store ${flags.store} and ${paths[0]!}: a report is of a store or of logs`, {
      hint: "import the logs into the store first, or leave out --store",
    });
  }
  checkKept(flags);
  const store = await openStore(flags.store);
  try {
    checkZone(store, flags);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}

/** The report on a store as options want it, with the sides that it was made of. */
export async function buildStored(
  store: Store,
  flags: ReportFlags,
  wishes: ReportWishes,
  command: "analyze" | "compare",
  scans: JoinedScans | null,
): Promise<{ report: Report; sides: StoredSides }> {
  const known = wishes.knownScanners;
  const {
    report: stored,
    sides,
    home,
  } = await storedReport(store, {
    period: wishes.period,
    baseline: command === "compare" ? wishes.baseline : null,
    targets: wishes.targets ?? builtinTargets(),
    mapping: wishes.mapping,
    method: wishes.method,
    top: wishes.top,
    scanThresholds: wishes.scanThresholds,
    isKnownScanner: known && ((address) => known.networks.has(address)),
    knownScanners: known?.sources ?? [],
    tool: `fwtrend ${toolVersion()}`,
    command: [command, "--store", store.path],
    arguments: reportArguments([command], flags, store.facts.zone),
  });
  const report = scans === null ? stored : scans.join(stored, sides);
  if (flags.anonymize !== true) return { report, sides };
  const { anonymizeReport, ownTest, rankDevices } = await import("../report/anonymize.ts");
  const counts = sides.baseline === null ? [sides.period] : [sides.period, sides.baseline];
  return { report: anonymizeReport(report, { devices: rankDevices(counts), isOwn: ownTest(home) }), sides };
}

/** Options on single lines or denials, which a store does not keep, with what they are where they are not given. */
const readingOptions = [
  ["scope", "all", "--scope"],
  ["include", undefined, "--include"],
  ["exclude", undefined, "--exclude"],
  ["likeForLike", undefined, "--like-for-like"],
  ["home", undefined, "--home"],
  ["rejects", undefined, "--rejects"],
  ["format", undefined, "--format"],
  ["formats", undefined, "--formats"],
  ["year", undefined, "--year"],
  ["columns", undefined, "--columns"],
  ["assume", "deny", "--assume"],
] as const satisfies readonly (readonly [keyof ReportFlags, string | undefined, string])[];

function checkKept(flags: ReportFlags): void {
  const wrong = readingOptions.find(([key, standard]) => flags[key] !== standard);
  if (wrong === undefined) return;
  throw new UserError(`${wrong[2]} cannot be used with --store: a store keeps counts, not single denials`, {
    hint: "give the logs themselves, or leave it out; own networks and how lines are read are told to fwtrend import",
  });
}

/** @throws UserError for a zone that is not the one of the store's days. */
export function checkZone({ path, facts }: Store, { tz = [] }: { tz?: readonly string[] }): void {
  const wrong = tz.find((zone) => zone !== facts.zone);
  if (wrong === undefined) return;
  throw new UserError(`--tz ${wrong}: the days of ${path} are those of ${facts.zone}`, {
    hint: "leave out --tz; a store has the zone that it was made with",
  });
}

function nothingKept(path: string, { totals }: Report): UserError {
  if (totals.outsidePeriods + totals.withoutTime === 0) {
    return new UserError(`${path}: the store holds no denial`, { hint: "fwtrend import reads logs into it" });
  }
  return new UserError(`${path}: the store holds no denial of the days asked for`, {
    hint: `fwtrend store ${path} lists the days of its origins`,
  });
}

import { Home } from "../rollup/home.ts";
import { addLines, noLines } from "../rollup/lines.ts";
import { type Network, Networks, parseNetwork } from "../scan/networks.ts";
import { Zone } from "../scan/zone.ts";
import type { Store, StoredOrigin } from "../store/store.ts";
import type { StoredCounts } from "../store/stored-counts.ts";
import type { TargetTable } from "../targets/target-table.ts";
import { buildReport, type ReportSource } from "./build-report.ts";
import type { Period } from "./period.ts";
import type { Report, ReportCounted, ReportInput } from "./report.ts";
import { tally } from "./tally.ts";

/** What is asked of a store. */
export interface StoredWishes extends Pick<
  ReportSource,
  "method" | "scanThresholds" | "isKnownScanner" | "targets" | "mapping" | "top"
> {
  /** Null for all that is kept. */
  period: Period | null;
  /** Null when there is nothing to compare with. */
  baseline: Period | null;
  /** Of the tool that makes the report: `fwtrend 0.1.0`. */
  tool: string;
  /** The command with its paths, and arguments that give the same report again. */
  command: readonly string[];
  arguments: readonly string[];
  /** Lists of known scanners that were asked. */
  knownScanners: ReportCounted["knownScanners"];
}

/** The sides of a report as a store has them. */
export interface StoredSides {
  period: StoredCounts;
  baseline: StoredCounts | null;
}

/** The report that a store gives. @throws UserError where the store cannot be read. */
export async function reportFromStore(store: Store, wishes: StoredWishes): Promise<Report> {
  return (await storedReport(store, wishes)).report;
}

/**
 * The report that a store gives: the same as of the logs that it was made of, but for what only they tell. With the sides
 * that it was made of, and the store's own networks.
 * @throws UserError where the store cannot be read.
 */
export async function storedReport(
  store: Store,
  wishes: StoredWishes,
): Promise<{ report: Report; sides: StoredSides; home: readonly Network[] }> {
  const sides = await readSides(store, wishes);
  const origins = await store.origins();
  const { facts } = store;
  const networks = facts.home.map(parseNetwork).filter((network) => typeof network !== "string");
  const home = new Home(networks);
  const { ip4Count } = new Networks(networks);
  const zone = new Zone(facts.zone);
  const lines = noLines();
  for (const { logs } of origins) for (const log of logs) addLines(lines, log.lines);
  const { tool, command } = wishes;
  const report = buildReport({
    ...wishes,
    ...leftOut(origins, sides, wishes),
    period: { counts: sides.period, period: wishes.period },
    baseline: sides.baseline && { counts: sides.baseline, period: wishes.baseline },
    offsetAt: (timeSec) => zone.offsetAt(timeSec),
    isOwn: (address) => home.isOwn(address),
    ownAddresses: ip4Count === 0 ? null : ip4Count,
    provenance: {
      tool,
      command: [...command],
      arguments: [...wishes.arguments],
      zone: facts.zone,
      inputs: origins.flatMap((origin) => describeLogs(origin, sides.baseline !== null)),
      counted: {
        include: [],
        exclude: [],
        scope: "all",
        home: [...facts.home],
        likeForLike: false,
        devicesLeftOut: [],
        ownFormats: null,
        knownScanners: wishes.knownScanners,
      },
    },
    lines,
    partial: origins.some(({ logs }) => logs.some(({ error }) => error !== null)),
    warnings: warnOfTimes(sides),
    filtered: 0,
  });
  return { report, sides, home: networks };
}

/** Reads the sides of a report with the days of all ports that it tells of. */
async function readSides(
  store: Store,
  { period, baseline, targets, top }: Pick<StoredWishes, "period" | "baseline" | "targets" | "top">,
): Promise<StoredSides> {
  const [now, before] = await Promise.all([
    store.read(daysOf(period)),
    baseline === null ? null : store.read(daysOf(baseline)),
  ]);
  const sides = before === null ? [now] : [now, before];
  const ports = sides.flatMap((side) => portsByDay(side, targets, top));
  await Promise.all(sides.map((side) => side.loadDays(ports)));
  return { period: now, baseline: before };
}

/** The ports of a side whose days a report asks for: those that mean something, and the busiest. */
function portsByDay(side: StoredCounts, targets: TargetTable, top: number): { protocol: number; port: number }[] {
  const { ranking } = tally(side);
  return [...ranking.placesOf(targets).map((place) => ranking.at(place)), ...ranking.first(top)];
}

function daysOf(period: Period | null): { from: number; to: number } | null {
  return period && { from: period.fromDay, to: period.toDay };
}

/** Says which denials have no day: without a period they are counted all the same. */
function warnOfTimes({ period, baseline }: StoredSides): string[] {
  const untimed = period.totals().untimed + (baseline?.totals().untimed ?? 0);
  if (untimed === 0) return [];
  const isNoneTimed = period.firstSec < 0 && (baseline?.firstSec ?? -1) < 0;
  if (isNoneTimed) return ["No denial carries a time, so no period can be told."];
  return [
    `${String(untimed).replace(/\B(?=(?:\d{3})+$)/g, ",")} denials carry no time; they are counted, but in no day.`,
  ];
}

/** What is stored but on neither side. */
function leftOut(
  origins: readonly StoredOrigin[],
  { period, baseline }: StoredSides,
  wishes: Pick<StoredWishes, "period">,
): { outsidePeriods: number; withoutTime: number } {
  if (wishes.period === null) return { outsidePeriods: 0, withoutTime: 0 };
  const all = origins.reduce((sum, { denials }) => sum + denials, 0);
  const withoutTime = origins.reduce((sum, one) => sum + one.withoutTime, 0);
  const onSides = [period, baseline].reduce((sum, side) => sum + (side === null ? 0 : tally(side).denials), 0);
  return { outsidePeriods: all - withoutTime - onSides, withoutTime };
}

function describeLogs({ logs }: StoredOrigin, isCompared: boolean): ReportInput[] {
  return logs.map(({ path, storedBytes, format, lines, baseYear, zone, error }) => ({
    path,
    side: isCompared ? "both" : "period",
    sha256: null,
    bytes: storedBytes,
    format,
    lines,
    baseYear,
    zone,
    error,
  }));
}

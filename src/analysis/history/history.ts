import { UserError } from "../../errors.ts";
import { protocolName } from "../../scan/protocols.ts";
import type { Store } from "../../store/store.ts";
import type { TargetTable } from "../../targets/target-table.ts";
import { targetClasses } from "../../targets/target.ts";
import { reportClasses } from "../classes.ts";
import { countGroups, measureGroups, type Rule } from "../groups.ts";
import { dayToIso } from "../iso-day.ts";
import type { Period } from "../period.ts";
import type { GroupId, Method } from "../report.ts";
import { type Lens, type SideView, viewSide } from "../side-view.ts";
import { type Tally, tallyTotals } from "../tally.ts";
import { type HistoryBy, type HistorySpan, listSpans } from "./spans.ts";

/** The schema that every history names; a renamed field needs a new number. */
export const historySchema = "fwtrend/history/1";

/** One period of a history. */
export interface HistoryPeriod {
  label: string;
  /** ISO, inclusive. */
  from: string;
  to: string;
  days: number;
  /** Days on which at least one denial was logged. */
  daysWithData: number;
  denials: number;
  /** What the shares are of, by the method: denials, or distinct sources. */
  denominator: number;
}

/** A share in one period; null where there is nothing to have a share of. */
export interface HistoryValue {
  /** Denials, or distinct sources where the method counts those. */
  count: number;
  share: number | null;
  /** To the period before, in percentage points. */
  points: number | null;
  /** By the table of targets that the history is held against; null without one. */
  against: { count: number; share: number | null; effectPoints: number | null } | null;
}

/** What a history follows: a group, a class, or a port. */
export interface HistorySeries {
  kind: "group" | "class" | "port";
  /** `iot`; of a port `23/tcp`. */
  id: string;
  /** One for each period. */
  values: HistoryValue[];
}

/** Shares period by period, as plain JSON. */
export interface History {
  schema: typeof historySchema;
  provenance: {
    tool: string;
    store: string;
    zone: string;
    by: HistoryBy;
    fiscalYearStart: number;
    method: Method;
    top: number;
    targets: { version: string; sha256: string };
    /** The table held against; null without. */
    against: { version: string; sha256: string } | null;
    /** True where shares are of sources of which only a sample is kept. */
    isEstimated: boolean;
  };
  periods: HistoryPeriod[];
  series: HistorySeries[];
  /** What a reader has to know, in English. */
  warnings: string[];
}

/** What is asked of a history. */
export interface HistoryWishes extends Lens {
  by: HistoryBy;
  fiscalYearStart: number;
  /** The periods with a day in it; null for all. */
  period: Period | null;
  top: number;
  targets: TargetTable;
  /** A table whose effect is shown; null for none. */
  against: TargetTable | null;
  withClasses: boolean;
  ports: readonly { protocol: number; port: number }[];
  tool: string;
}

/** The longest history: sixty years. */
const mostDays = 60 * 366;

const groupIds = ["telnet", "iot-other", "iot", "other"] as const satisfies readonly GroupId[];

/** What one period says: by a table, the count of each series. */
interface Measured {
  tally: Tally;
  denominator: number;
  countsBy: (targets: TargetTable) => number[];
  isEstimated: boolean;
}

/** Follows shares through a store. The table of targets is that of today for all of it. */
export async function followHistory(store: Store, wishes: HistoryWishes): Promise<History> {
  const { targets, against, method, top, by, fiscalYearStart } = wishes;
  const named = listSeries(wishes);
  const periods: HistoryPeriod[] = [];
  const series: HistorySeries[] = named.map((one) => ({ ...one, values: [] }));
  let isEstimated = false;
  for (const span of await spansOf(store, wishes)) {
    const measured = await measure(store, span, wishes);
    periods.push(describeSpan(span, measured));
    isEstimated ||= measured.isEstimated;
    const counts = measured.countsBy(targets);
    const other = against && measured.countsBy(against);
    for (const [i, { values }] of series.entries()) {
      values.push(describeValue(counts[i]!, other === null ? null : other[i]!, measured.denominator, values.at(-1)));
    }
  }
  const untimed = (await store.origins()).reduce((sum, { withoutTime }) => sum + withoutTime, 0);
  return {
    schema: historySchema,
    provenance: {
      tool: wishes.tool,
      store: store.path,
      zone: store.facts.zone,
      by,
      fiscalYearStart,
      method,
      top,
      targets: { version: targets.version, sha256: targets.sha256 },
      against: against && { version: against.version, sha256: against.sha256 },
      isEstimated,
    },
    periods,
    series,
    warnings: warn(periods, untimed, method),
  };
}

/** The periods from the first with denials to the last, those between without any too. */
async function spansOf(store: Store, { by, fiscalYearStart, period }: HistoryWishes): Promise<HistorySpan[]> {
  const origins = await store.origins();
  const first = Math.min(...origins.map(({ firstDay }) => firstDay ?? Infinity));
  const last = Math.max(...origins.map(({ lastDay }) => lastDay ?? -Infinity));
  const from = Math.max(first, period?.fromDay ?? -Infinity);
  const to = Math.min(last, period?.toDay ?? Infinity);
  if (from > to) return [];
  // A device without a clock may have put its denials decades away.
  if (to - from > mostDays) {
    throw new UserError(
      `the store's denials are dated ${dayToIso(from)} to ${dayToIso(to)}: too long for a history, and some dates are wrong`,
      { hint: "--period 2017-04..2022-03 chooses the years; fwtrend store FILE lists the days of each file" },
    );
  }
  return listSpans(from, to, by, fiscalYearStart);
}

function listSeries({ withClasses, ports }: HistoryWishes): Pick<HistorySeries, "kind" | "id">[] {
  return [
    ...groupIds.map((id) => ({ kind: "group" as const, id })),
    ...(withClasses ? targetClasses.map((id) => ({ kind: "class" as const, id })) : []),
    ...ports.map(({ protocol, port }) => ({ kind: "port" as const, id: `${port}/${protocolName(protocol)}` })),
  ];
}

/** Denials alone need no more than sums; what is of sources needs who was refused. */
async function measure(store: Store, span: HistorySpan, wishes: HistoryWishes): Promise<Measured> {
  const days = { from: span.fromDay, to: span.toDay };
  const rule: Rule = { method: wishes.method, top: wishes.top };
  if (wishes.method === "top100" || wishes.method === "all-ports") {
    const tally = tallyTotals(await store.readTotals(days), []);
    return {
      tally,
      denominator: tally.denials,
      countsBy: (targets) => countAll(tally, countGroups(tally, targets, rule, "default"), targets, wishes),
      isEstimated: false,
    };
  }
  const counts = await store.read(days);
  const side = viewSide({ counts, period: span }, wishes, () => wishes.targets);
  const groupsBy = (targets: TargetTable): Record<GroupId, number> =>
    measureGroups(side, targets, rule, "default").numbers;
  const isOfSources = wishes.method === "unique-sources";
  return {
    tally: side.all,
    denominator: measureGroups(side, wishes.targets, rule, "default").total,
    countsBy: (targets) =>
      isOfSources
        ? countSources(side, groupsBy(targets), targets, wishes)
        : countAll(side.surveyless, groupsBy(targets), targets, wishes),
    isEstimated: !side.contacts.isExact,
  };
}

function countAll(
  tally: Tally,
  groups: Record<GroupId, number>,
  targets: TargetTable,
  { withClasses, ports }: HistoryWishes,
): number[] {
  const classes = new Map(
    withClasses ? reportClasses({ tally, targets }, null).map(({ id, denials }) => [id, denials]) : [],
  );
  return [
    ...groupIds.map((id) => groups[id]),
    ...(withClasses ? targetClasses.map((id) => classes.get(id) ?? 0) : []),
    ...ports.map(({ protocol, port }) => tally.ranking.find(protocol, port)?.denials ?? 0),
  ];
}

function countSources(
  side: SideView,
  groups: Record<GroupId, number>,
  targets: TargetTable,
  { withClasses, ports }: HistoryWishes,
): number[] {
  const { classes } = side.uniqueSources(targets);
  return [
    ...groupIds.map((id) => groups[id]),
    ...(withClasses ? targetClasses.map((id) => classes[id].sources) : []),
    ...ports.map(({ protocol, port }) => side.counts.sourcesAt(protocol, port).count),
  ];
}

function describeSpan({ label, fromDay, toDay }: HistorySpan, { tally, denominator }: Measured): HistoryPeriod {
  return {
    label,
    from: dayToIso(fromDay),
    to: dayToIso(toDay),
    days: toDay - fromDay + 1,
    daysWithData: tally.daysWithData,
    denials: tally.denials,
    denominator,
  };
}

function describeValue(
  count: number,
  other: number | null,
  denominator: number,
  before: HistoryValue | undefined,
): HistoryValue {
  const shareOf = (part: number): number | null => (denominator > 0 ? part / denominator : null);
  const pointsOf = (now: number | null, then: number | null): number | null =>
    now === null || then === null ? null : (now - then) * 100;
  const share = shareOf(count);
  const earlier = other === null ? null : shareOf(other);
  return {
    count,
    share,
    points: before === undefined ? null : pointsOf(share, before.share),
    against: other === null ? null : { count: other, share: earlier, effectPoints: pointsOf(share, earlier) },
  };
}

/** What cannot be told, and why, one sentence each. */
function warn(periods: readonly HistoryPeriod[], untimed: number, method: Method): string[] {
  const warnings: string[] = [];
  const nothing = periods.filter(({ denominator }) => denominator === 0).map(({ label }) => label);
  if (nothing.length > 0) {
    const what =
      method === "unique-sources"
        ? "no source is known, so no share of sources can be told"
        : "there is no denial that counts, so no share can be told";
    warnings.push(`Of ${listLabels(nothing)} ${what}.`);
  }
  const partly = periods.filter(({ days, daysWithData }) => daysWithData > 0 && daysWithData < days * 0.9);
  if (partly.length > 0) {
    warnings.push(
      `Of ${listLabels(partly.map(({ label }) => label))} less than nine in ten days have denials: compare shares rather than counts.`,
    );
  }
  if (untimed > 0) warnings.push(`${untimed} denials carry no time and are in no period.`);
  return warnings;
}

function listLabels(labels: readonly string[]): string {
  const shown = labels.slice(0, 6).join(", ");
  return labels.length > 6 ? `${shown} and ${labels.length - 6} more` : shown;
}

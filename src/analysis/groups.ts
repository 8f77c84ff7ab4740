import { UDP } from "../targets/protocol.ts";
import { groupOf } from "../targets/target-table.ts";
import type { IotRange, TargetGroup, TargetTable } from "../targets/target-table.ts";
import type { GroupId, Method, ReportGroup, ShareRange } from "./report.ts";
import { compareShares, shareOf } from "./share.ts";
import type { SideView } from "./side-view.ts";
import type { RankedPort } from "./ranking.ts";
import type { Tally } from "./tally.ts";

/** How the share of a group is measured. `top`, at least 1, is how many of the busiest ports `top100` lets count. */
export interface Rule {
  method: Method;
  top: number;
}

/** The groups in the order of the report. */
const groupIds = ["telnet", "iot", "iot-other", "other"] as const satisfies readonly GroupId[];

/** A number for every group; `iot` is the sum of `telnet` and `iot-other`. */
type GroupNumbers = Record<GroupId, number>;

/** What the shares of the groups are made of: denials or distinct sources, and all of them. */
export interface GroupMeasure {
  numbers: GroupNumbers;
  total: number;
}

/**
 * Measures the groups of a side by a rule. `other` is all that the rule leaves over, so telnet, iot-other and other
 * are the total: IoT ports below the top and denials without a port are in `other`, sources in the first of the
 * groups that they touched.
 */
export function measureGroups(side: SideView, targets: TargetTable, rule: Rule, range: IotRange): GroupMeasure {
  if (rule.method === "unique-sources") {
    const { ranges, all } = side.uniqueSources(targets);
    const groups = ranges[range];
    const numbers = {
      telnet: groups.telnet.sources,
      iot: groups.iot.sources,
      "iot-other": groups["iot-other"].sources,
      other: groups.other.sources,
    };
    return { numbers, total: all.sources };
  }
  const tally = rule.method === "survey-excluded" ? side.surveyless : side.all;
  return { numbers: countGroups(tally, targets, rule, range), total: tally.denials };
}

/** The denials of each group by a rule; those of all ports for methods that count no busiest ones. */
export function countGroups(side: Tally, targets: TargetTable, rule: Rule, range: IotRange): GroupNumbers {
  const sorted = sortPorts(side, targets, rule, range);
  return addUp(sorted, side.denials, (port) => port.denials);
}

/** The ports that may count by a rule, each with its group. */
export function sortPorts(
  side: Tally,
  targets: TargetTable,
  { method, top }: Rule,
  range: IotRange,
): { port: RankedPort; group: TargetGroup }[] {
  const groupAt = createGrouping(targets, method, range);
  const { ranking } = side;
  const sorted = [];
  for (const place of ranking.placesOf(targets)) {
    if (method === "top100" && place >= top) break;
    const port = ranking.at(place);
    const group = groupAt(port);
    if (group !== "other") sorted.push({ port, group });
  }
  return sorted;
}

/** The groups of a report. Each side is ranked by itself, and grouped by its own rows. */
export function reportGroups(period: SideView, baseline: SideView | null, rule: Rule): ReportGroup[] {
  const now = measureRanges(period, rule);
  const before = baseline && measureRanges(baseline, rule);
  return groupIds.map((id) => describeGroup(id, now, before));
}

interface RangeMeasures extends Record<IotRange, GroupMeasure> {
  /** Denials that the method counts, and sources, whatever the share is made of. */
  denials: GroupNumbers;
  sources: GroupNumbers;
  portsInTop: GroupNumbers;
}

function measureRanges(side: SideView, rule: Rule): RangeMeasures {
  const { targets, tally } = side;
  const inTop = sortPorts(tally, targets, { ...rule, method: "top100" }, "default");
  const groupAt = createGrouping(targets, rule.method, "default");
  const listed = Math.min(rule.top, tally.ranking.length);
  return {
    strict: measureGroups(side, targets, rule, "strict"),
    default: measureGroups(side, targets, rule, "default"),
    wide: measureGroups(side, targets, rule, "wide"),
    denials: countGroups(tally, targets, rule, "default"),
    sources: measureGroups(side, targets, { ...rule, method: "unique-sources" }, "default").numbers,
    portsInTop: addUp(
      inTop.map(({ port }) => ({ port, group: groupAt(port) })),
      listed,
      () => 1,
    ),
  };
}

function describeGroup(id: GroupId, now: RangeMeasures, before: RangeMeasures | null): ReportGroup {
  const figures = compareShares(partOf(id, now), before && partOf(id, before));
  return {
    id,
    ...figures,
    denials: now.denials[id],
    baselineDenials: before && before.denials[id],
    sources: now.sources[id],
    baselineSources: before && before.sources[id],
    portsInTop: now.portsInTop[id],
    range: shareRange(id, now),
    baselineRange: before && shareRange(id, before),
  };
}

function partOf(id: GroupId, { default: measure }: RangeMeasures): { denials: number; total: number } {
  return { denials: measure.numbers[id], total: measure.total };
}

function shareRange(id: GroupId, { strict, default: medium, wide }: RangeMeasures): ShareRange {
  const share = ({ numbers, total }: GroupMeasure): number => shareOf({ denials: numbers[id], total });
  return { strict: share(strict), default: share(medium), wide: share(wide) };
}

function addUp(
  sorted: readonly { port: RankedPort; group: TargetGroup }[],
  whole: number,
  amountOf: (port: RankedPort) => number,
): GroupNumbers {
  const sums = { telnet: 0, "iot-other": 0, other: 0 };
  for (const { port, group } of sorted) sums[group] += amountOf(port);
  const iot = sums.telnet + sums["iot-other"];
  return { telnet: sums.telnet, iot, "iot-other": sums["iot-other"], other: whole - iot };
}

function createGrouping(targets: TargetTable, method: Method, range: IotRange): (port: RankedPort) => TargetGroup {
  return ({ protocol, port }) => {
    const group = groupOf(targets, protocol, port, range);
    // The published reference counts 23/tcp alone as telnet; where a log names no protocol, 23 is taken for TCP.
    const isReference = port === 23 && protocol !== UDP;
    return group === "telnet" && method === "top100" && !isReference ? "iot-other" : group;
  };
}

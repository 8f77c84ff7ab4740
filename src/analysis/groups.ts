import { UDP } from "../targets/protocol.ts";
import { groupOf } from "../targets/target-table.ts";
import type { IotRange, TargetGroup, TargetTable } from "../targets/target-table.ts";
import type { GroupId, Method, ReportGroup, ShareRange } from "./report.ts";
import { compareShares, shareOf } from "./share.ts";
import type { RankedPort, Tally } from "./tally.ts";

/** Which ports may be in the numerator: those of the `top` busiest, or all of them. `top` is at least 1. */
export interface Rule {
  method: Method;
  top: number;
}

/** The groups in the order of the report. */
const groupIds = ["telnet", "iot", "iot-other", "other"] as const satisfies readonly GroupId[];

/** A number for every group; `iot` is the sum of `telnet` and `iot-other`. */
type GroupNumbers = Record<GroupId, number>;

/**
 * The denials of each group by a rule. `other` is all that the rule leaves over, so telnet, iot-other and other
 * are all denials of the side: IoT ports below the top and denials without a port are in `other`.
 */
export function countGroups(side: Tally, targets: TargetTable, rule: Rule, range: IotRange): GroupNumbers {
  const ports = rule.method === "top100" ? pickBusiest(side, rule.top) : side.ranking;
  return addUp(ports, side.denials, createGrouping(targets, rule.method, range), (port) => port.denials);
}

/** How many of the `top` busiest ports belong to each group, by the default range and whatever the method. */
function countPortsInTop(side: Tally, targets: TargetTable, rule: Rule): GroupNumbers {
  const ports = pickBusiest(side, rule.top);
  return addUp(ports, ports.length, createGrouping(targets, rule.method, "default"), () => 1);
}

/** The groups of a report. Each side is ranked by itself. */
export function reportGroups(period: Tally, baseline: Tally | null, targets: TargetTable, rule: Rule): ReportGroup[] {
  const now = countRanges(period, targets, rule);
  const before = baseline && countRanges(baseline, targets, rule);
  const portsInTop = countPortsInTop(period, targets, rule);
  return groupIds.map((id) => describeGroup(id, now, before, portsInTop[id]));
}

interface RangeCounts extends Record<IotRange, GroupNumbers> {
  total: number;
}

function countRanges(side: Tally, targets: TargetTable, rule: Rule): RangeCounts {
  return {
    strict: countGroups(side, targets, rule, "strict"),
    default: countGroups(side, targets, rule, "default"),
    wide: countGroups(side, targets, rule, "wide"),
    total: side.denials,
  };
}

function describeGroup(id: GroupId, now: RangeCounts, before: RangeCounts | null, portsInTop: number): ReportGroup {
  const figures = compareShares(
    { denials: now.default[id], total: now.total },
    before && { denials: before.default[id], total: before.total },
  );
  return {
    id,
    ...figures,
    portsInTop,
    range: shareRange(id, now),
    baselineRange: before && shareRange(id, before),
  };
}

function shareRange(id: GroupId, { strict, default: medium, wide, total }: RangeCounts): ShareRange {
  return {
    strict: shareOf({ denials: strict[id], total }),
    default: shareOf({ denials: medium[id], total }),
    wide: shareOf({ denials: wide[id], total }),
  };
}

function pickBusiest(side: Tally, top: number): readonly RankedPort[] {
  return side.ranking.slice(0, top);
}

function addUp(
  ports: readonly RankedPort[],
  whole: number,
  groupOfPort: (port: RankedPort) => TargetGroup,
  amountOf: (port: RankedPort) => number,
): GroupNumbers {
  const sums = { telnet: 0, "iot-other": 0, other: 0 };
  for (const port of ports) sums[groupOfPort(port)] += amountOf(port);
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

import { pickTargets } from "../../targets/as-of.ts";
import type { TargetTable } from "../../targets/target-table.ts";
import type { Target } from "../../targets/target.ts";

/** The shares that a mapping has a say in, as fractions. */
export interface MappedShares {
  iot: number;
  telnet: number;
}

/** Where the change of a share comes from when each side is counted by the rows of its own time, in points. */
export interface MappingEffects {
  /** The change of the share by the rows that both sides have. */
  constant: number;
  /** What the rows add to the period's share that only the period has. */
  added: number;
  /** What the change loses by the rows that only the baseline has: at most 0 where more rows never lower a share. */
  removed: number;
  /** The sum of the three: the period's share by its rows minus the baseline's by its own. */
  points: number;
}

/** The change of the shares, split by what changed in the mapping. */
export interface ReportMapping {
  iot: MappingEffects;
  telnet: MappingEffects;
  /** How many rows both sides have, only the period, and only the baseline. */
  constantRows: number;
  addedRows: number;
  removedRows: number;
}

/**
 * Splits the change of the IoT and telnet shares between two sides, each counted by a table of its own, into constant
 * set, added rows and removed rows. One after the other, so that the three sum to the change whatever the method: with
 * C the rows of both tables, M1 the period's and M0 the baseline's, s1(C) − s0(C), then s1(M1) − s1(C), then
 * s0(C) − s0(M0). A row that has another class or confidence on each side is removed and added.
 * @param shareOf the shares of a side by a table; called twice for each side.
 */
export function splitMapping(
  period: TargetTable,
  baseline: TargetTable,
  shareOf: (side: "period" | "baseline", table: TargetTable) => MappedShares,
): ReportMapping {
  const constant = pickTargets(period, (row) => isSame(row, baseline.find(row.protocol, row.port)));
  const now = { own: shareOf("period", period), constant: shareOf("period", constant) };
  const before = { own: shareOf("baseline", baseline), constant: shareOf("baseline", constant) };
  const split = (id: keyof MappedShares): MappingEffects => ({
    constant: (now.constant[id] - before.constant[id]) * 100,
    added: (now.own[id] - now.constant[id]) * 100,
    removed: (before.constant[id] - before.own[id]) * 100,
    points: (now.own[id] - before.own[id]) * 100,
  });
  return {
    iot: split("iot"),
    telnet: split("telnet"),
    constantRows: constant.rows.length,
    addedRows: period.rows.length - constant.rows.length,
    removedRows: baseline.rows.length - constant.rows.length,
  };
}

function isSame(row: Target, other: Target | null): boolean {
  return other !== null && row.class === other.class && row.confidence === other.confidence;
}

import { createTargetTable } from "./target-table.ts";
import type { TargetTable } from "./target-table.ts";
import type { Target } from "./target.ts";

/**
 * The table with only those rows that hold in a span of years, first and last included: rows whose own years overlap
 * it. A blank end is open, so a row without years always holds. Dual-use ports carry no years and stay. Version and
 * hash are those of the whole table.
 */
export function targetsAsOf(table: TargetTable, fromYear: number, toYear: number): TargetTable {
  return pickTargets(table, ({ validFrom, validTo }) => {
    return (validFrom === null || validFrom <= toYear) && (validTo === null || validTo >= fromYear);
  });
}

/** The table with only the rows that are wanted, all else unchanged. */
export function pickTargets(table: TargetTable, isWanted: (row: Target) => boolean): TargetTable {
  const { version, sha256 } = table;
  const picked = createTargetTable({ version, sha256, rows: table.rows.filter(isWanted), dualUse: [] });
  return {
    ...picked,
    isKnown: (port) => table.isKnown(port),
    ports: table.ports,
    isDualUse: (protocol, port) => table.isDualUse(protocol, port),
  };
}

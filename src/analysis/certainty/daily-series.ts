import { NO_DAY } from "../../rollup/counts.ts";
import type { Counts } from "../../rollup/counts.ts";
import type { PortTable } from "../../rollup/port-table.ts";

/** The denials of one side by days with data, in the order of the days. */
export interface DailySeries {
  /** Days counted from 1970-01-01. */
  days: Int32Array;
  telnet: Float64Array;
  iotOther: Float64Array;
  /** All denials of the day, at least 1. */
  all: Float64Array;
  /** Denials without a time, in none of the above. */
  untimed: number;
}

/**
 * The daily denials of a side. The groups are those of the headline, by port: 1 for telnet, 2 for IoT without it; all
 * other ports are in none.
 */
export function sumByDay(counts: Counts, groups: PortTable): DailySeries {
  const sums = counts.sumByDay(groups, 3);
  const sumOf = (day: number): number => sums.get(day)?.reduce((sum, more) => sum + more, 0) ?? 0;
  const days = Int32Array.from(counts.totals().days).sort();
  const columnOf = (group: number): Float64Array => Float64Array.from(days, (day) => sums.get(day)?.[group] ?? 0);
  return {
    days,
    telnet: columnOf(1),
    iotOther: columnOf(2),
    all: Float64Array.from(days, sumOf),
    untimed: sumOf(NO_DAY),
  };
}

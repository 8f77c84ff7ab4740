import { NO_DAY } from "../../rollup/counts.ts";
import type { Counts } from "../../rollup/counts.ts";
import type { PortTable } from "../change/port-table.ts";

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
 * The daily denials of a side, in one walk over its cells. The groups are those of the headline, by port: 1 for telnet,
 * 2 for IoT without it; all other ports are in none.
 */
export function sumByDay(counts: Counts, groups: PortTable): DailySeries {
  const days = Int32Array.from(counts.totals().days).sort();
  const start = days[0] ?? 0;
  const places = new Int32Array((days.at(-1) ?? start) - start + 1);
  for (const [place, day] of days.entries()) places[day - start] = place;

  /** By place of the day and group: none, telnet, IoT without telnet. */
  const sums = new Float64Array(days.length * 3);
  let untimed = 0;
  counts.eachCell((day, _device, packed, denials) => {
    if (day === NO_DAY) untimed += denials;
    else sums[places[day - start]! * 3 + groups.atPacked(packed)]! += denials;
  });
  const columnOf = (group: number): Float64Array => Float64Array.from(days, (_, place) => sums[place * 3 + group]!);
  const [none, telnet, iotOther] = [columnOf(0), columnOf(1), columnOf(2)];
  return { days, telnet, iotOther, all: none.map((rest, place) => rest + telnet[place]! + iotOther[place]!), untimed };
}

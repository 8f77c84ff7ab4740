import { NO_DAY } from "../../rollup/counts.ts";
import type { Counts } from "../../rollup/counts.ts";
import { PortTable } from "../change/port-table.ts";
import type { RankedPort } from "../tally.ts";

/** The group of a protocol and port: 0 none, 1 telnet, 2 IoT without telnet. */
export type DailyGroup = 0 | 1 | 2;

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
 * The daily denials of a side, in one walk over its cells. The groups are those of the headline: which ports count
 * may depend on their rank, so the group of each port in the ranking is asked for once; all else is in none.
 */
export function sumByDay(
  counts: Counts,
  ranking: readonly RankedPort[],
  groupOf: (port: RankedPort) => DailyGroup,
): DailySeries {
  const groups = new PortTable();
  for (const port of ranking) {
    const group = groupOf(port);
    if (group !== 0) groups.set(port.protocol, port.port, group);
  }

  const days = Int32Array.from(counts.totals().days).sort();
  const start = days[0] ?? 0;
  const places = new Int32Array((days.at(-1) ?? start) - start + 1);
  for (const [place, day] of days.entries()) places[day - start] = place;

  /** By place of the day and group: none, telnet, IoT without telnet. */
  const sums = new Float64Array(days.length * 3);
  let untimed = 0;
  counts.eachCell((day, _device, protocol, port, denials) => {
    if (day === NO_DAY) untimed += denials;
    else sums[places[day - start]! * 3 + groups.get(protocol, port)]! += denials;
  });
  const columnOf = (group: DailyGroup): Float64Array => Float64Array.from(days, (_, place) => sums[place * 3 + group]!);
  const [none, telnet, iotOther] = [columnOf(0), columnOf(1), columnOf(2)];
  return { days, telnet, iotOther, all: none.map((rest, place) => rest + telnet[place]! + iotOther[place]!), untimed };
}

import { NO_DAY } from "../../rollup/counts.ts";
import type { Counts } from "../../rollup/counts.ts";
import type { PortTable } from "../../rollup/port-table.ts";

/** When some ports were met on one side, by the numbers of a {@link PortTable}, from 1. */
export interface PortDays {
  /** The first day with denials; `NO_DAY` where none has a time. */
  firstDay: Int32Array;
  /** Days with denials. */
  daysActive: Int32Array;
}

/** Looks up the days of the ports that have a number in a table, in one walk over the cells. */
export function countPortDays(counts: Counts, ports: PortTable, portCount: number): PortDays {
  const days = [...counts.totals().days].sort((a, b) => a - b);
  const start = days[0] ?? 0;
  const places = new Int32Array((days.at(-1) ?? start) - start + 1);
  for (const [place, day] of days.entries()) places[day - start] = place;

  const bytes = (days.length + 7) >> 3;
  const met = new Uint8Array((portCount + 1) * bytes);
  const firstDay = new Int32Array(portCount + 1).fill(NO_DAY);
  const daysActive = new Int32Array(portCount + 1);
  counts.eachCell((day, _device, packed, denials) => {
    const number = ports.atPacked(packed);
    if (number === 0 || day === NO_DAY || denials === 0) return;
    const place = places[day - start]!;
    const at = number * bytes + (place >> 3);
    const bit = 1 << (place & 7);
    if ((met[at]! & bit) !== 0) return;
    met[at]! |= bit;
    daysActive[number]!++;
    if (firstDay[number] === NO_DAY || day < firstDay[number]!) firstDay[number] = day;
  });
  return { firstDay, daysActive };
}

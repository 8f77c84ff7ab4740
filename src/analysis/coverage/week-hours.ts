import { SLOT_SEC } from "../../rollup/counts.ts";
import type { Timeline } from "./timeline.ts";

const hoursPerDay = 24;
const hoursPerWeek = 7 * hoursPerDay;
const daySec = hoursPerDay * 3600;

/**
 * Lines that are denials by day of the week, Monday first, and hour of the day, both in the report's zone: seven rows of
 * 24. Lines without a time are in none.
 * @param timelines those of all devices.
 * @param offsetAt seconds that the zone is ahead of UTC at an instant, itself in seconds since 1970 UTC.
 */
export function sumWeekHours(
  timelines: ReadonlyMap<string, Timeline>,
  offsetAt: (timeSec: number) => number,
): number[][] {
  const sums = new Float64Array(hoursPerWeek);
  for (const { slots, denied } of timelines.values()) {
    let day = -1;
    let offset = 0;
    let isConstant = true;
    for (let i = 0; i < slots.length; i++) {
      const timeSec = slots[i]! * SLOT_SEC;
      // A zone tells its offset slowly, and nearly always the same for a day.
      if (Math.floor(timeSec / daySec) !== day) {
        day = Math.floor(timeSec / daySec);
        offset = offsetAt(day * daySec);
        isConstant = offset === offsetAt((day + 1) * daySec);
      }
      const hour = Math.floor((timeSec + (isConstant ? offset : offsetAt(timeSec))) / 3600);
      // 1970-01-01 was a Thursday.
      sums[(hour + 3 * hoursPerDay) % hoursPerWeek]! += denied[i]!;
    }
  }
  return Array.from({ length: 7 }, (_, day) => [...sums.subarray(day * hoursPerDay, (day + 1) * hoursPerDay)]);
}

import type { CivilDate } from "../scan/clock.ts";
import { civilDate, type Zone } from "../scan/zone.ts";

const daySec = 86_400;
const minuteMs = 60_000;

/**
 * Tells the latest date that a stamp may be of which arrives now: tomorrow's in its zone. A device may be of a zone that is
 * ahead of the one told; one that says it is later than that is taken to be late, by nearly a year, rather than early.
 * @param now milliseconds since 1970; looked at once a minute.
 */
export function latestDates(zone: Zone, now: () => number): () => CivilDate {
  let date: CivilDate = { year: 0, month: 0, day: 0 };
  let minute = Number.NaN;
  return () => {
    const nowMs = now();
    const nowMinute = Math.floor(nowMs / minuteMs);
    if (nowMinute !== minute) {
      minute = nowMinute;
      const nowSec = Math.floor(nowMs / 1000);
      date = civilDate(Math.floor((nowSec + zone.offsetAt(nowSec)) / daySec) + 1);
    }
    return date;
  };
}

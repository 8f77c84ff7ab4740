import { dayToIso } from "./iso-day.ts";
import type { Period } from "./period.ts";
import type { ReportPeriod } from "./report.ts";
import type { Tally } from "./tally.ts";

/**
 * The span a side covers: the given period, else from its first to its last day with denials.
 * A side without either has neither dates nor a length, and is labelled `undated`.
 */
export function describePeriod(period: Period | null, side: Tally): ReportPeriod {
  const fromDay = period?.fromDay ?? side.firstDay;
  const toDay = period?.toDay ?? side.lastDay;
  const { daysWithData } = side;
  if (fromDay === null || toDay === null) {
    return { label: "undated", from: null, to: null, days: null, daysWithData };
  }
  const from = dayToIso(fromDay);
  const to = dayToIso(toDay);
  const dates = from === to ? from : `${from}..${to}`;
  return { label: period?.label ?? dates, from, to, days: toDay - fromDay + 1, daysWithData };
}

import type { ReportPeriod } from "../analysis/report.ts";
import { printable } from "./escape.ts";
import { columnsOf } from "./layout.ts";
import { en } from "./messages/en.ts";

/** What a side of a comparison is called. */
export interface SideName {
  /** `FY2017`, or `period`. */
  name: string;
  /** As it follows a count: ` in FY2017`, ` in the period`. */
  place: string;
}

const widestName = 10;

/** The labels of the sides where they are dated, short and different, else `period` and `baseline`. */
export function nameSides(period: ReportPeriod, baseline: ReportPeriod): { period: SideName; baseline: SideName } {
  const [now, before] = [printable(period.label), printable(baseline.label)];
  const areShort = [now, before].every((name) => name !== "" && columnsOf(name) <= widestName);
  const areDated = period.from !== null && baseline.from !== null;
  if (areShort && areDated && now !== before) {
    return {
      period: { name: now, place: en.when.labelled(now) },
      baseline: { name: before, place: en.when.labelled(before) },
    };
  }
  const { sides, when } = en;
  return {
    period: { name: sides.period, place: when.side(sides.period) },
    baseline: { name: sides.baseline, place: when.side(sides.baseline) },
  };
}

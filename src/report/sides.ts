import type { ReportPeriod } from "../analysis/report.ts";
import { oneSpaced, printable } from "./escape.ts";
import { columnsOf } from "./layout.ts";
import { english } from "./language.ts";
import type { Language } from "./language.ts";

/** What a side of a comparison is called. */
export interface SideName {
  /** `FY2017`, or `period`. */
  name: string;
  /** As it follows a count: ` in FY2017`, ` in the period`. */
  place: string;
}

const widestName = 10;

/** The labels of the sides where they are dated, short and different, else `period` and `baseline`. */
export function nameSides(
  period: ReportPeriod,
  baseline: ReportPeriod,
  { words: { sides, when } }: Language = english,
): { period: SideName; baseline: SideName } {
  const labels = [period, baseline].map(({ label }) => printable(oneSpaced(label)));
  const [now = "", before = ""] = labels.map((label) => when.label(label));
  const areShort = labels.every((label) => label !== "" && columnsOf(label) <= widestName);
  const areDated = period.from !== null && baseline.from !== null;
  if (areShort && areDated && now !== before) {
    return {
      period: { name: now, place: when.labelled(now) },
      baseline: { name: before, place: when.labelled(before) },
    };
  }
  return {
    period: { name: sides.period, place: when.side(sides.period) },
    baseline: { name: sides.baseline, place: when.side(sides.baseline) },
  };
}

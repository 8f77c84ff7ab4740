import { targetClasses } from "../targets/target.ts";
import type { TargetClass } from "../targets/target.ts";
import { classOf } from "../targets/target-table.ts";
import type { TargetTable } from "../targets/target-table.ts";
import type { ReportClass } from "./report.ts";
import { compareShares } from "./share.ts";
import type { Tally } from "./tally.ts";

/** A side with the rows that hold on it. */
export interface ClassedSide {
  tally: Tally;
  targets: TargetTable;
}

/**
 * The 21 classes of a report, busiest first, then by id. Every port counts, whatever its rank and the confidence of
 * its row, so the shares sum to 1; ports without a row and denials without a port are `other`.
 */
export function reportClasses(period: ClassedSide, baseline: ClassedSide | null): ReportClass[] {
  const now = countClasses(period);
  const before = baseline && countClasses(baseline);
  const describe = (id: TargetClass): ReportClass => {
    const figures = compareShares(
      { denials: now.get(id) ?? 0, total: period.tally.denials },
      baseline && { denials: before?.get(id) ?? 0, total: baseline.tally.denials },
    );
    return { id, ...figures };
  };
  return targetClasses.map(describe).sort((a, b) => b.denials - a.denials || (a.id < b.id ? -1 : 1));
}

function countClasses({ tally, targets }: ClassedSide): Map<TargetClass, number> {
  const counts = new Map<TargetClass, number>();
  let other = tally.denials;
  for (const place of tally.ranking.placesOf(targets)) {
    const { protocol, port, denials } = tally.ranking.at(place);
    const id = classOf(targets, protocol, port);
    counts.set(id, (counts.get(id) ?? 0) + denials);
    other -= denials;
  }
  return counts.set("other", (counts.get("other") ?? 0) + other);
}

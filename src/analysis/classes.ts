import { targetClasses } from "../targets/target.ts";
import type { TargetClass } from "../targets/target.ts";
import { classOf } from "../targets/target-table.ts";
import type { TargetTable } from "../targets/target-table.ts";
import type { ReportClass } from "./report.ts";
import { compareShares } from "./share.ts";
import type { Tally } from "./tally.ts";

/**
 * The 21 classes of a report, busiest first, then by id. Every port counts, whatever its rank and the confidence of
 * its row, so the shares sum to 1; ports without a row and denials without a port are `other`.
 */
export function reportClasses(period: Tally, baseline: Tally | null, targets: TargetTable): ReportClass[] {
  const now = countClasses(period, targets);
  const before = baseline && countClasses(baseline, targets);
  const describe = (id: TargetClass): ReportClass => {
    const figures = compareShares(
      { denials: now.get(id) ?? 0, total: period.denials },
      baseline && { denials: before?.get(id) ?? 0, total: baseline.denials },
    );
    return { id, ...figures };
  };
  return targetClasses.map(describe).sort((a, b) => b.denials - a.denials || (a.id < b.id ? -1 : 1));
}

function countClasses(side: Tally, targets: TargetTable): Map<TargetClass, number> {
  const counts = new Map<TargetClass, number>([["other", side.portless]]);
  for (const { protocol, port, denials } of side.ranking) {
    const id = classOf(targets, protocol, port);
    counts.set(id, (counts.get(id) ?? 0) + denials);
  }
  return counts;
}

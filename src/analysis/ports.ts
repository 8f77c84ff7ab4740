import type { Counts } from "../rollup/counts.ts";
import { protocolName } from "../scan/protocols.ts";
import type { TargetTable } from "../targets/target-table.ts";
import type { ReportPort } from "./report.ts";
import { compareShares } from "./share.ts";
import type { RankedPort } from "./ranking.ts";
import type { Tally } from "./tally.ts";

/** The period's `top` busiest ports, each with its place in the baseline, however low that is. */
export function reportPorts(
  period: { counts: Counts; tally: Tally; targets: TargetTable },
  baseline: Tally | null,
  top: number,
): ReportPort[] {
  const describe = ({ rank, protocol, port, denials }: RankedPort): ReportPort => {
    const target = period.targets.find(protocol, port);
    const earlier = baseline?.ranking.find(protocol, port);
    const sources = period.counts.sourcesAt(protocol, port);
    const { ratio: _, ...figures } = compareShares(
      { denials, total: period.tally.denials },
      baseline && { denials: earlier?.denials ?? 0, total: baseline.denials },
    );
    return {
      rank,
      protocol: protocolName(protocol),
      port,
      class: target?.class ?? "other",
      confidence: target?.confidence ?? null,
      service: target?.service ?? null,
      sources: sources.count,
      sourcesError: sources.error,
      baselineRank: earlier?.rank ?? null,
      ...figures,
    };
  };
  return period.tally.ranking.first(top).map(describe);
}

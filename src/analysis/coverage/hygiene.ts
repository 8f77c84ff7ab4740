import type { Counts, Scope } from "../../rollup/counts.ts";
import { scopes } from "../../rollup/counts.ts";

/** Denials by scope, and each scope's share of all denials; null on a side without denials. */
export interface ReportScope {
  denials: Record<Scope, number>;
  shares: Record<Scope, number> | null;
}

/** Denials that look like answers to packets that somebody sent under our addresses: candidates, not a finding. */
export interface ReportBackscatter {
  label: "candidate";
  denials: number;
  /** Of all denials; null on a side without any. */
  share: number | null;
}

/** What is counted apart on a side, and dropped nowhere. */
export interface SideHygiene {
  scope: ReportScope;
  backscatter: ReportBackscatter;
}

export interface ReportHygiene extends SideHygiene {
  baseline: SideHygiene | null;
}

type HygieneCounts = Pick<Counts, "scopes" | "backscatter">;

/** Scope and backscatter of the period, beside the baseline's. Shares are of the five scopes' sum: all denials. */
export function reportHygiene(period: HygieneCounts, baseline: HygieneCounts | null): ReportHygiene {
  return { ...describeSide(period), baseline: baseline && describeSide(baseline) };
}

function describeSide({ scopes: denials, backscatter }: HygieneCounts): SideHygiene {
  const total = scopes.reduce((sum, scope) => sum + denials[scope], 0);
  return {
    scope: {
      denials: mapScopes((scope) => denials[scope]),
      shares: total === 0 ? null : mapScopes((scope) => denials[scope] / total),
    },
    backscatter: { label: "candidate", denials: backscatter, share: total === 0 ? null : backscatter / total },
  };
}

function mapScopes(valueOf: (scope: Scope) => number): Record<Scope, number> {
  return {
    inbound: valueOf("inbound"),
    outbound: valueOf("outbound"),
    internal: valueOf("internal"),
    multicast: valueOf("multicast"),
    unknown: valueOf("unknown"),
  };
}

import { packPort } from "../../rollup/cells.ts";
import { NO_DAY, type PortTotals, type VisitCell } from "../../rollup/counts.ts";
import type { Store } from "../../store/store.ts";
import { type AttackCounts, type DayRange, halveDays, type TrendSpans } from "./attacks.ts";

/** The denials of a store, and the spans that their trend is told by. */
export interface StoredAttacks {
  counts: AttackCounts;
  /** Null where no denial carries a time. */
  spans: TrendSpans | null;
  denials: number;
}

/**
 * The denials of a store in two spans: those given or, without, the later and the earlier half of its days with data.
 * A store sums the ports of a span up, so each is one cell on the span's first day.
 */
export async function readStoredAttacks(store: Store, given: TrendSpans | null): Promise<StoredAttacks> {
  const all = await store.readTotals(null);
  const spans = given ?? halveDays(all.days);
  const now = await store.read(spans && spans.period);
  const before = spans === null || spans.baseline === null ? null : await store.readTotals(spans.baseline);
  const rest = sumOf(all) - sumOf(now.totals()) - (before === null ? 0 : sumOf(before));
  return {
    spans,
    denials: sumOf(all),
    counts: {
      totals: () => all,
      contacts: () => now.contacts(),
      eachCell(visit) {
        visitSpan(now.totals(), spans && spans.period, visit);
        if (before !== null) visitSpan(before, spans!.baseline, visit);
        // Of other days, and without a time where others have one.
        if (rest > 0) visit(NO_DAY, 0, packPort(-1, -1), rest, 0);
      },
    },
  };
}

function visitSpan(totals: PortTotals, span: DayRange | null, visit: VisitCell): void {
  const day = span === null ? NO_DAY : span.from;
  totals.eachPort((protocol, port, denials, packets) => visit(day, 0, packPort(protocol, port), denials, packets));
}

function sumOf(totals: PortTotals): number {
  let sum = 0;
  totals.eachPort((_protocol, _port, denials) => (sum += denials));
  return sum;
}

import { eachCell } from "../rollup/cell-bytes.ts";
import type { PackedRollup } from "../rollup/rollup.ts";
import type { Store } from "../store/store.ts";

/** What a file shares with an origin. */
export interface Overlap {
  origin: number;
  /**
   * `beginning`: it begins with the same bytes and goes on otherwise; `log`: one log of an archive is the same; `hours`:
   * a device logged as many lines in the same quarters of hours.
   */
  kind: "beginning" | "log" | "hours";
  /** Of `hours`, how many lines those are. */
  lines: number;
}

const quartersPerDay = 96;

/** Where so many lines are in quarters of an hour that are the same, and hardly one is not, that is no chance. */
const leastLines = 20;
const leastQuarters = 3;
const sameShare = 0.9;

/** Counts of one device in quarters of an hour. */
type Quarters = Map<number, { lines: number; denied: number }>;

/**
 * Finds an origin that most likely holds some of the same lines: in the quarters of an hour that both have, the same
 * devices logged as many lines, and denied as many connections.
 */
export async function findOverlap(
  store: Store,
  { activity, devices }: PackedRollup,
  without: readonly number[],
): Promise<Overlap | null> {
  const own = new Map<string, Quarters>();
  let [first, last] = [Infinity, -Infinity];
  for (const block of activity.blocks) {
    eachCell(block, null, (day, device, quarter, lines, denied) => {
      const slot = day * quartersPerDay + quarter;
      [first, last] = [Math.min(first, slot), Math.max(last, slot)];
      const name = devices[device] ?? "";
      let quarters = own.get(name);
      if (quarters === undefined) own.set(name, (quarters = new Map()));
      const known = quarters.get(slot);
      quarters.set(slot, { lines: (known?.lines ?? 0) + lines, denied: (known?.denied ?? 0) + denied });
    });
  }
  if (own.size === 0) return null;
  const shared = new Map<number, { common: number; same: number; lines: number }>();
  await store.visitQuarters([...own.keys()], first, last, (origin, device, slot, lines, denied) => {
    const mine = own.get(device)?.get(slot);
    if (mine === undefined || without.includes(origin)) return;
    let sums = shared.get(origin);
    if (sums === undefined) shared.set(origin, (sums = { common: 0, same: 0, lines: 0 }));
    sums.common++;
    if (mine.lines !== lines || mine.denied !== denied) return;
    sums.same++;
    sums.lines += lines;
  });
  for (const [origin, { common, same, lines }] of shared) {
    if (same >= leastQuarters && lines >= leastLines && same >= common * sameShare - 2) {
      return { origin, kind: "hours", lines };
    }
  }
  return null;
}

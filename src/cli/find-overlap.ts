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

/** What a device logged in a quarter of an hour since 1970. */
export interface Quarter {
  device: string;
  slot: number;
  lines: number;
  denied: number;
}

/** The quarters of an hour of a rollup. */
export function quartersOf({ activity, devices }: PackedRollup): Quarter[] {
  const quarters: Quarter[] = [];
  for (const block of activity.blocks) {
    eachCell(block, null, (day, device, quarter, lines, denied) => {
      quarters.push({ device: devices[device] ?? "", slot: day * quartersPerDay + quarter, lines, denied });
    });
  }
  return quarters;
}

/** Counts of one device in quarters of an hour. */
type Quarters = Map<number, { lines: number; denied: number }>;

/**
 * Finds an origin that most likely holds some of the same lines: in the quarters of an hour that both have, the same
 * devices logged as many lines, and denied as many connections.
 */
export async function findOverlap(
  store: Store,
  quarters: Iterable<Quarter>,
  without: readonly number[],
): Promise<Overlap | null> {
  const own = new Map<string, Quarters>();
  let [first, last] = [Infinity, -Infinity];
  for (const { device, slot, lines, denied } of quarters) {
    [first, last] = [Math.min(first, slot), Math.max(last, slot)];
    let ofDevice = own.get(device);
    if (ofDevice === undefined) own.set(device, (ofDevice = new Map()));
    const known = ofDevice.get(slot);
    ofDevice.set(slot, { lines: (known?.lines ?? 0) + lines, denied: (known?.denied ?? 0) + denied });
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

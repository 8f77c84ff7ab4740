import { SLOT_SEC, type Activity } from "../rollup/counts.ts";

const daySec = 86_400;

/** Denials whose stamps cannot be right. */
export interface StrangeTimes {
  denials: number;
  firstSec: number;
  lastSec: number;
  /** Of stamps long before the rest: where the rest begins. */
  restSec: number;
}

/** Nobody compares logs across such a hole, and keeps a tenth of the denials before it. */
const longHoleSec = 1000 * daySec;
const mostBefore = 0.1;

/** Of no log: firewalls had none. */
const firstLogsSec = Date.UTC(1990, 0, 2) / 1000;

/** Whether times from one to another may hold such as {@link timesLongBefore} finds. */
export function mayBeLongBefore(firstSec: number, lastSec: number): boolean {
  return firstSec >= 0 && (firstSec < firstLogsSec || lastSec - firstSec >= longHoleSec);
}

/** Denials later than a time; to the quarter of an hour. Null for none. */
export function timesAfter(activities: readonly Activity[], sec: number): StrangeTimes | null {
  const slots = deniedBySlot(activities).filter(([slot]) => slot * SLOT_SEC >= sec);
  return sumOf(slots, 0);
}

/**
 * Denials long before all others, as of devices that came up without a clock, in 1970, in 2000 or when they were made:
 * few of them, and nothing for years behind them. Null for none.
 */
export function timesLongBefore(activities: readonly Activity[]): StrangeTimes | null {
  const slots = deniedBySlot(activities);
  const all = slots.reduce((sum, [, denied]) => sum + denied, 0);
  let before = 0;
  let cut = 0;
  for (const [i, [slot, denied]] of slots.entries()) {
    before += denied;
    const next = slots[i + 1];
    const isEarly = slot * SLOT_SEC < firstLogsSec;
    const isAtHole = next === undefined ? isEarly : (next[0] - slot) * SLOT_SEC >= longHoleSec;
    if (isAtHole && (isEarly || before <= all * mostBefore)) cut = i + 1;
  }
  return sumOf(slots.slice(0, cut), (slots[cut]?.[0] ?? 0) * SLOT_SEC);
}

function sumOf(slots: ReadonlyArray<readonly [number, number]>, restSec: number): StrangeTimes | null {
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined) return null;
  const denials = slots.reduce((sum, [, denied]) => sum + denied, 0);
  return { denials, firstSec: first[0] * SLOT_SEC, lastSec: last[0] * SLOT_SEC, restSec };
}

/** Quarters of an hour with denials, in order. */
function deniedBySlot(activities: readonly Activity[]): [slot: number, denied: number][] {
  const denied = new Map<number, number>();
  for (const activity of activities) {
    activity.each((_device, slot, _lines, count) => {
      if (count > 0) denied.set(slot, (denied.get(slot) ?? 0) + count);
    });
  }
  return [...denied].sort(([a], [b]) => a - b);
}

import { IP6_MARK } from "../../rollup/cells.ts";
import type { ContactView } from "../../rollup/counts.ts";
import { mix32 } from "../../rollup/hash.ts";
import { samplingLevel } from "./estimate.ts";

/** Stands for the other side's place of a source that is not there. */
export const NOWHERE = -1;

/** Stands for the other side's place of a source that may be there, but was not looked at in its sample. */
export const UNTOLD = -2;

/** The place of each source in the other side's `runs`, {@link NOWHERE} or {@link UNTOLD}. */
export interface Pairs {
  ofNow: Int32Array;
  ofBefore: Int32Array;
}

/** Finds the sources of each side on the other. */
export function pairUp(now: ContactView, before: ContactView): Pairs {
  const ofNow = joinSources(now, before);
  const ofBefore = new Int32Array(before.runs.length - 1).fill(NOWHERE);
  for (let run = 0; run < ofNow.length; run++) if (ofNow[run]! >= 0) ofBefore[ofNow[run]!] = run;
  markUntold(now, ofNow, before);
  markUntold(before, ofBefore, now);
  return { ofNow, ofBefore };
}

/** A sample holds the sources whose hash ends in so many zeros as its level, and knows nothing of others. */
function markUntold(view: ContactView, places: Int32Array, other: ContactView): void {
  const mask = 2 ** Math.ceil(samplingLevel(other)) - 1;
  if (mask === 0) return;
  for (let run = 0; run < places.length; run++) {
    if (places[run] === NOWHERE && (mix32(view.sources[view.runs[run]!]!) & mask) !== 0) places[run] = UNTOLD;
  }
}

/** For each source of a view, the place of the same one in another view's `runs`; {@link NOWHERE} where it has none. */
function joinSources(view: ContactView, other: ContactView): Int32Array {
  const bits = Math.ceil(Math.log2(other.runs.length * 2));
  const mask = 2 ** bits - 1;
  // Views are mostly in the order of the first bits of this hash, so that the table is walked through, not jumped in.
  const shift = 32 - bits;
  const table = new Int32Array(mask + 1).fill(-1);
  for (let run = 0; run < other.runs.length - 1; run++) {
    let slot = mix32(other.sources[other.runs[run]!]!) >>> shift;
    while (table[slot]! >= 0) slot = (slot + 1) & mask;
    table[slot] = run;
  }
  const found = new Int32Array(view.runs.length - 1).fill(NOWHERE);
  for (let run = 0; run < found.length; run++) {
    const start = view.runs[run]!;
    const source = view.sources[start]!;
    let slot = mix32(source) >>> shift;
    for (let place = table[slot]!; place >= 0; place = table[slot]!) {
      const otherStart = other.runs[place]!;
      const isSame = other.sources[otherStart] === source && isIp6(other, otherStart) === isIp6(view, start);
      if (isSame) {
        found[run] = place;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return found;
}

function isIp6(view: ContactView, entry: number): boolean {
  return (view.ports[entry]! & IP6_MARK) !== 0;
}

import type { ContactView, Distinct } from "./counts.ts";
import { PortTable } from "./port-table.ts";

/** Distinct sources, of all contacts and by packed port. */
export interface SourceCounts {
  all: Distinct;
  /** Those at a packed port. */
  at: (packed: number) => Distinct;
}

/** Sources with so many contacts are told apart by looking at each pair of them. */
const mostCompared = 12;

/** Counts the distinct sources of contacts. */
export function countSources(view: ContactView): SourceCounts {
  const alike = new Map<number, AlikeSources>();
  const { runs, ports, sourceScales, contactScales, isExact } = view;
  let last: AlikeSources | undefined;
  for (let run = 0; run < runs.length - 1; run++) {
    const scale = sourceScales[run]!;
    if (last?.scale !== scale) {
      last = alike.get(scale) ?? { scale, all: 0, thinned: 0, met: new PortTable() };
      alike.set(scale, last);
    }
    last.all++;
    const from = runs[run]!;
    const to = runs[run + 1]!;
    // Most sources have one contact.
    if (to - from === 1) {
      last.met.addAtPacked(ports[from]!, 1);
      if (contactScales[from]! > 1) last.thinned++;
      continue;
    }
    meetEach(ports, from, to, last.met);
    if (isThinned(contactScales, from, to)) last.thinned++;
  }
  const groups = [...alike.values()];
  return {
    all: sumUp(groups, isExact, (group) => ({ count: group.all, doubtful: 0 })),
    at: (packed) => sumUp(groups, isExact, ({ met, thinned }) => ({ count: met.atPacked(packed), doubtful: thinned })),
  };
}

function isThinned(contactScales: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (contactScales[i]! > 1) return true;
  return false;
}

/** Sources that stand for equally many. */
interface AlikeSources {
  scale: number;
  all: number;
  /** Those whose contacts are not all kept, so that each may be missing at any port. */
  thinned: number;
  /** How many of them met each port. */
  met: PortTable;
}

/** Counts one source at each port that it met. */
function meetEach(ports: Int32Array, from: number, to: number, met: PortTable): void {
  if (to - from > mostCompared) {
    for (const packed of new Set(ports.subarray(from, to))) met.addAtPacked(packed, 1);
    return;
  }
  for (let i = from; i < to; i++) {
    let before = from;
    while (ports[before] !== ports[i]) before++;
    if (before === i) met.addAtPacked(ports[i]!, 1);
  }
}

/**
 * The number of sources that those in the sample stand for. Each is in it with the same chance p, so the number has a
 * binomial distribution: its relative standard error is √((1 − p) / (n · p)), where there are n in all. Of none in the
 * sample nothing more is known than that they are few.
 */
function sumUp(
  groups: readonly AlikeSources[],
  isExact: boolean,
  countOf: (group: AlikeSources) => { count: number; doubtful: number },
): Distinct {
  let sum = 0;
  let error = 0;
  for (const group of groups) {
    const { count, doubtful } = countOf(group);
    const { scale } = group;
    sum += count * scale;
    error = Math.hypot(error, scale * Math.hypot(Math.sqrt(count * (1 - 1 / scale)), count === 0 ? 0 : doubtful));
  }
  if (sum === 0) return { count: 0, error: isExact ? 0 : 1 };
  return { count: sum, error: Math.min(1, error / sum) };
}

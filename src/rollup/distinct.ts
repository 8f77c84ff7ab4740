import { IP6_MARK, portBits } from "./cells.ts";
import type { ContactView, Distinct } from "./counts.ts";

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
  const { runs, sourceScales, contactScales, isExact } = view;
  let last: AlikeSources | undefined;
  for (let run = 0; run < runs.length - 1; run++) {
    const scale = sourceScales[run]!;
    if (last === undefined || last.scale !== scale) {
      last = alike.get(scale) ?? new AlikeSources(scale);
      alike.set(scale, last);
    }
    last.add(view, runs[run]!, runs[run + 1]!);
    if (!isExact && isThinned(contactScales, runs[run]!, runs[run + 1]!)) last.thinned++;
  }
  const groups = [...alike.values()];
  return {
    all: sumUp(groups, isExact, (group) => ({ count: group.all, doubtful: 0 })),
    at: (packed) => sumUp(groups, isExact, (group) => ({ count: group.at(packed), doubtful: group.thinned })),
  };
}

function isThinned(contactScales: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (contactScales[i]! > 1) return true;
  return false;
}

/** Sources that stand for equally many, and how many of them met each port. */
class AlikeSources {
  readonly scale: number;
  all = 0;
  /** Those whose contacts are not all kept, so that each may be missing at any port. */
  thinned = 0;
  private readonly byProtocol = new Map<number, Int32Array>();
  private readonly met = new Set<number>();
  private protocol = -1;
  private counts: Int32Array = new Int32Array(0);

  constructor(scale: number) {
    this.scale = scale;
  }

  /** Adds the source of some entries of a view. */
  add({ ports }: ContactView, from: number, to: number): void {
    this.all++;
    if (to - from <= mostCompared) {
      for (let i = from; i < to; i++) {
        const packed = ports[i]!;
        let before = from;
        while (ports[before] !== packed) before++;
        if (before === i) this.count(packed & ~IP6_MARK);
      }
      return;
    }
    this.met.clear();
    for (let i = from; i < to; i++) this.met.add(ports[i]!);
    for (const packed of this.met) this.count(packed & ~IP6_MARK);
  }

  private count(packed: number): void {
    const protocol = packed >>> portBits;
    if (protocol !== this.protocol) {
      this.protocol = protocol;
      this.counts = this.byProtocol.get(protocol) ?? new Int32Array(1 << portBits);
      this.byProtocol.set(protocol, this.counts);
    }
    this.counts[packed & ((1 << portBits) - 1)]!++;
  }

  at(packed: number): number {
    return this.byProtocol.get(packed >>> portBits)?.[packed & ((1 << portBits) - 1)] ?? 0;
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

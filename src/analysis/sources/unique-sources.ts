import type { ContactView } from "../../rollup/counts.ts";
import { classOf, groupOf, iotRanges, TCP, UDP, UNKNOWN_PROTOCOL } from "../../targets/target-table.ts";
import type { IotRange, TargetTable } from "../../targets/target-table.ts";
import { targetClasses } from "../../targets/target.ts";
import type { TargetClass } from "../../targets/target.ts";
import { PortTable } from "../../rollup/port-table.ts";
import type { GroupId } from "../report.ts";
import { sourceVariance } from "./estimate.ts";

/** How many distinct sources did something. */
export interface SourceShare {
  /** Scaled up from a sample; whole. */
  sources: number;
  /**
   * The standard error, in sources; 0 when exact. It has the number of sources on top that were thinned out and may
   * have touched more than is known.
   */
  sourcesError: number;
  /** Fraction 0–1 of all distinct sources; null when there is none. */
  share: number | null;
  shareError: number | null;
}

/** The distinct sources of one side by what they touched. */
export interface UniqueSources {
  /** All of them. */
  all: SourceShare;
  /**
   * By group: `iot` touched any IoT port, `telnet` those of them that touched one of class telnet, `iot-other` the
   * rest of them, `other` all that touched none. Telnet, iot-other and other are all sources.
   */
  ranges: Record<IotRange, Record<GroupId, SourceShare>>;
  /** By class of any port touched, whatever the confidence of its row; a source is in each class it touched. */
  classes: Record<TargetClass, SourceShare>;
  isSample: boolean;
}

/** What a source touched, in bits: one for each class, then telnet and iot-other of each range, then the mark. */
const classBits = targetClasses.length;

const otherBit = 1 << targetClasses.indexOf("other");

/** Marks a source of which not all contacts are kept. */
const THINNED = 1 << (classBits + iotRanges.length * 2);

/** Counts the distinct sources by what they touched, for all ranges at once. */
export function countUniqueSources(view: ContactView, targets: TargetTable): UniqueSources {
  const touched = sumByTouched(view, targets);
  const all = describeShare(touched, { isIn: () => true, settling: -1 });
  const groups = iotRanges.map((range, place) => [range, describeGroups(touched, place)]);
  const classes = targetClasses.map((id, place) => [id, describeShare(touched, touching(1 << place))]);
  return {
    all,
    ranges: Object.fromEntries(groups) as UniqueSources["ranges"],
    classes: Object.fromEntries(classes) as UniqueSources["classes"],
    isSample: !view.isExact,
  };
}

/** Sources that touched the same things. */
interface Alike {
  touched: number;
  sources: number;
  variance: number;
}

function sumByTouched(view: ContactView, targets: TargetTable): Alike[] {
  const sets = new TouchedSets();
  const kindAt = tableOf(targets, sets);
  const { runs, ports, contactScales, sourceScales, isExact } = view;
  for (let run = 0; run < runs.length - 1; run++) {
    const from = runs[run]!;
    const end = runs[run + 1]!;
    let kind = kindAt.atPacked(ports[from]!);
    for (let i = from + 1; i < end; i++) {
      const more = kindAt.atPacked(ports[i]!);
      if (more !== kind) kind = sets.join(kind, more);
    }
    if (!isExact) for (let i = from; i < end; i++) if (contactScales[i]! > 1) kind = sets.join(kind, sets.thinned);
    const alike = sets.all[kind]!;
    const scale = sourceScales[run]!;
    alike.sources += scale;
    alike.variance += sourceVariance(1, scale);
  }
  return sets.all;
}

/** Things touched together, each such set by a small number: few of all that there could be are met. */
class TouchedSets {
  /** With the sources that touched just that; 0 is nothing but ports of no class and no group. */
  readonly all: Alike[] = [];
  readonly thinned: number;
  private readonly numbers = new Map<number, number>();

  constructor() {
    this.numberOf(otherBit);
    this.thinned = this.numberOf(THINNED);
  }

  /** The number of a set in bits. */
  numberOf(touched: number): number {
    let number = this.numbers.get(touched);
    if (number === undefined) {
      number = this.all.push({ touched, sources: 0, variance: 0 }) - 1;
      this.numbers.set(touched, number);
    }
    return number;
  }

  /** The number of the two sets together. */
  join(number: number, more: number): number {
    return this.numberOf(this.all[number]!.touched | this.all[more]!.touched);
  }
}

/** What touching each port means, by the numbers of the sets. */
function tableOf(targets: TargetTable, sets: TouchedSets): PortTable {
  const table = new PortTable();
  for (const port of targets.ports) {
    for (const protocol of [UNKNOWN_PROTOCOL, TCP, UDP])
      table.set(protocol, port, sets.numberOf(describePort(targets, protocol, port)));
  }
  return table;
}

function describePort(targets: TargetTable, protocol: number, port: number): number {
  let bits = 1 << targetClasses.indexOf(classOf(targets, protocol, port));
  for (const [place, range] of iotRanges.entries()) {
    const group = groupOf(targets, protocol, port, range);
    if (group === "telnet") bits |= telnetBit(place);
    else if (group === "iot-other") bits |= telnetBit(place) << 1;
  }
  return bits;
}

function telnetBit(range: number): number {
  return 1 << (classBits + range * 2);
}

/** Some of the sources. One that was thinned out is in doubt unless it touched one of the settling things. */
interface Some {
  isIn: (touched: number) => boolean;
  settling: number;
}

function touching(bits: number): Some {
  return { isIn: (touched) => (touched & bits) !== 0, settling: bits };
}

function describeGroups(touched: readonly Alike[], range: number): Record<GroupId, SourceShare> {
  const telnet = telnetBit(range);
  const iot = telnet | (telnet << 1);
  return {
    telnet: describeShare(touched, touching(telnet)),
    iot: describeShare(touched, touching(iot)),
    "iot-other": describeShare(touched, { isIn: (bits) => (bits & iot) === telnet << 1, settling: telnet }),
    other: describeShare(touched, { isIn: (bits) => (bits & iot) === 0, settling: iot }),
  };
}

/** The variance of the share is that of a ratio: of each source, what it is off the share. */
function describeShare(all: readonly Alike[], { isIn, settling }: Some): SourceShare {
  let [sources, total, variance, totalVariance, doubtful] = [0, 0, 0, 0, 0];
  for (const { touched, sources: count, variance: ownVariance } of all) {
    total += count;
    totalVariance += ownVariance;
    if ((touched & THINNED) !== 0 && (touched & settling) === 0) doubtful += count;
    if (!isIn(touched)) continue;
    sources += count;
    variance += ownVariance;
  }
  const sourcesError = Math.hypot(Math.sqrt(variance), doubtful);
  if (total === 0) return { sources, sourcesError, share: null, shareError: null };
  const share = sources / total;
  const offShare = variance * (1 - share) ** 2 + (totalVariance - variance) * share ** 2;
  return { sources, sourcesError, share, shareError: Math.hypot(Math.sqrt(offShare), doubtful) / total };
}

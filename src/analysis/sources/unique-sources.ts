import type { ContactView } from "../../rollup/counts.ts";
import { classOf, groupOf, iotRanges, TCP, UDP, UNKNOWN_PROTOCOL } from "../../targets/target-table.ts";
import type { IotRange, TargetTable } from "../../targets/target-table.ts";
import { targetClasses } from "../../targets/target.ts";
import type { TargetClass } from "../../targets/target.ts";
import { PortTable } from "../change/port-table.ts";
import type { GroupId } from "../report.ts";
import { sourceVariance } from "./estimate.ts";
import { WordSums } from "./word-sums.ts";

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
  const touchable = tableOf(targets);
  const sources = new WordSums();
  const variances = new WordSums();
  const { runs, ports, contactScales, sourceScales, isExact } = view;
  for (let run = 0; run < runs.length - 1; run++) {
    let touched = 0;
    const end = runs[run + 1]!;
    for (let i = runs[run]!; i < end; i++) touched |= touchable.atPacked(ports[i]!) || otherBit;
    if (!isExact) for (let i = runs[run]!; i < end; i++) if (contactScales[i]! > 1) touched |= THINNED;
    const scale = sourceScales[run]!;
    sources.add(touched, scale);
    if (scale > 1) variances.add(touched, sourceVariance(1, scale));
  }
  const alike: Alike[] = [];
  sources.each((touched, sum) => alike.push({ touched, sources: sum, variance: variances.get(touched) }));
  return alike;
}

/** What touching each port means; 0 for ports that are in no class and no group. */
function tableOf(targets: TargetTable): PortTable {
  const table = new PortTable();
  for (let port = 0; port < 2 ** 16; port++) {
    if (!targets.isKnown(port)) continue;
    for (const protocol of [UNKNOWN_PROTOCOL, TCP, UDP])
      table.set(protocol, port, describePort(targets, protocol, port));
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

import { IP6_MARK, packPort } from "../../rollup/cells.ts";
import type { ContactView } from "../../rollup/counts.ts";
import type { Tally } from "../tally.ts";
import { UNTOLD } from "./join-sources.ts";
import { rememberByPort } from "./remember-by-port.ts";

/** Whether a packed port (without `IP6_MARK`) is in the numerator: 0 no, 1 as telnet, 2 as IoT without telnet. */
export type NumeratorOf = (packed: number) => number;

/** One side of the headline. The ports of its numerator stay the same whoever is left out. */
export interface HeadlineSide {
  view: ContactView;
  tally: Tally;
  numeratorOf: NumeratorOf;
}

/** Denials of one side: all of them, those in the numerator, and of these the ones to telnet. */
interface GroupSums {
  all: number;
  iot: number;
  telnet: number;
}

/** What each source has of the sums of its side, by its place in `view.runs`. */
interface SourceParts {
  all: Float64Array;
  iot: Float64Array;
  telnet: Float64Array;
}

/** A side of the headline, split by source. */
export interface SplitSide {
  view: ContactView;
  sums: GroupSums;
  parts: SourceParts;
}

/** Splits a side by source. */
export function splitSide({ view, tally, numeratorOf }: HeadlineSide): SplitSide {
  const groupAt = rememberByPort(numeratorOf);
  const sums = sumGroups(tally, groupAt);
  return { view, sums, parts: splitBySource(view, sums, groupAt) };
}

function sumGroups(side: Tally, groupAt: NumeratorOf): GroupSums {
  const sums = { all: side.denials, iot: 0, telnet: 0 };
  for (const { protocol, port, denials } of side.ranking) {
    const group = groupAt(packPort(protocol, port));
    if (group === 0) continue;
    sums.iot += denials;
    if (group === 1) sums.telnet += denials;
  }
  return sums;
}

/** The denials of each source of a view; estimated where it was thinned out, but never more than its side has. */
function splitBySource(view: ContactView, sums: GroupSums, groupAt: NumeratorOf): SourceParts {
  const { runs, ports, denials, contactScales } = view;
  const sources = runs.length - 1;
  const parts = {
    all: new Float64Array(sources),
    iot: new Float64Array(sources),
    telnet: new Float64Array(sources),
  };
  for (let run = 0; run < sources; run++) {
    let telnet = 0;
    let iotOther = 0;
    let other = 0;
    const end = runs[run + 1]!;
    for (let i = runs[run]!; i < end; i++) {
      const amount = denials[i]! * contactScales[i]!;
      const group = groupAt(ports[i]! & ~IP6_MARK);
      if (group === 0) other += amount;
      else if (group === 1) telnet += amount;
      else iotOther += amount;
    }
    const iot = Math.min(telnet + iotOther, sums.iot);
    parts.iot[run] = iot;
    parts.telnet[run] = Math.min(telnet, sums.telnet, iot);
    parts.all[run] = iot + Math.min(other, sums.all - sums.iot);
  }
  return parts;
}

/**
 * What the IoT share gains when a source is left out: a fraction, 0 where the source is not there, Infinity where
 * nothing is left. Divided once, at the end, so that a source that moves nothing moves exactly 0.
 */
export function gainOf({ sums, parts }: SplitSide, run: number): number {
  if (run < 0) return 0;
  const all = parts.all[run]!;
  const iot = parts.iot[run]!;
  const left = sums.all - all;
  return left > 0 ? (sums.iot * all - sums.all * iot) / (sums.all * left) : Infinity;
}

/** The change of the IoT share in points without a source; null where it cannot be told or nothing is left. */
export function pointsOf(now: SplitSide, nowRun: number, before: SplitSide, beforeRun: number): number | null {
  if (now.sums.all === 0 || before.sums.all === 0 || nowRun === UNTOLD || beforeRun === UNTOLD) return null;
  const gains = gainOf(now, nowRun) - gainOf(before, beforeRun);
  return Number.isFinite(gains) ? (shareOfIot(now) - shareOfIot(before) + gains) * 100 : null;
}

function shareOfIot({ sums }: SplitSide): number {
  return sums.iot / sums.all;
}

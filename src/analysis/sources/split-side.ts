import type { ContactView } from "../../rollup/counts.ts";
import type { PortTable } from "../../rollup/port-table.ts";
import { UNTOLD } from "./join-sources.ts";

/** One side of the headline. The ports of its numerator stay the same whoever is left out. */
export interface HeadlineSide {
  view: ContactView;
  sums: GroupSums;
  /** The ports in the numerator: 1 for telnet, 2 for IoT without it. */
  numerators: PortTable;
}

/** Some denials: all of them, those in the numerator, and of these the ones to telnet. */
export interface GroupSums {
  all: number;
  iot: number;
  telnet: number;
}

/** The denials of a source, by its place in `view.runs`, estimated where it was thinned out; 0 where it is not there. */
export function denialsOf({ view }: HeadlineSide, run: number): number {
  if (run < 0) return 0;
  const { runs, denials, contactScales } = view;
  const end = runs[run + 1]!;
  let sum = 0;
  for (let i = runs[run]!; i < end; i++) sum += denials[i]! * contactScales[i]!;
  return sum;
}

/** What a source has of the sums of its side: where it was thinned out estimated, but never more than its side has. */
export function partOf({ view, sums, numerators }: HeadlineSide, run: number): GroupSums {
  const { runs, ports, denials, contactScales } = view;
  let telnet = 0;
  let iotOther = 0;
  let other = 0;
  const end = runs[run + 1]!;
  for (let i = runs[run]!; i < end; i++) {
    const amount = denials[i]! * contactScales[i]!;
    const group = numerators.atPacked(ports[i]!);
    if (group === 0) other += amount;
    else if (group === 1) telnet += amount;
    else iotOther += amount;
  }
  const iot = Math.min(telnet + iotOther, sums.iot);
  return { all: iot + Math.min(other, sums.all - sums.iot), iot, telnet: Math.min(telnet, sums.telnet, iot) };
}

/**
 * What the IoT share gains when a source is left out: a fraction, 0 where the source is not there, Infinity where
 * nothing is left. Divided once, at the end, so that a source that moves nothing moves exactly 0.
 */
export function gainOf(side: HeadlineSide, run: number): number {
  if (run < 0) return 0;
  const { sums } = side;
  const { all, iot } = partOf(side, run);
  const left = sums.all - all;
  return left > 0 ? (sums.iot * all - sums.all * iot) / (sums.all * left) : Infinity;
}

/**
 * No source with so many denials gains or loses more: one that went for the numerator alone, or never for it. A hair
 * is added for what rounding may do. Told without a look at the source's ports, as for most sources that is enough.
 */
export function mostGain({ sums }: HeadlineSide, all: number): number {
  const left = sums.all - all;
  return left > 0 ? ((Math.max(sums.iot, sums.all - sums.iot) * all) / (sums.all * left)) * (1 + 1e-9) : Infinity;
}

/** The change of the IoT share in points without a source; null where it cannot be told or nothing is left. */
export function pointsOf(now: HeadlineSide, nowRun: number, before: HeadlineSide, beforeRun: number): number | null {
  if (now.sums.all === 0 || before.sums.all === 0 || nowRun === UNTOLD || beforeRun === UNTOLD) return null;
  const gains = gainOf(now, nowRun) - gainOf(before, beforeRun);
  return Number.isFinite(gains) ? (shareOfIot(now) - shareOfIot(before) + gains) * 100 : null;
}

function shareOfIot({ sums }: HeadlineSide): number {
  return sums.iot / sums.all;
}

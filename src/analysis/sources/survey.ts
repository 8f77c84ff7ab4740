import { IP6_MARK, packPort, portOf } from "../../rollup/cells.ts";
import type { ContactView } from "../../rollup/counts.ts";
import type { Address } from "../../scan/event.ts";
import { PortList, Ranking } from "../ranking.ts";
import type { Tally } from "../tally.ts";
import { sourceVariance, thinningVariance } from "./estimate.ts";
import type { Estimate } from "./estimate.ts";
import { WIDE } from "./scanners.ts";
import type { Scanners } from "./scanners.ts";
import { WordSums } from "./word-sums.ts";

/** Whether an address is in a list of known scanners; null where the list cannot tell. */
export type KnownScanner = (address: Address) => boolean | null;

/** Bits of {@link Survey.marks}. */
export const SCANS_WIDE = 1;
export const LISTED = 2;

/** The survey scanners of one side: sources that were wide on any day, and those in a list of known scanners. */
export interface Survey {
  /** {@link SCANS_WIDE} and {@link LISTED} for each source of the view; 0 for all that are no survey scanners. */
  marks: Uint8Array;
  /** The places of those that have a mark, in their order. */
  runs: readonly number[];
  /** How many there are; estimated in a sample. */
  sources: Estimate;
  /** How many sources no list could be asked about, by their address being unknown or the list's own word. */
  untold: number;
}

/** Finds the survey scanners. @param isKnown null where there is no list. */
export function findSurvey(view: ContactView, { scanners }: Scanners, isKnown: KnownScanner | null): Survey {
  const marks = new Uint8Array(view.runs.length - 1);
  const wide = scanners.filter(({ kinds }) => (kinds & WIDE) !== 0).map(({ run }) => run);
  for (const run of wide) marks[run] = SCANS_WIDE;
  const { runs, untold } = isKnown === null ? { runs: wide, untold: 0 } : markListed(view, marks, isKnown);

  let [sources, variance] = [0, 0];
  for (const run of runs) {
    const scale = view.sourceScales[run]!;
    sources += scale;
    variance += sourceVariance(1, scale);
  }
  return { marks, runs, sources: { value: sources, standardError: Math.sqrt(variance) }, untold };
}

/** Marks what the list holds. Returns all that has a mark then, and for how many sources it cannot be told. */
function markListed(view: ContactView, marks: Uint8Array, isKnown: KnownScanner): Pick<Survey, "runs" | "untold"> {
  const runs: number[] = [];
  let untold = 0;
  for (let run = 0; run < marks.length; run++) {
    const start = view.runs[run]!;
    const address = view.addressOf(view.sources[start]!, view.ports[start]!);
    const answer = address && isKnown(address);
    if (answer === null) untold += view.sourceScales[run]!;
    else if (answer) marks[run]! |= LISTED;
    if (marks[run] !== 0) runs.push(run);
  }
  return { runs, untold };
}

/** The denials of the survey scanners of one side, on all days; estimated in a sample. */
export interface SurveyDenials {
  total: Estimate;
  /** Denials at a protocol and port; port −1 has those without one. */
  at(protocol: number, port: number): number;
  /** Denials without a port, of all protocols. */
  portless: number;
}

/** Sums up the denials of the survey scanners. Whole numbers wherever the denials and scales of the view are. */
export function surveyDenials(view: ContactView, { runs }: Survey): SurveyDenials {
  const byPort = new WordSums();
  let [total, variance, portless] = [0, 0, 0];
  for (const run of runs) {
    const scale = view.sourceScales[run]!;
    const end = view.runs[run + 1]!;
    let amount = 0;
    for (let i = view.runs[run]!; i < end; i++) {
      const contactScale = view.contactScales[i]!;
      const denials = view.denials[i]! * contactScale;
      const packed = view.ports[i]! & ~IP6_MARK;
      byPort.add(packed, denials * scale);
      if (portOf(packed) < 0) portless += denials * scale;
      amount += denials;
      variance += thinningVariance(view.denials[i]!, contactScale, scale);
    }
    total += amount * scale;
    variance += sourceVariance(amount, scale);
  }
  return {
    total: { value: total, standardError: Math.sqrt(variance) },
    at: (protocol, port) => byPort.get(packPort(protocol, port)),
    portless,
  };
}

/**
 * A side without its survey scanners: their denials taken off each port, never below 0, and the ports ranked anew.
 * Estimated denials are rounded to whole ones. Packets, days and devices stay those of the whole side.
 */
export function withoutSurvey(side: Tally, survey: SurveyDenials): Tally {
  if (survey.total.value === 0) return side;
  const ports = new PortList();
  const portless = takeOff(side.portless, survey.portless);
  let denials = portless;
  const { ranking } = side;
  for (let place = 0; place < ranking.length; place++) {
    const protocol = ranking.protocols[place]!;
    const port = ranking.ports[place]!;
    const left = takeOff(ranking.denials[place]!, survey.at(protocol, port));
    if (left === 0) continue;
    denials += left;
    ports.add(protocol, port, left);
  }
  return { ...side, denials, portless, ranking: new Ranking(ports) };
}

function takeOff(denials: number, some: number): number {
  return Math.max(0, denials - Math.round(some));
}

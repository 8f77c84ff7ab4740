/** How far the reading of the inputs has come. */
export interface ProgressState {
  filesDone: number;
  filesTotal: number;
  bytesDone: number;
  /** Null when nobody knows, as for standard input. */
  bytesTotal: number | null;
  lines: number;
  denials: number;
  /** What is being read; empty when nothing is. */
  currentPath: string;
  /** Since reading began. */
  elapsedMs: number;
}

/** Speeds over the last seconds. Null until enough time has passed to tell. */
export interface Rates {
  bytesPerSec: number | null;
  linesPerSec: number | null;
  /** Null also when the end is not known or nothing moves. */
  leftMs: number | null;
}

/** What was seen of the progress so far, newest last, and the rates it shows. */
export interface Meter {
  samples: readonly ProgressState[];
  rates: Rates;
}

const windowMs = 5_000;
const leastMs = 500;

/** A meter that has seen nothing. */
export function newMeter(): Meter {
  return { samples: [], rates: { bytesPerSec: null, linesPerSec: null, leftMs: null } };
}

/** The meter after one more look. The only clock is the `elapsedMs` of the states. */
export function advanceMeter(meter: Meter, state: ProgressState): Meter {
  const isOld = (sample: ProgressState) => state.elapsedMs - sample.elapsedMs >= windowMs;
  // The newest old sample stays: after a pause it is all there is to measure from.
  const samples = [...meter.samples.slice(Math.max(0, meter.samples.findLastIndex(isOld))), state];
  return { samples, rates: measureRates(samples[0] ?? state, state) };
}

function measureRates(from: ProgressState, to: ProgressState): Rates {
  const elapsedMs = to.elapsedMs - from.elapsedMs;
  if (elapsedMs < leastMs) return newMeter().rates;
  const perSec = (amount: number) => (Math.max(0, amount) * 1000) / elapsedMs;
  const bytesPerSec = perSec(to.bytesDone - from.bytesDone);
  const linesPerSec = perSec(to.lines - from.lines);
  if (to.bytesTotal === null || bytesPerSec === 0) return { bytesPerSec, linesPerSec, leftMs: null };
  const leftBytes = Math.max(0, to.bytesTotal - to.bytesDone);
  return { bytesPerSec, linesPerSec, leftMs: (leftBytes / bytesPerSec) * 1000 };
}

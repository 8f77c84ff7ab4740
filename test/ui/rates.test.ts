import * as fc from "fast-check";
import { expect, test } from "vitest";
import { advanceMeter, newMeter } from "../../src/ui/rates.ts";
import type { ProgressState, Rates } from "../../src/ui/rates.ts";

function stateAt(elapsedMs: number, bytesDone: number, bytesTotal: number | null = 1_000_000): ProgressState {
  const lines = bytesDone / 100;
  return { filesDone: 0, filesTotal: 1, bytesDone, bytesTotal, lines, denials: 0, currentPath: "a.log", elapsedMs };
}

function measure(...states: ProgressState[]): Rates {
  return states.reduce(advanceMeter, newMeter()).rates;
}

test.each([
  ["nothing is known at first", [stateAt(0, 0)], { bytesPerSec: null, linesPerSec: null, leftMs: null }],
  [
    "nor after too short a time",
    [stateAt(0, 0), stateAt(400, 100_000)],
    { bytesPerSec: null, linesPerSec: null, leftMs: null },
  ],
  [
    "then the speed tells the time left",
    [stateAt(0, 0), stateAt(1_000, 100_000)],
    { bytesPerSec: 100_000, linesPerSec: 1_000, leftMs: 9_000 },
  ],
  [
    "without a total there is a speed, but no end",
    [stateAt(0, 0, null), stateAt(2_000, 100_000, null)],
    { bytesPerSec: 50_000, linesPerSec: 500, leftMs: null },
  ],
  [
    "what stands still has no end either",
    [stateAt(0, 5_000), stateAt(2_000, 5_000)],
    { bytesPerSec: 0, linesPerSec: 0, leftMs: null },
  ],
  [
    "what lies long back counts no more",
    [stateAt(0, 0), stateAt(10_000, 10_000), stateAt(15_000, 510_000)],
    { bytesPerSec: 100_000, linesPerSec: 1_000, leftMs: 4_900 },
  ],
  [
    "after a long pause the last look before it still does",
    [stateAt(0, 0), stateAt(100, 0), stateAt(20_100, 400_000)],
    { bytesPerSec: 20_000, linesPerSec: 200, leftMs: 30_000 },
  ],
  [
    "more than the total is the end",
    [stateAt(0, 0), stateAt(1_000, 1_100_000)],
    { bytesPerSec: 1_100_000, linesPerSec: 11_000, leftMs: 0 },
  ],
])("%s", (_, states, rates) => {
  expect(measure(...states)).toEqual(rates);
});

test("rates are never negative nor infinite, and few samples are kept", () => {
  const steps = fc.array(fc.record({ ms: fc.nat(2_000), bytes: fc.nat(1e9) }), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (all) => {
      let [elapsedMs, bytes, meter] = [0, 0, newMeter()];
      for (const step of all) {
        elapsedMs += step.ms;
        bytes += step.bytes;
        meter = advanceMeter(meter, stateAt(elapsedMs, bytes, 1e10));
      }
      for (const rate of Object.values(meter.rates)) {
        expect(rate === null || (rate >= 0 && rate < Infinity)).toBe(true);
      }
      expect(meter.samples.slice(1).filter((sample) => elapsedMs - sample.elapsedMs >= 5_000)).toEqual([]);
    }),
  );
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Calendar } from "../../src/rollup/calendar.ts";
import { ContactPools } from "../../src/rollup/contact-pools.ts";
import { countEvent } from "../../src/rollup/count-event.ts";
import { Home } from "../../src/rollup/home.ts";
import { KernelDay } from "../../src/rollup/kernel-day.ts";
import { Rollup } from "../../src/rollup/rollup.ts";
import { LogEvent } from "../../src/scan/event.ts";
import { Kernel } from "../../src/scan/kernel/kernel.ts";
import { Zone } from "../../src/scan/zone.ts";
import { rollupContents } from "../support/rollup-contents.ts";
import { networksOf } from "../support/networks.ts";

const home = new Home(networksOf("0.0.0.3", "0.0.0.10-0.0.0.20"));
const firstSec = 1_491_004_800;

interface Denial {
  /** Negative for one without a time. */
  hour: number;
  device: number;
  protocol: number;
  port: number;
  source: number;
  count: number;
  packets: number;
  assumed: boolean;
  /** Whether its day is counted in the kernel from here on. */
  opens: boolean;
}

const denial: fc.Arbitrary<Denial> = fc.record({
  hour: fc.integer({ min: -1, max: 80 }),
  device: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 250, max: 260 })),
  protocol: fc.constantFrom(6, 6, 17, 47),
  port: fc.oneof(fc.constantFrom(-1, 0, 22, 23), fc.integer({ min: 0, max: 65_535 })),
  source: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  count: fc.integer({ min: 1, max: 1_000_000 }),
  packets: fc.integer({ min: -1, max: 9 }),
  assumed: fc.boolean(),
  opens: fc.boolean(),
});

const deviceNames = ["", ...Array.from({ length: 260 }, (_, i) => `fw${i}`)];

function fill(denials: readonly Denial[], kernel: Kernel | null): Rollup {
  const calendar = new Calendar(new Zone("Asia/Tokyo"));
  const rollup = new Rollup(calendar, deviceNames, new ContactPools(300));
  const kernelDay = kernel === null ? null : new KernelDay(kernel);
  const event = new LogEvent();
  for (const one of denials) {
    event.clear();
    event.timeSec = one.hour < 0 ? -1 : firstSec + one.hour * 3600;
    event.protocol = one.port < 0 ? 1 : one.protocol;
    event.destinationPort = one.port;
    event.source.family = event.destination.family = 4;
    [event.source.w0, event.destination.w0] = [one.source, one.port & 7];
    event.count = one.count;
    event.packets = one.packets;
    event.assumed = one.assumed;
    if (one.opens && kernelDay !== null) {
      calendar.dayOf(event.timeSec);
      kernelDay.open(rollup, calendar.lastDay!);
    }
    countEvent(kernelDay?.covers(event.timeSec) ? kernelDay : rollup, event, one.device, home);
  }
  kernelDay?.close();
  return rollup;
}

const kernel = new Kernel();
home.write(kernel);

test("counted in the kernel or not, whenever days are opened, it is the same", () => {
  fc.assert(
    fc.property(fc.array(denial, { maxLength: 600 }), (denials) => {
      expect(rollupContents(fill(denials, kernel))).toEqual(rollupContents(fill(denials, null)));
    }),
    { seed: 41, numRuns: 100 },
  );
});

test.each([100, 5000, 20_000, 100_000])("a day is counted whole that is opened after %i denials", (before) => {
  const many = Array.from({ length: before + 5000 }, (_, i) => ({
    hour: i % 7 === 0 ? 30 : 3,
    device: i % 4,
    protocol: i % 5 === 0 ? 17 : 6,
    port: (i * 7919) % 65_536,
    source: i,
    count: 1,
    packets: 0,
    assumed: false,
    opens: i === before,
  }));
  expect(rollupContents(fill(many, kernel))).toEqual(rollupContents(fill(many, null)));
});

test("a day that fills the largest tables several times over is counted whole", () => {
  const many = Array.from({ length: 150_000 }, (_, i) => ({
    hour: 3,
    device: i % 4,
    protocol: 6,
    port: (i * 7919) % 65_536,
    source: i,
    count: 1 + (i % 3),
    packets: i % 5,
    assumed: false,
    opens: i === 0,
  }));
  expect(rollupContents(fill(many, kernel))).toEqual(rollupContents(fill(many, null)));
});

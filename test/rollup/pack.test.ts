import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Calendar } from "../../src/rollup/calendar.ts";
import { DeviceTable } from "../../src/rollup/device-table.ts";
import { countEvent } from "../../src/rollup/count-event.ts";
import { Home } from "../../src/rollup/home.ts";
import { Rollup } from "../../src/rollup/rollup.ts";
import { DENY, LogEvent } from "../../src/scan/event.ts";
import { Zone } from "../../src/scan/zone.ts";
import { rollupContents } from "../support/rollup-contents.ts";
import { networksOf } from "../support/networks.ts";

interface Denial {
  timeSec: number;
  device: string;
  source: number;
  port: number;
  count: number;
  packets: number;
}

const denial: fc.Arbitrary<Denial> = fc.record({
  timeSec: fc.oneof(fc.constant(-1), fc.integer({ min: 1_491_000_000, max: 1_499_000_000 })),
  device: fc.constantFrom("", "fw01", "fw02", "東京"),
  source: fc.integer({ min: 0, max: 3000 }),
  port: fc.constantFrom(-1, 0, 22, 23, 65_535),
  count: fc.integer({ min: 1, max: 9 }),
  packets: fc.integer({ min: -1, max: 5 }),
});

const home = new Home(networksOf("0.0.0.1"));

/** A rollup of some denials, filled as reading fills it. */
function fill(denials: readonly Denial[]): Rollup {
  const devices = new DeviceTable();
  const rollup = new Rollup(new Calendar(new Zone("Asia/Tokyo")), devices.names);
  const event = new LogEvent();
  for (const one of denials) {
    event.clear();
    event.action = DENY;
    event.timeSec = one.timeSec;
    event.protocol = one.port < 0 ? 1 : 6;
    event.destinationPort = one.port;
    event.source.family = 4;
    event.source.w0 = one.source;
    event.count = one.count;
    event.packets = one.packets;
    const name = Buffer.from(one.device);
    countEvent(rollup, event, devices.numberOf(name, 0, name.length), home);
  }
  return rollup;
}

/** An empty rollup that takes in packed ones. */
function gather(parts: readonly Rollup[]): Rollup {
  const devices = new DeviceTable();
  const sum = new Rollup(new Calendar(new Zone("Asia/Tokyo")), devices.names);
  for (const part of parts) {
    const packed = structuredClone(part.pack());
    const numbers = packed.devices.map((name) => devices.numberOf(Buffer.from(name), 0, Buffer.byteLength(name)));
    sum.absorb(packed, numbers);
  }
  return sum;
}

test("packed and taken in again, a rollup says the same", () => {
  fc.assert(
    fc.property(fc.array(denial, { maxLength: 400 }), (denials) => {
      expect(rollupContents(gather([fill(denials)]))).toEqual(rollupContents(fill(denials)));
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("any cutting of the denials, put together in any order, gives the same", () => {
  fc.assert(
    fc.property(fc.array(denial, { maxLength: 3000, minLength: 1 }), fc.nat(), fc.nat(), (denials, a, b) => {
      const [first, second] = [a % denials.length, b % denials.length].sort((x, y) => x - y) as [number, number];
      const parts = [denials.slice(0, first), denials.slice(first, second), denials.slice(second)];
      const whole = rollupContents(fill(denials));
      expect(rollupContents(gather(parts.map(fill)))).toEqual(whole);
      expect(rollupContents(gather(parts.reverse().map(fill)))).toEqual(whole);
    }),
    { seed: 2, numRuns: 60 },
  );
});

test("nothing taken in leaves a rollup as it was", () => {
  const rollup = fill([{ timeSec: 1_491_000_000, device: "fw01", source: 1, port: 23, count: 2, packets: 2 }]);
  const before = rollupContents(rollup);
  rollup.absorb(fill([]).pack(), [0]);
  expect(rollupContents(rollup)).toEqual(before);
});

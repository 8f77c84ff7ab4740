import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Calendar } from "../../src/rollup/calendar.ts";
import { countEvent } from "../../src/rollup/count-event.ts";
import { scopes } from "../../src/rollup/counts.ts";
import { DeviceTable } from "../../src/rollup/device-table.ts";
import { Home } from "../../src/rollup/home.ts";
import { monthOf, NO_MONTH } from "../../src/rollup/monthly-pools.ts";
import { Rollup } from "../../src/rollup/rollup.ts";
import { DENY, LogEvent } from "../../src/scan/event.ts";
import { civilDay, Zone } from "../../src/scan/zone.ts";
import { networksOf } from "../support/networks.ts";
import { rollupContents } from "../support/rollup-contents.ts";

const home = new Home(networksOf("0.0.0.1"));

interface Denial {
  timeSec: number;
  source: number;
  port: number;
  packets: number;
  isAssumed: boolean;
}

const denial: fc.Arbitrary<Denial> = fc.record({
  timeSec: fc.oneof(fc.constant(-1), fc.integer({ min: 1_480_000_000, max: 1_500_000_000 })),
  source: fc.integer({ min: 0, max: 500 }),
  port: fc.constantFrom(22, 23, 445),
  packets: fc.integer({ min: -1, max: 3 }),
  isAssumed: fc.boolean(),
});

function fill(denials: readonly Denial[], open: (calendar: Calendar, names: readonly string[]) => Rollup): Rollup {
  const rollup = open(new Calendar(new Zone("Europe/Berlin")), new DeviceTable().names);
  const event = new LogEvent();
  for (const one of denials) {
    event.clear();
    event.action = DENY;
    event.timeSec = one.timeSec;
    event.protocol = 6;
    event.destinationPort = one.port;
    event.source.family = 4;
    event.source.w0 = one.source;
    event.destination.family = 4;
    event.destination.w0 = 1;
    event.count = 1;
    event.packets = one.packets;
    event.assumed = one.isAssumed;
    countEvent(rollup, event, 0, home);
    rollup.place(home.scopeOf(event.source, event.destination), 1);
  }
  return rollup;
}

test("kept by months and days, counts add up to what they are together", () => {
  fc.assert(
    fc.property(fc.array(denial, { maxLength: 300 }), (denials) => {
      const whole = fill(denials, (calendar, names) => new Rollup(calendar, names));
      const apart = fill(denials, (calendar, names) => Rollup.byDays(calendar, names));
      expect(rollupContents(apart)).toEqual(rollupContents(whole));
      const packed = apart.pack();
      const facts = [...packed.facts!.values()];
      const sumOf = (pick: (fact: (typeof facts)[number]) => number): number =>
        facts.reduce((sum, fact) => sum + pick(fact), 0);
      expect(sumOf(({ assumed }) => assumed)).toBe(whole.assumed);
      expect(sumOf(({ withoutPackets }) => withoutPackets)).toBe(whole.withoutPackets);
      for (const scope of scopes) expect(sumOf((fact) => fact.scopes[scope])).toBe(whole.scopes[scope]);
      expect(Math.max(-1, ...facts.map(({ lastSec }) => lastSec))).toBe(whole.lastSec);
      for (const [month, { others, own }] of packed.contacts) {
        for (const day of [...others.days, ...own.days]) expect(monthOf(day)).toBe(month);
      }
    }),
  );
});

test.each([
  [civilDay(2017, 1, 1), 2017 * 12],
  [civilDay(2017, 1, 31), 2017 * 12],
  [civilDay(2017, 12, 31), 2017 * 12 + 11],
  [-1, NO_MONTH],
])("day %i is in month %i", (day, month) => {
  expect(monthOf(day)).toBe(month);
});

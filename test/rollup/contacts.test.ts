import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ContactDay } from "../../src/rollup/contact-day.ts";
import { viewContacts } from "../../src/rollup/contact-view.ts";
import { Contacts, type PackedContacts } from "../../src/rollup/contacts.ts";
import { countSources, type SourceCounts } from "../../src/rollup/distinct.ts";

/** Day, source, destination, packed port, denials. */
type Contact = readonly [day: number, source: number, destination: number, port: number, denials: number];

/** The distinct sources of what is left. */
function sourcesOf(contacts: Contacts): SourceCounts {
  return countSources(viewContacts([contacts.part()], () => null));
}

const budget = 60;
const perSource = 8;

/** Contacts that have taken some, a day at a time in the order given. */
function take(some: readonly Contact[]): Contacts {
  const contacts = new Contacts(budget, perSource);
  const open = new ContactDay();
  for (let i = 0; i < some.length;) {
    const [day] = some[i]!;
    for (; i < some.length && some[i]![0] === day; i++) {
      const [, source, destination, port, denials] = some[i]!;
      open.add(source, destination, port, denials);
    }
    contacts.take(day, open.slots());
    open.clear();
  }
  return contacts;
}

/** What is left, in an order of its own. */
function contents({ level, isThinned, thinned, ...lists }: PackedContacts): unknown {
  const rows = [...lists.days].map((day, i) =>
    [day, lists.sources[i], lists.destinations[i], lists.ports[i], lists.denials[i]].join(" "),
  );
  const busy = thinned.map(({ day, source, level: own }) => [day, source, own].join(" "));
  return { level, isThinned, rows: rows.sort(), busy: busy.sort() };
}

const contact: fc.Arbitrary<Contact> = fc.tuple(
  fc.integer({ min: -1, max: 3 }),
  // Some sources are met again and again, at many places.
  fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 1, max: 3 }),
);
const some = fc.array(contact, { maxLength: 400, size: "max" });

describe("what is kept depends on the data alone", () => {
  test("not on the order in which it came", () => {
    fc.assert(
      fc.property(
        some.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(contents(take(shuffled).pack())).toEqual(contents(take(all).pack()));
        },
      ),
      { seed: 21, numRuns: 300 },
    );
  });

  test("not on how it was cut and put together", () => {
    fc.assert(
      fc.property(some, fc.nat(), fc.nat(), (all, a, b) => {
        const places = [a % (all.length + 1), b % (all.length + 1)].sort((x, y) => x - y);
        const [first = 0, second = 0] = places;
        const parts = [all.slice(0, first), all.slice(first, second), all.slice(second)];
        const sum = new Contacts(budget, perSource);
        for (const part of parts) sum.absorb(structuredClone(take(part).pack()));
        expect(contents(sum.pack())).toEqual(contents(take(all).pack()));
      }),
      { seed: 22, numRuns: 300 },
    );
  });
});

test("within the budget all is kept, and counted exactly", () => {
  fc.assert(
    fc.property(fc.array(contact, { maxLength: budget }), (all) => {
      const { level, isThinned, days, denials } = take(all).pack();
      expect({ level, isThinned }).toEqual({ level: 0, isThinned: false });
      expect(days.length).toBe(new Set(all.map((one) => one.slice(0, 4).join(" "))).size);
      expect(denials.reduce((sum, count) => sum + count, 0)).toBe(all.reduce((sum, one) => sum + one[4], 0));
      const { all: sources, at } = sourcesOf(take(all));
      expect(sources).toEqual({ count: new Set(all.map(([, source]) => source)).size, error: 0 });
      for (const port of [0, 1, 2, 3]) {
        const ofPort = new Set(all.filter((one) => one[3] === port).map(([, source]) => source));
        expect(at(port)).toEqual({ count: ofPort.size, error: 0 });
      }
    }),
    { seed: 23, numRuns: 200 },
  );
});

test("a kept contact has all its denials", () => {
  fc.assert(
    fc.property(some, (all) => {
      const truth = new Map<string, number>();
      for (const one of all) truth.set(one.slice(0, 4).join(" "), (truth.get(one.slice(0, 4).join(" ")) ?? 0) + one[4]);
      const { days, sources, destinations, ports, denials } = take(all).pack();
      expect(days.length).toBeLessThanOrEqual(budget);
      for (let i = 0; i < days.length; i++) {
        const key = [days[i], sources[i], destinations[i], ports[i]].join(" ");
        expect([key, denials[i]]).toEqual([key, truth.get(key)]);
      }
    }),
    { seed: 24, numRuns: 200 },
  );
});

test.each([1_000, 20_000, 300_000])("of %i sources the estimate is within four standard errors", (many) => {
  const contacts = new Contacts(4096, 1024);
  const day = new ContactDay();
  for (let i = 0; i < many; i++) {
    day.add(Math.imul(i + 1, 0x9e3779b1), i % 7, i % 10 === 0 ? 23 : 80, 1);
    if (i % 5000 !== 4999) continue;
    contacts.take(Math.floor(i / 50_000), day.slots());
    day.clear();
  }
  contacts.take(9, day.slots());
  const { all, at } = sourcesOf(contacts);
  expect(all.error === 0).toBe(many <= 4096);
  expect(Math.abs(all.count - many)).toBeLessThanOrEqual(4 * all.error * many);
  const telnet = at(23);
  expect(Math.abs(telnet.count - many / 10)).toBeLessThanOrEqual((4 * telnet.error * many) / 10);
});

test("one source that tries everything does not push the others out", () => {
  const contacts = new Contacts(20_000, 1024);
  const day = new ContactDay();
  for (let i = 0; i < 200_000; i++) day.add(7, i >>> 8, i & 255, 1);
  for (let i = 0; i < 5_000; i++) day.add(Math.imul(i + 1, 0x9e3779b1), 1, 23, 1);
  contacts.take(0, day.slots());
  const { level, days, thinned } = contacts.pack();
  expect(level).toBe(0);
  expect(thinned.map(({ source }) => source)).toEqual([7]);
  expect(days.length).toBeGreaterThan(5_000 + 256);
  expect(days.length).toBeLessThanOrEqual(5_000 + 1024);
});

test("a sample says that it may have missed a source, and a busy one may be missing from a port", () => {
  const contacts = new Contacts(100, 10);
  const day = new ContactDay();
  for (let i = 0; i < 4000; i++) day.add(Math.imul(i + 1, 0x9e3779b1), 1, 80, 1);
  day.add(1, 1, 23, 1_000_000);
  contacts.take(0, day.slots());
  const { at } = sourcesOf(contacts);
  expect(at(23).error).toBeGreaterThan(0.9);
  expect(at(9999)).toEqual({ count: 0, error: 1 });

  const busy = new Contacts(2000, 10);
  day.clear();
  for (let i = 0; i < 3000; i++) day.add(7, 1, i, 1);
  for (let i = 0; i < 50; i++) day.add(Math.imul(i + 1, 0x9e3779b1), 1, 4000, 1);
  busy.take(0, day.slots());
  const counts = sourcesOf(busy);
  expect(counts.all).toEqual({ count: 51, error: 0 });
  expect(counts.at(4000)).toEqual({ count: 50, error: 1 / 50 });
});

test("a source that is in every sample, and busy on more days than there is room for, ends no less", () => {
  const contacts = new Contacts(60, 8);
  const day = new ContactDay();
  for (let date = 0; date < 20; date++) {
    // The hash of 0 is 0.
    for (let i = 0; i < 40; i++) day.add(0, i + 1, 23, 1);
    contacts.take(date, day.slots());
    day.clear();
  }
  const { list } = contacts.part();
  expect(list.length).toBeGreaterThan(0);
  expect(list.length).toBeLessThanOrEqual(20 * 8);
});

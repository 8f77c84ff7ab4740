import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civilDate, civilDay, Zone } from "../../src/scan/zone.ts";

const firstSec = Date.UTC(1990, 0, 1) / 1000;
const lastSec = Date.UTC(2035, 0, 1) / 1000;

/** Zones that change their clocks in unusual ways: by half an hour, at a minute past midnight, by a whole day. */
const zones = [
  "UTC",
  "Asia/Tokyo",
  "America/New_York",
  "Europe/Berlin",
  "Europe/London",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Australia/Adelaide",
  "Pacific/Chatham",
  "Pacific/Apia",
  "America/Sao_Paulo",
  "America/Havana",
  "Asia/Gaza",
  "Asia/Beirut",
  "Asia/Tehran",
  "Asia/Pyongyang",
  "Africa/Casablanca",
  "America/Caracas",
  "Europe/Moscow",
  "Antarctica/Troll",
  "Pacific/Kiritimati",
  "Etc/GMT+12",
  "+05:45",
].map((name) => ({ name, zone: new Zone(name), ...oracleOf(name) }));

/** Offsets and their changes, from `Intl` alone. */
function oracleOf(name: string): { offsetAt: (utcSec: number) => number; changes: number[] } {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: name, dateStyle: "short", timeStyle: "medium" });
  const offsetAt = (utcSec: number): number =>
    Date.parse(`${format.format(utcSec * 1000).replace(" ", "T")}Z`) / 1000 - utcSec;
  const changes: number[] = [];
  const step = 20 * 86_400;
  for (let from = firstSec; from < lastSec; from += step) {
    let [before, after] = [from, from + step];
    if (offsetAt(before) === offsetAt(after)) continue;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offsetAt(middle) === offsetAt(from)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return { offsetAt, changes };
}

const seconds = [-86_400, -3601, -3600, -1801, -60, -1, 0, 1, 59, 60, 899, 900, 1800, 3599, 3600, 7201, 86_400];

test("the zones under test change their clocks on odd minutes, by half an hour and by a day", () => {
  const changes = zones.flatMap(({ name, offsetAt, changes: at }) =>
    at.map((sec) => ({ name, sec, by: offsetAt(sec) - offsetAt(sec - 1) })),
  );
  expect(changes.length).toBeGreaterThan(1000);
  expect(changes.some(({ sec }) => sec % 900 !== 0)).toBe(true);
  const lengths = new Set(changes.map(({ by }) => Math.abs(by)));
  expect([1800, 3600, 7200, 86_400].filter((length) => !lengths.has(length))).toEqual([]);
});

describe.each(zones)("$name", ({ zone, offsetAt, changes }) => {
  const instants = [
    ...changes.flatMap((change) => seconds.map((delta) => change + delta)),
    ...fc.sample(fc.integer({ min: firstSec, max: lastSec }), { seed: 7, numRuns: 200 }),
  ];

  test("has the offsets that Intl has", () => {
    for (const utcSec of instants) expect([utcSec, zone.offsetAt(utcSec)]).toEqual([utcSec, offsetAt(utcSec)]);
  });

  test("an instant's local time leads back to it, or to the first time that the clocks showed it", () => {
    for (const utcSec of instants) {
      const local = utcSec + offsetAt(utcSec);
      const back = zone.toUtc(local);
      expect(back + offsetAt(back)).toBe(local);
      const twice = changes.some((change) => utcSec >= change && local < change + offsetAt(change - 1));
      if (!twice) expect(back).toBe(utcSec);
      else expect(back).toBeLessThan(utcSec);
    }
  });

  test("a local time that the clocks skipped moves on by the gap", () => {
    for (const change of changes) {
      const before = offsetAt(change - 1);
      const gap = offsetAt(change) - before;
      for (let into = 0; into < gap; into += 61) {
        const utcSec = zone.toUtc(change + before + into);
        expect(utcSec).toBe(change + into);
        expect(utcSec + offsetAt(utcSec)).toBe(change + before + into + gap);
      }
    }
  });

  test("a day begins with the first instant that has its date", () => {
    for (const utcSec of instants) {
      const day = Math.floor((utcSec + offsetAt(utcSec)) / 86_400);
      const start = zone.dayStart(day);
      expect(start).toBeLessThanOrEqual(utcSec);
      expect(Math.floor((start + offsetAt(start)) / 86_400)).toBe(day);
      expect(Math.floor((start - 1 + offsetAt(start - 1)) / 86_400)).toBeLessThan(day);
    }
  });
});

test("a name that Intl does not know is refused", () => {
  expect(() => new Zone("Mars/Olympus")).toThrow(RangeError);
});

test("days and dates of the Gregorian calendar", () => {
  fc.assert(
    fc.property(fc.integer({ min: -800_000, max: 2_900_000 }), (dayNumber) => {
      const { year, month, day } = civilDate(dayNumber);
      expect(new Date(dayNumber * 86_400_000).toISOString()).toContain(
        `-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T`,
      );
      expect(civilDay(year, month, day)).toBe(dayNumber);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

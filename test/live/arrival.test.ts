import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latestDates } from "../../src/live/arrival.ts";
import { Clock } from "../../src/scan/clock.ts";
import { Stamp } from "../../src/scan/stamp.ts";
import { Zone } from "../../src/scan/zone.ts";

const daySec = 86_400;

/** Seconds since 1970 of a stamp without a year that arrives at a time. */
function date(clock: Clock, month: number, day: number, daySecond = 0): number {
  const stamp = new Stamp();
  Object.assign(stamp, { month, day, daySec: daySecond });
  return clock.toUtc(stamp);
}

function liveClock(now: () => number, name = "UTC"): Clock {
  const zone = new Zone(name);
  const clock = new Clock(zone, 0);
  clock.goLive(latestDates(zone, now));
  return clock;
}

test.each([
  ["2026-11-23T12:00:00Z", "UTC", 11, 23, "2026-11-23"],
  ["2026-11-23T12:00:00Z", "UTC", 11, 24, "2026-11-24"],
  ["2026-11-23T12:00:00Z", "UTC", 11, 25, "2025-11-25"],
  ["2026-11-23T12:00:00Z", "UTC", 1, 1, "2026-01-01"],
  ["2027-01-01T00:00:01Z", "UTC", 12, 31, "2026-12-31"],
  ["2026-12-31T23:59:59Z", "UTC", 1, 1, "2027-01-01"],
  ["2026-12-31T23:59:59Z", "UTC", 1, 2, "2026-01-02"],
  ["2028-02-28T12:00:00Z", "UTC", 2, 29, "2028-02-29"],
  ["2028-06-01T00:00:00Z", "UTC", 2, 29, "2028-02-29"],
  ["2026-11-23T16:00:00Z", "Asia/Tokyo", 11, 25, "2026-11-25T00:00:00+09:00"],
  ["2026-11-23T14:00:00Z", "Asia/Tokyo", 11, 25, "2025-11-25T00:00:00+09:00"],
])("at %s in %s, month %i and day %i are %s", (now, zone, month, day, iso) => {
  expect(
    date(
      liveClock(() => Date.parse(now), zone),
      month,
      day,
    ),
  ).toBe(Date.parse(iso) / 1000);
});

describe("laws", () => {
  const anyTime = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
  const anyDay = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));

  test("no stamp is of a day after tomorrow, none of a year ago or more", () => {
    fc.assert(
      fc.property(anyTime, anyDay, (nowMs, [month, day]) => {
        const clock = liveClock(() => nowMs);
        const today = Math.floor(nowMs / 1000 / daySec);
        const days = date(clock, month, day) / daySec - today;
        expect(days).toBeLessThanOrEqual(1);
        expect(days).toBeGreaterThan(-366);
      }),
    );
  });

  test("a stamp is read alike whatever came before it", () => {
    fc.assert(
      fc.property(anyTime, fc.array(anyDay, { minLength: 1, maxLength: 20 }), (nowMs, days) => {
        const one = liveClock(() => nowMs);
        for (const [month, day] of days) {
          const alone = liveClock(() => nowMs);
          expect(date(one, month, day)).toBe(date(alone, month, day));
        }
      }),
    );
  });

  test("what was learnt is forgotten when the day turns, and only then", () => {
    let now = Date.parse("2026-11-23T23:59:00Z");
    const clock = liveClock(() => now);
    date(clock, 11, 23);
    const { state } = clock;
    date(clock, 11, 22);
    expect(clock.state).toBe(state);
    now += 120_000;
    date(clock, 11, 23);
    expect(clock.state).not.toBe(state);
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Clock } from "../../src/scan/clock.ts";
import { Stamp } from "../../src/scan/stamp.ts";
import { Zone } from "../../src/scan/zone.ts";

const utc = new Zone("UTC");
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function stampOf(month: number, day: number, daySec = 0, year = -1): Stamp {
  return Object.assign(new Stamp(), { year, month, day, daySec });
}

/** The dates that a clock gives stamps such as "Dec 31", one after the other. */
function follow(firstYear: number, ...days: readonly string[]): string[] {
  const clock = new Clock(utc, firstYear);
  return days.map((text) => {
    const [month = "", day] = text.split(" ");
    const sec = clock.toUtc(stampOf(months.indexOf(month) + 1, Number(day), 12 * 3600));
    return sec === -1 ? "none" : new Date(sec * 1000).toISOString().slice(0, 10);
  });
}

describe("stamps without a year", () => {
  test("go on over New Year", () => {
    expect(follow(2017, "Dec 30", "Dec 31", "Jan 1", "Jan 2")).toEqual([
      "2017-12-30",
      "2017-12-31",
      "2018-01-01",
      "2018-01-02",
    ]);
    expect(
      follow(2016, "Apr 1", "Oct 1", "Dec 31", "Jan 1", "Jun 1", "Dec 31", "Jan 1").map((day) => day.slice(0, 4)),
    ).toEqual(["2016", "2016", "2016", "2017", "2017", "2017", "2018"]);
  });

  test("from before New Year that come late stay in the old year", () => {
    expect(follow(2017, "Dec 31", "Jan 1", "Dec 31", "Jan 1", "Dec 31", "Jan 2")).toEqual([
      "2017-12-31",
      "2018-01-01",
      "2017-12-31",
      "2018-01-01",
      "2017-12-31",
      "2018-01-02",
    ]);
    expect(follow(2018, "Jan 1", "Dec 31", "Jan 1")).toEqual(["2018-01-01", "2017-12-31", "2018-01-01"]);
  });

  test("that jump back by less than half a year stay in the year", () => {
    expect(follow(2017, "Jul 1", "Jan 1", "Jul 1")).toEqual(["2017-07-01", "2017-01-01", "2017-07-01"]);
    expect(follow(2017, "Apr 2", "Apr 1", "Apr 2")).toEqual(["2017-04-02", "2017-04-01", "2017-04-02"]);
  });

  test("behind a silence of more than half a year are not taken for late ones", () => {
    expect(follow(2017, "Jan 5", "Sep 10", "Nov 3")).toEqual(["2017-01-05", "2017-09-10", "2017-11-03"]);
    expect(follow(2016, "Dec 20", "Jan 5", "Sep 10")).toEqual(["2016-12-20", "2017-01-05", "2017-09-10"]);
  });

  test("go on in their year when a device without a clock came up on the first of January", () => {
    expect(follow(2017, "Sep 10", "Jan 1", "Jan 1", "Sep 10", "Sep 11", "Dec 31", "Jan 1")).toEqual([
      "2017-09-10",
      "2018-01-01",
      "2018-01-01",
      "2017-09-10",
      "2017-09-11",
      "2017-12-31",
      "2018-01-01",
    ]);
    expect(follow(2017, "Jan 1", "Sep 10", "Sep 11")).toEqual(["2017-01-01", "2017-09-10", "2017-09-11"]);
  });

  test("run backwards in a log that shows its newest line first", () => {
    expect(follow(2018, "Jan 2", "Jan 1", "Dec 31", "Oct 1", "May 1")).toEqual([
      "2018-01-02",
      "2018-01-01",
      "2017-12-31",
      "2017-10-01",
      "2017-05-01",
    ]);
  });

  test("have the 29th of February in leap years only", () => {
    expect(follow(2016, "Feb 28", "Feb 29", "Mar 1")).toEqual(["2016-02-28", "2016-02-29", "2016-03-01"]);
    expect(follow(2017, "Feb 28", "Feb 29", "Mar 1")).toEqual(["2017-02-28", "none", "2017-03-01"]);
  });

  test("are counted, and the first and the last are remembered", () => {
    const clock = new Clock(utc, (month, day) => 2000 + month + day);
    expect([clock.yearless, clock.baseYear, clock.firstMonth]).toEqual([0, 0, 0]);
    clock.toUtc(stampOf(3, 4, 0, 2015));
    expect(clock.yearless).toBe(0);
    for (const [month, day] of [
      [5, 6],
      [7, 8],
      [9, 10],
    ] as const)
      clock.toUtc(stampOf(month, day));
    const { yearless, baseYear, firstMonth, firstDay, finalMonth, finalDay } = clock;
    expect([yearless, baseYear, firstMonth, firstDay, finalMonth, finalDay]).toEqual([3, 2011, 5, 6, 9, 10]);
  });
});

test("any log in order that is written without years gets its years back", () => {
  const start = Date.UTC(2015, 0, 1) / 86_400_000;
  const steps = fc.array(fc.oneof(fc.nat(3), fc.nat(180)), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.nat(800), steps, (first, gaps) => {
      const days: Date[] = [];
      let day = start + first;
      for (const gap of gaps) days.push(new Date((day += gap) * 86_400_000));
      const texts = days.map((date) => `${months[date.getUTCMonth()]} ${date.getUTCDate()}`);
      expect(follow(days[0]!.getUTCFullYear(), ...texts)).toEqual(days.map((date) => date.toISOString().slice(0, 10)));
    }),
    { seed: 29, numRuns: 1000 },
  );
});

test("stamps with a year are dated alike in any order: what is remembered changes nothing", () => {
  const zones = ["UTC", "Asia/Tokyo", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"];
  const shared = zones.map((name) => new Zone(name));
  // Few days, so that they come again; among them those on which clocks change.
  const days = [
    [2011, 12, 29],
    [2011, 12, 30],
    [2011, 12, 31],
    [2010, 11, 6],
    [2010, 11, 7],
    [2017, 3, 12],
    [2017, 3, 13],
    [2017, 10, 1],
    [2017, 2, 28],
    [2017, 2, 29],
    [2016, 2, 29],
  ] as const;
  const stamp = fc.record({
    day: fc.constantFrom(...days),
    daySec: fc.oneof(fc.integer({ min: 0, max: 86_400 }), fc.integer({ min: 0, max: 4 * 3600 })),
    offsetSec: fc.constantFrom(null, null, 0, 32_400, -12_600),
    epochSec: fc.constantFrom(-1, -1, -1, 1_490_000_000),
  });
  fc.assert(
    fc.property(fc.nat(shared.length - 1), fc.array(stamp, { maxLength: 30 }), (at, stamps) => {
      const zone = shared[at]!;
      const clock = new Clock(zone, 1999);
      for (const { day, daySec, offsetSec, epochSec } of stamps) {
        const one = stampOf(day[1], day[2], daySec, day[0]);
        Object.assign(one, { hasOffset: offsetSec !== null, offsetSec: offsetSec ?? 0, epochSec });
        expect(clock.toUtc(one)).toBe(new Clock(zone, 1999).toUtc(one));
      }
    }),
    { seed: 3, numRuns: 500 },
  );
});

test("a day on which the clocks change is dated as its zone says", () => {
  const zone = new Zone("America/New_York");
  const clock = new Clock(zone, 2017);
  const at = (day: number, hour: number): string =>
    new Date(clock.toUtc(stampOf(3, day, hour * 3600, 2017)) * 1000).toISOString().slice(8, 16);
  expect([at(11, 23), at(12, 1), at(12, 2), at(12, 3), at(12, 23), at(13, 0)]).toEqual([
    "12T04:00",
    "12T06:00",
    "12T07:00",
    "12T07:00",
    "13T03:00",
    "13T04:00",
  ]);
});

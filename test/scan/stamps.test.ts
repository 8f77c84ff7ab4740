import { parse } from "date-fns";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Clock } from "../../src/scan/clock.ts";
import { cursorOn } from "../../src/scan/cursor.ts";
import { Stamp } from "../../src/scan/stamp.ts";
import { readStamp } from "../../src/scan/stamp-forms.ts";
import { Zone } from "../../src/scan/zone.ts";

const zone = new Zone("UTC");
const instants = fc.integer({ min: Date.UTC(1971, 0, 1) / 1000, max: Date.UTC(2099, 11, 31) / 1000 });
const runs = { seed: 1970, numRuns: 400 };

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const two = (n: number): string => String(n).padStart(2, "0");
const half = (hour: number): string => (hour < 12 ? "AM" : "PM");

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

function partsOf(sec: number): Parts {
  const date = new Date(sec * 1000);
  const [hour, minute, second] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour, minute, second };
}

const clockOf = ({ hour, minute, second }: Parts): string => `${two(hour)}:${two(minute)}:${two(second)}`;
const clock12Of = ({ hour, minute, second }: Parts): string =>
  `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}:${two(second)} ${half(hour)}`;
const dayOf = (p: Parts, mark: string): string => `${p.year}${mark}${two(p.month)}${mark}${two(p.day)}`;

/** How date-fns describes each form, and how a log writes it. */
const forms: ReadonlyArray<readonly [pattern: string, write: (parts: Parts) => string]> = [
  ["yyyy-MM-dd'T'HH:mm:ss", (p) => `${dayOf(p, "-")}T${clockOf(p)}`],
  ["yyyy-MM-dd HH:mm:ss", (p) => `${dayOf(p, "-")} ${clockOf(p)}`],
  ["yyyy-MM-dd-HH:mm:ss", (p) => `${dayOf(p, "-")}-${clockOf(p)}`],
  ["yyyy/MM/dd HH:mm:ss", (p) => `${dayOf(p, "/")} ${clockOf(p)}`],
  ["yyyy/MM/dd:HH:mm:ss", (p) => `${dayOf(p, "/")}:${clockOf(p)}`],
  ["yyyy.MM.dd HH:mm:ss", (p) => `${dayOf(p, ".")} ${clockOf(p)}`],
  ["yyyy-MM-dd h:mm:ss a", (p) => `${dayOf(p, "-")} ${clock12Of(p)}`],
  ["yyyyMMddHHmmss", (p) => `${dayOf(p, "")}${clockOf(p).replaceAll(":", "")}`],
  ["yyyyMMdd'T'HHmmss", (p) => `${dayOf(p, "")}T${clockOf(p).replaceAll(":", "")}`],
  ["MMM d yyyy HH:mm:ss", (p) => `${months[p.month - 1]} ${String(p.day).padStart(2)} ${p.year} ${clockOf(p)}`],
  ["MMM dd yyyy HH:mm:ss", (p) => `${months[p.month - 1]} ${two(p.day)} ${p.year} ${clockOf(p)}`],
  ["MMM d HH:mm:ss yyyy", (p) => `${months[p.month - 1]} ${p.day} ${clockOf(p)} ${p.year}`],
  ["MM/dd/yyyy HH:mm:ss", (p) => `${two(p.month)}/${two(p.day)}/${p.year} ${clockOf(p)}`],
  ["M/d/yyyy, h:mm:ss a", (p) => `${p.month}/${p.day}/${p.year}, ${clock12Of(p)}`],
  ["M-d-yyyy h:mm:ss a", (p) => `${p.month}-${p.day}-${p.year} ${clock12Of(p)}`],
  ["dd/MMM/yyyy:HH:mm:ss", (p) => `${two(p.day)}/${months[p.month - 1]}/${p.year}:${clockOf(p)}`],
  ["dMMMyyyy HH:mm:ss", (p) => `${p.day}${months[p.month - 1]}${p.year} ${clockOf(p)}`],
  ["d-MMM-yyyy HH:mm:ss", (p) => `${p.day}-${months[p.month - 1]}-${p.year} ${clockOf(p)}`],
  ["dd.MM.yyyy HH:mm:ss", (p) => `${two(p.day)}.${two(p.month)}.${p.year} ${clockOf(p)}`],
];

/** What is read: seconds since 1970 UTC and the decimals; null when there is no stamp, or not all of the text is one. */
function read(text: string, { dayFirst = false, name = "UTC" } = {}): { sec: number; decimals: string } | null {
  const cursor = cursorOn(text);
  const stamp = new Stamp();
  if (!readStamp(cursor, 0, stamp, dayFirst) || !stamp.complete || cursor.pos !== cursor.end) return null;
  const decimals = cursor.bytes.toString("latin1", stamp.fractionStart, stamp.fractionEnd);
  return { sec: new Clock(name === "UTC" ? zone : new Zone(name), 2017).toUtc(stamp), decimals };
}

const secOf = (text: string): number | undefined => read(text)?.sec;
const isoOf = (text: string): string | null => {
  const seen = read(text);
  return seen === null ? null : new Date(seen.sec * 1000).toISOString().replace(".000Z", "");
};

describe.each(forms)("%s", (pattern, write) => {
  test("reads what date-fns reads, in UTC, with offsets and decimals", () => {
    const offset = fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => quarters * 900);
    const decimals = fc.constantFrom("", "5", "123", "120000", "123456789");
    fc.assert(
      fc.property(instants, offset, decimals, (sec, offsetSec, fraction) => {
        const text = write(partsOf(sec));
        expect(parse(`${text.replace("  ", " ")} +0000`, `${pattern} xx`, 0).getTime() / 1000).toBe(sec);
        expect(read(text)).toEqual({ sec, decimals: "" });
        if (!pattern.endsWith("ss")) return;
        const isCompact = pattern.endsWith("HHmmss");
        if (!isCompact && fraction !== "") expect(read(`${text}.${fraction}`)).toEqual({ sec, decimals: fraction });
        const sign = offsetSec < 0 ? "-" : "+";
        const hours = two(Math.floor(Math.abs(offsetSec) / 3600));
        const minutes = two((Math.abs(offsetSec) % 3600) / 60);
        const zones = [`${sign}${hours}:${minutes}`, `${sign}${hours}${minutes}`];
        if (minutes === "00") zones.push(`${sign}${hours}`);
        if (offsetSec === 0) zones.push("Z");
        if (/^[Md]/.test(pattern) && !pattern.startsWith("MMM")) return;
        for (const suffix of zones) expect([suffix, read(text + suffix)?.sec]).toEqual([suffix, sec - offsetSec]);
      }),
      runs,
    );
  });

  test("is in the zone that the user names", () => {
    const text = write(partsOf(Date.UTC(2017, 3, 1, 0, 30, 59) / 1000));
    expect(read(text, { name: "Asia/Tokyo" })?.sec).toBe(Date.UTC(2017, 2, 31, 15, 30, 59) / 1000);
  });

  test("bytes behind the line's end make no difference", () => {
    fc.assert(
      fc.property(
        instants,
        fc.nat(40),
        fc.string({ unit: fc.constantFrom(..."0159:.-+ZPM "), maxLength: 12 }),
        (sec, cut, junk) => {
          const text = write(partsOf(sec)).slice(0, cut);
          const cursor = cursorOn(text + junk);
          cursor.setLine(0, text.length);
          const stamp = new Stamp();
          const isRead = readStamp(cursor, 0, stamp) && stamp.complete && cursor.pos === cursor.end;
          expect(isRead ? new Clock(zone, 2017).toUtc(stamp) : null).toBe(read(text)?.sec ?? null);
        },
      ),
      runs,
    );
  });
});

test("zone words: UTC and its like are believed, the labels that owners give are passed over", () => {
  expect(isoOf("2017-04-01 03:04:05 UTC")).toBe("2017-04-01T03:04:05");
  expect(read("2017-04-01 03:04:05 GMT", { name: "Asia/Tokyo" })?.sec).toBe(secOf("2017-04-01 03:04:05"));
  expect(isoOf("2017-04-01 03:04:05 EDT")).toBe("2017-04-01T03:04:05");
  expect(isoOf("2017-04-01 03:04:05 +0900")).toBe("2017-03-31T18:04:05");
  expect(isoOf("Apr  1 03:04:05 UTC 2017")).toBe("2017-04-01T03:04:05");
  expect(isoOf("Apr  1 2017 03:04:05 JST")).toBe("2017-04-01T03:04:05");
});

test("year-less stamps take the clock's year", () => {
  expect(isoOf("Apr  1 03:04:05")).toBe("2017-04-01T03:04:05");
  expect(isoOf("Apr 01 03:04:05.678")).toBe("2017-04-01T03:04:05");
  expect(isoOf("dec 31 23:59:59")).toBe("2017-12-31T23:59:59");
});

test("short forms", () => {
  expect(isoOf("4/30/17 9:05")).toBe("2017-04-30T09:05:00");
  expect(isoOf("4/30/17 9:05 PM")).toBe("2017-04-30T21:05:00");
  expect(isoOf("4/30/2017 12:05:00 AM")).toBe("2017-04-30T00:05:00");
  expect(isoOf("4/30/2017 12:05:00 PM")).toBe("2017-04-30T12:05:00");
  expect(isoOf("30.4.2017 09:05")).toBe("2017-04-30T09:05:00");
  expect(isoOf("2017-04-30 09:05")).toBe("2017-04-30T09:05:00");
  expect(read("30/04/2017 09:05", { dayFirst: true })?.sec).toBe(secOf("2017-04-30 09:05:00"));
  expect(read("03/04/2017 09:05", { dayFirst: true })?.sec).toBe(secOf("2017-04-03 09:05:00"));
  expect(read("03/04/2017 09:05")?.sec).toBe(secOf("2017-03-04 09:05:00"));
});

test("a leap second counts on", () => {
  expect(isoOf("2016-12-31T23:59:60Z")).toBe("2017-01-01T00:00:00");
});

test("epoch numbers are told from serial numbers by their digits", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000_000_000, max: 4_102_444_800 }), fc.nat(999_999_999), (sec, nano) => {
      const nine = String(nano).padStart(9, "0");
      expect(read(String(sec))).toEqual({ sec, decimals: "" });
      for (const digits of [3, 6, 9]) {
        const decimals = nine.slice(0, digits);
        expect(read(`${sec}${decimals}`)).toEqual({ sec, decimals });
        expect(read(`${sec}.${decimals}`)).toEqual({ sec, decimals });
      }
    }),
    runs,
  );
  // An uptime of more than three years, a session number with zeros in front, more digits than nanoseconds have.
  for (const text of [
    "123456789",
    "0000000013",
    "12345678901",
    "149000000012",
    "12345678901234567890",
    "100000000.123456",
  ]) {
    expect([text, read(text)]).toEqual([text, null]);
  }
});

test.each([
  "2017-13-01 03:04:05",
  "2017-00-01 03:04:05",
  "2017-04-32 03:04:05",
  "2017-04-31 03:04:05",
  "2017-04-01 24:00:01",
  "2017-04-01 03:60:00",
  "2017-04-01 03:04:61",
  "2017-04-01 03:04:",
  "2017-04-01 03:04:5",
  "2017-04/01 03:04:05",
  "2017-04-01",
  "2017-04-01T",
  "2017-04-01T03:04:05+99:00",
  "2017-04-01T03:04:05+09:60",
  "Apr 31 03:04:05",
  "Apr  0 03:04:05",
  "Avr  1 03:04:05",
  "Apr 1st 03:04:05",
  "30/04/2017 09:05",
  "13.13.2017 09:05:00",
  "31/Apr/2017:03:04:05",
  "20/Jum/2017:03:04:05",
  "20/Jun-2017:03:04:05",
  "20/Jun/017:03:04:05",
  "20/Jun/2017",
  "20171301030405",
  "20170401250000",
  "20170401 030405",
  "",
  "-",
])("%j is no stamp", (text) => {
  expect(read(text)).toBeNull();
});

test("the 29th of February exists in leap years only", () => {
  expect(secOf("2016-02-29T12:00:00Z")).toBe(Date.UTC(2016, 1, 29, 12) / 1000);
  for (const text of ["2017-02-29T12:00:00Z", "2017-02-29 12:00:00", "1900-02-29 12:00:00", "Feb 29 2018 12:00:00"]) {
    expect([text, secOf(text)]).toEqual([text, -1]);
  }
});

test("midnight at the end of a day", () => {
  expect(isoOf("2017-12-31T24:00:00Z")).toBe("2018-01-01T00:00:00");
  expect(isoOf("2017-04-01 24:00")).toBe("2017-04-02T00:00:00");
  expect(isoOf("Feb 28 2016 24:00:00")).toBe("2016-02-29T00:00:00");
  expect(read("2017-04-01 24:00:01")).toBe(null);
  expect(read("2017-04-01 24:01")).toBe(null);
  expect(read("2017-04-01 25:00:00")).toBe(null);
});

test("offsets with one digit, and decimals behind a comma where a zone follows", () => {
  expect(isoOf("2017-04-01T03:04:05+9:00")).toBe("2017-03-31T18:04:05");
  expect(isoOf("2017-04-01 03:04:05 -5:30")).toBe("2017-04-01T08:34:05");
  expect(isoOf("2017-04-01T03:04:05,678+09:00")).toBe("2017-03-31T18:04:05");
  expect(isoOf("2017-04-01T03:04:05,678901Z")).toBe("2017-04-01T03:04:05");
  // The next cell of a row.
  const cursor = cursorOn("2017-04-01T03:04:05,443,6");
  expect(readStamp(cursor, 0, new Stamp())).toBe(true);
  expect(cursor.pos).toBe(19);
});

test("a day before its month's name", () => {
  for (const text of [
    "1 Apr 2017 03:04:05",
    "01-Apr-2017 03:04:05",
    "1/apr/2017:03:04:05",
    "1Apr2017 03:04:05",
    "1Apr2017; 03:04:05",
    "01/Apr/2017:12:04:05 +0900",
    "01 Apr 2017 03:04:05 UTC",
  ]) {
    expect([text, isoOf(text)]).toEqual([text, "2017-04-01T03:04:05"]);
  }
  for (const text of [
    "31 Jun 2017 03:04:05",
    "1 Apr 17 03:04:05",
    "1-Apr/2017 03:04:05",
    "001 Apr 2017 03:04:05",
    "1 Foo 2017 03:04:05",
  ]) {
    expect([text, read(text)]).toEqual([text, null]);
  }
});

test("a zone word tells the first from the second of two equal hours", () => {
  const name = "America/New_York";
  expect(read("2018-11-04 01:30:00 EDT", { name })?.sec).toBe(secOf("2018-11-04 05:30:00"));
  expect(read("2018-11-04 01:30:00 EST", { name })?.sec).toBe(secOf("2018-11-04 06:30:00"));
  expect(read("2018-11-04 01:30:00", { name })?.sec).toBe(secOf("2018-11-04 05:30:00"));
  expect(read("2018-03-11 02:30:00", { name })?.sec).toBe(secOf("2018-03-11 07:30:00"));
});

describe("forms of single products", () => {
  test.each([
    ["2016 Apr  1 03:04:05", "2016-04-01T03:04:05"],
    ["2016 Apr 31 03:04:05", ""],
    ["2016 host", ""],
    ["04/01-03:04:05.678901", "2017-04-01T03:04:05"],
    ["04/01/16-03:04:05.678901", "2016-04-01T03:04:05"],
    ["04/01/2016-03:04:05.678901", "2016-04-01T03:04:05"],
    ["13/01-03:04:05", ""],
    ["04/01-3", ""],
  ])("%s", (text, time) => {
    expect(isoOf(text)?.slice(0, 19) ?? "").toBe(time);
  });
});

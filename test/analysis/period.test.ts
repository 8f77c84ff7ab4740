import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayToIso, isoToDay, parsePeriod } from "../../src/analysis/period.ts";
import { UserError } from "../../src/errors.ts";

function datesOf(text: string, fiscalYearStartMonth?: number): string {
  const { fromDay, toDay } = parsePeriod(text, fiscalYearStartMonth);
  return `${dayToIso(fromDay)} ${dayToIso(toDay)}`;
}

describe("parsePeriod", () => {
  test.each([
    ["FY2017", "2017-04-01 2018-03-31"],
    ["FY2015", "2015-04-01 2016-03-31"],
    ["2017", "2017-01-01 2017-12-31"],
    ["1970", "1970-01-01 1970-12-31"],
    ["9999", "9999-01-01 9999-12-31"],
    ["2017-Q1", "2017-01-01 2017-03-31"],
    ["2017-Q2", "2017-04-01 2017-06-30"],
    ["2017-Q3", "2017-07-01 2017-09-30"],
    ["2017-Q4", "2017-10-01 2017-12-31"],
    ["2017-04", "2017-04-01 2017-04-30"],
    ["2017-12", "2017-12-01 2017-12-31"],
    // Leap years: 2016 and 2000 are, 2017 and 2100 are not.
    ["2016-02", "2016-02-01 2016-02-29"],
    ["2017-02", "2017-02-01 2017-02-28"],
    ["2000-02", "2000-02-01 2000-02-29"],
    ["2100-02", "2100-02-01 2100-02-28"],
    ["2016-02-29", "2016-02-29 2016-02-29"],
    ["2016-Q1", "2016-01-01 2016-03-31"],
    ["2017-04-01", "2017-04-01 2017-04-01"],
    ["2017-04-01..2018-03-31", "2017-04-01 2018-03-31"],
    ["2017-04..2018-03", "2017-04-01 2018-03-31"],
    ["2017..2018", "2017-01-01 2018-12-31"],
    ["2017-12-24..2018", "2017-12-24 2018-12-31"],
    ["2017..2017-06-05", "2017-01-01 2017-06-05"],
    ["FY2016..FY2017", "2016-04-01 2018-03-31"],
    ["2017-Q2..2017-Q3", "2017-04-01 2017-09-30"],
    ["2017-04-01..2017-04-01", "2017-04-01 2017-04-01"],
    [" fy2017 ", "2017-04-01 2018-03-31"],
    ["2017-q2", "2017-04-01 2017-06-30"],
  ])("%s is %s", (text, dates) => {
    expect(datesOf(text)).toBe(dates);
  });

  test.each([
    [1, "2017-01-01 2017-12-31"],
    [2, "2017-02-01 2018-01-31"],
    [3, "2017-03-01 2018-02-28"],
    [4, "2017-04-01 2018-03-31"],
    [5, "2017-05-01 2018-04-30"],
    [6, "2017-06-01 2018-05-31"],
    [7, "2017-07-01 2018-06-30"],
    [8, "2017-08-01 2018-07-31"],
    [9, "2017-09-01 2018-08-31"],
    [10, "2017-10-01 2018-09-30"],
    [11, "2017-11-01 2018-10-31"],
    [12, "2017-12-01 2018-11-30"],
  ])("a fiscal year from month %i", (month, dates) => {
    expect(datesOf("FY2017", month)).toBe(dates);
  });

  test("a fiscal year that ends in a leap February has 366 days", () => {
    const { fromDay, toDay } = parsePeriod("FY2015", 3);
    expect([dayToIso(toDay), toDay - fromDay + 1]).toEqual(["2016-02-29", 366]);
  });

  test("the label is the text in upper case", () => {
    expect(parsePeriod(" fy2017 ").label).toBe("FY2017");
    expect(parsePeriod("2017-q2..2018").label).toBe("2017-Q2..2018");
  });

  test.each([
    ["", 'period "": it is empty'],
    ["  ", 'period "": it is empty'],
    ["2017-13", 'period "2017-13": there is no month 13'],
    ["2017-00", 'period "2017-00": there is no month 0'],
    ["2017-13-01", 'period "2017-13-01": there is no month 13'],
    ["2017-02-30", 'period "2017-02-30": there is no day 2017-02-30'],
    ["2017-02-29", 'period "2017-02-29": there is no day 2017-02-29'],
    ["2017-04-31", 'period "2017-04-31": there is no day 2017-04-31'],
    ["2017-04-00", 'period "2017-04-00": there is no day 2017-04-00'],
    ["2017-Q5", 'period "2017-Q5": there is no quarter 5'],
    ["2017-Q0", 'period "2017-Q0": there is no quarter 0'],
    ["2018..2017", 'period "2018..2017": it ends on 2017-12-31, before it starts on 2018-01-01'],
    [
      "2017-04-02..2017-04-01",
      'period "2017-04-02..2017-04-01": it ends on 2017-04-01, before it starts on 2017-04-02',
    ],
    ["..2017", 'period "..2017": its start is missing'],
    ["2017..", 'period "2017..": its end is missing'],
    ["..", 'period "..": its start is missing'],
    ["2017..2018..2019", 'period "2017..2018..2019": "2018..2019" has none of the known forms'],
    ["2017...2018", 'period "2017...2018": ".2018" has none of the known forms'],
    ["last year", 'period "last year": "LAST YEAR" has none of the known forms'],
    ["17", 'period "17": "17" has none of the known forms'],
    ["2017-4", 'period "2017-4": "2017-4" has none of the known forms'],
    ["FY17", 'period "FY17": "FY17" has none of the known forms'],
    ["FY2017-04", 'period "FY2017-04": "FY2017-04" has none of the known forms'],
    ["20170401", 'period "20170401": "20170401" has none of the known forms'],
    ["2017-04-01T00:00", 'period "2017-04-01T00:00": "2017-04-01T00:00" has none of the known forms'],
    ["1969", 'period "1969": years run from 1970 to 9999'],
    ["0000-01-01", 'period "0000-01-01": years run from 1970 to 9999'],
    ["FY9999", 'period "FY9999": it ends after the year 9999'],
  ])("refuses %j", (text, message) => {
    const act = (): unknown => parsePeriod(text);
    expect(act).toThrow(UserError);
    expect(act).toThrow(message);
    expect(act).toThrow(expect.objectContaining({ hint: expect.stringContaining("2017-04..2018-03"), exitCode: 2 }));
  });

  test("FY9999 fits when it starts in January", () => {
    expect(datesOf("FY9999", 1)).toBe("9999-01-01 9999-12-31");
  });

  test.each([0, 13, 1.5, Number.NaN])("refuses the fiscal start month %d", (month) => {
    expect(() => parsePeriod("FY2017", month)).toThrow(UserError);
  });
});

describe("days", () => {
  test.each([
    [0, "1970-01-01"],
    [59, "1970-03-01"],
    [10_957, "2000-01-01"],
    [17_257, "2017-04-01"],
    [2_932_896, "9999-12-31"],
  ])("day %i is %s", (day, iso) => {
    expect(dayToIso(day)).toBe(iso);
    expect(isoToDay(iso)).toBe(day);
  });

  test.each(["2017-02-29", "2017-13-01", "1969-12-31", "2017-04", "2017-4-1", "", " 2017-04-01", "2017-04-01Z"])(
    "isoToDay refuses %j",
    (text) => {
      expect(() => isoToDay(text)).toThrow(UserError);
    },
  );

  test("every day comes back from its date, as a day and as a period", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_932_896 }), (day) => {
        const iso = dayToIso(day);
        expect(isoToDay(iso)).toBe(day);
        expect(parsePeriod(iso)).toEqual({ label: iso, fromDay: day, toDay: day });
      }),
    );
  });
});

describe("the machine's zone", () => {
  // In Apia 2011-12-30 never was; in São Paulo 2017-10-15 had no midnight; in Asunción neither had 2017-10-01.
  const program = `
    const { dayToIso, isoToDay, parsePeriod } = await import(process.argv[1]);
    const texts = ["FY2011", "2011-12", "2011-12-29..2011-12-31", "2011-12-30", "2017-10", "2017-10-15", "2017-Q4",
      "2018-11-03..2018-11-04", "2017-10-01", "1970", "9999"];
    const months = Array.from({ length: 12 }, (_, month) => parsePeriod("FY2017", month + 1));
    const days = Array.from({ length: 800 }, (_, day) => dayToIso(15_000 + day));
    process.stdout.write(JSON.stringify([texts.map((text) => parsePeriod(text)), months, days, days.map(isoToDay)]));
  `;
  const run = (zone: string): string =>
    execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        program,
        fileURLToPath(new URL("../../src/analysis/period.ts", import.meta.url)),
      ],
      { env: { ...process.env, TZ: zone }, encoding: "utf8" },
    );

  test.each(["Pacific/Apia", "America/Sao_Paulo", "America/Asuncion", "Asia/Tokyo"])("%s changes nothing", (zone) => {
    expect(run(zone)).toBe(run("UTC"));
  });

  test("the day that Apia skipped is a day", () => {
    const [periods] = JSON.parse(run("Pacific/Apia")) as [{ label: string; fromDay: number; toDay: number }[]];
    // 2011-12-30 is 15,338 days after 1970-01-01: 41 years of 365 days, 10 leap days, 364 days minus 1.
    expect(periods?.[3]).toEqual({ label: "2011-12-30", fromDay: 15_338, toDay: 15_338 });
    expect(periods?.[2]).toMatchObject({ fromDay: 15_337, toDay: 15_339 });
  });
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ReportDay, ReportPeriod } from "../../../src/analysis/report.ts";
import { listTicks } from "../../../src/report/html/axis.ts";
import { placeLabels } from "../../../src/report/html/labels.ts";
import { nameSides } from "../../../src/report/html/side-names.ts";
import { chooseStep, traceTrend } from "../../../src/report/html/trend.ts";
import { readWeek } from "../../../src/report/html/week.ts";
import { pageEn } from "../../../src/report/messages/page.en.ts";
import { pageJa } from "../../../src/report/messages/page.ja.ts";
import { compared } from "../sample-reports.ts";

test.each([
  // label, from, to, English, Japanese
  ["FY2017", "2017-04-01", "2018-03-31", "FY2017", "2017年度"],
  ["2017-04-01..2018-03-31", "2017-04-01", "2018-03-31", "Apr 2017 – Mar 2018", "2017年4月〜2018年3月"],
  ["2017-01-01..2017-12-31", "2017-01-01", "2017-12-31", "2017", "2017年"],
  ["2016-02-01..2016-02-29", "2016-02-01", "2016-02-29", "Feb 2016", "2016年2月"],
  // February 2016 has 29 days, so that this is no whole month.
  ["2016-02-01..2016-02-28", "2016-02-01", "2016-02-28", "2016-02-01 – 2016-02-28", "2016-02-01〜2016-02-28"],
  ["2016-02-03", "2016-02-03", "2016-02-03", "2016-02-03", "2016-02-03"],
  ["before\u001bthe move", "2016-02-01", "2016-02-29", "before\\x1bthe move", "before\\x1bthe move"],
])("names %s as a reader would", (label, from, to, english, japanese) => {
  const report = { ...compared(), baseline: null };
  report.period = { label, from, to, days: 1, daysWithData: 1 };
  expect(nameSides(report, pageEn.names).period.replaceAll("\u00a0", " ")).toBe(english);
  expect(nameSides(report, pageJa.names).period).toBe(japanese);
});

test("sides of one name are told apart", () => {
  const report = compared();
  report.baseline = { ...report.period };
  expect(nameSides(report, pageEn.names)).toEqual({ period: "FY2017 (period)", baseline: "FY2017 (baseline)" });
});

test("ticks are round, start at 0 and reach the highest value", () => {
  expect(listTicks(95)).toEqual([0, 25, 50, 75, 100]);
  expect(listTicks(0.52)).toEqual([0, 0.2, 0.4, 0.6]);
  expect(listTicks(4)).toEqual([0, 1, 2, 3, 4]);
  expect(listTicks(0)).toEqual([0, 1]);
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (highest) => {
      const ticks = listTicks(highest);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * 0.999_99);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(7);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test("labels that fit neither overlap nor leave their row", () => {
  const wishes = fc.array(
    fc.record({ center: fc.integer({ min: 0, max: 300 }), width: fc.integer({ min: 1, max: 60 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(wishes, (random) => {
      const labels = random.toSorted((a, b) => a.center - b.center);
      const centers = placeLabels(labels, 0, 300, 4);
      let edge = -4;
      labels.forEach(({ width }, at) => {
        const left = (centers[at] ?? Number.NaN) - width / 2;
        expect(left).toBeGreaterThanOrEqual(edge + 4 - 1e-9);
        edge = left + width;
      });
      expect(edge).toBeLessThanOrEqual(300 + 1e-9);
    }),
    { seed: 2, numRuns: 500 },
  );
});

test("a label with room stays where it wishes to be", () => {
  // 40 wide at 50 and at 200: 30–70 and 180–220.
  expect(
    placeLabels(
      [
        { center: 50, width: 40 },
        { center: 200, width: 40 },
      ],
      0,
      300,
      4,
    ),
  ).toEqual([50, 200]);
});

const days = (...rows: [day: string, denials: number, telnet: number, iotOther: number][]): ReportDay[] =>
  rows.map(([day, denials, telnet, iotOther]) => ({ day, denials, telnet, iotOther }));
const spanOf = (from: string, to: string, length: number): ReportPeriod => ({
  label: "",
  from,
  to,
  days: length,
  daysWithData: 0,
});

test("a trend by month sums days with data and keeps silent days apart", () => {
  // April: 30 days of which the 2nd, 3rd and the 5th–30th are silent; May: 2 days of which the first is silent.
  const daily = days(["2017-04-01", 10, 4, 1], ["2017-04-04", 20, 6, 3], ["2017-05-02", 7, 0, 7]);
  expect(traceTrend(daily, spanOf("2017-04-01", "2017-05-02", 32), "month")).toEqual({
    days: 32,
    steps: [
      { key: "2017-04", offset: 0, days: 30, daysWithData: 2, denials: 30, telnet: 10, iot: 14 },
      { key: "2017-05", offset: 30, days: 2, daysWithData: 1, denials: 7, telnet: 0, iot: 7 },
    ],
    silences: [
      { from: "2017-04-02", to: "2017-04-03", offset: 1, days: 2 },
      { from: "2017-04-05", to: "2017-05-01", offset: 4, days: 27 },
    ],
  });
});

test("a trend by day has every day of its span", () => {
  const trend = traceTrend(days(["2017-04-02", 5, 1, 1]), spanOf("2017-04-01", "2017-04-03", 3), "day");
  expect(trend?.steps.map(({ key, denials, daysWithData }) => [key, denials, daysWithData])).toEqual([
    ["2017-04-01", 0, 0],
    ["2017-04-02", 5, 1],
    ["2017-04-03", 0, 0],
  ]);
  expect(traceTrend([], { label: "", from: null, to: null, days: null, daysWithData: 0 }, "day")).toBeNull();
});

test("more than 120 days on either side are drawn by month", () => {
  expect(chooseStep([spanOf("", "", 120), null])).toBe("day");
  expect(chooseStep([spanOf("", "", 7), spanOf("", "", 121)])).toBe("month");
});

test("hours of the week are told by their mean", () => {
  // 167 hours of 1 line and one of 169: 336 lines in 168 hours are 2 an hour.
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 1));
  const tuesday = week[1];
  if (tuesday !== undefined) tuesday[13] = 169;
  expect(readWeek(week)).toMatchObject({
    busiest: { weekday: 1, hour: 13, lines: 169, ratio: 84.5 },
    quietest: { weekday: 0, hour: 0, lines: 1, ratio: 0.5 },
  });
  expect(readWeek(week.map((row) => row.map(() => 0)))).toBeNull();
  expect(readWeek(null)).toBeNull();
});

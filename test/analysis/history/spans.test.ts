import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type HistoryBy, listSpans } from "../../../src/analysis/history/spans.ts";
import { isoToDay, parsePeriod } from "../../../src/analysis/period.ts";

test.each<[HistoryBy, number, string, string, string[]]>([
  ["month", 4, "2017-11-20", "2018-01-01", ["2017-11", "2017-12", "2018-01"]],
  ["quarter", 4, "2017-11-20", "2018-01-01", ["2017-Q4", "2018-Q1"]],
  ["year", 4, "2017-11-20", "2018-01-01", ["2017", "2018"]],
  ["fiscal-year", 4, "2017-03-31", "2018-04-01", ["FY2016", "FY2017", "FY2018"]],
  ["fiscal-year", 1, "2017-03-31", "2017-04-01", ["FY2017"]],
  ["fiscal-year", 10, "2017-09-30", "2017-10-01", ["FY2016", "FY2017"]],
])("%s from month %i, %s to %s", (by, start, from, to, labels) => {
  expect(listSpans(isoToDay(from), isoToDay(to), by, start).map(({ label }) => label)).toEqual(labels);
});

test("the spans of any days follow on each other, hold these days, and are what their labels say", () => {
  const day = fc.integer({ min: 365, max: 30_000 });
  const by = fc.constantFrom<HistoryBy>("month", "quarter", "year", "fiscal-year");
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: 1500 }),
      by,
      fc.integer({ min: 1, max: 12 }),
      (from, more, cut, start) => {
        const spans = listSpans(from, from + more, cut, start);
        expect(spans[0]!.fromDay).toBeLessThanOrEqual(from);
        expect(spans[0]!.toDay).toBeGreaterThanOrEqual(from);
        expect(spans.at(-1)!.fromDay).toBeLessThanOrEqual(from + more);
        expect(spans.at(-1)!.toDay).toBeGreaterThanOrEqual(from + more);
        for (const [i, { label, fromDay, toDay }] of spans.entries()) {
          expect(parsePeriod(label, start)).toEqual({ label, fromDay, toDay });
          if (i > 0) expect(fromDay).toBe(spans[i - 1]!.toDay + 1);
        }
      },
    ),
  );
});

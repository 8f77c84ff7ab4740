import * as fc from "fast-check";
import { expect, test } from "vitest";
import { reportRates } from "../../../src/analysis/coverage/rates.ts";

test("by days with data and by days of the period, an own address, and their ratios", () => {
  // 1,200 denials: over 300 days with data 4, over 400 days 3 a day; of 8 addresses 0.5 and 0.375 each.
  // Before 1,000: over 500 days 2, over 500 days 2; of 4 addresses 0.5 each. Ratios 2, 1.5; 1, 0.75.
  const period = { denials: 1200, days: 400, daysWithData: 300, ownAddresses: 8 };
  const baseline = { denials: 1000, days: 500, daysWithData: 500, ownAddresses: 4 };
  expect(reportRates(period, baseline)).toEqual({
    onDaysWithData: { denialsPerDay: 4, denialsPerDayPerAddress: 0.5 },
    onDaysOfPeriod: { denialsPerDay: 3, denialsPerDayPerAddress: 0.375 },
    baseline: {
      onDaysWithData: { denialsPerDay: 2, denialsPerDayPerAddress: 0.5 },
      onDaysOfPeriod: { denialsPerDay: 2, denialsPerDayPerAddress: 0.5 },
    },
    ratio: {
      onDaysWithData: { denialsPerDay: 2, denialsPerDayPerAddress: 1 },
      onDaysOfPeriod: { denialsPerDay: 1.5, denialsPerDayPerAddress: 0.75 },
    },
  });
});

test("nothing to divide by is null, and so is what comes of it", () => {
  const nothing = { denialsPerDay: null, denialsPerDayPerAddress: null };
  const undated = { denials: 0, days: null, daysWithData: 0, ownAddresses: null };
  expect(reportRates(undated, null)).toEqual({
    onDaysWithData: nothing,
    onDaysOfPeriod: nothing,
    baseline: null,
    ratio: null,
  });
  // A baseline of 10 days without a denial: 0 a day over the period, unknown over no days; no ratio to either.
  const quiet = { denials: 0, days: 10, daysWithData: 0, ownAddresses: 0 };
  const rates = reportRates({ denials: 5, days: 5, daysWithData: 5, ownAddresses: 1 }, quiet);
  expect(rates.baseline).toEqual({
    onDaysWithData: nothing,
    onDaysOfPeriod: { denialsPerDay: 0, denialsPerDayPerAddress: null },
  });
  expect(rates.ratio).toEqual({ onDaysWithData: nothing, onDaysOfPeriod: nothing });
});

test("a side beside itself has ratios of 1 or none, and a report holds no number that JSON cannot", () => {
  const count = fc.option(fc.integer({ min: 0, max: 1000 }));
  const side = fc.record({ denials: fc.nat(), days: count, daysWithData: fc.nat(1000), ownAddresses: count });
  fc.assert(
    fc.property(side, side, (one, other) => {
      for (const rates of Object.values(reportRates(one, one).ratio!)) {
        for (const ratio of Object.values(rates)) expect([1, null]).toContain(ratio);
      }
      const report = reportRates(one, other);
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    }),
    { seed: 3, numRuns: 200 },
  );
});

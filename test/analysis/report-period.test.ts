import { expect, test } from "vitest";
import { isoToDay, parsePeriod } from "../../src/analysis/period.ts";
import { describePeriod } from "../../src/analysis/report-period.ts";
import { tally } from "../../src/analysis/tally.ts";
import { countsOf } from "../support/counts.ts";

const twoDays = tally(
  countsOf([
    { day: isoToDay("2017-05-03"), port: 23, denials: 1 },
    { day: isoToDay("2017-05-10"), port: 23, denials: 1 },
    { port: 23, denials: 1 },
  ]),
);
const oneDay = tally(countsOf([{ day: isoToDay("2017-05-03"), port: 23, denials: 1 }]));
const undated = tally(countsOf([{ port: 23, denials: 1 }]));

test.each([
  [
    "given: the given dates, though only two of the days have data",
    describePeriod(parsePeriod("FY2017"), twoDays),
    { label: "FY2017", from: "2017-04-01", to: "2018-03-31", days: 365, daysWithData: 2 },
  ],
  [
    "given, without data",
    describePeriod(parsePeriod("2017-04"), tally(countsOf([]))),
    { label: "2017-04", from: "2017-04-01", to: "2017-04-30", days: 30, daysWithData: 0 },
  ],
  [
    // 3 to 10 May, both included, are 8 days.
    "observed: first to last day with denials",
    describePeriod(null, twoDays),
    { label: "2017-05-03..2017-05-10", from: "2017-05-03", to: "2017-05-10", days: 8, daysWithData: 2 },
  ],
  [
    "observed on a single day",
    describePeriod(null, oneDay),
    { label: "2017-05-03", from: "2017-05-03", to: "2017-05-03", days: 1, daysWithData: 1 },
  ],
  [
    "no denial has a time",
    describePeriod(null, undated),
    { label: "undated", from: null, to: null, days: null, daysWithData: 0 },
  ],
])("%s", (_, period, expected) => {
  expect(period).toEqual(expected);
});

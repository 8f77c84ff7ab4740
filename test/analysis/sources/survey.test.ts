import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LISTED, SCANS_WIDE, findSurvey, surveyDenials, withoutSurvey } from "../../../src/analysis/sources/survey.ts";
import { findScanners } from "../../../src/analysis/sources/scanners.ts";
import { sourceText } from "../../../src/analysis/sources/source-text.ts";
import { tally } from "../../../src/analysis/tally.ts";
import { Ranking } from "../../../src/analysis/ranking.ts";
import { contactsOf, countsOf, wordOf } from "../../support/counts.ts";
import type { CountRow } from "../../support/counts.ts";
import { rowsOf } from "./rows.ts";
import { asSample, sideOf } from "./sides.ts";

const wide = "192.0.2.1";
const listed = "192.0.2.2";
const other = "192.0.2.3";

// The wide one: ports 1–100 on day 1, twice each; port 23 again on day 2, 7 times, and 3 pings. The listed one: port 23
// 5 times. The other: port 23 50 times, 445 10 times, 4 pings.
// So 23 has 2 + 7 + 5 + 50 = 64, 445 has 10, the other 99 of the first hundred 2 each; 7 are without a port: 279.
const rows: CountRow[] = [
  ...rowsOf({ source: wide, day: 1, ports: 100, fromPort: 1, denials: 2 }),
  { day: 2, port: 23, sources: [wide], denials: 7 },
  { day: 2, protocol: 1, sources: [wide], denials: 3 },
  { day: 2, port: 23, sources: [listed], denials: 5 },
  { day: 2, port: 23, sources: [other], denials: 50 },
  { day: 2, port: 445, sources: [other], denials: 10 },
  { day: 2, protocol: 1, sources: [other], denials: 4 },
];

function portsOf(ranking: Ranking): number[][] {
  return ranking.first(Infinity).map(({ rank, port, denials }) => [rank, port, denials]);
}

describe("who is one", () => {
  test("those that were wide on any day, and those that are listed", () => {
    const { view, survey } = sideOf(rows, { known: [listed, wide, "198.51.100.1"] });
    const marks = Object.fromEntries([...survey.marks].map((mark, run) => [sourceText(view, run), mark]));
    expect(marks).toEqual({ [wide]: SCANS_WIDE | LISTED, [listed]: LISTED, [other]: 0 });
    expect(survey).toMatchObject({ sources: { value: 2, standardError: 0 }, untold: 0 });
  });

  test("without a list only the wide ones", () => {
    expect(sideOf(rows).survey.sources.value).toBe(1);
  });

  test("addresses that cannot be looked up are counted", () => {
    const view = { ...contactsOf(rows), addressOf: () => null };
    const scanners = findScanners(view);
    expect(findSurvey(view, scanners, () => true)).toMatchObject({ sources: { value: 1 }, untold: 3 });
    expect(findSurvey(view, scanners, null).untold).toBe(0);
    expect(findSurvey(contactsOf(rows), scanners, () => null).untold).toBe(3);
  });
});

describe("their denials", () => {
  test("by port, over all days", () => {
    const { view, survey } = sideOf(rows, { known: [listed] });
    const denials = surveyDenials(view, survey);
    // 200 + 7 + 3 of the wide one, 5 of the listed one.
    expect(denials.total).toEqual({ value: 215, standardError: 0 });
    expect(denials.portless).toBe(3);
    expect([denials.at(6, 23), denials.at(6, 100), denials.at(6, 445), denials.at(17, 23)]).toEqual([14, 2, 0, 0]);
  });

  test("taken off, what is left is ranked anew", () => {
    const { view, survey, tally: side } = sideOf(rows, { known: [listed] });
    const left = withoutSurvey(side, surveyDenials(view, survey));
    // Of 279 denials 215 are theirs: 50 and 10 are left and 4 without a port.
    expect(left).toEqual({ ...side, denials: 64, portless: 4, ranking: expect.any(Ranking) });
    expect(portsOf(left.ranking)).toEqual([
      [1, 23, 50],
      [2, 445, 10],
    ]);
  });

  test("without survey scanners the side stays as it is", () => {
    const { view, survey, tally: side } = sideOf(rows.slice(-3));
    expect(withoutSurvey(side, surveyDenials(view, survey))).toEqual(side);
  });
});

describe("in a sample", () => {
  test("denials are scaled by source and contact, with their standard error", () => {
    // Each source stands for 8; the listed one's contacts for 4 each: 5 denials are 20 of its own, 160 in all.
    const view = asSample(contactsOf(rows), 8, wordOf(listed));
    const { survey } = sideOf(rows, { known: [listed], view });
    const denials = surveyDenials(view, survey);
    expect(survey.sources).toEqual({ value: 16, standardError: Math.sqrt(2 * 56) });
    expect([denials.at(6, 23), denials.at(6, 100), denials.portless]).toEqual([9 * 8 + 160, 16, 24]);
    expect(denials.total.value).toBe(210 * 8 + 160);
    // Σ y² · 8 · 7 over y = 210 and 20, and 5² · 4 · 3 · 8 for the thinned contact.
    expect(denials.total.standardError).toBeCloseTo(Math.sqrt((44_100 + 400) * 56 + 2400), 9);
  });

  test("no port goes below 0", () => {
    const view = asSample(contactsOf(rows), 8);
    const { survey, tally: side } = sideOf(rows, { view });
    const left = withoutSurvey(side, surveyDenials(view, survey));
    // 64 − 8 · 9 of port 23 and 2 − 16 of the others are below 0, and so are 7 − 8 · 3 without a port.
    expect(portsOf(left.ranking)).toEqual([[1, 445, 10]]);
    expect([left.denials, left.portless]).toEqual([10, 0]);
  });
});

test("law: what is taken off is as if the survey scanners had never come", () => {
  const thresholds = { wide: 3, vertical: 9, horizontal: 9 };
  const row: fc.Arbitrary<CountRow> = fc.record({
    day: fc.integer({ min: 0, max: 1 }),
    protocol: fc.constantFrom(1, 6, 17),
    port: fc.integer({ min: -1, max: 4 }),
    sources: fc.constantFrom("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4").map((one) => [one]),
    denials: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (all) => {
      const { view, survey, tally: side } = sideOf(all, { thresholds, known: ["192.0.2.4"] });
      const names = new Set([...survey.marks].map((mark, run) => (mark === 0 ? null : sourceText(view, run))));
      const rest = tally(countsOf(all.filter(({ sources }) => !names.has(sources![0]!))));
      const left = withoutSurvey(side, surveyDenials(view, survey));
      expect({ ranking: left.ranking, denials: left.denials, portless: left.portless }).toEqual({
        ranking: rest.ranking,
        denials: rest.denials,
        portless: rest.portless,
      });
    }),
    { seed: 32, numRuns: 300 },
  );
});

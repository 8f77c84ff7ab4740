import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/analysis/report.ts";
import { formatShare } from "../../src/report/numbers.ts";
import { writeChange, writeHeadline } from "../../src/report/headline.ts";
import { analyzed, compared, describeGroups, empty, untimed } from "./sample-reports.ts";

const undated = { label: "undated", from: null, to: null, days: null, daysWithData: 0 };
const noCounts = { total: 0, telnet: 0, iotOther: 0 };

function single(): Report {
  const report = analyzed();
  const groups = describeGroups({ total: 1, telnet: 1, iotOther: 0 }, null);
  return { ...report, totals: { ...report.totals, denials: 1 }, groups };
}

function withPeriod(label: string, from: string, to: string): Report {
  return { ...analyzed(), period: { label, from, to, days: 1, daysWithData: 1 } };
}

function withoutDenials(side: "period" | "baseline"): Report {
  const report = compared();
  const counts = { total: 25_000, telnet: 7_300, iotOther: 2_200 };
  return side === "period"
    ? { ...report, totals: { ...report.totals, denials: 0 }, groups: describeGroups(noCounts, counts) }
    : {
        ...report,
        totals: { ...report.totals, baselineDenials: 0, baselineDenominator: 0 },
        groups: describeGroups(counts, noCounts),
      };
}

describe("the headline", () => {
  test.each([
    [
      "compares",
      compared(),
      "Of 25,000 blocked connections in FY2017, 38.0 % were aimed at IoT devices; telnet (23/tcp) fell from 48.1 % to 29.2 % (−18.9 points).",
    ],
    [
      "describes one period",
      analyzed(),
      "Of 25,000 blocked connections in FY2017, 38.0 % were aimed at IoT devices, 29.2 % at telnet (23/tcp) alone.",
    ],
    [
      "does without dates, and names telnet by the method",
      untimed(),
      "Of 25,000 blocked connections, 38.0 % were aimed at IoT devices, 29.2 % at telnet alone.",
    ],
    [
      "compares without dates",
      { ...compared(), period: undated, baseline: undated },
      "Of 25,000 blocked connections, 38.0 % were aimed at IoT devices; telnet (23/tcp) fell from 48.1 % to 29.2 % (−18.9 points).",
    ],
    [
      "counts to one",
      single(),
      "Of 1 blocked connection in FY2017, 100.0 % was aimed at IoT devices, 100.0 % at telnet (23/tcp) alone.",
    ],
    ["says that there is nothing", empty(), "No blocked connections were found."],
    [
      "says that there is nothing any more",
      withoutDenials("period"),
      "No blocked connections were found in FY2017; there were 22,600 in FY2016.",
    ],
    [
      "does not compare with nothing",
      withoutDenials("baseline"),
      "Of 25,000 blocked connections in FY2017, 38.0 % were aimed at IoT devices, 29.2 % at telnet (23/tcp) alone; there were no blocked connections in FY2016 to compare with.",
    ],
  ])("%s", (_, report, sentence) => {
    expect(writeHeadline(report)).toBe(sentence);
  });

  test.each([
    [withPeriod("FY2017", "2017-04-01", "2018-03-31"), " in FY2017,"],
    [withPeriod("2017-04", "2017-04-01", "2017-04-30"), " in 2017-04,"],
    [withPeriod("2017-04-01..2018-03-31", "2017-04-01", "2018-03-31"), " from 2017-04-01 to 2018-03-31,"],
    [withPeriod("2017-04..2018-03", "2017-04-01", "2018-03-31"), " from 2017-04 to 2018-03,"],
    [withPeriod("2017-04-01", "2017-04-01", "2017-04-01"), " on 2017-04-01,"],
    [withPeriod("", "2017-04-01", "2018-03-31"), " from 2017-04-01 to 2018-03-31,"],
    [withPeriod("\x1b[2J", "2017-04-01", "2018-03-31"), " in \\x1b[2J,"],
  ])("names the period %#", (report, part) => {
    expect(writeHeadline(report)).toContain(`connections${part}`);
  });
});

describe("a change", () => {
  test.each([
    [0.481, 0.292, "telnet fell from 48.1 % to 29.2 % (−18.9 points)"],
    [0.217, 0.242, "telnet rose from 21.7 % to 24.2 % (+2.5 points)"],
    [0.3, 0.3, "telnet was unchanged at 30.0 %"],
    [0.30001, 0.30002, "telnet was unchanged at 30.0 %"],
    [0, 0, "telnet was unchanged at 0.0 %"],
    [0.48049, 0.48051, "telnet was all but unchanged at 48.0 % and 48.1 % (0.0 points)"],
    [0.48149, 0.48051, "telnet fell slightly and is still 48.1 % (−0.1 points)"],
    [0.48051, 0.48149, "telnet rose slightly and is still 48.1 % (+0.1 points)"],
    [0, 1, "telnet rose from 0.0 % to 100.0 % (+100.0 points)"],
    [1, 0, "telnet fell from 100.0 % to 0.0 % (−100.0 points)"],
  ])("from %d to %d", (from, to, clause) => {
    expect(writeChange("telnet", from, to, (to - from) * 100)).toBe(clause);
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const near = fc
    .tuple(share, fc.double({ min: -0.002, max: 0.002, noNaN: true }))
    .map(([from, step]): [number, number] => [from, Math.min(1, Math.max(0, from + step))]);

  test("never goes against the figures", () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(share, share), near), ([from, to]) => {
        const clause = writeChange("telnet", from, to, (to - from) * 100);
        const isTrue = {
          fell: to < from,
          rose: to > from,
          unchanged: Math.abs(to - from) < 0.000501,
        }[/fell|rose|unchanged/.exec(clause)?.[0] ?? ""];
        expect(isTrue).toBe(true);
        expect(clause.includes(" from ")).toBe(/fell|rose/.test(clause) && formatShare(from) !== formatShare(to));
      }),
      { numRuns: 2_000 },
    );
  });
});

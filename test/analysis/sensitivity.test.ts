import { expect, test } from "vitest";
import { reportOn } from "./source.ts";

// 10,000 denials. Rank 1 is 23/tcp (4,000); ranks 2–60 are 59 ports without a row, 60 each (3,540); rank 61 is
// 9000/tcp (50); ranks 62–120 are 59 more ports, 40 each (2,360); rank 121 is 2323/tcp (30); 80/tcp has the last 20.
const rows = [
  { port: 23, denials: 4000 },
  ...Array.from({ length: 59 }, (_, index) => ({ port: 50_000 + index, denials: 60 })),
  { port: 9000, denials: 50 },
  ...Array.from({ length: 59 }, (_, index) => ({ port: 51_000 + index, denials: 40 })),
  { port: 2323, denials: 30 },
  { port: 80, denials: 20 },
];

const top50 = { method: "top50", iotShare: 0.4, telnetShare: 0.4 };
// 9000/tcp comes in.
const top100 = { method: "top100", iotShare: 0.405, telnetShare: 0.4 };
// 2323/tcp comes in; over all ports it is telnet.
const allPorts = { method: "all-ports", iotShare: 0.408, telnetShare: 0.403 };

// The two sources that have a part in 23/tcp are half of the four; the one that tries 101 ports is a survey scanner.
const sourced = [
  { port: 23, denials: 40, sources: ["a", "b"] },
  { port: 80, denials: 20, sources: ["c"] },
  ...Array.from({ length: 101 }, (_, index) => ({ port: 40_000 + index, denials: 1, sources: ["d"] })),
];

test("without survey scanners, and of distinct sources", () => {
  // 40 of 161 denials; 40 of 60 without the survey scanner; 2 of 4 sources.
  const [, , all, survey, unique] = reportOn(sourced).sensitivity;
  expect(all).toEqual({ method: "all-ports", iotShare: 40 / 161, telnetShare: 40 / 161 });
  expect(survey).toEqual({ method: "survey-excluded", iotShare: 40 / 60, telnetShare: 40 / 60 });
  expect(unique).toEqual({ method: "unique-sources", iotShare: 0.5, telnetShare: 0.5 });
});

const withoutSurvey = { ...allPorts, method: "survey-excluded" };
const noSources = { method: "unique-sources", iotShare: null, telnetShare: null };

test("the headline by every method, each by its own rule", () => {
  expect(reportOn(rows).sensitivity).toEqual([top50, top100, allPorts, withoutSurvey, noSources]);
  expect(reportOn(rows, null, { method: "all-ports" }).sensitivity).toEqual([
    top50,
    top100,
    allPorts,
    withoutSurvey,
    noSources,
  ]);
});

test("another --top is one line more, in order", () => {
  const top200 = { method: "top200", iotShare: 0.408, telnetShare: 0.4 };
  expect(reportOn(rows, null, { top: 200 }).sensitivity).toEqual([
    top50,
    top100,
    top200,
    allPorts,
    withoutSurvey,
    noSources,
  ]);
  const top60 = { ...top50, method: "top60" };
  expect(reportOn(rows, null, { top: 60 }).sensitivity).toEqual([
    top50,
    top60,
    top100,
    allPorts,
    withoutSurvey,
    noSources,
  ]);
  expect(reportOn(rows, null, { top: 50 }).sensitivity).toEqual([top50, top100, allPorts, withoutSurvey, noSources]);
});

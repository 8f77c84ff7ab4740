import { describe, expect, test } from "vitest";
import { fitsPath, timesOf, untakenOf } from "../../src/ingest/told-times.ts";
import { Zone } from "../../src/scan/zone.ts";

describe("a pattern for logs", () => {
  test.each([
    ["fw-osaka*", "fw-osaka.log"],
    ["fw-osaka*", "logs/fw-osaka.log.2.gz"],
    ["fw-osaka*", "logs/fw-osaka/messages"],
    ["fw-osaka*", "export.zip/2017/fw-osaka.log"],
    ["fw-osaka*", "fw-osaka.zip/messages"],
    ["FW-Osaka.log", "./fw-osaka.LOG"],
    ["osaka/*.log", "/var/log/osaka/a.log"],
    ["/var/log/osaka", "/var/log/osaka/a.log"],
    ["logs/osaka/", "logs/osaka/a.log"],
    ["fw?.log", "fw1.log"],
    ["a=b.log", "a=b.log"],
    ["-", "-"],
  ])("%s fits %s", (pattern, path) => {
    expect(fitsPath(pattern, path)).toBe(true);
  });

  test.each([
    ["fw-osaka", "fw-osaka.log"],
    ["osaka*", "fw-osaka.log"],
    ["osaka/*.log", "osaka/2017/a.log"],
    ["osaka/*.log", "osaka.log"],
    ["osaka/a.log", "osaka"],
    ["fw?.log", "fw.log"],
    ["logs*a.log", "logs/a.log"],
    ["", "a.log"],
    ["/", "a.log"],
  ])("%s does not fit %s", (pattern, path) => {
    expect(fitsPath(pattern, path)).toBe(false);
  });
});

const told = {
  zones: [
    { pattern: "fw*", value: "Asia/Tokyo" },
    { pattern: "fw-paris*", value: "Europe/Paris" },
  ],
  years: [{ pattern: "old", value: 2009 }],
};

test("of several patterns that fit, the last counts; others' logs are read by what holds for all", () => {
  const wishes = { zone: new Zone("UTC"), year: 2017, told };
  const timesAt = (path: string): [string, number | null] => {
    const { zone, year } = timesOf(path, wishes);
    return [zone.name, year];
  };
  expect(timesAt("fw-osaka.log")).toEqual(["Asia/Tokyo", 2017]);
  expect(timesAt("old/fw-paris.log")).toEqual(["Europe/Paris", 2009]);
  expect(timesAt("gate.log")).toEqual(["UTC", 2017]);
});

test("patterns that fit no log are named as they were given", () => {
  expect(untakenOf(["fw-osaka.log", "gate.log"], told)).toEqual([
    { pattern: "fw-paris*", option: "--tz" },
    { pattern: "old", option: "--year" },
  ]);
});

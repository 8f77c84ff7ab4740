import { describe, expect, test } from "vitest";
import { reportScans } from "../../../src/analysis/sources/scan-report.ts";
import { contactsOf, wordOf } from "../../support/counts.ts";
import type { CountRow } from "../../support/counts.ts";
import { hostName, rowsOf } from "./rows.ts";
import { asSample, sideOf } from "./sides.ts";

// 2018-01-01 is day 17532. One source is wide on two days (120 ports of one host, 2 denials each), one vertical on the
// first (15 ports, 3 denials each), one horizontal on the third (30 hosts, 1 denial each). On the fourth day five others
// try 12 hosts each, 60 in all, which is no scan.
const first = 17_532;
const background: CountRow[] = Array.from({ length: 60 }, (_, host) => {
  return {
    day: first + 3,
    port: 7,
    sources: [`198.51.100.${host % 5}`],
    destination: hostName(100 + host),
    denials: 1,
  };
});
const rows: CountRow[] = [
  ...rowsOf({ source: "192.0.2.1", day: first, ports: 120, denials: 2 }),
  ...rowsOf({ source: "192.0.2.1", day: first + 1, ports: 120, denials: 2 }),
  ...rowsOf({ source: "192.0.2.2", day: first, ports: 15, denials: 3 }),
  ...rowsOf({ source: "192.0.2.3", day: first + 2, hosts: 30 }),
  // No scan, but a listed source; and a day on which the vertical one does not scan.
  { day: first + 3, port: 23, sources: ["192.0.2.4"], denials: 5 },
  { day: first + 3, port: 23, sources: ["192.0.2.2"], denials: 60 },
  ...background,
];
// 480 + 45 + 30 of scans, 5 + 60 + 60 others: 680.

describe("one side", () => {
  test("exact", () => {
    expect(reportScans(sideOf(rows, { known: ["192.0.2.4", "192.0.2.3"] }), null)).toEqual({
      // 2 + 1 + 1 source-days on four days.
      scannersPerDay: 1,
      scannersPerDayError: 0,
      shareOfDenials: 555 / 680,
      shareOfDenialsError: 0,
      reason: null,
      samplingLevel: 0,
      isSample: false,
      isDated: true,
      // The wide one is vertical, too. Survey: the wide one and the two that are listed.
      byKind: { wide: 1, vertical: 2, horizontal: 1, survey: 3 },
      thresholds: { wide: 100, vertical: 15, horizontal: 25 },
      top: [
        {
          source: "192.0.2.1",
          kind: "wide",
          isListed: false,
          ports: 120,
          hosts: 1,
          denials: 480,
          scanDays: 2,
          firstSeen: "2018-01-01",
          lastSeen: "2018-01-02",
        },
        {
          source: "192.0.2.2",
          kind: "vertical",
          isListed: false,
          // Ports 1000–1014 and 23; 45 + 60 denials.
          ports: 16,
          hosts: 1,
          denials: 105,
          scanDays: 1,
          firstSeen: "2018-01-01",
          lastSeen: "2018-01-04",
        },
        {
          source: "192.0.2.3",
          kind: "horizontal",
          isListed: true,
          ports: 1,
          hosts: 30,
          denials: 30,
          scanDays: 1,
          firstSeen: "2018-01-03",
          lastSeen: "2018-01-03",
        },
      ],
      baseline: null,
      change: null,
    });
  });

  test("in a sample everything but the list is scaled, with standard errors", () => {
    // Each source stands for 2: Σ y² · 2 · 1 over y = 2, 1, 1 source-days is 12, on four days.
    // Denials: (480² + 45² + 30²) · 2 = 466,650, and 30 contacts of one denial that stand for 4 each: 30 denials are
    // 120, so (480² + 45² + 120²) · 2 = 493,650, and 30 · 1 · 4 · 3 · 2 = 720 on top.
    const view = asSample(contactsOf(rows), 2, wordOf("192.0.2.3"));
    const report = reportScans(sideOf(rows, { view }), null);
    expect(report).toMatchObject({
      scannersPerDay: 2,
      samplingLevel: 1,
      isSample: true,
      byKind: { wide: 2, vertical: 4, horizontal: 2, survey: 2 },
    });
    expect(report.scannersPerDayError).toBeCloseTo(Math.sqrt(12) / 4, 12);
    // (480 + 45 + 120) · 2 = 1,290 of 680 denials: what there is is all there can be.
    expect(report.shareOfDenials).toBe(1);
    expect(report.shareOfDenialsError).toBeCloseTo(Math.sqrt(493_650 + 720) / 680, 12);
    expect(report.top.map(({ source, denials }) => [source, denials])).toEqual([
      ["192.0.2.1", 480],
      ["192.0.2.3", 120],
      ["192.0.2.2", 105],
    ]);
  });

  test("the list is of the 20 with the most denials, ties by address", () => {
    const many = Array.from({ length: 30 }, (_, i) => {
      // 9.0.0.0 and 200.0.0.0 and on: as numbers, not as words with a sign; the last has one denial more.
      const source = `${i % 2 === 0 ? 9 : 200}.0.0.${i}`;
      return rowsOf({ source, day: 1, ports: 15, denials: i === 29 ? 2 : 1 });
    });
    const { top } = reportScans(sideOf(many.flat().reverse()), null);
    expect(top.map(({ source }) => source)).toEqual([
      "200.0.0.29",
      ...Array.from({ length: 15 }, (_, i) => `9.0.0.${i * 2}`),
      ...[1, 3, 5, 7].map((i) => `200.0.0.${i}`),
    ]);
  });

  test("an address of which only a hash is known is null", () => {
    const view = { ...contactsOf(rows), addressOf: () => null };
    expect(reportScans(sideOf(rows, { view }), null).top.map(({ source }) => source)).toEqual([null, null, null]);
  });
});

describe("what cannot be told is null, with the reason", () => {
  test("no times: the day counts, but not how many there were", () => {
    const undated = rows.map(({ day: _day, ...row }) => row);
    expect(reportScans(sideOf(undated), null)).toMatchObject({
      scannersPerDay: null,
      scannersPerDayError: null,
      shareOfDenials: (480 + 105 + 30) / 680,
      shareOfDenialsError: 0,
      reason: "no-times",
      isDated: false,
      byKind: { wide: 1, vertical: 2, horizontal: 1, survey: 1 },
    });
    expect(reportScans(sideOf(undated), null).top[0]).toMatchObject({ firstSeen: null, lastSeen: null, scanDays: 1 });
  });

  test.each([
    ["no-denials", []],
    ["no-sources", [{ day: 1, port: 23, denials: 5 }]],
  ])("%s", (reason, some: CountRow[]) => {
    expect(reportScans(sideOf(some), null)).toMatchObject({
      scannersPerDay: null,
      scannersPerDayError: null,
      shareOfDenials: null,
      shareOfDenialsError: null,
      reason,
      byKind: null,
      top: [],
    });
  });

  test("no destinations: only wide scans can be told", () => {
    const nowhere = rows.map((row) => ({ ...row, destination: "0.0.0.0" }));
    // The wide one on two of the four days; 480 of 680 denials.
    expect(reportScans(sideOf(nowhere), null)).toMatchObject({
      scannersPerDay: 0.5,
      shareOfDenials: 480 / 680,
      byKind: { wide: 1, vertical: null, horizontal: null, survey: 1 },
    });
  });

  test("nobody scanning is no reason", () => {
    expect(reportScans(sideOf(background.slice(0, 5)), null)).toMatchObject({
      scannersPerDay: 0,
      shareOfDenials: 0,
      reason: null,
      byKind: { wide: 0, vertical: 0, horizontal: 0, survey: 0 },
    });
  });
});

describe("change", () => {
  test("as a ratio of scanners per day, and in points", () => {
    // Two source-days on two days; 45 + 60 denials, all of them of scans.
    const before = [
      ...rowsOf({ source: "192.0.2.2", day: 1, ports: 15, denials: 3 }),
      ...rowsOf({ source: "192.0.2.7", day: 4, hosts: 60 }),
    ];
    const report = reportScans(sideOf(rows), sideOf(before));
    expect(report.baseline).toMatchObject({ scannersPerDay: 1, shareOfDenials: 1 });
    expect(report.change).toEqual({ scannersPerDayRatio: 1, shareOfDenialsPoints: (555 / 680 - 1) * 100 });
  });

  test("no ratio to nobody, nothing to a side that tells nothing", () => {
    expect(reportScans(sideOf(rows), sideOf(background)).change).toEqual({
      scannersPerDayRatio: null,
      shareOfDenialsPoints: (555 / 680) * 100,
    });
    expect(reportScans(sideOf(rows), sideOf([])).change).toEqual({
      scannersPerDayRatio: null,
      shareOfDenialsPoints: null,
    });
  });
});

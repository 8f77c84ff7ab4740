import { describe, expect, test } from "vitest";
import { findEmerging } from "../../../src/analysis/change/emerging.ts";
import type { EmergingPorts } from "../../../src/analysis/change/emerging.ts";
import type { ComparedSide } from "../../../src/analysis/change/candidates.ts";
import { tally } from "../../../src/analysis/tally.ts";
import type { Counts } from "../../../src/rollup/counts.ts";
import { countsOf } from "../../support/counts.ts";
import type { CountRow } from "../../support/counts.ts";

function sideOf(rows: readonly CountRow[], more: Partial<Counts> = {}): ComparedSide {
  const counts = { ...countsOf(rows), ...more };
  return { counts, tally: tally(counts) };
}

function find(rows: readonly CountRow[], baseline: readonly CountRow[], top = 100): EmergingPorts {
  return findEmerging(sideOf(rows), sideOf(baseline), top);
}

/** On each of ten days from 2017-11-20 (17490) on, so many sources of as many networks with so many denials each. */
function onDays(port: number, sources: number, denials: number, days = 10): CountRow[] {
  return Array.from({ length: days }, (_, i) => ({
    day: 17_490 + i,
    port,
    denials: sources * denials,
    sources: Array.from({ length: sources }, (__, k) => `10.${port & 255}.${k}.${i}`),
  }));
}

const web = onDays(80, 20, 50);

function withoutSources(rows: readonly CountRow[]): CountRow[] {
  return rows.map((row) => ({ ...row, sources: [] }));
}

describe("emerging", () => {
  test("a port that the baseline has not, with all that is told of it", () => {
    // 52869/tcp on three of ten days: 5 sources a day with 4 denials each, 60 in all, from 5 networks of three addresses.
    const port = onDays(52_869, 5, 4, 3);
    const { emerging, vanished, reason } = find([...web, ...port], web);
    expect(reason).toBeNull();
    expect(vanished).toEqual([]);
    expect(emerging).toEqual([
      {
        protocol: "tcp",
        port: 52_869,
        rank: 2,
        baselineRank: null,
        rule: "absent",
        denials: 60,
        baselineDenials: 0,
        denialsPerDay: 6,
        baselineDenialsPerDay: 0,
        firstSeen: "2017-11-20",
        daysActive: 3,
        sources: 15,
        sourcesError: 0,
        sourcesPerDay: 1.5,
        baselineSourcesPerDay: 0,
        networks24: 5,
        networks24IsFloor: false,
        topSourceShare: 4 / 60,
        label: "spread",
      },
    ]);
  });

  test.each([
    // Ten days of 5 sources with 2 denials, 10 a day; four times that with twice the sources is the least.
    ["4 times the denials of twice the sources", 10, 4, true],
    ["3.5 times the denials", 10, 3.5, false],
    ["4 times the denials of fewer than twice the sources", 9, 40 / 9, false],
    ["twice the sources with as many denials each", 10, 2, false],
  ])("a port that has grown: %s", (_, sources, denials, expected) => {
    const { emerging } = find([...web, ...onDays(23, sources, denials)], [...web, ...onDays(23, 5, 2)]);
    expect(emerging.map(({ port, rule, baselineRank }) => [port, rule, baselineRank])).toEqual(
      expected ? [[23, "grown", 2]] : [],
    );
  });

  test("growth is a day, not in all", () => {
    // 40 a day on both sides, but the baseline has one day and the period ten.
    const oneDay = (port: number, sources: number, denials: number): CountRow[] => onDays(port, sources, denials, 1);
    expect(find([...web, ...onDays(23, 10, 4)], [...oneDay(80, 20, 50), ...oneDay(23, 10, 4)]).emerging).toEqual([]);
  });

  test("ten times as much of everything is nothing of its own", () => {
    const rows = [...onDays(80, 5, 5), ...onDays(23, 5, 5)];
    const more = [...onDays(80, 50, 5), ...onDays(23, 50, 5)];
    expect(find(more, rows)).toEqual({ emerging: [], vanished: [], reason: null });
  });

  test("a port below rank 1,000 of the baseline was absent, one at rank 1,000 was not", () => {
    // In the baseline the web and 998 ports with 300 denials are in front of 23 (100) and 2323 (90), ranks 1,000 and
    // 1,001. In the period both have three times as many denials and sources, less than grown, and the 998 have 30.
    const tail = Array.from({ length: 998 }, (_, i) => ({ day: 17_490, port: 10_000 + i, denials: 30 }));
    const [last, beyond] = [onDays(23, 10, 1), onDays(2323, 9, 1, 10)];
    const { emerging } = find(
      [...web, ...tail, ...onDays(23, 30, 1), ...onDays(2323, 27, 1)],
      [...web, ...tail.map((row) => ({ ...row, denials: 300 })), ...last, ...beyond],
    );
    expect(emerging.map(({ port, rule, baselineRank }) => [port, rule, baselineRank])).toEqual([
      [2323, "absent", 1001],
    ]);
  });

  test.each([
    // Another source on each of ten days, a tenth each.
    ["ten sources", onDays(23, 1, 50), "spread", 0.1],
    [
      "one source with all of it",
      onDays(23, 1, 50).map((row) => ({ ...row, sources: ["192.0.2.1"] })),
      "one source",
      1,
    ],
    [
      "one source with just half of it",
      [...onDays(23, 10, 5), ...onDays(23, 1, 50).map((row) => ({ ...row, sources: ["192.0.2.1"] }))],
      "one source",
      0.5,
    ],
    ["names no sources", withoutSources(onDays(23, 1, 50)), null, null],
  ] as const)("label: %s", (_, rows, label, topSourceShare) => {
    const { emerging } = find([...web, ...rows], web);
    if (label === null) {
      // Others name theirs, so that this port's are unknown, not none that could be compared: it is left out.
      expect(emerging).toEqual([]);
    } else {
      expect(emerging).toMatchObject([{ port: 23, label, topSourceShare }]);
    }
  });

  test("a log without sources: denials alone decide, and the sources are null", () => {
    const [now, before] = [onDays(23, 10, 4), onDays(23, 5, 2)].map((rows) => withoutSources([...web, ...rows]));
    const { emerging } = find(now!, before!);
    expect(emerging).toMatchObject([
      { port: 23, sourcesPerDay: null, baselineSourcesPerDay: null, topSourceShare: null, label: null },
    ]);
  });

  test.each([
    ["3 denials", onDays(23, 1, 1, 3)],
    ["9 denials", onDays(23, 3, 1, 3)],
    ["a burst of one source on one day", onDays(23, 1, 500, 1)],
    ["two bursts of one source", onDays(23, 1, 500, 2).map((row) => ({ ...row, sources: ["192.0.2.1"] }))],
  ])("chance: %s", (_, rows) => {
    expect(find([...web, ...rows], web).emerging).toEqual([]);
  });

  test("only the top N can emerge", () => {
    const rows = [...web, ...onDays(23, 10, 4)];
    expect(find(rows, web, 2).emerging).toHaveLength(1);
    expect(find(rows, web, 1).emerging).toHaveLength(0);
  });

  test("denials without a time come at the pace of the others", () => {
    // Half of the baseline has no time: its 10 days of data count as 20, so its pace stays 2 sources with 5 denials.
    const baseline = [...onDays(80, 20, 50), ...onDays(23, 2, 5)];
    const untimed = baseline.map((row) => ({ ...row, day: -1 }));
    const { emerging } = find([...web, ...onDays(23, 10, 4)], [...baseline, ...untimed]);
    expect(emerging).toMatchObject([{ port: 23, denialsPerDay: 40, baselineDenialsPerDay: 10 }]);
    expect(emerging[0]?.baselineDenials).toBe(200);
  });

  test("the order of the cells does not matter, nor whether they are split", () => {
    const rows = [...web, ...onDays(23, 10, 4), ...onDays(7547, 8, 8, 4)];
    const split = [...rows, ...rows].toReversed().map((row) => ({ ...row, denials: row.denials / 2 }));
    const found = find(rows, web);
    expect(found.emerging).toHaveLength(2);
    expect(find(split, web)).toEqual(found);
  });
});

describe("a sample of the sources", () => {
  /** The same contacts, but each source stands for so many. */
  function sampled(rows: readonly CountRow[], scale: number): ComparedSide {
    const view = countsOf(rows).contacts();
    const contacts = {
      ...view,
      sourceScales: view.sourceScales.map(() => scale),
      coarsestScale: scale,
      isExact: false,
    };
    const counts = rows.map((row) => ({ ...row, denials: row.denials * scale }));
    return sideOf(counts, { contacts: () => contacts });
  }

  test("sources and networks of those kept, and spread where they account for the denials", () => {
    const { emerging } = findEmerging(sampled([...web, ...onDays(23, 10, 4)], 4), sampled(web, 4), 100);
    expect(emerging).toMatchObject([
      { port: 23, denials: 1600, sourcesPerDay: 40, networks24: 10, networks24IsFloor: true, label: "spread" },
    ]);
    // 4 denials of one source among 1,600.
    expect(emerging[0]?.topSourceShare).toBe(0.0025);
  });

  test("where those kept account for little, a source that was not may have the rest", () => {
    const rows = [...web, ...onDays(23, 10, 4)];
    const side = sampled(rows, 4);
    const heavy = { day: 17_490, port: 23, denials: 10_000 };
    const counts = { ...countsOf([...rows, heavy]), contacts: () => side.counts.contacts() };
    const { emerging } = findEmerging({ counts, tally: tally(counts) }, sampled(web, 4), 100);
    expect(emerging).toMatchObject([{ port: 23, label: null }]);
  });
});

describe("vanished", () => {
  test("a port of the baseline's top that left the period's, at a quarter of the pace or less", () => {
    // With top 1, the baseline's is 23: from 400 to 100 a day, and to 120.
    const before = [...onDays(23, 10, 40), ...onDays(80, 10, 30)];
    const [gone, less, still] = [[], onDays(23, 10, 10), onDays(23, 10, 12)].map((rows) =>
      find([...onDays(80, 10, 30), ...rows], before, 1),
    );
    expect(gone?.vanished).toMatchObject([
      { port: 23, baselineRank: 1, rank: null, denials: 0, baselineDenials: 4000 },
    ]);
    // As many sources as before, only with less each: by sources it has not left.
    expect(less?.vanished).toEqual([]);
    expect(still?.vanished).toEqual([]);
    const fewer = find([...onDays(80, 10, 30), ...onDays(23, 2, 50)], before, 1);
    expect(fewer.vanished).toMatchObject([{ port: 23, rank: 2, denialsPerDay: 100, baselineDenialsPerDay: 400 }]);
  });

  test("a port that is still in the top has not vanished", () => {
    expect(find(web, [...web, ...onDays(23, 10, 40)], 5).vanished).toHaveLength(1);
    expect(find([...web, ...onDays(23, 2, 1)], [...web, ...onDays(23, 10, 40)], 5).vanished).toEqual([]);
  });

  test("a few denials may be missing by chance", () => {
    expect(find(web, [...web, ...onDays(23, 3, 2, 3)]).vanished).toEqual([]);
  });
});

test.each([
  ["no baseline", web, null, "There is no baseline to compare with."],
  ["an empty baseline", web, [], "The baseline has no denial."],
  ["an empty period", [], web, "The period has no denial."],
  [
    "no times",
    web.map((row) => ({ ...row, day: -1 })),
    web,
    "No denial of the period carries a time, so nothing can be said a day.",
  ],
])("%s: nothing can be told, and why", (_, rows, baseline, reason) => {
  expect(findEmerging(sideOf(rows), baseline && sideOf(baseline), 100)).toEqual({ emerging: [], vanished: [], reason });
});

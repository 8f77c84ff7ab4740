import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leaveOneOut } from "../../../src/analysis/sources/leave-one-out.ts";
import type { HeadlineSide } from "../../../src/analysis/sources/split-side.ts";
import { PortTable } from "../../../src/rollup/port-table.ts";
import { IP6_MARK } from "../../../src/rollup/cells.ts";
import { mix32 } from "../../../src/rollup/hash.ts";
import type { ContactView } from "../../../src/rollup/counts.ts";
import { contactsOf, wordOf } from "../../support/counts.ts";
import type { CountRow } from "../../support/counts.ts";
import { ICMP, TCP, UDP } from "../source.ts";
import { asSample } from "./sides.ts";

/** Telnet is port 23, IoT besides it port 81, whatever the protocol. */
function headlineOf(rows: readonly CountRow[], view: ContactView = contactsOf(rows)): HeadlineSide {
  const numerators = new PortTable();
  for (const protocol of [-1, ICMP, TCP, UDP]) {
    numerators.set(protocol, 23, 1);
    numerators.set(protocol, 81, 2);
  }
  const sums = { all: 0, iot: 0, telnet: 0 };
  for (const { port, denials } of rows) {
    sums.all += denials;
    if (port === 23) sums.telnet += denials;
    if (port === 23 || port === 81) sums.iot += denials;
  }
  return { view, sums, numerators };
}

function row(source: string, port: number, denials: number): CountRow {
  return { day: 1, port, sources: [source], denials };
}

const [a, b, c, d] = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"] as const;

// 100 denials, 50 of them IoT, 30 of these telnet. Without a (20 telnet, 5 others): 30 of 75 is 40 %, −10 points.
// Without b (20 of port 81): 30 of 80 is 37.5 %, −12.5 points. Without c (40 others): 50 of 60 is 83.3 %, +33.3 points.
// Without d (10 telnet, 5 others): 40 of 85 is 47.1 %.
const rows = [
  row(a, 23, 20),
  row(a, 445, 5),
  row(b, 81, 20),
  row(c, 445, 40),
  row(d, 23, 10),
  { ...row(d, -1, 5), protocol: 1 },
];

describe("one side", () => {
  test("the source that moves the share most, up or down", () => {
    const { period, baseline, change, isSample } = leaveOneOut(headlineOf(rows), null);
    expect({ baseline, change, isSample }).toEqual({ baseline: null, change: null, isSample: false });
    expect(period).toEqual({
      source: c,
      denials: 40,
      share: 0.4,
      iotShareWithout: 50 / 60,
      telnetShareWithout: 0.5,
      movesPoints: expect.closeTo(100 / 3, 9),
      pointsWithout: null,
    });
    // Without c there are 60 denials: a is 20 of 25 then, and without it the share is 30 of 35 instead of 50 of 60.
    // b: 30 of 40 instead of 50 of 60, which is −8.3 points and more than a's +2.4 and d's +5.6 (40 of 45).
    expect(leaveOneOut(headlineOf(rows.filter(({ sources }) => sources![0] !== c)), null).period).toMatchObject({
      source: b,
      movesPoints: expect.closeTo(-100 / 12, 9),
    });
  });

  test("one that is all there is leaves nothing", () => {
    expect(leaveOneOut(headlineOf([row(a, 23, 9)]), null).period).toEqual({
      source: a,
      denials: 9,
      share: 1,
      iotShareWithout: null,
      telnetShareWithout: null,
      movesPoints: null,
      pointsWithout: null,
    });
  });

  test("where nobody moves it, the one with the most denials is named, then the lowest address", () => {
    const moves = (...some: CountRow[]): unknown[] => {
      const { period } = leaveOneOut(headlineOf(some), null);
      return [period?.source, period?.movesPoints];
    };
    expect(moves(row(a, 23, 5), row(b, 23, 7), row(c, 23, 6))).toEqual([b, 0]);
    expect(moves(row("200.0.0.1", 23, 5), row("9.0.0.2", 23, 5))).toEqual(["9.0.0.2", 0]);
  });

  test("without sources there is none", () => {
    expect(leaveOneOut(headlineOf([{ day: 1, port: 23, denials: 5 }]), headlineOf([]))).toEqual({
      period: null,
      baseline: null,
      change: null,
      isSample: false,
    });
  });

  test("a thinned-out source is estimated, but has no more than there is; the scale of sources is nothing to it", () => {
    // a's contacts stand for 4 each: 80 and 20. There are 50 denials of IoT and 50 others.
    const view = asSample(contactsOf(rows), 8, wordOf(a));
    expect(leaveOneOut(headlineOf(rows, view), null)).toMatchObject({
      isSample: true,
      period: { source: a, denials: 70, iotShareWithout: 0, telnetShareWithout: 0, movesPoints: -50 },
    });
  });
});

describe("two sides", () => {
  // Before: 100 denials, 60 of telnet. The change is −10 points. Without a or b 30 of 70 is 42.9 %;
  // without the fifth (40 others) all of 60 is telnet.
  const before = [row(a, 23, 30), row(b, 23, 30), row("192.0.2.5", 445, 40)];

  test("the source is left out on both", () => {
    const found = leaveOneOut(headlineOf(rows), headlineOf(before));
    // Without c 83.3 % against 60 %.
    expect(found.period).toMatchObject({ source: c, pointsWithout: expect.closeTo(100 / 3 - 10, 9) });
    // Without 192.0.2.5 50 % against 100 %: −50 points instead of −10, moved by −40, more than c's +33.3.
    expect(found.baseline).toMatchObject({
      source: "192.0.2.5",
      denials: 40,
      share: 0.4,
      iotShareWithout: 1,
      movesPoints: 40,
      pointsWithout: -50,
    });
    expect(found.change).toEqual({
      source: "192.0.2.5",
      denials: 0,
      baselineDenials: 40,
      pointsWithout: -50,
      movesPoints: -40,
    });
  });

  test("what it moves on both sides alike moves no change", () => {
    // 51 of 101 is telnet now, 50 of 100 before.
    const both = [row(c, 445, 50), row(b, 23, 50)];
    const found = leaveOneOut(headlineOf([...both, row(a, 23, 1)]), headlineOf(both));
    // Without c all is telnet on both sides, without a both sides are alike: each moves the 0.495 points to 0. Without b
    // 1 of 51 is left against 0 of 50: 1.961 points, moved by 1.466.
    expect(found.change).toMatchObject({
      source: b,
      denials: 50,
      baselineDenials: 50,
      pointsWithout: expect.closeTo(100 / 51, 9),
      movesPoints: expect.closeTo(100 / 51 - (5100 / 101 - 50), 9),
    });
  });

  test("one that is all there is of a side leaves no change", () => {
    const found = leaveOneOut(headlineOf(rows), headlineOf([row(a, 23, 9)]));
    expect(found.change).toEqual({
      source: a,
      denials: 25,
      baselineDenials: 9,
      pointsWithout: null,
      movesPoints: null,
    });
    expect(found.baseline?.pointsWithout).toBeNull();
  });

  test("against a side without denials there is no change", () => {
    const found = leaveOneOut(headlineOf(rows), headlineOf([]));
    expect(found.change).toBeNull();
    expect(found.period).toMatchObject({ source: c, pointsWithout: null });
  });

  test("a source that the other side's sample did not look at is not told", () => {
    // One whose hash ends in a zero is in a sample of every other source, if it came at all; the other is in none.
    const names = Array.from({ length: 40 }, (_, i) => `192.0.2.${i}`);
    const kept = names.find((name) => (mix32(wordOf(name)) & 1) === 0)!;
    const dropped = names.find((name) => (mix32(wordOf(name)) & 1) === 1)!;
    const now = [row(dropped, 445, 60), row(kept, 445, 20), row(kept, 23, 20)];
    const sampled = [row(kept, 23, 10), row(dropped, 445, 30)];
    const view = asSample(contactsOf(sampled.slice(0, 1)), 2);
    const found = leaveOneOut(headlineOf(now), headlineOf(sampled, view));
    // 20 of 40 instead of 20 of 100, but before?
    expect(found.period).toMatchObject({ source: dropped, iotShareWithout: 0.5, pointsWithout: null });
    // 0 of 60 against 0 of 30.
    expect(found.change).toMatchObject({ source: kept, denials: 40, baselineDenials: 10, pointsWithout: 0 });
    expect(found.isSample).toBe(true);
  });

  test("a hash of an IPv6 address is not the IPv4 address of that number", () => {
    const view = contactsOf(before);
    const marked = { ...view, ports: view.ports.map((port) => port | IP6_MARK) };
    const found = leaveOneOut(headlineOf([row(a, 445, 10), row(b, 23, 90)]), headlineOf(before, marked));
    // b left out on the period's side alone: from 90 % to 0; both sides together would lose 60 − 42.9 points.
    expect(found.change).toMatchObject({ source: b, denials: 90, baselineDenials: 0, movesPoints: -90 });
  });
});

test("law: no other source moves more when its rows are left out", () => {
  const some = fc.array(
    fc
      .tuple(fc.constantFrom(a, b, c, d), fc.constantFrom(23, 81, 445, 80), fc.integer({ min: 1, max: 50 }))
      .map(([source, port, denials]) => row(source, port, denials)),
    { minLength: 1, maxLength: 12 },
  );
  const shareOf = (all: readonly CountRow[], without: string): number => {
    const left = all.filter(({ sources }) => sources![0] !== without);
    const sum = (part: readonly CountRow[]): number => part.reduce((total, { denials }) => total + denials, 0);
    return sum(left.filter(({ port }) => port === 23 || port === 81)) / sum(left);
  };
  fc.assert(
    fc.property(some, some, (now, before) => {
      const { period, change } = leaveOneOut(headlineOf(now), headlineOf(before));
      const moves = [a, b, c, d].map((source) => Math.abs(shareOf(now, source) - shareOf(now, "")) * 100);
      const points = (without: string): number => (shareOf(now, without) - shareOf(before, without)) * 100;
      const changes = [a, b, c, d].map((source) => Math.abs(points(source) - points("")));
      if (moves.some(Number.isNaN)) expect(period?.movesPoints).toBeNull();
      else expect(Math.abs(period!.movesPoints!)).toBeCloseTo(Math.max(...moves), 9);
      if (changes.some(Number.isNaN)) expect(change?.movesPoints).toBeNull();
      else expect(Math.abs(change!.movesPoints!)).toBeCloseTo(Math.max(...changes), 9);
    }),
    { seed: 34, numRuns: 500 },
  );
});

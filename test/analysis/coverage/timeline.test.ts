import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTimelines, slotToIso } from "../../../src/analysis/coverage/timeline.ts";
import type { Activity } from "../../../src/rollup/counts.ts";

type Row = readonly [device: number, slot: number, lines: number, denied: number];

function activityOf(rows: readonly Row[]): Activity {
  return {
    each: (visit) => {
      for (const row of rows) visit(...row);
    },
  };
}

function read(rows: readonly Row[], devices = ["", "fw01", "fw02"]): Record<string, number[][]> {
  const timelines = readTimelines({ activity: activityOf(rows), devices });
  return Object.fromEntries(
    [...timelines].map(([name, { slots, lines, denied }]) => [name, [[...slots], [...lines], [...denied]]]),
  );
}

describe("readTimelines", () => {
  test("each device's quarters in the order of time, parts of one added up", () => {
    const rows: Row[] = [
      [1, 9, 5, 2],
      [2, 4, 1, 0],
      [1, 3, 7, 7],
      [1, 9, 10, 1],
    ];
    // fw01: quarter 3 with 7 lines, quarter 9 with 5 + 10, of which 2 + 1 denials.
    expect(read(rows)).toEqual({
      fw01: [
        [3, 9],
        [7, 15],
        [7, 3],
      ],
      fw02: [[4], [1], [0]],
    });
  });

  test("numbers that share a name are one device; a device without lines is none", () => {
    const rows: Row[] = [
      [0, 2, 1, 1],
      [1, 2, 1, 1],
      [2, 1, 4, 0],
      [3, 1, 0, 0],
    ];
    // Devices 0 and 2 are "a": quarter 1 with 4 lines, quarter 2 with 1.
    expect(read(rows, ["a", "b", "a", "idle"])).toEqual({
      a: [
        [1, 2],
        [4, 1],
        [0, 1],
      ],
      b: [[2], [1], [1]],
    });
  });

  test("neither order nor parts matter", () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 2 }),
      fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 9_000_000 })),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
    );
    const cases = fc.array(row, { maxLength: 60 }).chain((rows) => {
      const parts = rows.flatMap(([device, slot, lines, denied]): Row[] => [
        [device, slot, lines, 0],
        [device, slot, 2, denied],
      ]);
      const wholes = rows.map(([device, slot, lines, denied]): Row => [device, slot, lines + 2, denied]);
      return fc.tuple(fc.constant(wholes), fc.shuffledSubarray(parts, { minLength: parts.length }));
    });
    fc.assert(
      fc.property(cases, ([wholes, parts]) => {
        expect(read(parts)).toEqual(read(wholes));
        for (const [slots = []] of Object.values(read(parts))) {
          expect(slots).toEqual([...new Set(slots)].sort((a, b) => a - b));
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

test("slots in ISO", () => {
  // 2018-03-01T12:15Z is 1519906500 s, by 900 is 1,688,785.
  expect(slotToIso(1_688_785)).toBe("2018-03-01T12:15:00Z");
});

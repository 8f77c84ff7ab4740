import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tally } from "../../src/analysis/tally.ts";
import { countsOf } from "../support/counts.ts";
import { ICMP, TCP, UDP } from "./source.ts";

describe("tally", () => {
  test("sums a port over days and devices", () => {
    const side = tally(
      countsOf([
        { day: 10, device: "fw01", port: 23, denials: 3, packets: 4 },
        { day: 11, device: "fw01", port: 23, denials: 5, packets: 5 },
        { day: 11, device: "fw02", port: 23, denials: 7, packets: 9 },
        { day: 14, device: "fw01", port: 445, denials: 2, packets: 2 },
      ]),
    );
    expect(side).toEqual({
      denials: 17,
      packets: 20,
      portless: 0,
      ranking: [
        { rank: 1, protocol: TCP, port: 23, denials: 15 },
        { rank: 2, protocol: TCP, port: 445, denials: 2 },
      ],
      firstDay: 10,
      lastDay: 14,
      daysWithData: 3,
      devices: new Set(["fw01", "fw02"]),
    });
  });

  test("ties go to the lower protocol, then the lower port; an unknown protocol is the lowest", () => {
    const { ranking } = tally(
      countsOf([
        { protocol: UDP, port: 53, denials: 5 },
        { protocol: TCP, port: 8080, denials: 5 },
        { protocol: TCP, port: 80, denials: 5 },
        { protocol: -1, port: 99, denials: 5 },
        { protocol: UDP, port: 123, denials: 6 },
      ]),
    );
    expect(ranking.map(({ rank, protocol, port }) => [rank, protocol, port])).toEqual([
      [1, UDP, 123],
      [2, -1, 99],
      [3, TCP, 80],
      [4, TCP, 8080],
      [5, UDP, 53],
    ]);
  });

  test("port 0 is a port, no port is none, and neighbouring protocols do not mix", () => {
    const side = tally(
      countsOf([
        { protocol: TCP, port: 0, denials: 1 },
        { protocol: TCP, port: 65_535, denials: 2 },
        { protocol: -1, port: 0, denials: 4 },
        { protocol: 0, port: 0, denials: 8 },
        { protocol: ICMP, denials: 16 },
        { protocol: TCP, denials: 32 },
      ]),
    );
    expect(side.ranking.map(({ protocol, port, denials }) => [protocol, port, denials])).toEqual([
      [0, 0, 8],
      [-1, 0, 4],
      [TCP, 65_535, 2],
      [TCP, 0, 1],
    ]);
    expect(side).toMatchObject({ denials: 63, portless: 48 });
  });

  test("day 0 has a date, denials without a time have none", () => {
    expect(tally(countsOf([{ day: 0, port: 1, denials: 1 }]))).toMatchObject({
      firstDay: 0,
      lastDay: 0,
      daysWithData: 1,
    });
    expect(tally(countsOf([{ port: 1, denials: 1 }]))).toMatchObject({
      firstDay: null,
      lastDay: null,
      daysWithData: 0,
    });
  });

  test("a cell without denials leaves no trace", () => {
    const side = tally(countsOf([{ day: 3, device: "fw01", port: 23, denials: 0, packets: 0 }]));
    expect(side).toMatchObject({ denials: 0, ranking: [], firstDay: null, daysWithData: 0, devices: new Set() });
  });
});

test("ports are ranked by denials, protocol and number, however many denials there are", () => {
  const most = fc.constantFrom(3, 2 ** 27 - 1, 2 ** 27, 2 ** 40);
  const row = (limit: number) =>
    fc.record({
      protocol: fc.integer({ min: -1, max: 255 }),
      port: fc.integer({ min: 0, max: 65_535 }),
      denials: fc.integer({ min: 1, max: limit }),
    });
  fc.assert(
    fc.property(
      most.chain((limit) =>
        fc.uniqueArray(row(limit), { maxLength: 60, selector: ({ protocol, port }) => `${protocol} ${port}` }),
      ),
      (rows) => {
        const sorted = rows.toSorted((a, b) => b.denials - a.denials || a.protocol - b.protocol || a.port - b.port);
        expect(tally(countsOf(rows)).ranking).toEqual(
          sorted.map(({ protocol, port, denials }, i) => ({ rank: i + 1, protocol, port, denials })),
        );
      },
    ),
    { seed: 51, numRuns: 200 },
  );
});

import { describe, expect, test } from "vitest";
import { tally } from "../../src/analysis/tally.ts";
import type { Tally } from "../../src/analysis/tally.ts";
import { countsOf } from "../support/counts.ts";
import { ICMP, TCP, UDP } from "./source.ts";

/** The same with the ports listed. */
function listed({ ranking, ...side }: Tally): unknown {
  return { ...side, ranking: ranking.first(Infinity) };
}

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
    expect(listed(side)).toEqual({
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
    expect(ranking.first(9).map(({ rank, protocol, port }) => [rank, protocol, port])).toEqual([
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
    expect(side.ranking.first(9).map(({ protocol, port, denials }) => [protocol, port, denials])).toEqual([
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
    expect(listed(side)).toMatchObject({
      denials: 0,
      ranking: [],
      firstDay: null,
      daysWithData: 0,
      devices: new Set(),
    });
  });
});

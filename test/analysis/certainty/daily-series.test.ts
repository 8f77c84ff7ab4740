import { expect, test } from "vitest";
import { sumByDay } from "../../../src/analysis/certainty/daily-series.ts";
import type { DailySeries } from "../../../src/analysis/certainty/daily-series.ts";
import { PortTable } from "../../../src/rollup/port-table.ts";
import { countsOf } from "../../support/counts.ts";
import type { CountRow } from "../../support/counts.ts";
import { ICMP, TCP, UDP } from "../source.ts";

const groups = new PortTable();
groups.set(TCP, 23, 1);
groups.set(TCP, 7547, 2);

function seriesOf(rows: readonly CountRow[]): DailySeries {
  return sumByDay(countsOf(rows), groups);
}

const rows: CountRow[] = [
  { day: 12, device: "b", port: 23, denials: 4 },
  { day: 10, port: 23, denials: 5 },
  { day: 10, device: "b", port: 23, denials: 2 },
  { day: 10, port: 7547, denials: 6 },
  { day: 12, protocol: UDP, port: 23, denials: 1 },
  { day: 12, protocol: ICMP, denials: 7 },
  { day: 12, port: 80, denials: 3 },
  { port: 23, denials: 8 },
];

test("denials by day with data, in order; those without a time are told apart", () => {
  // Day 10: 5 + 2 telnet, 6 IoT; day 11 has none; day 12: 4 telnet, 1 of UDP, 7 of ICMP and 3 of the web.
  expect(seriesOf(rows)).toEqual({
    days: Int32Array.of(10, 12),
    telnet: Float64Array.of(7, 4),
    iotOther: Float64Array.of(6, 0),
    all: Float64Array.of(13, 15),
    untimed: 8,
  });
});

test("the order and the parts of cells do not matter", () => {
  const parts = [...rows, ...rows].map((row) => ({ ...row, denials: row.denials / 2 })).toReversed();
  expect(seriesOf(parts)).toEqual(seriesOf(rows));
});

test("a side without days", () => {
  expect(seriesOf([]).days).toHaveLength(0);
  expect(seriesOf([{ port: 23, denials: 3 }])).toMatchObject({ untimed: 3, all: new Float64Array(0) });
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CellLog } from "../../src/rollup/cell-log.ts";
import { DayCells, packPort } from "../../src/rollup/cells.ts";
import { PortTable } from "../../src/rollup/port-table.ts";

/** Day, device, packed port, denials, packets. */
type Cell = readonly [day: number, device: number, packed: number, denials: number, packets: number];

const amount = fc.oneof(
  fc.integer({ min: 1, max: 300 }),
  fc
    .integer({ min: 1, max: 2 ** 52 })
    .map((n) => n / 512)
    .map(Math.ceil),
);
const cell: fc.Arbitrary<Cell> = fc.tuple(
  fc.oneof(fc.constant(-1), fc.integer({ min: 17_000, max: 17_005 }), fc.integer({ min: 0, max: 2_000_000 })),
  fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 100_000 })),
  fc.tuple(fc.integer({ min: -1, max: 255 }), fc.integer({ min: -1, max: 65_535 })).map(([a, b]) => packPort(a, b)),
  amount,
  fc.oneof(fc.constant(0), amount),
);

function write(log: CellLog, cells: readonly Cell[]): void {
  const table = new DayCells();
  for (const [day, ...rest] of cells) {
    table.add(...rest);
    log.take(day, table.slots());
    table.clear();
  }
}

/** Sums by day, device and port. */
function sumsOf(log: CellLog): Map<string, readonly [number, number]> {
  const sums = new Map<string, readonly [number, number]>();
  log.each((day, device, packed, denials, packets) => add(sums, [day, device, packed, denials, packets]));
  return sums;
}

function add(sums: Map<string, readonly [number, number]>, [day, device, packed, denials, packets]: Cell): void {
  const key = `${day} ${device} ${packed}`;
  const [a, b] = sums.get(key) ?? [0, 0];
  sums.set(key, [a + denials, b + packets]);
}

test.each([
  { joining: 1, name: "with its parts put together again and again" },
  { joining: undefined, name: "with its parts left alone" },
])("a log holds what was written, $name", ({ joining }) => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 300 }), (cells) => {
      const log = new CellLog(joining);
      write(log, cells);
      const truth = new Map<string, readonly [number, number]>();
      for (const one of cells) add(truth, one);
      expect(sumsOf(log)).toEqual(truth);
    }),
    { seed: 31, numRuns: 100 },
  );
});

test("given away and taken in by another, with other numbers of devices", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { maxLength: 100 }), { maxLength: 4 }),
      fc.constantFrom(1, undefined),
      (parts, joining) => {
        const sum = new CellLog(joining);
        const truth = new Map<string, readonly [number, number]>();
        for (const [part, cells] of parts.entries()) {
          const log = new CellLog(joining);
          write(log, cells);
          const numbers = Array.from({ length: 100_001 }, (_, device) => device * 5 + part);
          sum.absorb(log.pack(), numbers);
          expect(sumsOf(log).size).toBe(0);
          for (const [day, device, ...rest] of cells) add(truth, [day, device * 5 + part, ...rest]);
        }
        expect(sumsOf(sum)).toEqual(truth);
      },
    ),
    { seed: 32, numRuns: 60 },
  );
});

test("a year of a busy firewall takes few bytes a cell", () => {
  const log = new CellLog();
  const cells = new DayCells();
  let count = 0;
  for (let day = 17_000; day < 17_030; day++) {
    for (let port = 0; port < 65_536; port += 3) cells.add(1, packPort(6, port), 1 + (port % 5), 0);
    count += cells.count;
    log.take(day, cells.slots());
    cells.clear();
  }
  const bytes = log.pack().blocks.reduce((sum, block) => sum + block.length, 0);
  expect(bytes / count).toBeLessThan(8.1);
});

test("sums by day and group are those of the cells, whichever block they are in", () => {
  const groups = new PortTable();
  for (let port = -1; port < 65_536; port++) groups.set(port % 3 === 0 ? 6 : 17, port, (port & 3) === 0 ? 2 : 1);
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 300 }), fc.array(cell, { maxLength: 30 }), (cells, others) => {
      const log = new CellLog();
      write(log, cells);
      const other = new CellLog();
      write(other, others);
      log.absorb(
        other.pack(),
        Array.from({ length: 100_001 }, (_, device) => device + 7),
      );
      const truth = new Map<number, Float64Array>();
      for (const [day, , packed, denials] of [...cells, ...others]) {
        const sums = truth.get(day) ?? new Float64Array(3);
        sums[groups.atPacked(packed)]! += denials;
        truth.set(day, sums);
      }
      expect(log.sumByDay(groups, 3)).toEqual(truth);
    }),
    { seed: 34, numRuns: 100 },
  );
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { measureAttacks, measureSides } from "../../../src/analysis/exposure/attacks.ts";
import { dayToIso } from "../../../src/analysis/iso-day.ts";
import { type CountRow, countsOf } from "../../support/counts.ts";

const anyRow = fc.record({
  day: fc.integer({ min: 0, max: 30 }),
  port: fc.constantFrom(23, 80, 445, 2323, 52_869, -1),
  protocol: fc.constantFrom(6, 17, 1, -1),
  denials: fc.integer({ min: 1, max: 50 }),
  sources: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1 }),
});

test("sides counted apart give what one count gives that is cut by their days", () => {
  const spans = fc.record({
    period: fc.record({ from: fc.integer({ min: 16, max: 20 }), to: fc.integer({ min: 20, max: 30 }) }),
    baseline: fc.option(fc.record({ from: fc.integer({ min: 0, max: 8 }), to: fc.integer({ min: 8, max: 15 }) })),
  });
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 40 }), spans, (rows: CountRow[], { period, baseline }) => {
      const isIn = ({ day = -1 }: CountRow, span: { from: number; to: number } | null): boolean =>
        span !== null && span.from <= day && day <= span.to;
      const sideOf = (span: { from: number; to: number }) => ({
        counts: countsOf(rows.filter((row) => isIn(row, span))),
        span: { from: dayToIso(span.from), to: dayToIso(span.to) },
      });
      const leftOut = rows
        .filter((row) => !isIn(row, period) && !isIn(row, baseline))
        .reduce((sum, { denials }) => sum + denials, 0);
      expect(measureSides(sideOf(period), baseline && sideOf(baseline), leftOut)).toEqual(
        measureAttacks(countsOf(rows), { period, baseline }),
      );
    }),
  );
});

test("sides without times, and over the same days, count in full", () => {
  const now = {
    counts: countsOf([
      { port: 23, denials: 7 },
      { port: 23, protocol: -1, denials: 2 },
    ]),
    span: { from: null, to: null },
  };
  const before = {
    counts: countsOf([{ day: 3, port: 23, denials: 4 }]),
    span: { from: "1970-01-04", to: "1970-01-04" },
  };
  const { period, baseline, ports } = measureSides(now, before, 0);
  expect([period, baseline]).toEqual([
    { from: null, to: null, daysWithData: 0, denials: 9 },
    { from: "1970-01-04", to: "1970-01-04", daysWithData: 1, denials: 4 },
  ]);
  // A log that names no protocol is taken for one of TCP.
  expect(ports).toEqual([{ protocol: 6, port: 23, denials: 9, rank: 1, sources: 0, baselineDenials: 4 }]);
});

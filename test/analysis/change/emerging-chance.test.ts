import { expect, test } from "vitest";
import { findEmerging } from "../../../src/analysis/change/emerging.ts";
import type { ComparedSide } from "../../../src/analysis/change/candidates.ts";
import { tally } from "../../../src/analysis/tally.ts";
import { countsOf } from "../../support/counts.ts";
import { drawZipfSide } from "./zipf.ts";

const sizes = [1e3, 1e4, 1e5, 1e6];

// The definition alone reports in four of five of these comparisons; with the guard fewer than 1 in 20 may.
test.each([0.8, 1, 1.2])(
  "two sides drawn from the same ports, exponent %f: nothing emerges, nothing vanishes",
  (exponent) => {
    let seed = exponent * 1e6;
    const draw = (denials: number, days: number): ComparedSide => {
      const counts = countsOf(drawZipfSide({ denials, days, exponent, ports: 65_536, seed: seed++ }));
      return { counts, tally: tally(counts) };
    };
    let comparisons = 0;
    let reports = 0;
    for (const denials of sizes) {
      for (const baselineDenials of sizes) {
        for (const [days, baselineDays] of [[30, 30] as const, [7, 90] as const]) {
          const found = findEmerging(draw(denials, days), draw(baselineDenials, baselineDays), 100);
          comparisons++;
          if (found.emerging.length + found.vanished.length > 0) reports++;
        }
      }
    }
    expect(comparisons).toBe(32);
    expect(reports).toBeLessThan(comparisons / 20);
  },
  60_000,
);

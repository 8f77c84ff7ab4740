import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countUniqueSources } from "../../../src/analysis/sources/unique-sources.ts";
import type { SourceShare, UniqueSources } from "../../../src/analysis/sources/unique-sources.ts";
import { iotRanges } from "../../../src/targets/target-table.ts";
import { contactsOf, wordOf } from "../../support/counts.ts";
import type { CountRow } from "../../support/counts.ts";
import { ICMP, TCP, UDP, fewTargets } from "../source.ts";
import { asSample } from "./sides.ts";

// Ten sources. a: 23 and 7547 and 445. b: 23 on two days. c: 2323 (medium). d: 7547 and 2323. e: 9000 (medium).
// f: 82 (low). g: 80 (dual use). h: 445. i: a ping. j: 23/udp, which has no row.
const rows: CountRow[] = [
  { day: 1, port: 23, sources: ["a", "b"], denials: 20 },
  { day: 2, port: 23, sources: ["b"], denials: 20 },
  { day: 1, port: 7547, sources: ["a", "d"], denials: 2 },
  { day: 1, port: 445, sources: ["a", "h"], denials: 2 },
  { day: 1, port: 2323, sources: ["c", "d"], denials: 2 },
  { day: 1, port: 9000, sources: ["e"], denials: 1 },
  { day: 1, port: 82, sources: ["f"], denials: 1 },
  { day: 1, port: 80, sources: ["g"], denials: 1 },
  { day: 1, protocol: ICMP, sources: ["i"], denials: 1 },
  { day: 1, protocol: UDP, port: 23, sources: ["j"], denials: 1 },
];

function sourcesOf(found: Record<string, SourceShare>): Record<string, number> {
  return Object.fromEntries(Object.entries(found).map(([id, { sources }]) => [id, sources]));
}

function exactly(sources: number, share: number): SourceShare {
  return { sources, sourcesError: 0, share, shareError: 0 };
}

describe("exact", () => {
  const found = countUniqueSources(contactsOf(rows), fewTargets);

  test("by group and range", () => {
    // strict takes 23 and 7547: a, b telnet; d by 7547 alone. default adds 2323 and 9000: c and d telnet, e.
    // wide adds 82 and 80: f, g.
    expect(sourcesOf(found.ranges.strict)).toEqual({ telnet: 2, iot: 3, "iot-other": 1, other: 7 });
    expect(sourcesOf(found.ranges.default)).toEqual({ telnet: 4, iot: 5, "iot-other": 1, other: 5 });
    expect(sourcesOf(found.ranges.wide)).toEqual({ telnet: 4, iot: 7, "iot-other": 3, other: 3 });
    expect(found.all).toEqual(exactly(10, 1));
    expect(found.ranges.wide.iot).toEqual(exactly(7, 0.7));
    expect(found.isSample).toBe(false);
  });

  test("by class of any port touched, whatever its confidence", () => {
    expect(Object.entries(sourcesOf(found.classes)).filter(([, count]) => count > 0)).toEqual([
      ["telnet", 4],
      ["iot-router", 2],
      ["iot-camera-dvr", 2],
      ["windows", 2],
      ["web", 1],
      // The ping and 23/udp.
      ["other", 2],
    ]);
    expect(found.classes.windows).toEqual(exactly(2, 0.2));
  });

  test("without a source there are no shares", () => {
    const none = countUniqueSources(contactsOf([]), fewTargets);
    expect(none.all).toEqual({ sources: 0, sourcesError: 0, share: null, shareError: null });
    expect(none.ranges.default.telnet.share).toBeNull();
  });
});

describe("in a sample", () => {
  test("counts are scaled, and the shares' errors are those of a ratio", () => {
    // 40 sources, each for 4. Telnet: 4 · 4, variance 4 sources of 4 · 3. Its share 0.4 has per source in it an offset
    // of 0.6, of the others of 0.4: 4 · 12 · 0.36 + 6 · 12 · 0.16 = 28.8.
    const { all, ranges, isSample } = countUniqueSources(asSample(contactsOf(rows), 4), fewTargets);
    expect(isSample).toBe(true);
    expect(all).toEqual({ sources: 40, sourcesError: Math.sqrt(120), share: 1, shareError: 0 });
    const { sources, sourcesError, share, shareError } = ranges.default.telnet;
    expect([sources, sourcesError, share]).toEqual([16, Math.sqrt(48), 0.4]);
    expect(shareError).toBeCloseTo(Math.sqrt(28.8) / 40, 12);
  });

  test("a source that was thinned out may have touched more", () => {
    // e has 9000 of medium confidence: it is IoT by default, whether telnet is not known.
    const { ranges, classes, all } = countUniqueSources(asSample(contactsOf(rows), 1, wordOf("e")), fewTargets);
    const errors = Object.entries(ranges.default).map(([id, { sourcesError, shareError }]) => [
      id,
      sourcesError,
      shareError,
    ]);
    expect(errors).toEqual([
      ["telnet", 1, 0.1],
      ["iot", 0, 0],
      ["iot-other", 1, 0.1],
      ["other", 0, 0],
    ]);
    expect(ranges.strict.iot.sourcesError).toBe(1);
    expect([classes["iot-camera-dvr"].sourcesError, classes.web.sourcesError, all.sourcesError]).toEqual([0, 1, 0]);
  });
});

test("laws: the groups make up all sources, wider ranges never have less IoT, splitting changes nothing", () => {
  const row: fc.Arbitrary<CountRow> = fc.record({
    day: fc.integer({ min: 0, max: 1 }),
    protocol: fc.constantFrom(-1, ICMP, TCP, UDP),
    port: fc.constantFrom(-1, 22, 23, 80, 82, 445, 2323, 7547, 9000, 5),
    sources: fc.subarray(["a", "b", "c", "d", "e"], { minLength: 1 }),
    denials: fc.integer({ min: 1, max: 9 }),
  });
  const parts = ({ ranges }: UniqueSources, range: (typeof iotRanges)[number]): number[] =>
    [ranges[range].telnet, ranges[range]["iot-other"], ranges[range].other].map(({ sources }) => sources);
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (all) => {
      const found = countUniqueSources(contactsOf(all), fewTargets);
      const distinct = new Set(all.flatMap(({ sources }) => sources!)).size;
      for (const range of iotRanges) {
        const [telnet = 0, iotOther = 0, other = 0] = parts(found, range);
        expect(telnet + iotOther + other).toBe(distinct);
        expect(found.ranges[range].iot.sources).toBe(telnet + iotOther);
      }
      const { strict, default: medium, wide } = found.ranges;
      expect(strict.iot.sources <= medium.iot.sources && medium.iot.sources <= wide.iot.sources).toBe(true);
      expect(countUniqueSources(contactsOf([...all, ...all].reverse()), fewTargets)).toEqual(found);
    }),
    { seed: 33, numRuns: 300 },
  );
});

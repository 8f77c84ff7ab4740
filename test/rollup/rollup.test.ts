import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Calendar } from "../../src/rollup/calendar.ts";
import { mix32 } from "../../src/rollup/hash.ts";
import { Rollup } from "../../src/rollup/rollup.ts";
import { ALL_PORTS, SourceSets } from "../../src/rollup/sources.ts";
import { addToSketch, emptySketch, estimateSketch, mergeSketch, sketchError } from "../../src/rollup/sketch.ts";
import { LogEvent } from "../../src/scan/event.ts";
import { Zone } from "../../src/scan/zone.ts";

interface Denial {
  timeSec: number;
  device: number;
  protocol: number;
  port: number;
  source: readonly number[];
  count: number;
  packets: number;
}

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const denial: fc.Arbitrary<Denial> = fc.record({
  timeSec: fc.oneof(fc.constant(-1), fc.integer({ min: 0, max: 1_600_000_000 })),
  device: fc.integer({ min: 0, max: 3 }),
  protocol: fc.constantFrom(-1, 1, 6, 17, 255),
  port: fc.constantFrom(-1, 0, 23, 65_535),
  source: fc.oneof(fc.tuple(fc.integer({ min: 0, max: 20 })), fc.tuple(word, word, word, word), fc.constant([])),
  count: fc.integer({ min: 1, max: 100_000 }),
  packets: fc.integer({ min: -1, max: 9 }),
});

function fillEvent(event: LogEvent, one: Denial): void {
  event.clear();
  event.timeSec = one.timeSec;
  event.protocol = one.protocol;
  event.destinationPort = one.port;
  event.source.family = one.source.length === 4 ? 6 : one.source.length === 1 ? 4 : 0;
  [event.source.w0, event.source.w1, event.source.w2, event.source.w3] = [0, 1, 2, 3].map(
    (i) => one.source[i] ?? 0,
  ) as [number, number, number, number];
  event.count = one.count;
  event.packets = one.packets;
}

/** The local day of an instant, as Intl writes it. */
function dayByIntl(timeSec: number, zone: string): number {
  if (timeSec < 0) return -1;
  const date = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(timeSec * 1000);
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

test("cells hold what a plain map holds", () => {
  fc.assert(
    fc.property(fc.array(denial, { maxLength: 300 }), (denials) => {
      const rollup = new Rollup(new Calendar(new Zone("Asia/Tokyo")), ["", "a", "b", "c"]);
      const event = new LogEvent();
      const cells = new Map<string, [number, number]>();
      const sources = new Set<string>();
      for (const one of denials) {
        fillEvent(event, one);
        rollup.add(event, one.device);
        const key = [dayByIntl(one.timeSec, "Asia/Tokyo"), one.device, one.protocol, one.port].join(" ");
        const [sum, packets] = cells.get(key) ?? [0, 0];
        cells.set(key, [sum + one.count, packets + Math.max(0, one.packets)]);
        if (one.source.length > 0) sources.add(one.source.join(" "));
      }
      const seen = new Map<string, [number, number]>();
      rollup.eachCell((day, device, protocol, port, count, packets) => {
        const key = [day, device, protocol, port].join(" ");
        expect(seen.has(key)).toBe(false);
        seen.set(key, [count, packets]);
      });
      expect(seen).toEqual(cells);
      expect(rollup.sources()).toEqual({ count: sources.size, error: 0 });
      const unlogged = denials.filter((one) => one.packets < 0).reduce((sum, one) => sum + one.count, 0);
      expect(rollup.withoutPackets).toBe(unlogged);
    }),
    { seed: 11, numRuns: 150 },
  );
});

test("the day of an instant is that of Intl, over clock changes and across the date line", () => {
  for (const zone of [
    "UTC",
    "Asia/Tokyo",
    "America/Sao_Paulo",
    "Europe/London",
    "Pacific/Apia",
    "Australia/Lord_Howe",
  ]) {
    const calendar = new Calendar(new Zone(zone));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_900_000_000 }),
        fc.integer({ min: -90_000, max: 90_000 }),
        (timeSec, step) => {
          for (const instant of [timeSec, Math.max(0, timeSec + step)]) {
            expect([zone, instant, calendar.dayOf(instant)]).toEqual([zone, instant, dayByIntl(instant, zone)]);
          }
        },
      ),
      { seed: 12, numRuns: 400 },
    );
  }
});

describe("distinct sources", () => {
  test.each([100, 1024, 1025, 5_000, 50_000, 500_000])("%i of them", (many) => {
    const sets = new SourceSets();
    const set = sets.numberOf(570, ALL_PORTS);
    for (let i = 0; i < many; i++) sets.add(set, mix32(Math.imul(i, 0x9e3779b1)));
    const { count, error } = sets.distinct(ALL_PORTS);
    expect(error).toBe(many <= 1024 ? 0 : sketchError);
    expect(Math.abs(count - many)).toBeLessThanOrEqual(4 * error * many);
  });

  test("seen in several months are counted once", () => {
    const sets = new SourceSets();
    for (let month = 560; month < 572; month++) {
      for (let i = 0; i < 900; i++) sets.add(sets.numberOf(month, 23), mix32(i));
    }
    expect(sets.distinct(23)).toEqual({ count: 900, error: 0 });
    expect(sets.distinct(24)).toEqual({ count: 0, error: 0 });
  });

  test("of many ports do not mix", () => {
    const sets = new SourceSets();
    for (let port = 0; port < 3000; port++) {
      for (let i = 0; i <= port % 7; i++) sets.add(sets.numberOf(570, port), mix32(i));
    }
    for (let port = 0; port < 3000; port++) expect(sets.distinct(port).count).toBe((port % 7) + 1);
  });

  test("merged sketches are the sketch of all", () => {
    const [left, right, whole] = [emptySketch(), emptySketch(), emptySketch()];
    for (let i = 0; i < 20_000; i++) {
      addToSketch(i % 3 === 0 ? left : right, mix32(i));
      addToSketch(whole, mix32(i));
    }
    mergeSketch(left, right);
    expect(left).toEqual(whole);
    mergeSketch(left, right);
    expect(estimateSketch(left)).toBe(estimateSketch(whole));
  });
});

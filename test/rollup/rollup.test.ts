import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Calendar } from "../../src/rollup/calendar.ts";
import { countEvent } from "../../src/rollup/count-event.ts";
import { portOf, protocolOf } from "../../src/rollup/cells.ts";
import { Home } from "../../src/rollup/home.ts";
import { Rollup } from "../../src/rollup/rollup.ts";
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
        countEvent(rollup, event, one.device, new Home());
        const key = [dayByIntl(one.timeSec, "Asia/Tokyo"), one.device, one.protocol, one.port].join(" ");
        const [sum, packets] = cells.get(key) ?? [0, 0];
        cells.set(key, [sum + one.count, packets + Math.max(0, one.packets)]);
        if (one.source.length > 0) sources.add(one.source.join(" "));
      }
      const seen = new Map<string, [number, number]>();
      rollup.eachCell((day, device, packed, count, packets) => {
        const [protocol, port] = [protocolOf(packed), portOf(packed)];
        const key = [day, device, protocol, port].join(" ");
        const [sum, others] = seen.get(key) ?? [0, 0];
        seen.set(key, [sum + count, others + packets]);
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

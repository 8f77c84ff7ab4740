import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { collect, Sides } from "../../src/ingest/collect.ts";
import { countAll, type CountingWishes } from "../../src/ingest/counting.ts";
import { discoverInputs } from "../../src/ingest/discover.ts";
import type { DayRange } from "../../src/ingest/rollup-sink.ts";
import type { Cutting } from "../../src/ingest/units.ts";
import { Calendar } from "../../src/rollup/calendar.ts";
import { Zone } from "../../src/scan/zone.ts";
import { rollupContents } from "../support/rollup-contents.ts";
import { networksOf } from "../support/networks.ts";

const folder = mkdtempSync(join(tmpdir(), "fwtrend-alike-"));
afterAll(() => rmSync(folder, { recursive: true }));

const home = networksOf("203.0.113.0/25", "198.51.100.200-198.51.100.210", "2001:db8:1::/48");

const address = fc.oneof(
  fc.nat(15).map((n) => `198.51.100.${195 + n}`),
  fc.nat(255).map((n) => `203.0.113.${n}`),
  fc.constantFrom("192.168.1.7", "10.0.0.9", "224.0.0.251", "255.255.255.255", "100.64.0.1"),
);
const line = fc.record({
  minute: fc.integer({ min: -90, max: 400 }),
  host: fc.constantFrom("fw01", "fw02", "fw03"),
  prefix: fc.constantFrom("DROP", "DROP", "ACCEPT", "noted"),
  source: address,
  destination: address,
  sourcePort: fc.constantFrom(80, 443, 53, 22, 1023, 1024, 40_000),
  port: fc.constantFrom(22, 23, 1023, 1024, 33_000),
  flags: fc.constantFrom("SYN ", "ACK SYN ", "RST ", "ACK RST ", "ACK ", ""),
  isIp6: fc.boolean(),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

function write(lines: readonly Line[]): string {
  let sec = Date.UTC(2017, 3, 1) / 1000;
  const text = lines.map((one) => {
    sec += one.minute * 60;
    const stamp = new Date(sec * 1000).toISOString().slice(0, 19);
    const [from, to] =
      one.isIp6 && one.minute % 9 === 0 ? ["2001:db8:1::7", "2001:db8::9"] : [one.source, one.destination];
    return `${stamp}Z ${one.host} kernel: ${one.prefix}: IN=eth0 OUT= SRC=${from} DST=${to} LEN=40 PROTO=TCP SPT=${one.sourcePort} DPT=${one.port} WINDOW=1024 RES=0x00 ${one.flags}URGP=0\n`;
  });
  const path = join(folder, "some.log");
  writeFileSync(path, text.join(""));
  return path;
}

async function read(
  path: string,
  wishes: Partial<CountingWishes>,
  days: DayRange | null,
  cutting?: Cutting,
): Promise<unknown> {
  const zone = new Zone("Asia/Kathmandu");
  const sides = new Sides(new Calendar(zone), { ...countAll, home, ...wishes });
  const side = sides.open(days);
  const inputs = (await discoverInputs([path], 0)).map((file) => ({ file, sides: [side] }));
  const options = {
    zone,
    year: null,
    format: null,
    columns: {},
    assume: "deny",
    hash: false,
    maxExpansion: 1000,
  } as const;
  const hooks = { reject: null, progress() {}, isStopped: () => false, failed() {} };
  const { lines, leftOut } = await collect(inputs, sides, options, hooks, cutting);
  return { lines, leftOut, ...(rollupContents(side.rollup) as object) };
}

// A filter that admits everything keeps the kernel from counting: what it reads is counted one by one.
const admitAll = { include: ["port:0-65535", "port:none"] };

test("counted in the kernel, one by one, or in stretches by several threads, it is the same", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 100, maxLength: 700, size: "max" }),
      fc.boolean(),
      async (lines, isCut) => {
        const path = write(lines);
        const first = Math.floor(Date.UTC(2017, 3, 1) / 86_400_000);
        const days = isCut ? { from: first + 2, to: first + 9 } : null;
        const counted = await read(path, {}, days);
        expect(await read(path, admitAll, days)).toEqual(counted);
        expect(await read(path, {}, days, { jobs: 2, leastBytes: 9000, worthWeight: 0 })).toEqual(counted);
      },
    ),
    { seed: 51, numRuns: 12, endOnFailure: true },
  );
}, 60_000);

test.each<Partial<CountingWishes>>([
  { include: ["port:22,23 src:198.51.100.0/24", "device:fw02"], exclude: ["dst:203.0.113.0/26"] },
  { scope: "inbound" },
  { scope: "unknown", exclude: ["device:fw03"] },
  { devices: ["fw01", "fw03"] },
])(
  "chosen by %j, several threads find what one does",
  async (wishes) => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 100, maxLength: 700, size: "max" }), async (lines) => {
        const path = write(lines);
        const chosen = await read(path, wishes, null);
        expect(chosen).not.toMatchObject({ leftOut: { filtered: 0 } });
        expect(await read(path, wishes, null, { jobs: 2, leastBytes: 9000, worthWeight: 0 })).toEqual(chosen);
      }),
      { seed: 52, numRuns: 3, endOnFailure: true },
    );
  },
  60_000,
);

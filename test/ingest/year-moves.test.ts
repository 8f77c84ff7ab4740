import { statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { collect, Sides } from "../../src/ingest/collect.ts";
import { countAll } from "../../src/ingest/counting.ts";
import { discoverInputs } from "../../src/ingest/discover.ts";
import type { DayRange } from "../../src/ingest/rollup-sink.ts";
import type { ToldTimes } from "../../src/ingest/told-times.ts";
import { Calendar } from "../../src/rollup/calendar.ts";
import { Rollup } from "../../src/rollup/rollup.ts";
import { Zone } from "../../src/scan/zone.ts";
import { netfilterLine } from "../support/firewall-lines.ts";
import { rollupContents } from "../support/rollup-contents.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

// A packed log whose stamps have no year is dated by its own time, before its last stamp is known. Where that was wrong,
// what was counted is moved by years, or read again: either way it must be what the year alone would have given.

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Three lines a day over a span, in the local time that their stamps tell. */
function logOf(first: string, days: number, more = ""): string {
  const lines: string[] = [];
  for (let i = 0; i < days * 3; i++) {
    const at = new Date(Date.parse(`${first}T00:30:00Z`) + i * 8 * 3_600_000);
    const stamp = `${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${at.toISOString().slice(11, 19)}`;
    const [host, prefix] = [`fw${i % 2}`, i % 5 === 0 ? "ACCEPT" : "DROP"];
    lines.push(netfilterLine({ time: stamp, host, prefix, port: 20 + (i % 9), source: `198.51.100.${i % 250}` }));
  }
  return `${lines.join("\n")}\n${more}`;
}

async function read(
  path: string,
  zoneName: string,
  year: number | null,
  days: DayRange | null,
  told?: ToldTimes,
): Promise<{ contents: unknown; baseYear: number; leftOut: unknown }> {
  const zone = new Zone(zoneName);
  const sides = new Sides(new Calendar(zone), countAll);
  const side = sides.open(days);
  const inputs = (await discoverInputs([path], Date.UTC(2030, 0, 1))).map((file) => ({ file, sides: [side] }));
  const options = {
    year,
    ...(told && { told }),
    format: null,
    columns: {},
    assume: "deny",
    hash: false,
    maxExpansion: 1000,
  } as const;
  const hooks = { reject: null, progress: () => {}, isStopped: () => false, failed: () => {} };
  const collection = await collect(inputs, sides, { zone, ...options }, hooks, { jobs: 1 });
  return {
    contents: rollupContents(side.rollup),
    baseYear: collection.results[0]!.result.baseYear,
    leftOut: collection.leftOut,
  };
}

const yearLong = logOf("2017-04-01", 365);

test.each([
  { name: "moved", zone: "UTC", modified: "2022-11-23", year: 2021, text: yearLong, readings: 1 },
  { name: "right at once", zone: "UTC", modified: "2018-04-01", year: 2017, text: yearLong, readings: 1 },
  {
    name: "moved in a zone ahead",
    zone: "Asia/Tokyo",
    modified: "2018-11-23",
    year: 2017,
    text: yearLong,
    readings: 1,
  },
  { name: "clocks change", zone: "America/New_York", modified: "2018-11-23", year: 2017, text: yearLong, readings: 2 },
  { name: "a leap day between", zone: "UTC", modified: "2019-11-23", year: 2018, text: yearLong, readings: 2 },
  {
    name: "lines with a year among them",
    zone: "UTC",
    modified: "2018-11-23",
    year: 2017,
    text: logOf("2017-04-01", 365, `${netfilterLine()}\n`.repeat(40)),
    readings: 2,
  },
])("$name: as if the year had been known", async ({ zone, modified, year, text, readings }) => {
  const folder = scratchFolder({ "fw.log.gz": gzipSync(text) });
  const path = join(folder, "fw.log.gz");
  const time = Date.parse(`${modified}T12:00:00Z`) / 1000;
  utimesSync(path, time, time);
  expect(statSync(path).mtimeMs).toBe(time * 1000);
  const absorbing = vi.spyOn(Rollup.prototype, "absorb");
  const guessed = await read(path, zone, null, null);
  // What was read again is counted on the side itself.
  expect(absorbing.mock.calls.length).toBe(readings === 1 ? 1 : 0);
  absorbing.mockRestore();
  expect(guessed).toEqual(await read(path, zone, year, null));
});

test("where its stamps are of another zone than the report's, it is read again", async () => {
  const folder = scratchFolder({ "fw.log.gz": gzipSync(yearLong) });
  const path = join(folder, "fw.log.gz");
  const time = Date.parse("2018-11-23T12:00:00Z") / 1000;
  utimesSync(path, time, time);
  const told = { zones: [{ pattern: "fw*", value: "America/New_York" }], years: [] };
  const guessed = await read(path, "UTC", null, null, told);
  expect(guessed).toEqual(await read(path, "UTC", 2017, null, told));
});

test("where days were asked for, it is read again", async () => {
  const folder = scratchFolder({ "fw.log.gz": gzipSync(yearLong) });
  const path = join(folder, "fw.log.gz");
  const time = Date.parse("2020-11-23T12:00:00Z") / 1000;
  utimesSync(path, time, time);
  const from = Date.UTC(2019, 5, 1) / 86_400_000;
  const guessed = await read(path, "UTC", null, { from, to: from + 90 });
  expect(guessed).toEqual(await read(path, "UTC", 2019, { from, to: from + 90 }));
});

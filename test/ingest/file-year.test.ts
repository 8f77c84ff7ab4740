import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { discoverInputs } from "../../src/ingest/discover.ts";
import { readInput, type ReadOptions } from "../../src/ingest/read-input.ts";
import { Zone } from "../../src/scan/zone.ts";

const folder = mkdtempSync(join(tmpdir(), "fwtrend-year-"));
afterAll(() => rmSync(folder, { recursive: true }));

const options: ReadOptions = {
  zone: new Zone("UTC"),
  year: null,
  format: null,
  columns: {},
  assume: "deny",
  hash: false,
  maxExpansion: 1000,
};

/** A netfilter line with a stamp that has no year. */
function line(stamp: string): string {
  return `${stamp} fw01 kernel: DROP IN=eth0 OUT= SRC=198.51.100.7 DST=203.0.113.9 PROTO=TCP SPT=40000 DPT=23 `;
}

/** The days on which the lines of a file are dated. */
async function datesOf(name: string, stamps: readonly string[], modified: string, change: Partial<ReadOptions> = {}) {
  const path = join(folder, name);
  const text = `${stamps.map(line).join("\n")}\n`;
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  utimesSync(path, new Date(modified), new Date(modified));
  const [file] = await discoverInputs([path], Date.now());
  const days: string[] = [];
  const [result] = await readInput(file!, { ...options, ...change }, () => ({
    event: (event) => days.push(new Date(event.timeSec * 1000).toISOString().slice(0, 10)),
    other: () => days.push("other"),
    tooLong: () => days.push("too long"),
  }));
  expect(result?.yearless).toBe(stamps.length);
  return days;
}

describe("stamps without a year", () => {
  test("are of the year in which the file was last written", async () => {
    const days = await datesOf("a.log", ["Mar  1 00:00:00", "Mar 31 23:59:59"], "2018-04-01T00:10:00Z");
    expect(days).toEqual(["2018-03-01", "2018-03-31"]);
  });

  test("go over New Year into the file's year", async () => {
    const days = await datesOf(
      "b.log",
      ["Dec 30 10:00:00", "Dec 31 23:59:59", "Jan  1 00:00:01"],
      "2018-01-02T00:00:00Z",
    );
    expect(days).toEqual(["2017-12-30", "2017-12-31", "2018-01-01"]);
  });

  test("never come after the file was written", async () => {
    expect(await datesOf("c.log", ["Dec 31 10:00:00"], "2026-11-23T00:00:00Z")).toEqual(["2025-12-31"]);
  });

  test("of a whole year begin in the year before", async () => {
    const days = await datesOf(
      "d.log",
      ["Apr  1 00:00:00", "Nov 23 00:00:00", "Mar 31 00:00:00"],
      "2026-11-23T08:00:00Z",
    );
    expect(days).toEqual(["2025-04-01", "2025-11-23", "2026-03-31"]);
  });

  test("of a compressed file are dated by its last one too", async () => {
    const stamps = ["Apr  2 00:00:00", "Jul  1 00:00:00", "Dec  1 00:00:00", "Jan  5 00:00:00", "Mar 31 00:00:00"];
    const days = await datesOf("e.log.gz", stamps, "2018-04-03T00:00:00Z");
    expect(days).toEqual(["2017-04-02", "2017-07-01", "2017-12-01", "2018-01-05", "2018-03-31"]);
  });

  test("follow the date in a file's name rather than a later copying", async () => {
    expect(await datesOf("messages-20180401", ["Mar 30 00:00:00"], "2026-11-23T00:00:00Z")).toEqual(["2018-03-30"]);
  });

  test("follow --year from the first on", async () => {
    const days = await datesOf("f.log", ["Dec 31 00:00:00", "Jan  1 00:00:00"], "2026-11-23T00:00:00Z", { year: 2015 });
    expect(days).toEqual(["2015-12-31", "2016-01-01"]);
  });

  test("that come late over New Year stay in the old one", async () => {
    const days = await datesOf(
      "g.log",
      ["Dec 31 23:59:58", "Jan  1 00:00:01", "Dec 31 23:59:59", "Jan  1 00:00:02"],
      "2018-01-02T00:00:00Z",
    );
    expect(days).toEqual(["2017-12-31", "2018-01-01", "2017-12-31", "2018-01-01"]);
  });
});

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

describe("stamps without a year, and what else speaks for one", () => {
  test("a stamp with a year in the same file counts before name and time", async () => {
    const stamps = ["2012-03-04T00:00:00Z", "Mar  5 00:00:00"];
    const path = join(folder, "fw-2018.log");
    writeFileSync(path, `${stamps.map(line).join("\n")}\n`);
    utimesSync(path, new Date("2020-01-01"), new Date("2020-01-01"));
    expect(await daysOf([path])).toEqual([["2012-03-04", "2012-03-05"]]);
  });

  test("but not one of a device that had no clock, or of the future", async () => {
    for (const stamp of ["1970-01-01T00:00:00Z", "2000-01-01T00:00:09Z", "2031-01-01T00:00:00Z"]) {
      const path = join(folder, "clockless.log");
      writeFileSync(path, `${[stamp, "Mar  5 00:00:00"].map(line).join("\n")}\n`);
      utimesSync(path, new Date("2018-06-01"), new Date("2018-06-01"));
      expect((await daysOf([path]))[0]?.[1]).toBe("2018-03-05");
    }
  });

  test("the 29th of February is one of a leap year", async () => {
    expect(await datesOf("leap.log", ["Feb 28 00:00:00", "Feb 29 00:00:00", "Mar  1 00:00:00"], "2019-06-01")).toEqual([
      "2016-02-28",
      "2016-02-29",
      "2016-03-01",
    ]);
    const overNewYear = ["Nov  1 00:00:00", "Jan  1 00:00:00", "Feb 29 00:00:00", "Mar  1 00:00:00"];
    expect((await datesOf("leap-2.log", overNewYear, "2019-06-01"))[0]).toBe("2015-11-01");
    const gone = Array.from({ length: 2000 }, (_, i) => `Mar  1 00:00:${String(i % 60).padStart(2, "0")}`);
    expect((await datesOf("leap-3.log.gz", ["Feb 29 00:00:00", ...gone], "2019-06-01"))[0]).toBe("2016-02-29");
  });

  test("a small file is followed to its end", async () => {
    const stamps = Array.from({ length: 300 }, (_, i) => `Apr  2 00:00:${String(i % 60).padStart(2, "0")}`);
    const days = await datesOf("small.log", [...stamps, "Nov 23 00:00:00", "Mar 31 00:00:00"], "2026-11-23T08:00:00Z");
    expect([days[0], days.at(-1)]).toEqual(["2025-04-02", "2026-03-31"]);
  });

  test("files that rotation made of one log follow each other, though all were copied on one day", async () => {
    const months = ["Nov", "Sep", "Jul", "May", "Mar", "Jan", "Nov", "Sep", "Jul", "May"];
    const paths = months.map((month, i) => {
      const path = join(folder, `rotated.log${i === 0 ? "" : `.${i}`}${i > 1 ? ".gz" : ""}`);
      const text = `${line(`${month}  2 00:00:00`)}\n${line(`${month} 28 00:00:00`)}\n`;
      writeFileSync(path, i > 1 ? gzipSync(text) : text);
      utimesSync(path, new Date("2018-12-01"), new Date("2018-12-01"));
      return path;
    });
    const years = (await daysOf(paths)).map((days) => days.map((day) => day.slice(0, 7)));
    expect(years.map(([first]) => first)).toEqual([
      "2018-11",
      "2018-09",
      "2018-07",
      "2018-05",
      "2018-03",
      "2018-01",
      "2017-11",
      "2017-09",
      "2017-07",
      "2017-05",
    ]);
    // Alone, there is only its own time to go by.
    expect(await daysOf(paths.slice(9))).toEqual([["2018-05-02", "2018-05-28"]]);
  });

  test("files with times that tell more are dated by them", async () => {
    const paths = ["2018-06-30", "2015-05-31"].map((modified, i) => {
      const path = join(folder, `gap.log${i === 0 ? "" : ".1"}`);
      writeFileSync(path, `${line(i === 0 ? "Jun  2 00:00:00" : "May  2 00:00:00")}\n`);
      utimesSync(path, new Date(modified), new Date(modified));
      return path;
    });
    expect(await daysOf(paths)).toEqual([["2018-06-02"], ["2015-05-02"]]);
  });

  test("the next file's stamps with a year bound those without", async () => {
    const [now, before] = ["mixed.log", "mixed.log.1"].map((name) => join(folder, name));
    writeFileSync(now!, `${line("2014-06-02T00:00:00Z")}\n`);
    writeFileSync(before!, `${line("May 30 00:00:00")}\n`);
    expect(await daysOf([now!, before!])).toEqual([["2014-06-02"], ["2014-05-30"]]);
  });
});

/** The days of each file, read as inputs of one run. */
async function daysOf(paths: readonly string[]): Promise<string[][]> {
  const files = await discoverInputs(paths, Date.now());
  const found: string[][] = [];
  for (const file of files) {
    const days: string[] = [];
    await readInput(file, { ...options, files }, () => ({
      event: (event) => days.push(new Date(event.timeSec * 1000).toISOString().slice(0, 10)),
      other: () => days.push("other"),
      tooLong: () => days.push("too long"),
    }));
    found.push(days);
  }
  return found;
}

import { createHash } from "node:crypto";
import { appendFileSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type InputResult, readInput, type ReadOptions } from "../../src/ingest/read-input.ts";
import { Zone } from "../../src/scan/zone.ts";
import { tarOf, zipOf } from "../support/archives.ts";
import { netfilterLine, netfilterLog } from "../support/firewall-lines.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const folder = scratchFolder();
const options: ReadOptions = {
  zone: new Zone("UTC"),
  year: null,
  format: null,
  columns: {},
  assume: "deny",
  hash: true,
  maxExpansion: 1000,
};

/** How an input is read, and what happens meanwhile. */
interface Circumstances extends Partial<ReadOptions> {
  /** Called when the first event was read. */
  meanwhile?: (path: string) => void;
}

async function read(name: string, content: string | Uint8Array | null, given: Circumstances = {}) {
  const path = join(folder, name);
  if (content !== null) writeFileSync(path, content);
  const { size, mtimeMs } = statSync(path);
  const { meanwhile, ...changes } = given;
  let isFirst = true;
  const days: string[] = [];
  const results = await readInput({ path, sizeBytes: size, modifiedMs: mtimeMs }, { ...options, ...changes }, () => ({
    event: (event) => {
      if (isFirst) meanwhile?.(path);
      isFirst = false;
      days.push(new Date(event.timeSec * 1000).toISOString().slice(0, 10));
    },
    other: () => {},
    tooLong: () => {},
  }));
  return { results, days, path };
}

function summary({ file, lines, error }: InputResult): [string, number, string | null] {
  return [file.path.slice(folder.length + 1), lines.denials, error?.message.replace(`${folder}/`, "") ?? null];
}

describe("archives", () => {
  const log = netfilterLog(2000);
  const entries = [
    { path: "a.log", content: log },
    { path: "b.log.gz", content: gzipSync(log) },
    { path: "none", content: "" },
    { path: "c.log", content: netfilterLog(3) },
  ];

  test.each([
    ["x.tar", tarOf(entries)],
    ["x.tgz", gzipSync(tarOf(entries))],
    ["x.tar.zst", zstdCompressSync(tarOf(entries))],
    ["x.zip", zipOf(entries)],
  ])("%s: a result for each file; their bytes add up, their hash is the archive's", async (name, stored) => {
    const { results } = await read(name, stored);
    expect(results.map(summary)).toEqual([
      [`${name}/a.log`, 2000, null],
      [`${name}/b.log.gz`, 2000, null],
      [`${name}/none`, 0, null],
      [`${name}/c.log`, 3, null],
    ]);
    expect(results.reduce((sum, { storedBytes }) => sum + storedBytes, 0)).toBe(stored.length);
    const sha256 = createHash("sha256").update(stored).digest("hex");
    expect(results.map((result) => result.sha256)).toEqual(Array(4).fill(sha256));
    expect(results.map(({ detection }) => detection.scores[0]?.format.id ?? null)).toEqual([
      "linux-netfilter",
      "linux-netfilter",
      null,
      "linux-netfilter",
    ]);
  });

  test("one that breaks off: a fault, told once, where it was met", async () => {
    const stored = tarOf(entries);
    const { results } = await read("cut.tar", stored.subarray(0, 100_000));
    expect(results.map(summary)).toEqual([
      ["cut.tar/a.log", expect.any(Number), "cut.tar: tar data ends early at byte 100,000"],
    ]);
    expect(results[0]!.lines.denials).toBeGreaterThan(500);
    expect(results[0]!.storedBytes).toBe(100_000);
  });

  test("a fault between files has a result of its own", async () => {
    const stored = tarOf(entries.slice(0, 2));
    stored.fill(1, 512 + Math.ceil(log.length / 512) * 512, 1024 + Math.ceil(log.length / 512) * 512);
    const { results } = await read("between.tar", stored);
    expect(results.map(summary)).toEqual([
      ["between.tar/a.log", 2000, null],
      ["between.tar", 0, expect.stringContaining("tar data is damaged near byte")],
    ]);
  });

  test("nothing in it", async () => {
    expect((await read("empty.zip", zipOf([]))).results.map(summary)).toEqual([["empty.zip", 0, null]]);
  });

  test.each([
    ["y.tar.gz", (files: Parameters<typeof tarOf>[0]) => gzipSync(tarOf(files))],
    ["y.zip", (files: Parameters<typeof zipOf>[0]) => zipOf(files)],
  ])("%s: stamps without a year follow the last stamp and the time of each file", async (name, pack) => {
    // Long enough that a file's beginning does not hold its end; more than half of a year in one step would be a new one.
    const lines = (stamp: string): string => `${netfilterLine({ time: stamp })}\n`.repeat(700);
    const year = ["Apr  2 00:00:00", "Aug  1 00:00:00", "Dec 31 00:00:00", "Mar 31 00:00:00"].map(lines).join("");
    const stored = pack([
      { path: "fw1.log", content: year, modifiedSec: Date.UTC(2018, 3, 1) / 1000 },
      { path: "fw2.log.gz", content: gzipSync(year), modifiedSec: Date.UTC(2015, 3, 1) / 1000 },
    ]);
    const { results, days } = await read(name, stored);
    expect(results.map(({ baseYear }) => baseYear)).toEqual([2017, 2014]);
    expect([days[0], days[2799], days[2800], days[5599]]).toEqual([
      "2017-04-02",
      "2018-03-31",
      "2014-04-02",
      "2015-03-31",
    ]);
  });
});

describe("inputs that unpack to too much", () => {
  const gigabyte = Buffer.concat(Array<Buffer>(64).fill(gzipSync(Buffer.alloc(16 << 20, netfilterLine() + "\n"))));

  test("a gzip bomb ends with a fault; what was read is counted", async () => {
    const { results } = await read("bomb.gz", gigabyte, { maxExpansion: 10 });
    expect(results.map(summary)).toEqual([
      [
        "bomb.gz",
        expect.any(Number),
        expect.stringMatching(
          /^bomb\.gz: unpacks to more than 10 times its size \(stopped after [\d,]+ unpacked bytes at byte [\d,]+\)$/,
        ),
      ],
    ]);
    const [{ lines, error, storedBytes }] = results as [InputResult];
    expect(error).toMatchObject({ exitCode: 4, hint: expect.stringContaining("--max-expansion") as string });
    expect(lines.denials).toBeGreaterThan(400_000);
    expect(storedBytes).toBeLessThan(gigabyte.length);
  });

  test("so does one in an archive, whose other files are not read any more", async () => {
    const stored = tarOf([
      { path: "bomb.gz", content: gigabyte },
      { path: "good.log", content: netfilterLog(4) },
    ]);
    const { results } = await read("bomb.tar", stored, { maxExpansion: 10 });
    expect(results.map(summary)).toEqual([
      ["bomb.tar/bomb.gz", expect.any(Number), expect.stringContaining("bomb.tar: unpacks to more than 10 times its")],
    ]);
  });

  test("members of a zip that share their bytes are not even begun", async () => {
    const stored = zipOf([
      { path: "a", content: netfilterLog(9) },
      { path: "b", content: netfilterLog(9) },
    ]);
    stored.writeUInt32LE(0, stored.lastIndexOf(Buffer.from("PK\x01\x02")) + 42);
    const { results } = await read("overlap.zip", stored);
    expect(results.map(summary)).toEqual([
      ["overlap.zip", 0, "overlap.zip: its members overlap, as in a file made to unpack without end"],
    ]);
  });

  test("a small file never is", async () => {
    const small = gzipSync(Buffer.alloc(1 << 22, netfilterLine() + "\n"));
    expect((await read("small.gz", small, { maxExpansion: 1 })).results[0]!.error).toBeNull();
  });
});

describe("files that change while they are read", () => {
  const log = netfilterLog(30_000);

  test("one that grows counts with what it held at first, and the line that was being written", async () => {
    const [before, behind] = [log.slice(0, -20), `${log.slice(-20)}${netfilterLog(500)}`];
    const { results } = await read("grows.log", before, { meanwhile: (path) => appendFileSync(path, behind) });
    expect(results.map(summary)).toEqual([["grows.log", 30_000, null]]);
    expect(results[0]!.storedBytes).toBe(log.length);
    const whole = await read("grows-whole.log", log, { meanwhile: (path) => appendFileSync(path, behind) });
    expect(whole.results[0]!.lines.total).toBe(30_000);
  });

  test("one that grows for ever ends", async () => {
    const { results } = await read("endless.log", log);
    let grown = 0;
    const path = join(folder, "endless.log");
    await readInput({ path, sizeBytes: log.length, modifiedMs: 0 }, options, () => ({
      event: () => {
        if (grown++ % 1000 === 0) appendFileSync(path, netfilterLog(2000));
      },
      other: () => {},
      tooLong: () => {},
    }));
    expect(grown).toBe(results[0]!.lines.denials);
  });

  test("one that shrinks is a fault, and what was read of it counts", async () => {
    const { results } = await read("shrinks.log", log, { meanwhile: (path) => truncateSync(path, 1000) });
    const [, denials, fault] = summary(results[0]!);
    expect(fault).toMatch(/^shrinks\.log: became shorter while it was read \([\d,]+ of [\d,]+ bytes\)$/);
    expect(denials).toBeGreaterThan(5000);
    expect(results[0]).toMatchObject({ sha256: null, error: { exitCode: 4 } });
  });

  test("one that is taken away while it is read is read on; one that is gone before is a fault", async () => {
    const { results, path } = await read("taken.log", log, { meanwhile: (file) => rmSync(file) });
    expect(results.map(summary)).toEqual([["taken.log", 30_000, null]]);
    const sink = { event: () => {}, other: () => {}, tooLong: () => {} };
    const again = await readInput({ path, sizeBytes: 9, modifiedMs: 0 }, options, () => sink);
    expect(again.map(summary)).toEqual([["taken.log", 0, "taken.log: cannot be read (it is gone)"]]);
    expect(again[0]!.error).toMatchObject({ exitCode: 4, hint: expect.stringContaining("rotated") as string });
  });
});

const descriptors = "/proc/self/fd";
test.skipIf(process.platform !== "linux")("no descriptor stays open, whatever ends the reading", async () => {
  const files = { a: netfilterLog(3), b: gzipSync(netfilterLog(900)), c: zipOf([{ path: "d", content: "x" }]) };
  const before = readdirSync(descriptors).length;
  for (let i = 0; i < 30; i++) {
    for (const [name, content] of Object.entries(files)) {
      await read(name, content);
      await read(name, Buffer.from(content).subarray(0, -30));
    }
  }
  utimesSync(join(folder, "a"), 0, 0);
  expect(readdirSync(descriptors).length).toBeLessThanOrEqual(before + 3);
});

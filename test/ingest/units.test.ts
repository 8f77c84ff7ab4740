import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { collect, type CollectHooks, type Collection, Sides } from "../../src/ingest/collect.ts";
import { discoverInputs, type InputFile } from "../../src/ingest/discover.ts";
import { countAll } from "../../src/ingest/counting.ts";
import { readUnits } from "../../src/ingest/pool.ts";
import { findWrong } from "../../src/ingest/read-by-units.ts";
import type { ReadOptions } from "../../src/ingest/read-input.ts";
import { readRange } from "../../src/ingest/read-range.ts";
import { UnitReader, type UnitSetup } from "../../src/ingest/unit-reader.ts";
import { type Cutting, planUnits, type Unit } from "../../src/ingest/units.ts";
import { Calendar } from "../../src/rollup/calendar.ts";
import { Rollup } from "../../src/rollup/rollup.ts";
import type { Cursor } from "../../src/scan/cursor.ts";
import { Zone } from "../../src/scan/zone.ts";
import type { Side } from "../../src/ingest/rollup-sink.ts";
import type { TimeExtremes } from "../../src/ingest/time-extremes.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { rollupContents } from "../support/rollup-contents.ts";

const folder = mkdtempSync(join(tmpdir(), "fwtrend-units-"));
afterAll(() => rmSync(folder, { recursive: true }));

const options: ReadOptions = {
  zone: new Zone("Asia/Tokyo"),
  year: 2017,
  format: null,
  columns: {},
  assume: "deny",
  hash: false,
  maxExpansion: 1000,
};
const hooks = { reject: null, progress() {}, isStopped: () => false, failed() {} };

function write(name: string, lines: readonly string[], lineBreak = "\n"): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => line + lineBreak).join(""));
  return path;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Year-less lines from the first of November on, so many a day, a few that are no decisions among them. */
function netfilterLines(count: number, perDay: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const date = new Date(Date.UTC(2017, 10, 1) + Math.floor((i * 86_400_000) / perDay));
    const stamp = `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)}`;
    if (i % 11 === 10) return `${stamp} fw01 sshd[9]: Accepted publickey for root from 192.0.2.7 port ${i}`;
    const ports = `SPT=${1024 + i} DPT=${[23, 22, 445, 8080][i % 4]}`;
    return `${stamp} fw01 kernel: DROP: IN=eth0 OUT= SRC=198.51.100.${i % 250} DST=203.0.113.${i % 9} LEN=40 PROTO=TCP ${ports} WINDOW=${i}`;
  });
}

/** Flow logs whose columns change on the way. */
function flowLines(count: number): string[] {
  const names = [
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
  ];
  const first = Array.from(
    { length: count },
    (_, i) =>
      `2 123456789010 eni-1 198.51.100.${i % 250} 203.0.113.9 ${5000 + i} ${i % 7} 6 ${i} 40 ${1_794_452_645 + i} 1794452705 REJECT OK`,
  );
  const others = "srcaddr dstaddr dstport srcport protocol action start end version";
  const second = Array.from(
    { length: count },
    (_, i) => `198.51.100.${i % 250} 203.0.113.9 ${i % 5} ${5000 + i} 17 REJECT ${1_794_452_645 + i} 1794452705 2`,
  );
  return [...names, ...first, others, ...second];
}

async function readAll(paths: readonly string[], cutting?: Cutting, wishes: Partial<ReadOptions> = {}) {
  const own = { ...options, ...wishes };
  const sides = new Sides(new Calendar(own.zone));
  const side = sides.open(null);
  const inputs = (await discoverInputs(paths, Date.UTC(2026, 0))).map((file) => ({ file, sides: [side] }));
  const collection: Collection = await collect(inputs, sides, own, hooks, cutting);
  return { collection, side };
}

async function readExtremes(paths: readonly string[], cutting?: Cutting): Promise<readonly TimeExtremes[]> {
  return (await readAll(paths, cutting)).collection.extremes;
}

/** All that reading finds, but for where single lines stand. */
async function read(paths: readonly string[], cutting?: Cutting, wishes: Partial<ReadOptions> = {}): Promise<unknown> {
  const { collection, side } = await readAll(paths, cutting, wishes);
  const { extremes: _places, ...found } = collection;
  const results = collection.results.map(({ result }) => ({
    ...result,
    detection: result.detection.scores.map((score) => score.format.id),
  }));
  return { ...(rollupContents(side.rollup) as object), ...found, results };
}

const kinds = [
  { name: "year-less lines over New Year", lines: netfilterLines(900, 9) },
  {
    name: "lines with a byte order mark and carriage returns",
    lines: ["\ufeff" + netfilterLines(300, 9)[0]!, ...netfilterLines(300, 9)],
    lineBreak: "\r\n",
  },
  { name: "nearly a year", lines: netfilterLines(1800, 5) },
  { name: "the newest lines first", lines: netfilterLines(900, 9).toReversed() },
  { name: "columns that change on the way", lines: flowLines(300) },
  {
    name: "lines that are too long",
    lines: netfilterLines(300, 9).flatMap((line, i) =>
      i % 40 === 0 ? [line, "x".repeat(65_530 + (i / 40) * 3)] : [line],
    ),
  },
];

describe.each(kinds)("$name", ({ name, lines, lineBreak }) => {
  const path = write(`${name}.log`, lines, lineBreak);

  test("any number of threads and of stretches finds the same", async () => {
    const whole = await read([path]);
    for (const [jobs, leastBytes] of [
      [2, 2048],
      [3, 5000],
      [4, 20_000],
    ] as const) {
      expect(await read([path], { jobs, leastBytes, worthWeight: 0 })).toEqual(whole);
    }
  });
});

test("zones and years that were told of some files reach all threads", async () => {
  const paths = ["osaka.log", "gate.log"].map((name, i) => write(name, netfilterLines(900 + i, 9)));
  const told = {
    zones: [{ pattern: "osaka*", value: "America/New_York" }],
    years: [{ pattern: "osaka*", value: 2011 }],
  };
  const whole = await read(paths, undefined, { told });
  expect(whole).not.toEqual(await read(paths));
  expect(await read(paths, { jobs: 3, leastBytes: 5000, worthWeight: 0 }, { told })).toEqual(whole);
});

/** What reading the units of these files on one side takes. */
function setupOf(files: readonly InputFile[]): UnitSetup {
  const { zone, ...others } = options;
  const sidesOf = files.map(() => [0]);
  return { files, sidesOf, days: [null], zone: zone.name, wishes: countAll, options: others };
}

test("what a stretch takes over is told right over nearly a year", async () => {
  const path = write("year.log", netfilterLines(1800, 5));
  const [file] = await discoverInputs([path], 0);
  const setup = setupOf([file!]);
  const units = planUnits([file!], { jobs: 2, leastBytes: 20_000 }, false, () => false);
  expect(units.length).toBeGreaterThan(5);
  const reader = new UnitReader(setup);
  const outcomes = [];
  for (const unit of units)
    outcomes.push(
      await reader.read(
        unit,
        () => {},
        () => false,
      ),
    );
  expect(findWrong(outcomes)).toEqual(new Set());
});

test("a stretch may begin at any byte", async () => {
  const lines = [...netfilterLines(14, 0.2), "", "no log line", ...netfilterLines(16, 0.2).slice(14)];
  const path = write(
    "every-byte.log",
    lines.map((line, i) => (i % 3 === 0 ? `${line}\r` : line)),
  );
  const [file] = await discoverInputs([path], 0);
  const size = file!.sizeBytes!;
  const setup = setupOf([file!]);
  const sum = async (cuts: readonly number[]): Promise<unknown> => {
    const reader = new UnitReader(setup);
    const outcomes = [];
    for (const [i, from] of cuts.entries()) {
      const range = { from, to: cuts[i + 1] ?? size };
      outcomes.push(
        await reader.read(
          { input: 0, range, isHash: false, weight: 0 },
          () => {},
          () => false,
        ),
      );
    }
    expect(findWrong(outcomes)).toEqual(new Set());
    const side = { rollup: new Rollup(new Calendar(options.zone), ["", "fw01"]), days: null };
    for (const packed of reader.pack())
      side.rollup.absorb(
        packed,
        packed.devices.map((device) => (device === "" ? 0 : 1)),
      );
    const total = outcomes.reduce((lineSum, { results }) => lineSum + results[0]!.lines.total, 0);
    const bytes = outcomes.reduce((byteSum, { results }) => byteSum + results[0]!.storedBytes, 0);
    return { contents: rollupContents(side.rollup), total, bytes };
  };
  const whole = await sum([0]);
  for (let cut = 1; cut < size; cut++) expect([cut, await sum([0, cut])]).toEqual([cut, whole]);
}, 60_000);

test.each(["2018-02-09", "2018-05-20", "2020-03-01", "2019-11-01", "2018-11-02"])(
  "a packed log without years, last changed on %s, is dated as the log itself",
  async (day) => {
    const lines = netfilterLines(900, 9);
    const path = write("dated.log", lines);
    const packed = join(folder, "dated.log.gz");
    writeFileSync(packed, gzipSync(lines.map((line) => `${line}\n`).join("")));
    for (const file of [path, packed]) utimesSync(file, new Date(day), new Date(day));
    const figures = async (file: string): Promise<unknown> => {
      const { results, ...others } = (await read([file], undefined, { year: null })) as {
        results: { baseYear: number; yearless: number; lines: unknown }[];
      };
      return { others, logs: results.map(({ baseYear, yearless, lines: fates }) => ({ baseYear, yearless, fates })) };
    };
    expect(await figures(packed)).toEqual(await figures(path));
  },
);

test("a stretch is read for a sink that wants each line, too", async () => {
  const lines = netfilterLines(900, 9);
  const path = write("each-line.log", lines);
  const [file] = await discoverInputs([path], 0);
  const seen: string[] = [];
  const sink = {
    event: (_event: unknown, cursor: Cursor) =>
      void seen.push(cursor.bytes.toString("latin1", cursor.start, cursor.end)),
    other: (_verdict: unknown, cursor: Cursor) =>
      void seen.push(cursor.bytes.toString("latin1", cursor.start, cursor.end)),
    tooLong: () => {},
  };
  for (const [from, to] of [
    [0, 70_001],
    [70_001, 70_100],
    [70_100, file!.sizeBytes!],
  ] as const) {
    const { result } = await readRange(
      file!,
      { from, to },
      options,
      sink,
      () => {},
      () => false,
    );
    expect(result.error).toBe(null);
  }
  expect(seen).toEqual(lines);
});

test("the hash of a file read in stretches is that of the file", async () => {
  const path = write("hashed.log", netfilterLines(900, 9));
  const whole = await read([path], undefined, { hash: true });
  expect(await read([path], { jobs: 2, leastBytes: 9000, worthWeight: 0 }, { hash: true })).toEqual(whole);
});

test("a worker that fails loses the unit it was reading, and no other", async () => {
  const paths = [0, 1, 2, 3, 4, 5].map((i) => write(`crash-${i}.log`, netfilterLines(200 + i, 9)));
  const files = await discoverInputs(paths, 0);
  const setup = setupOf(files);
  const units = files.map((_, input): Unit => ({ input, range: null, isHash: false, weight: 1 }));
  const program = new URL("../support/failing-worker.ts", import.meta.url);
  const { outcomes, packed, lost } = await readUnits(
    units,
    setup,
    2,
    { progress() {}, isStopped: () => false },
    program,
  );
  expect(lost.length).toBeLessThanOrEqual(1);
  for (const { error } of lost)
    expect(error.message).toMatch(/crash-\d\.log: the worker that read it failed \(out of order\)/);
  const lines = outcomes.reduce((sum, { results }) => sum + results[0]!.lines.total, 0);
  const lostLines = lost.reduce((sum, { unit }) => sum + 200 + unit.input, 0);
  expect(lines + lostLines).toBe(200 * 6 + 15);
  const denials = outcomes.reduce((sum, { results }) => sum + results[0]!.lines.denials, 0);
  let counted = 0;
  for (const rollup of packed.flat()) {
    const sum = new Rollup(new Calendar(options.zone), rollup.devices);
    sum.absorb(
      rollup,
      rollup.devices.map((_, i) => i),
    );
    sum.eachCell((_day, _device, _packed, count) => void (counted += count));
  }
  expect(counted).toBe(denials);
});

test("the lines of the first and the last denials are told right by any number of stretches", async () => {
  const lines = netfilterLines(900, 9);
  const path = write("places.log", lines);
  for (const cutting of [undefined, { jobs: 3, leastBytes: 5000, worthWeight: 0 }]) {
    const extremes = await readExtremes([path], cutting);
    expect(extremes.length).toBeGreaterThan(cutting === undefined ? 0 : 3);
    for (const place of extremes.flatMap(({ earliest, latest }) => [earliest!, latest!])) {
      const local = new Date((place.sec + 9 * 3600) * 1000);
      const day = `${months[local.getUTCMonth()]} ${String(local.getUTCDate()).padStart(2)}`;
      expect(lines[place.line - 1]).toContain(`${day} ${local.toISOString().slice(11, 19)} fw01 kernel: DROP`);
    }
  }
});

test("a 29th of February in the midst of a log moves it to a leap year, in any number of stretches", async () => {
  const lines = netfilterLines(6000, 40).map((line) => line.replace(/^Feb 28/, "Feb 29"));
  const path = write("leap.log", lines);
  const packed = join(folder, "leap.log.gz");
  writeFileSync(packed, gzipSync(lines.map((line) => `${line}\n`).join("")));
  const day = new Date("2019-06-01");
  for (const file of [path, packed]) utimesSync(file, day, day);
  const whole = (await read([path], undefined, { year: null })) as {
    results: { baseYear: number }[];
    firstSec: number;
  };
  expect(whole.results[0]?.baseYear).toBe(2015);
  expect(await read([path], { jobs: 3, leastBytes: 100_000, worthWeight: 0 }, { year: null })).toEqual(whole);
  const unpacked = (await read([packed], undefined, { year: null })) as { results: { baseYear: number }[] };
  expect(unpacked.results[0]?.baseYear).toBe(2015);
});

test("while threads share the reading, what one of them counts can be looked at", async () => {
  const path = join(scratchFolder(), "fw.log");
  writeFileSync(path, `${netfilterLines(3000, 9).join("\n")}\n`);
  const sides = new Sides(new Calendar(options.zone));
  const side = sides.open(null);
  const inputs = (await discoverInputs([path], Date.UTC(2026, 0))).map((file) => ({ file, sides: [side] }));
  const told: (number | null)[] = [];
  let part: Side | null = null;
  const watching: CollectHooks = {
    ...hooks,
    partly: (parts) => {
      // Just before it is given away, it holds what this thread read.
      if (parts === null) told.push(part === null ? null : denialsOf(part));
      else part = parts.get(side) ?? null;
    },
  };
  await collect(inputs, sides, options, watching, { jobs: 2, leastBytes: 9000, worthWeight: 0 });
  expect(told).toHaveLength(1);
  expect(told[0]).toBeGreaterThan(0);
  expect(told[0]).toBeLessThanOrEqual(denialsOf(side));
});

function denialsOf({ rollup }: Side): number {
  let sum = 0;
  rollup.totals().eachPort((_protocol, _port, denials) => (sum += denials));
  return sum;
}

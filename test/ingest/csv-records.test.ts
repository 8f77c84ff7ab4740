import { parseString } from "fast-csv";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bufferBytes, LineFeeder } from "../../src/ingest/line-feeder.ts";
import { readInput } from "../../src/ingest/read-input.ts";
import { readRange } from "../../src/ingest/read-range.ts";
import { CsvRecords } from "../../src/scan/csv-records.ts";
import { Zone } from "../../src/scan/zone.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { join } from "node:path";
import { statSync } from "node:fs";

/** The records, with how many line breaks each is said to hold. */
function feed(chunks: readonly Buffer[], escaped = false): [text: string, breaks: number][] {
  const records: [string, number][] = [];
  const feeder = new LineFeeder(
    {
      line: ({ bytes, start, end }, breaks) => records.push([bytes.toString("utf8", start, end), breaks]),
      tooLong: () => records.push(["too long", 0]),
    },
    Buffer.alloc(bufferBytes(1, 1 << 16)),
    1,
    new CsvRecords(44, escaped),
  );
  for (const chunk of chunks) feeder.feed(chunk);
  feeder.finish();
  return records;
}

async function parse(text: string): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const rows: string[][] = [];
    parseString<string[], string[]>(text)
      .on("error", reject)
      .on("data", (row) => rows.push(row))
      .on("end", () => resolve(rows));
  });
}

describe("records of quoted cells with line breaks", () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."ab7 ;".split("")), minLength: 1, maxLength: 5 }),
    fc
      .string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r\n", " "), maxLength: 7 })
      .map((text) => `"${text.replaceAll('"', '""')}"`),
  );
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

  test("are those of fast-csv, however the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.nat(300), { maxLength: 8 }), async (some, places) => {
        const lines = some.map((cells) => ["k", ...cells].join(","));
        const bytes = Buffer.from(lines.join("\n") + "\n");
        const cuts = [0, ...places.map((place) => place % bytes.length).toSorted((a, b) => a - b), bytes.length];
        const records = feed(cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end)));
        expect(records).toEqual(lines.map((line) => [line, line.split("\n").length - 1]));
        const oracle = await Promise.all(records.map(async ([text]) => parse(text)));
        expect(oracle.map((parsed) => parsed.length)).toEqual(lines.map(() => 1));
      }),
      { seed: 4180, numRuns: 300 },
    );
  });

  test("end with the file, with or without a line break", () => {
    expect(feed([Buffer.from('a,"b\nc"')])).toEqual([['a,"b\nc"', 1]]);
    expect(feed([Buffer.from('a,"b\r\nc"\r\nd\r\n')])).toEqual([
      ['a,"b\r\nc"', 1],
      ["d", 0],
    ]);
  });

  test("are single lines where a quote was lost", () => {
    expect(feed([Buffer.from('a,"b\n"c",d\ne\n')])).toEqual([
      ['a,"b', -1],
      ['"c",d', 0],
      ["e", 0],
    ]);
    expect(feed([Buffer.from('a,"b\nc\nd')])).toEqual([
      ['a,"b', -1],
      ["c", 0],
      ["d", 0],
    ]);
    const many = Array.from({ length: 200 }, (_, i) => `line ${i}`);
    expect(feed([Buffer.from(`a,"b\n${many.join("\n")}\n`)])).toEqual([['a,"b', -1], ...many.map((line) => [line, 0])]);
    const long = "x".repeat(30_000);
    expect(feed([Buffer.from(`a,"b\n${`${long}\n`.repeat(5)}`)]).map(([text]) => text.length)).toEqual([
      4,
      ...Array.from({ length: 5 }, () => long.length),
    ]);
  });

  test("may escape quotes", () => {
    expect(feed([Buffer.from('a,"b \\",\nc\\" d",e\nf\n')], true)).toEqual([
      ['a,"b \\",\nc\\" d",e', 1],
      ["f", 0],
    ]);
  });
});

const options = {
  zone: new Zone("UTC"),
  year: 2026,
  hash: false,
  maxExpansion: 1000,
  format: null,
  columns: {},
  assume: "deny",
} as const;

const header = "date,time,message,src,dst,dport,proto,action";
const rowOf = (message: string, port: number): string =>
  `2026-11-12,03:04:05,${message},198.51.100.7,203.0.113.9,${port},tcp,deny`;

test("an export with such cells is read record by record, and every line is counted", async () => {
  const text = [
    header,
    rowOf('"one\ntwo, ""three""\r\n\nfour"', 23),
    rowOf("plain", 80),
    rowOf('"lost', 443),
    rowOf('"x\ny"', 8080),
  ];
  const path = join(scratchFolder({ "export.csv": Buffer.from(`${text.join("\n")}\n`) }), "export.csv");
  const ports: [line: number, port: number][] = [];
  const [result] = await readInput({ path, sizeBytes: statSync(path).size, modifiedMs: 0 }, options, () => ({
    event: (event, _cursor, _scanner, line) => ports.push([line, event.destinationPort]),
    other() {},
    tooLong() {},
  }));
  expect(ports).toEqual([
    [2, 23],
    [6, 80],
    [7, 443],
    [8, 8080],
  ]);
  expect(result?.lines).toMatchObject({ total: 9, denials: 4, skipped: 5, unparsed: 0 });
});

test("a stretch that ends inside of a record says so", async () => {
  const first = `${header}\n${rowOf('"one\ntwo"', 23)}\n`;
  const path = join(scratchFolder({ "export.csv": Buffer.from(first + `${rowOf("x", 80)}\n`) }), "export.csv");
  const size = statSync(path).size;
  const sink = { event() {}, other() {}, tooLong() {} };
  const readTo = async (to: number): Promise<string> => {
    const read = await readRange(
      { path, sizeBytes: size, modifiedMs: 0 },
      { from: 0, to },
      options,
      sink,
      () => {},
      () => false,
    );
    return read.after.columns;
  };
  expect(await readTo(header.length + 10)).not.toBe(await readTo(first.length));
  expect(await readTo(first.length)).toBe(await readTo(size));
});

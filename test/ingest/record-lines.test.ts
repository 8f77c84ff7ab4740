import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayBeJson, recordCutOf, recordLines } from "../../src/ingest/packed/record-lines.ts";
import { readInput } from "../../src/ingest/read-input.ts";
import { planUnits } from "../../src/ingest/units.ts";
import { EVENT } from "../../src/scan/event.ts";
import { LONGEST_LINE } from "../../src/scan/kernel/layout.ts";
import { Zone } from "../../src/scan/zone.ts";
import { eventLine, sampleYear } from "../support/event-lines.ts";
import { formatSamples, readGoldenEvents, samplesOf } from "../support/format-samples.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

type Cut = "lines" | "document";

/** What is made of a text that comes in chunks of so many bytes. */
async function linesOf(
  text: string,
  cut: Cut,
  size = text.length + 1,
  member: readonly string[] | null = null,
): Promise<string[]> {
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  for await (const part of recordLines(chunks(), { isDocument: cut === "document", member })) parts.push(part);
  return Buffer.concat(parts).toString("utf8").split("\n").slice(0, -1);
}

const flows = (...tuples: readonly string[]): object => ({ rule: "r", flowGroups: [{ flowTuples: tuples }] });
const record = { time: "t", resourceId: "/a/FW", n: 1, properties: { flows: [flows("1,a", "2,b"), flows("3,c")] } };
const context = '{"time":"t","resourceId":"/a/FW","n":1,"rule":"r",';
const tupleLines = ["1,a", "2,b", "3,c"].map((tuple) => `${context}"flowTuples":"${tuple}"}`);

describe("how records are cut is told by the beginning", () => {
  test.each<[string, Cut | null]>([
    ['{"a":1}\n{"a":2}\n', null],
    ['{"a":1}', null],
    ['{"a":[{"b":1}]}\n', null],
    ['{"a":1\n{"a":2}\n{"a":3}\n', null],
    ['{"a":1\n{"a":\n', null],
    ["{DROP} IN=eth0 OUT=\n", null],
    ["[12345.678] IN=eth0 OUT= SRC=192.0.2.1\n", null],
    ["[UFW BLOCK] IN=eth0\n", null],
    ["", null],
    ["{", null],
    ["{}", null],
    ['{\n  "a": 1,\n  "b": {}\n}\n', "document"],
    ['\ufeff{\r\n  "a": 1\r\n}', "document"],
    ['[{"a":1},{"a":2}]', "document"],
    ['[\n{"a":1},\n{"a":2}\n]', "document"],
    ['{"records":[{"a":1}]}', "document"],
    ['{"Records": [ {"a":1}]}', "document"],
    [JSON.stringify(record), "lines"],
    [`${JSON.stringify(record)}\n{"a":1}\n`, "lines"],
    [JSON.stringify({ records: [record] }), "document"],
    [JSON.stringify({ records: [record] }, null, 2), "document"],
  ])("%j", (text, cut) => {
    const head = Buffer.from(text);
    const told = mayBeJson(head) ? recordCutOf(head) : null;
    expect(told).toEqual(cut === null ? null : { isDocument: cut === "document", member: null });
  });
});

describe("a line is made of each", () => {
  test("record of an array, of a member, or of objects one after the other", async () => {
    const records = [{ a: 1 }, { b: ['}]"\\', { c: 2 }] }, {}];
    const lines = records.map((one) => JSON.stringify(one));
    expect(await linesOf(JSON.stringify(records), "document")).toEqual(lines);
    expect(await linesOf(`{"next":"x[{","records":${JSON.stringify(records)},"more":"]}{"}`, "document")).toEqual(
      lines,
    );
    expect(await linesOf(lines.join("\n"), "document")).toEqual(lines);
    const pretty = await linesOf(JSON.stringify(records, null, 2), "document");
    expect(pretty.map((line) => JSON.stringify(JSON.parse(line)))).toEqual(lines);
  });

  test("flow tuple, with what its record says", async () => {
    expect(await linesOf(JSON.stringify(record), "lines")).toEqual(tupleLines);
    expect(await linesOf(JSON.stringify({ records: [record, record] }), "document")).toEqual([
      ...tupleLines,
      ...tupleLines,
    ]);
    expect(await linesOf('{"time":"t","flowTuples":[]}', "lines")).toEqual([]);
  });

  test("text that is no JSON, and what is cut short", async () => {
    expect(await linesOf('{"a":1}\nno JSON\n{"b":\n2}\n', "document")).toEqual(['{"a":1}', "no JSON", '{"b": 2}']);
    expect(await linesOf('{"a":1}\nno JSON\n{"b":2', "lines")).toEqual(['{"a":1}', "no JSON", '{"b":2']);
    expect(await linesOf('[{"a":1},{"b":"2', "document")).toEqual(['{"a":1}', '{"b":"2']);
    const text = JSON.stringify(record);
    const cut = await linesOf(text.slice(0, text.indexOf("2,b") + 1), "document");
    expect(cut).toEqual([tupleLines[0], tupleLines[1]!.slice(0, -4)]);
  });

  test("a record too long for a line is one, whatever follows it", async () => {
    const long = JSON.stringify({ a: "x".repeat(3 * LONGEST_LINE) });
    const [first, ...others] = await linesOf(`[${long},{"b":1}]`, "document", 1000);
    expect(first!.length).toBeGreaterThan(LONGEST_LINE + 1);
    expect(others).toEqual(['{"b":1}']);
  });
});

describe("a line that a shipper wrapped", () => {
  const line = 'Nov 12 04:05:06 gw9 %ASA-4-106023: Deny tcp src a:192.0.2.1/1 dst b:192.0.2.2/2 by "x"';
  const wrappings: ReadonlyArray<readonly [object, readonly string[]]> = [
    [{ "@timestamp": "t", message: line, host: { name: "h" } }, ["message"]],
    [{ log: `${line}\n`, stream: "stdout" }, ["log"]],
    [{ MESSAGE: line, _HOSTNAME: "h" }, ["MESSAGE"]],
    [{ preview: false, result: { _raw: line } }, ["result", "_raw"]],
    [{ _source: { message: line } }, ["_source", "message"]],
    [{ message: "x", event: { original: line } }, ["event", "original"]],
    [{ message: JSON.stringify({ event_type: "drop" }) }, ["message"]],
  ];

  test.each(wrappings)("%j", async (object, member) => {
    const other = JSON.stringify({ other: 1 });
    const text = `${JSON.stringify(object)}\n${JSON.stringify(object)}\n${other}\n`;
    expect(recordCutOf(Buffer.from(text))).toEqual({ isDocument: false, member });
    const inner = member.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], object);
    const expected = String(inner).trimEnd();
    expect(await linesOf(text, "lines", 50, member)).toEqual([expected, expected, other]);
    const array = `{"logEvents":[${JSON.stringify(object)}]}`;
    expect(recordCutOf(Buffer.from(array))).toEqual({ isDocument: true, member });
    expect(await linesOf(array, "document", 7, member)).toEqual([expected]);
  });

  test("is told from messages that are none, and from formats that are JSON", () => {
    for (const object of [{ message: "a job has ended" }, { event_type: "drop", message: line }, { message: 1 }, {}])
      expect(recordCutOf(Buffer.from(`${JSON.stringify(object)}\n`))).toBe(null);
  });
});

test("chunks may be cut anywhere", async () => {
  const text = `[${JSON.stringify(record, null, 1)},\n{"a":"\\"}{[é"},\nstray\n{"b":[[{}]]}]`;
  const whole = await linesOf(text, "document");
  expect(whole.length).toBe(6);
  for (let size = 1; size < 40; size++) expect(await linesOf(text, "document", size)).toEqual(whole);
});

test("records come out as JSON.parse reads them", async () => {
  const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      records,
      fc.constantFrom(undefined, 1, "\t"),
      fc.integer({ min: 1, max: 99 }),
      async (all, indent, size) => {
        const lines = await linesOf(JSON.stringify(all, null, indent), "document", size);
        expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(JSON.parse(JSON.stringify(all)));
      },
    ),
    { seed: 20261123, numRuns: 200 },
  );
});

describe("documents of records are read as their lines are", () => {
  const samples = formatSamples.filter(({ format, path }) => format.grammar.kind === "json" && path.endsWith(".jsonl"));

  test.each(samples.map((sample) => [sample.name, sample] as const))("%s", async (_, sample) => {
    const golden = readGoldenEvents(sample);
    const isTaken = (text: string, i: number): boolean => /^(?:deny|allow)/.test(golden[i]!) && /^\{.*\}$/.test(text);
    const lines = sample.lines.map((line) => line.toString("utf8"));
    const records = lines.filter(isTaken);
    const expected = golden.filter((_event, i) => isTaken(lines[i]!, i));
    const spaced = records.map((one) => one.replaceAll(/(?<=[,{])(?="\w+":)/g, "\r\n  "));
    const folder = scratchFolder({
      "array.json": `[\n${spaced.join(",\n")}\n]\n`,
      "member.json": `{"count":1,"Records":[${records.join(",")}]}`,
      "row.json": spaced.join("\n"),
      "packed.json.gz": gzipSync(`[${spaced.join(",")}]`),
    });
    expect(records.length).toBeGreaterThan(8);
    for (const name of ["array.json", "member.json", "row.json", "packed.json.gz"])
      expect([name, ...(await readEvents(join(folder, name)))]).toEqual([name, ...expected]);
  });

  test("and not cut into stretches", () => {
    const [sample] = samplesOf("azure-nsg-flow");
    const folder = scratchFolder({
      "lines.json": sample!.bytes,
      "array.json": `[${sample!.lines.slice(0, 10).map(String).join(",\n")}]`,
    });
    const units = (name: string): number => {
      const path = join(folder, name);
      const file = { path, sizeBytes: statSync(path).size, modifiedMs: 0 };
      return planUnits([file], { jobs: 2, leastBytes: 1000 }, false, () => false).length;
    };
    expect(units("lines.json")).toBeGreaterThan(1);
    expect(units("array.json")).toBe(1);
  });
});

async function readEvents(path: string): Promise<string[]> {
  const read: string[] = [];
  const [result] = await readInput(
    { path, sizeBytes: readFileSync(path).length, modifiedMs: 0 },
    {
      format: null,
      columns: {},
      assume: "deny",
      zone: new Zone("UTC"),
      year: sampleYear,
      hash: false,
      maxExpansion: 1000,
    },
    () => ({
      event: (event, cursor) => read.push(eventLine(EVENT, event, cursor)),
      other: (_verdict, cursor) => read.push(`other: ${cursor.bytes.toString("utf8", cursor.start, cursor.end)}`),
      tooLong: () => read.push("too long"),
    }),
  );
  expect(result?.error).toBeNull();
  return read;
}

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSamples } from "./read-samples.ts";
import type { SampleLine } from "./read-samples.ts";

const root = join(import.meta.dirname, "../..");
const years = [2016, 2017] as const;
const samples = { 2016: readSamples(2016), 2017: readSamples(2017) };
const files = years.flatMap((year) => samples[year].map((file) => ({ year, file, path: `fy${year}/${file.name}` })));
const lines = { 2016: linesOf(2016), 2017: linesOf(2017) };
const denials = { 2016: lines[2016].filter(isDenial), 2017: lines[2017].filter(isDenial) };
const ranking = { 2016: rankPorts(denials[2016]), 2017: rankPorts(denials[2017]) };

const confidences = readConfidences();

function linesOf(year: 2016 | 2017): SampleLine[] {
  return samples[year].flatMap((file) => file.lines);
}

function isDenial(line: SampleLine): boolean {
  return line.kind === "denial";
}

function rankPorts(among: readonly SampleLine[]): Array<[pair: string, count: number]> {
  const counts = new Map<string, number>();
  for (const { pair } of among) if (pair.includes("/")) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** The confidence of every telnet and IoT port of the bundled table. */
function readConfidences(): Map<string, string> {
  const table = readFileSync(join(root, "src/targets/port-targets.csv"), "utf8");
  const row = /^(tcp|udp),(\d+),(?:telnet|iot-[a-z-]+),.*,\d{0,4},\d{0,4},(high|medium|low),/gm;
  return new Map(
    [...table.matchAll(row)].map(([, protocol, port, confidence]) => [`${protocol}/${port}`, confidence ?? ""]),
  );
}

function countIot(
  ports: ReadonlyArray<readonly [string, number]>,
  wanted: readonly string[],
): [ports: number, denials: number] {
  const iot = ports.filter(([pair]) => wanted.includes(confidences.get(pair) ?? ""));
  return [iot.length, iot.reduce((sum, [, count]) => sum + count, 0)];
}

test("each year has five files and exactly as many denials as planted", () => {
  expect(samples[2016].map((file) => file.name)).toEqual(samples[2017].map((file) => file.name));
  expect(samples[2016]).toHaveLength(5);
  expect(denials[2016]).toHaveLength(22_600);
  expect(denials[2017]).toHaveLength(25_000);
});

test("telnet and IoT ports have the published shares", () => {
  const telnet = years.map((year) => denials[year].filter((line) => line.pair === "tcp/23").length);
  expect(telnet).toEqual([10_871, 7_300]);
  expect(countIot(ranking[2016].slice(0, 100), ["high", "medium"])).toEqual([11, 10_871 + 2_170]);
  expect(countIot(ranking[2017].slice(0, 100), ["high", "medium"])).toEqual([16, 9_500]);
});

test("the all-ports share and the ranges differ from the headline as planted", () => {
  expect(countIot(ranking[2016], ["high", "medium"])).toEqual([31, 13_133]);
  expect(countIot(ranking[2017], ["high", "medium"])).toEqual([36, 9_650]);
  expect(countIot(ranking[2016].slice(0, 100), ["high"])[1]).toBe(12_716);
  expect(countIot(ranking[2017].slice(0, 100), ["high"])[1]).toBe(8_525);
  const dualUse = new Set(["tcp/22", "tcp/80", "tcp/443", "tcp/8080", "tcp/8081", "tcp/8443", "tcp/8888"]);
  const added = years.map((year) => denials[year].filter((line) => dualUse.has(line.pair)).length);
  expect(added).toEqual([1_935, 3_675]);
  expect(years.map((year) => countIot(ranking[year], ["low"]))).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test.each(years)(
  "in FY%i the cut at rank 100 falls between different counts, portless protocols ranked or not",
  (year) => {
    const nearCut = ranking[year].slice(93, 103);
    expect(new Set(nearCut.map(([, count]) => count)).size).toBe(nearCut.length);
    expect(nearCut.filter(([pair]) => confidences.has(pair))).toEqual([]);
  },
);

test("denials spread over more ports in the second year", () => {
  const needed = years.map((year) => {
    let left = denials[year].length * 0.8;
    return ranking[year].findIndex(([, count]) => (left -= count) <= 0) + 1;
  });
  expect(needed).toEqual([33, 107]);
  expect(years.map((year) => ranking[year].length)).toEqual([1_642, 3_054]);
});

test("portless denials, allowed connections, notices and cut lines are as many as the README says", () => {
  const readme = readFileSync(join(root, "samples/README.md"), "utf8");
  const rows: Array<[label: string, count: (line: SampleLine) => boolean]> = [
    ["denials", isDenial],
    ["of these without a port", (line) => isDenial(line) && !line.pair.includes("/")],
    ["allowed connections", (line) => line.kind === "allowed"],
    ["lines that are no decision", (line) => line.kind === "notice"],
    ["cut-off denials", (line) => line.kind === "cut"],
  ];
  for (const [label, counts] of rows) {
    const cells = years.map((year) => lines[year].filter(counts).length.toLocaleString("en-US"));
    expect(readme.replaceAll(/ +/g, " ")).toContain(`| ${label} | ${cells.join(" | ")} |`);
  }
  expect(years.map((year) => lines[year].filter((line) => line.kind === "cut").length)).toEqual([3, 3]);
});

test.each(files)("stamps of $path ascend, cover each month and stay inside the fiscal year", ({ year, file }) => {
  const times = file.lines.map((line) => line.time);
  expect(times).toEqual([...times].sort());
  expect(new Set(times.map((time) => time.slice(0, 7))).size).toBe(12);
  // A stamp with a zone may be shown in any other: a day of distance keeps it in the year.
  const [first, end] = file.lines.some((line) => line.zoned)
    ? [`${year}-04-02`, `${year + 1}-03-31`]
    : [`${year}-04-01`, `${year + 1}-04-01`];
  expect(times.filter((time) => time < first || time >= end)).toEqual([]);
});

test.each(files)("only documentation, benchmarking and reserved addresses occur in $path", ({ file }) => {
  const allowed = /^(?:203\.0\.113|198\.51\.100|192\.0\.2|198\.1[89]\.\d+|24\d\.\d+\.\d+|25[0-4]\.\d+\.\d+)\.\d+$/;
  const found = new Set(file.text.match(/(?<![\d.])\d+\.\d+\.\d+\.\d+(?![\d.])/g));
  // PAN-OS writes 0.0.0.0 where no address was translated.
  found.delete("0.0.0.0");
  expect([...found].filter((address) => !allowed.test(address))).toEqual([]);
  const found6 = new Set(file.text.match(/[0-9a-f:]*::[0-9a-f:]*/g));
  expect([...found6].filter((address) => !address.startsWith("2001:db8:"))).toEqual([]);
});

test("denials go to own addresses, but for the attempts of one infected device a year", () => {
  const own = /^(?:203\.0\.113\.|198\.51\.100\.|192\.0\.2\.|2001:db8:20:)/;
  const outbound = years.map((year) => denials[year].filter((line) => own.test(line.src)));
  expect(outbound.map((found) => new Set(found.map((line) => line.src)).size)).toEqual([1, 1]);
  expect(outbound.map((found) => found.length)).toEqual([15, 16]);
  const foreign = years.map((year) => denials[year].filter((line) => !own.test(line.src) && !own.test(line.dst)));
  expect(foreign).toEqual([[], []]);
});

test.each(files)("no line of $path is written twice and all text is plain ASCII", ({ file }) => {
  const all = file.text.trimEnd().split("\n");
  expect(new Set(all).size).toBe(all.length);
  expect(file.text).toMatch(/^[\n\x20-\x7e]*$/);
});

test("the committed samples are what the generator writes", () => {
  const check = spawnSync(process.execPath, ["samples/generate.ts", "--check"], { cwd: root, encoding: "utf8" });
  expect(check.stderr).toBe("");
  expect(check.status).toBe(0);
});

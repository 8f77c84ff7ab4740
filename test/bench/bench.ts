import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collect, Sides } from "../../dist/ingest/collect.js";
import { discoverInputs } from "../../dist/ingest/discover.js";
import { readInput } from "../../dist/ingest/read-input.js";
import { Calendar } from "../../dist/rollup/calendar.js";
import { Zone } from "../../dist/scan/zone.js";
import { type BenchKind, benchKinds } from "./lines.ts";

const lines = Number(process.argv[2] ?? 300_000);
const runs = 5;
const options = {
  zone: new Zone("UTC"),
  year: 2017,
  format: null,
  columns: {},
  assume: "deny" as const,
  hash: false,
  maxExpansion: 1000,
};
const nothing = { event() {}, other() {}, tooLong() {} };
const hooks = { reject: null, progress() {}, isStopped: () => false, failed() {} };

const folder = mkdtempSync(join(tmpdir(), "fwtrend-bench-"));
try {
  const files = benchKinds.map((kind) => ({ kind, path: writeLines(kind) }));
  print(`Node ${process.version}, ${lines.toLocaleString("en")} lines a format, medians of ${runs} runs`);
  print(`${"format".padEnd(22)}${"scan".padStart(22)}${"scan and count".padStart(24)}`);
  for (const { kind, path } of files) {
    const scan = await median(() => scanOnly(path));
    const whole = await median(() => scanAndCount([path]));
    print(`${kind.id.padEnd(22)}${speed(scan, [path])}${speed(whole, [path])}`);
  }
  const all = files.map((file) => file.path);
  const whole = await median(() => scanAndCount(all));
  print(`${"all of them".padEnd(22)}${" ".repeat(22)}${speed(whole, all)}`);
} finally {
  rmSync(folder, { recursive: true });
}

function writeLines(kind: BenchKind): string {
  const path = join(folder, `${kind.id}.log`);
  const text = kind.head === undefined ? [] : [kind.head];
  for (let i = 0; i < lines; i++) text.push(kind.line(i, lines));
  writeFileSync(path, `${text.join("\n")}\n`);
  return path;
}

async function scanOnly(path: string): Promise<void> {
  const [file] = await discoverInputs([path], Date.now());
  const [result] = await readInput(file!, options, () => nothing);
  if (result?.lines.denials !== lines) throw new Error(`${path}: ${result?.lines.denials} denials of ${lines}`);
}

async function scanAndCount(paths: readonly string[]): Promise<void> {
  const sides = new Sides(new Calendar(options.zone));
  const side = sides.open(null);
  const inputs = (await discoverInputs(paths, Date.now())).map((file) => ({ file, sides: [side] }));
  await collect(inputs, sides, options, hooks);
}

/** Median milliseconds, after one run that is not counted. */
async function median(run: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i <= runs; i++) {
    const started = performance.now();
    await run();
    if (i > 0) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[runs >> 1]!;
}

function speed(ms: number, paths: readonly string[]): string {
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  const perSec = (lines * paths.length) / ms / 1000;
  return `${(bytes / 1000 / ms).toFixed(0).padStart(8)} MB/s ${perSec.toFixed(2).padStart(5)} M/s`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

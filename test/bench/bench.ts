import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { benchFormats } from "./formats.ts";
import { scanAndCount, scanOnly, unpackOnly } from "./in-process.ts";
import { benchKinds } from "./lines.ts";
import { countNewlines, megabytesOf, openFolder, writeLog } from "./log-files.ts";
import { asProcess, fwtrend, hasOption, hasProgram } from "./processes.ts";
import { appendResults, type Result } from "./results.ts";
import { type Contender, inProcess, timeInTurn } from "./timing.ts";

// npm run bench [lines]: some formats, each codec and the whole job, on generated lines, then all formats;
// npm run bench formats: those alone.
const isFormatsOnly = process.argv[2] === "formats";
const lines = Number((isFormatsOnly ? undefined : process.argv[2]) ?? 300_000);
const rounds = 5;
const yardstick = "newlines counted";
const results: Result[] = [];

const folder = openFolder();
try {
  if (!isFormatsOnly) await benchGenerated();
  results.push(...(await benchFormats(folder.path, print)));
} finally {
  folder.remove();
}
appendResults("bench", results);

async function benchGenerated(): Promise<void> {
  print(`Node ${process.version}, ${lines.toLocaleString("en")} lines a format, medians of ${rounds} runs in turn`);
  print(`${"".padEnd(34)}      MB/s   Mlines/s   of the time to count newlines`);
  const paths: string[] = [];
  for (const { id } of benchKinds) {
    const path = writeLog(folder.path, id, lines);
    paths.push(path);
    await compare([path], lines, [
      inProcess(`${id}: scan`, () => scanOnly(path, lines)),
      inProcess(`${id}: scan and count`, () => scanAndCount(path)),
    ]);
  }
  await benchCodecs(join(folder.path, `linux-netfilter-${lines}.log`));
  await benchWholeJob(paths);
}

async function benchCodecs(path: string): Promise<void> {
  const text = readFileSync(path);
  const packed: [name: string, bytes: Buffer][] = [
    ["gzip", gzipSync(text, { level: 6 })],
    ["zstd", zstdCompressSync(text)],
  ];
  for (const name of ["bzip2", "xz"]) {
    if (hasProgram(name)) packed.push([name, execFileSync(name, ["-1", "-c", path], { maxBuffer: 2 ** 31 - 1 })]);
    else print(`${name}: left out, there is no such program here`);
  }
  for (const [name, bytes] of packed) {
    const file = `${path}.${name}`;
    writeFileSync(file, bytes);
    try {
      await unpackOnly(file, text.length);
    } catch (error) {
      print(`${name}: left out, ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    await compare([path], lines, [inProcess(`${name}: unpack`, () => unpackOnly(file, text.length))]);
  }
}

/** From the start of the process to its exit, over one file that mixes all formats that mix. */
async function benchWholeJob(paths: readonly string[]): Promise<void> {
  const mixed = join(folder.path, "mixed.log");
  const mixing = paths.filter((_, i) => benchKinds[i]?.head === undefined);
  for (const path of mixing) appendFileSync(mixed, readFileSync(path));
  const whole = (name: string, ...more: string[]): Contender =>
    asProcess(`analyze: ${name}`, fwtrend("analyze", "-q", "--year", "2017", mixed, ...more));
  const jobs = hasOption("--jobs") ? [whole("one job", "--jobs", "1"), whole("all cores")] : [whole("whole job")];
  await compare([mixed], lines * mixing.length, jobs);
}

/** Times contenders over the same text beside the yardstick, prints and keeps the figures. */
async function compare(paths: readonly string[], total: number, contenders: readonly Contender[]): Promise<void> {
  const times = await timeInTurn([inProcess(yardstick, () => countNewlines(paths)), ...contenders], rounds);
  const megabytes = megabytesOf(...paths);
  for (const { name } of contenders) {
    const seconds = times.get(name)!;
    const ratio = seconds / times.get(yardstick)!;
    const [speed, rate] = [(megabytes / seconds).toFixed(0), (total / seconds / 1e6).toFixed(2)];
    print(`${name.padEnd(34)}${speed.padStart(10)}${rate.padStart(11)}${ratio.toFixed(1).padStart(9)}`);
    results.push({ case: name, lines: total, megabytes, seconds, ratio });
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

import { execFileSync } from "node:child_process";
import { existsSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeFigure } from "./bounds.ts";
import { megabytesOf, openFolder, writeLog } from "./log-files.ts";
import { asProcess, fwtrend, generate, hasOption, hasProgram, runCommand } from "./processes.ts";
import { appendResults, type Result } from "./results.ts";
import { findRivals, formatIds, questions, type Rival } from "./rival-tools.ts";
import { type Contender, timeInTurn } from "./timing.ts";

// npm run bench:rivals [lines] [-- --pairs netfilter,jobs,gzip,report,help,memory] [-- --large]: fwtrend beside other tools.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: "string" }, large: { type: "boolean", default: false } },
});
const lines = Number(positionals[0] ?? 2_000_000);
const wanted = values.pairs?.split(",") ?? null;
const rounds = 5;
const starts = 20;
const realLog = join(import.meta.dirname, "../../../shared/data/real/honeypots-2013.csv.gz");
const results: Result[] = [];
const folder = openFolder();

try {
  print(`Node ${process.version}, ${lines.toLocaleString("en")} lines, medians of ${rounds} in turn, page cache warm`);
  const pairs = Object.keys(questions).filter(isWanted);
  const rivals = pairs.length === 0 ? [] : findRivals((name, why) => print(`${name}: left out, ${why}`));
  for (const pair of pairs) await benchRivals(pair, rivals);
  if (isWanted("jobs")) await benchJobs();
  if (isWanted("gzip")) await benchGzip();
  if (isWanted("report")) await benchReport();
  if (isWanted("help")) await benchHelp();
  if (isWanted("memory")) await benchMemory();
} finally {
  folder.remove();
}
appendResults("rivals", results);

function isWanted(pair: string): boolean {
  return wanted === null || wanted.includes(pair);
}

/** One format: the whole analysis over what each rival takes for a part of it. */
async function benchRivals(pair: string, rivals: readonly Rival[]): Promise<void> {
  const file = writeLog(folder.path, formatIds[pair]!, lines);
  const contenders = rivals.map(({ name, command: words }) => asProcess(name, words(questions[pair]!, file)));
  await compare(pair, { lines, megabytes: megabytesOf(file) }, [
    analysis("fwtrend", file, "--jobs", "1"),
    ...contenders,
  ]);
  rmSync(file);
}

/** Five times the lines: smaller files are read by one thread anyway. */
async function benchJobs(): Promise<void> {
  if (!hasOption("--jobs")) {
    print("all cores over one: left out, there is no --jobs yet");
    return;
  }
  const total = lines * 5;
  const file = writeLog(folder.path, formatIds["netfilter"]!, total);
  await compare("netfilter", { lines: total, megabytes: megabytesOf(file) }, [
    analysis("all cores", file),
    analysis("--jobs 1", file, "--jobs", "1"),
  ]);
  rmSync(file);
}

async function benchGzip(): Promise<void> {
  if (!hasProgram("gzip")) {
    print("gzip input: left out, there is no gzip here");
    return;
  }
  const file = writeLog(folder.path, formatIds["netfilter"]!, lines);
  const packed = `${file}.gz`;
  execFileSync("gzip", ["-c", file], { stdio: ["ignore", openSync(packed, "w"), "inherit"] });
  await compare("netfilter", { lines, megabytes: megabytesOf(file) }, [
    analysis("gzip input", packed),
    asProcess("gzip -dc to nowhere", ["sh", "-c", 'gzip -dc "$1" > /dev/null', "sh", packed]),
  ]);
  rmSync(file);
  rmSync(packed);
}

/** A year of real denials, split in two: all that a report tells over the shares alone. */
async function benchReport(): Promise<void> {
  if (!existsSync(realLog)) {
    print("whole report: left out, the shared data are not there");
    return;
  }
  const [baseline, period] = ["2013-01..2013-05", "2013-06..2013-12"];
  const [node, ...program] = fwtrend("compare", "-q", realLog, "--baseline", baseline, "--period", period);
  await compare("real log", { lines: null, megabytes: megabytesOf(realLog) }, [
    asProcess("whole report", [node!, ...program, "--tz", "UTC"]),
    asProcess("plain shares", [node!, join(import.meta.dirname, "plain-shares.ts"), realLog, baseline, period]),
  ]);
}

async function benchHelp(): Promise<void> {
  const contenders = [asProcess("help", fwtrend("--help")), asProcess("bare Node", [process.execPath, "-e", "0"])];
  await compare("", { lines: null, megabytes: null }, contenders, starts);
}

/** Memory and processor time where the input grows: neither may grow faster. */
async function benchMemory(): Promise<void> {
  const id = formatIds["netfilter"]!;
  for (const total of [lines / 2, lines, lines * 10]) {
    const file = writeLog(folder.path, id, total);
    await measure(total, megabytesOf(file), fwtrend("analyze", "-q", "--jobs", "1", file), null);
    rmSync(file);
  }
  const large = lines * 50;
  if (values.large) await measure(large, null, fwtrend("analyze", "-q", "--jobs", "1", "-"), generate(id, large));
}

async function measure(
  total: number,
  megabytes: number | null,
  words: readonly string[],
  source: readonly string[] | null,
): Promise<void> {
  const { seconds, cpuSeconds, peakMegabytes } = await runCommand(words, source);
  const name = `${total.toLocaleString("en")} lines`;
  if (cpuSeconds === null || peakMegabytes === null) {
    print(`${name}: left out, there is no /proc here`);
    return;
  }
  // Processor time, as a pipe gives no lines while its writer makes them.
  const cost = (cpuSeconds / total) * 1e9;
  print(describeFigure(`peak memory at ${name}`, peakMegabytes, " MB"));
  print(describeFigure(`processor time a line at ${name}`, cost, " ns"));
  const row = { lines: total, megabytes, seconds };
  results.push({ ...row, case: `peak megabytes at ${name}`, ratio: peakMegabytes });
  results.push({ ...row, case: `nanoseconds a line at ${name}`, ratio: cost });
}

function analysis(name: string, file: string, ...more: string[]): Contender {
  return asProcess(name, fwtrend("analyze", "-q", ...more, file));
}

/** Times the first contender and the others in turn; prints and keeps the first over each of the others. */
async function compare(
  group: string,
  size: Pick<Result, "lines" | "megabytes">,
  contenders: readonly Contender[],
  turns: number = rounds,
): Promise<void> {
  const times = await timeInTurn(contenders, turns);
  const [[first = "", seconds = 0] = [], ...others] = times;
  const begins = group === "" ? "" : `${group}: `;
  for (const [name, theirs] of others) {
    const figure = `${begins}${first} over ${name}`;
    print(`${describeFigure(figure, seconds / theirs)}   (${seconds.toFixed(3)} s, ${theirs.toFixed(3)} s)`);
    results.push({ ...size, case: figure, seconds, ratio: seconds / theirs });
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

import { corpusLogs, type FormatLogs, sampleLogs } from "./format-logs.ts";
import { type FormatSpeed, targetOf, timeFormat } from "./format-speed.ts";
import type { Result } from "./results.ts";

/** What others are compared with. */
const yardstick = "linux-netfilter";

/**
 * Times every format over the lines of its sample, repeated, and over the corpus where that is there; prints megabytes a
 * second, the ratio to netfilter in the same run, and what is wanted.
 */
export async function benchFormats(folder: string, print: (text: string) => void): Promise<Result[]> {
  const samples = sampleLogs();
  const first = samples.find(({ name }) => name === yardstick)!;
  const corpus = corpusLogs();
  const results: Result[] = [];
  for (const [what, all] of [["sample", samples] as const, ["corpus", corpus] as const]) {
    if (all.length === 0) continue;
    // The first time warms what all formats share.
    await timeFormat(first, folder);
    results.push(...(await timeAll(what, all, await timeFormat(first, folder), folder, print)));
  }
  return results;
}

async function timeAll(
  what: string,
  all: readonly FormatLogs[],
  base: FormatSpeed,
  folder: string,
  print: (text: string) => void,
): Promise<Result[]> {
  print(`\n${`${what} lines, repeated`.padEnd(34)}      MB/s   of netfilter's   at least`);
  const results: Result[] = [];
  for (const logs of all) {
    const timed = await timeFormat(logs, folder);
    const speed = speedOf(timed);
    const ratio = speed / speedOf(base);
    const wanted = targetOf(timed.format);
    const mark = wanted !== null && speed < wanted ? "  MISSED" : "";
    const told = `${logs.name.padEnd(34)}${speed.toFixed(0).padStart(10)}${ratio.toFixed(2).padStart(17)}`;
    print(`${told}${String(wanted ?? "–").padStart(11)}${mark}`);
    const { lines, megabytes, seconds } = timed;
    results.push({ case: `${what} ${logs.name}`, lines, megabytes, seconds, ratio });
  }
  return results;
}

function speedOf({ megabytes, seconds }: FormatSpeed): number {
  return megabytes / seconds;
}

import { corpusLogs, sampleLogs } from "./format-logs.ts";
import { type FormatSpeed, targetOf, timeFormat, timeGrown } from "./format-speed.ts";
import type { Result } from "./results.ts";

/** What others are compared with. */
const yardstick = "linux-netfilter";

/** Kinds of logs that formats are timed on. */
const kinds = [
  { what: "a day's log of one device, grown from the sample", prefix: "device", logs: sampleLogs, time: timeGrown },
  { what: "the same, from the corpus", prefix: "corpus device", logs: corpusLogs, time: timeGrown },
  { what: "corpus lines of all devices and years, repeated", prefix: "corpus", logs: corpusLogs, time: timeFormat },
];

/**
 * Times every format on logs grown from its sample and, where that is there, from the corpus, and on the lines of the
 * corpus as they are; prints megabytes a second, the ratio to netfilter in the same run, and what is wanted of a log of
 * one device.
 */
export async function benchFormats(folder: string, print: (text: string) => void): Promise<Result[]> {
  const first = sampleLogs().find(({ name }) => name === yardstick)!;
  const results: Result[] = [];
  // The first time warms what all formats share.
  await timeGrown(first, folder);
  for (const { what, prefix, logs, time } of kinds) {
    const all = logs();
    if (all.length === 0) continue;
    const base = await time(first, folder);
    print(`\n${what}\n${"".padEnd(34)}      MB/s   of netfilter's   at least`);
    for (const one of all) {
      const timed = await time(one, folder);
      if (timed === null) print(`${one.name.padEnd(34)}  no line of which others could be made`);
      else results.push(tell(prefix, timed, speedOf(timed) / speedOf(base!), time === timeGrown, print));
    }
  }
  return results;
}

function tell(
  prefix: string,
  timed: FormatSpeed,
  ratio: number,
  isWanted: boolean,
  print: (text: string) => void,
): Result {
  const { name, lines, megabytes, seconds } = timed;
  const wanted = isWanted ? targetOf(timed.format) : null;
  const mark = wanted !== null && speedOf(timed) < wanted ? "  MISSED" : "";
  const told = `${name.padEnd(34)}${speedOf(timed).toFixed(0).padStart(10)}${ratio.toFixed(2).padStart(17)}`;
  print(`${told}${String(wanted ?? "–").padStart(11)}${mark}`);
  return { case: `${prefix} ${name}`, lines, megabytes, seconds, ratio };
}

function speedOf({ megabytes, seconds }: FormatSpeed): number {
  return megabytes / seconds;
}

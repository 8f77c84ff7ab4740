import { countNewlines, megabytesOf, openFolder } from "./log-files.ts";
import { type Cost, fwtrend, runCommand } from "./processes.ts";
import { appendResults, type Result } from "./results.ts";
import { writeHttpx, writeNmapXml } from "./scan-files.ts";
import { inProcess } from "./timing.ts";

// npm run bench:exposure [megabytes of XML] [httpx lines]: from the start of the process to its exit.
const megabytes = Number(process.argv[2] ?? 500);
const lines = Number(process.argv[3] ?? 10_000_000);
const rounds = 3;
const results: Result[] = [];

const folder = openFolder();
try {
  await bench("exposure: nmap XML", writeNmapXml(folder.path, megabytes));
  await bench("exposure: httpx", writeHttpx(folder.path, lines));
} finally {
  folder.remove();
}
appendResults("exposure", results);

/** The median of some runs, and the most memory that one of them had. */
async function bench(name: string, path: string): Promise<void> {
  const newlines = inProcess("", () => countNewlines([path]));
  await newlines.run();
  const yardstick = await newlines.run();
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) costs.push(await runCommand(fwtrend("exposure", "-q", path)));
  const { seconds } = costs.toSorted((a, b) => a.seconds - b.seconds)[rounds >> 1]!;
  const peak = Math.max(...costs.map(({ peakMegabytes }) => peakMegabytes ?? NaN));
  const size = megabytesOf(path);
  const total = countNewlines([path]);
  process.stdout.write(
    `${name.padEnd(24)}${size.toFixed(0).padStart(7)} MB ${total.toLocaleString("en").padStart(12)} lines ${seconds.toFixed(1).padStart(7)} s ` +
      `${(seconds / yardstick).toFixed(1).padStart(6)} of the time to count newlines, ${peak.toFixed(0)} MB resident\n`,
  );
  results.push({ case: name, lines: total, megabytes: size, seconds, ratio: seconds / yardstick });
  results.push({ case: `${name}, megabytes resident`, lines: total, megabytes: size, seconds: null, ratio: peak });
}

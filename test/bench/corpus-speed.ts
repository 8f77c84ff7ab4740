import { corpusLogs } from "./format-logs.ts";
import { timeFormat } from "./format-speed.ts";
import { openFolder } from "./log-files.ts";

// node test/bench/corpus-speed.ts: for each folder of the shared corpus, its name and the megabytes a second, by tabs.
const folder = openFolder();
try {
  for (const logs of corpusLogs()) {
    const { name, megabytes, seconds } = await timeFormat(logs, folder.path);
    process.stdout.write(`${name}\t${(megabytes / seconds).toFixed(1)}\n`);
  }
} finally {
  folder.remove();
}

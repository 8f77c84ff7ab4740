import { corpusLogs } from "./format-logs.ts";
import { timeFormat, timeGrown } from "./format-speed.ts";
import { openFolder } from "./log-files.ts";

// node test/bench/corpus-speed.ts: for each folder of the shared corpus, its name and the megabytes a second of a log of one
// device grown from its lines, or of those themselves where none can be; by tabs.
// A test waits for it: what happens once a run weighs more than in 64 MB.
const megabytesEach = 16;
const folder = openFolder();
try {
  for (const logs of corpusLogs()) {
    const { name, megabytes, seconds } =
      (await timeGrown(logs, folder.path, megabytesEach)) ?? (await timeFormat(logs, folder.path));
    process.stdout.write(`${name}\t${(megabytes / seconds).toFixed(1)}\n`);
  }
} finally {
  folder.remove();
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const samplesFolder = join(import.meta.dirname, "../../samples");
/** Real log lines, kept beside the project, not in it. */
const corpusFolder = join(import.meta.dirname, "../../../shared/corpus");

/** The logs of one format. */
export interface FormatLogs {
  name: string;
  /** The bytes of each, with a newline behind the last line. */
  logs: readonly Buffer[];
}

/** The sample of each format, sorted by name. */
export function sampleLogs(): FormatLogs[] {
  return readdirSync(samplesFolder)
    .filter((file) => /\.(?:log|csv|jsonl)$/.test(file))
    .map((file) => ({ name: file.replace(/\.[a-z]+$/, ""), logs: [readLog(join(samplesFolder, file))] }))
    .sort(byName);
}

/** The logs of each folder of the shared corpus, sorted by name; none where it is absent. */
export function corpusLogs(): FormatLogs[] {
  if (!existsSync(corpusFolder)) return [];
  return readdirSync(corpusFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
    .map(({ name }) => {
      const folder = join(corpusFolder, name);
      const files = readdirSync(folder).filter((file) => !file.endsWith(".expected.jsonl"));
      return { name, logs: files.sort().map((file) => readLog(join(folder, file))) };
    })
    .sort(byName);
}

function byName(a: FormatLogs, b: FormatLogs): number {
  return a.name < b.name ? -1 : 1;
}

function readLog(path: string): Buffer {
  const bytes = readFileSync(path);
  return bytes.at(-1) === 10 ? bytes : Buffer.concat([bytes, Buffer.from("\n")]);
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { buildSamples } from "./generate/samples.ts";

const folder = import.meta.dirname;

/** Compresses so that the bytes do not tell when and on which system it was done. */
function compress(text: string): Buffer {
  const bytes = gzipSync(text, { level: 9 });
  bytes.writeUInt32LE(0, 4);
  // The tenth byte names the operating system; 255 stands for unknown.
  bytes[9] = 255;
  return bytes;
}

function readText(path: string): string | null {
  const file = join(folder, path);
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

function writeSamples(): void {
  for (const { path, text } of buildSamples()) {
    // Another zlib may pack the same text into other bytes: a file whose text is right is left as it is.
    if (readText(path) === text) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path.endsWith(".gz") ? compress(text) : text);
    process.stdout.write(`wrote samples/${path}\n`);
  }
}

function checkSamples(): void {
  for (const { path, text } of buildSamples()) {
    const found = readText(path);
    if (found === text) continue;
    process.exitCode = 1;
    const what = found === null ? "is missing" : "differs from what samples/generate.ts writes";
    process.stderr.write(`samples/${path} ${what}; run: npm run samples\n`);
  }
}

if (process.argv.includes("--check")) checkSamples();
else writeSamples();
